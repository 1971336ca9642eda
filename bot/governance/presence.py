"""Gaps: while an account was away nobody watched its groups; the administrators are told when it is back."""

from datetime import datetime, timedelta

from loguru import logger

from bot.domain.events import AccountState
from bot.domain.ids import AccountId, GroupId
from bot.governance import signals, voice
from bot.governance.directory import directory
from bot.store import models
from bot.store.transaction import transaction

WORTH_TELLING = timedelta(minutes=3)
_away: dict[AccountId, datetime] = {}


def went_away(account: AccountId, reason: str, *, now: datetime) -> None:
    """Note when the account was lost; the platform cannot be told now, the log is."""
    if account not in _away:
        _away[account] = now
        logger.error("account {} is away: {}", account, reason or "no reason given")


@transaction
async def came_back(account: AccountId, *, now: datetime) -> None:
    """Tell each of the account's groups, once, from when to when nobody watched."""
    since = _away.get(account)
    seen = await _last_seen(account)
    for group in directory.enabled():
        if group.account != account:
            continue
        gone = min((t for t in (since, seen.get(group.id)) if t is not None), default=now)
        if now - gone >= WORTH_TELLING:
            await signals.emit(signals.Unwatched(group.id, gone, now), signals.Context(group.id, now))
        if since is not None and now - since >= WORTH_TELLING:
            await voice.tell_administrators(
                group,
                "groups/was_away",
                key=f"away:{account}:{group.id}:{since.timestamp():.0f}",
                now=now,
                fields={"since": since, "until": now},
            )
    _away.pop(account, None)


async def _last_seen(account: AccountId) -> dict[GroupId, datetime]:
    """When the account last said that it serves its groups: what is left of a process that was killed."""
    rows = models.Group.filter(primary_account=account, enabled=True, primary_seen_at__isnull=False)
    return {GroupId(group): seen for group, seen in await rows.values_list("id", "primary_seen_at")}


@signals.on(AccountState)
async def hear_state(event: AccountState, context: signals.Context) -> None:
    """The implementation's own word: logged out while its line is up, or in again."""
    if event.online is False:
        went_away(event.account, event.reason, now=context.now)
    elif event.online is True:
        await came_back(event.account, now=context.now)
