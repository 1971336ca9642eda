"""What is heard besides commands: answers to an announcement, reactions to it, and files that may be a regulation."""

from datetime import datetime
from functools import partial

from bot.chat.listeners import Work, listener
from bot.domain.events import Reacted
from bot.domain.ids import AccountId, GroupId, MemberId
from bot.domain.messages import IncomingMessage, Quote
from bot.domain.ports import Ability
from bot.effects.accounts import accounts
from bot.governance import awaiting, posted, signals
from bot.governance.directory import GroupState, directory

from .domain.answers import accepts
from .service import accepting, promoting, voting
from .service.board import board

AREA = "charter"


@listener("charter.accept", order=55)
def hear(message: IncomingMessage, group: GroupState) -> Work | None:
    """A look-up in memory, and only for words that accept."""
    posted.note_file(group.id, message)
    if message.anonymous or not accepts(message.text):
        return None
    quoted = message.quoted
    if quoted is not None:
        draft = board.draft_of(group.id, message.account, quoted.message)
        if draft is None and _is_ours_without_id(quoted, message.account):
            draft = _by_word(message, group)
    else:
        draft = _by_word(message, group)
    if draft is None:
        return None
    return partial(accepting.record_answer, group, draft, message.sender, message.id, message.received_at)


def _is_ours_without_id(quoted: Quote, account: AccountId) -> bool:
    """A message of ours on a platform that never told its id: it may be the announcement."""
    platform = accounts.get(account)
    told = platform is None or Ability.MESSAGE_IDS in platform.capabilities
    return not told and quoted.user in (None, account)


def _by_word(message: IncomingMessage, group: GroupState) -> int | None:
    """The revision that a bare 收到 means: the only thing that waits for the sender, else the one just announced."""
    waiting = board.waiting(group, message.sender, message.received_at)
    if not waiting or set(message.mentions) - {message.account}:
        return None
    announced_at, draft = waiting[0]
    if len(waiting) > 1 and message.received_at - announced_at > awaiting.RECENT:
        return None
    meant = awaiting.is_meant(AREA, group.id, message.sender, announced_at, message.received_at)
    return draft if meant else None


@awaiting.asks(AREA)
def just_announced(group_id: GroupId, member: MemberId, now: datetime) -> list[datetime]:
    """Only what was announced a moment ago: an older revision does not stand between a notice and its answer."""
    group = directory.get(group_id)
    waiting = board.waiting(group, member, now) if group is not None else []
    return [announced_at for announced_at, _ in waiting if now - announced_at <= awaiting.RECENT]


@signals.on(Reacted)
async def see_reaction(event: Reacted, context: signals.Context) -> None:
    group = directory.get(context.group_id) if context.group_id is not None else None
    if group is None or not event.added or event.member == event.account:
        return
    draft = board.draft_of(group.id, AccountId(event.account), event.message)
    if draft is not None:
        await accepting.record(group, draft, event.member, way="reaction", now=context.now)


@signals.on(signals.KernelStarted)
async def begin(signal: signals.KernelStarted, context: signals.Context) -> None:
    await board.load()
    for group in directory.enabled():
        await promoting.set_up(group, now=context.now)


@signals.on(signals.MemoryOutdated)
async def read_again(signal: signals.MemoryOutdated, context: signals.Context) -> None:
    await board.load()


@signals.on(signals.GroupEnabled)
async def take_up(signal: signals.GroupEnabled, context: signals.Context) -> None:
    group = directory.get(signal.group_id)
    if group is not None:
        await promoting.set_up(group, now=context.now)


@signals.on(signals.RegulationChanged)
async def plan_anew(signal: signals.RegulationChanged, context: signals.Context) -> None:
    group = directory.get(signal.group_id)
    if group is not None:
        await promoting.set_up(group, now=context.now)


@signals.on(signals.DecisionPassed)
async def carry_out(signal: signals.DecisionPassed, context: signals.Context) -> None:
    """A vote about a draft passed, whoever held it: its version is announced, inside the vote's transaction."""
    await voting.carry_out(signal, now=context.now)
