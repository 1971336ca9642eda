"""Who goes on with a topic that rests is reminded once, and where the clause says more, then sanctioned once."""

from functools import partial

from bot.chat.commands import PREFIXES
from bot.chat.listeners import Work, listener
from bot.domain.members import Role
from bot.domain.messages import IncomingMessage
from bot.governance import signals
from bot.governance.directory import GroupState

from ..domain.talk.sayings import is_acknowledgement
from ..domain.talk.topic import check_topic, goes_on
from ..domain.verdict import Check
from ..talk_cases import goes_further, remind_or_sanction
from . import service
from .memory import Stopped, topics

FURTHER_AFTER = 2
"""Messages after the reminder before the clause's own sanction follows, if it names one."""


@listener("antispam.topic", order=14)
def mind_topics(message: IncomingMessage, group: GroupState) -> Work | None:
    """Asked of every message; without a topic that rests it only remembers the text."""
    text, now = message.text, message.received_at
    if not text or text.startswith(PREFIXES) or message.anonymous:
        return None
    resting = topics.stopped(group.id, now)
    topics.hear(group.id, message.id, text, now)
    if not resting or _is_leader(message, group) or is_acknowledgement(text):
        return None
    for stopped in resting:
        check = check_topic(text, stopped.topic)
        if goes_on(check):
            return _work(message, group, stopped, check)
    return None


def _work(message: IncomingMessage, group: GroupState, stopped: Stopped, check: Check) -> Work | None:
    regulation = group.regulation
    clauses = regulation.text.clauses if regulation is not None else ()
    clause = next((each for each in clauses if each.path == stopped.clause and each.duty(stopped.code)), None)
    if clause is None:
        return None  # the regulation in force no longer says so
    times = topics.count(stopped.id, message.sender)
    further = times == 1 + FURTHER_AFTER and goes_further(clause, stopped.code)
    if times > 1 and not further:
        return None
    return partial(
        remind_or_sanction,
        message,
        group,
        code=stopped.code,
        clause=clause,
        check=check,
        reason="antispam/topic_reason",
        key=f"topic:{stopped.id}:{message.sender}:{'more' if further else 'first'}",
        now=message.received_at,
        further=further,
    )


def _is_leader(message: IncomingMessage, group: GroupState) -> bool:
    granted = group.grants.get(message.sender)
    claimed = message.role_claim
    return (granted is not None and granted >= Role.ADMIN) or (claimed is not None and claimed >= Role.ADMIN)


@signals.on(signals.KernelStarted)
async def load_topics(signal: signals.KernelStarted, context: signals.Context) -> None:
    await service.reload(context.now)


@signals.on(signals.MemoryOutdated)
async def reread_topics(signal: signals.MemoryOutdated, context: signals.Context) -> None:
    await service.reload(context.now)


@signals.on(signals.GroupDisabled)
async def forget_topics(signal: signals.GroupDisabled, context: signals.Context) -> None:
    topics.forget(signal.group_id)
