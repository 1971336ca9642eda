"""Entrances of start, clock and decisions: weights are read, the model's record is published, cases teach."""

from bot.domain.members import Actor, Role
from bot.governance import accuracy, cases, roster, signals
from bot.governance.directory import directory

from .memory import memory
from .reading import record
from .recent import recent
from .service import Subject, learn_from_case

SOFT = ("model", "combination")
"""Checks that must prove themselves; the shipped measurement is what they begin with."""
TEACHING = frozenset(
    f"moderation.{code}" for code in ("spam", "ads", "finance", "recruitment", "gambling", "porn", "illegal")
)
"""Offences that the model's view of spam is made from."""
_SPAM = {"confirmed": True, "upheld": True, "rejected": False, "pardoned": False}


@signals.on(signals.KernelStarted)
async def read_lessons(signal: signals.KernelStarted, context: signals.Context) -> None:
    recent.clear()
    for check in SOFT:
        accuracy.publish(check, *record())
    await memory.load()


@signals.on(signals.MemoryOutdated)
async def reread_lessons(signal: signals.MemoryOutdated, context: signals.Context) -> None:
    await memory.load()


@signals.on(signals.CaseDecided)
async def learn_from_decision(signal: signals.CaseDecided, context: signals.Context) -> None:
    """A decided case of the bot's own teaches weakly, in the transaction that decides it."""
    spam = _SPAM.get(signal.verdict)
    case = await cases.case_by_id(signal.case)
    group = directory.get(signal.group_id)
    if spam is None or case is None or group is None or not case.automatic or case.offence not in TEACHING:
        return
    text = str(case.evidence.get("text") or "")
    if text.strip():
        actor = Actor(signal.by, await roster.name_of(group.id, signal.by), Role.ADMIN)
        await learn_from_case(group, Subject(text, case.member, case.number), spam, actor=actor, now=context.now)
