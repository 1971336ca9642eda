"""Which members are accounts of ours: also those of another process, and those that were ours once."""

from bot.domain.ids import AccountId, MemberId
from bot.effects.accounts import accounts
from bot.governance import signals
from bot.store import models

_known: set[MemberId] = set()


def is_ours(member: MemberId) -> bool:
    """From memory: connected here, or one that serves or has served a group as its primary account."""
    return member in _known or accounts.get(AccountId(member)) is not None


def note_ours(account: AccountId) -> None:
    """An account of ours was connected: it stays ours when its line is lost."""
    _known.add(MemberId(account))


@signals.on(signals.KernelStarted)
async def learn_ours(signal: signals.KernelStarted, context: signals.Context) -> None:
    _known.clear()
    await _learn()


@signals.on(signals.MemoryOutdated)
async def learn_of_others(signal: signals.MemoryOutdated, context: signals.Context) -> None:
    """Another process may serve a group with an account we have not met."""
    await _learn()


async def _learn() -> None:
    rows = models.Group.filter(primary_account__isnull=False).distinct()
    _known.update(MemberId(str(account)) for account in await rows.values_list("primary_account", flat=True))
    _known.update(MemberId(account) for account in accounts.ids())
