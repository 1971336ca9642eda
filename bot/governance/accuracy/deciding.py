"""Entering decisions into the ledger, and saying so when a check or clause starts or stops to ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.domain.ids import MemberId
from bot.governance import signals, voice
from bot.governance.accuracy import memory
from bot.governance.accuracy.record import PUBLISHED_WEIGHT, Name, Record, Tally, is_right, leading_checks
from bot.governance.cases.queries import CaseFile, case_file
from bot.governance.directory import GroupState, directory
from bot.store import audit, models
from bot.store.transaction import after_commit


@dataclass(frozen=True, slots=True)
class Change:
    """A check or clause that begins or stops to act by itself, with its own record and the lower bound."""

    kind: str
    name: str
    own: Record
    lower: float
    automatic: bool


def is_counted(case: CaseFile) -> bool:
    """Only what the bot found by itself, firmly enough to act: a doubtful finding promised nothing."""
    acting = case.evidence.get("acting", case.message is not None)
    return case.automatic and bool(acting)


@signals.on(signals.CaseDecided)
async def enter_decision(signal: signals.CaseDecided, context: signals.Context) -> None:
    """Confirmed and upheld cases were right; rejected and pardoned ones were wrong."""
    row = await models.Case.get_or_none(id=signal.case)
    if row is not None and is_right(signal.verdict) is not None:
        await enter(case_file(row), signal.verdict, by=signal.by, now=context.now)


async def enter(case: CaseFile, verdict: str, *, by: MemberId, now: datetime) -> None:
    """Write one decision down, inside the transaction that made it, and draw what follows."""
    right = is_right(verdict)
    group = await models.Group.get_or_none(id=case.group_id)
    if right is None or group is None or not is_counted(case):
        return
    organisation = group.organisation_id
    await audit.record(
        f"organisation:{organisation}",  # its head is the lock behind which decisions come one after the other
        at=now,
        actor=by,
        action="accuracy.decided",
        subject=f"case:{case.number}",
        group=case.group_id,
        verdict=verdict,
    )
    await models.AccuracyDecision.create(
        organisation_id=organisation,
        case_id=case.id,
        offence=case.offence,
        checks=list(leading_checks(case.offence, case.evidence)),
        hard=bool(case.evidence.get("hard", False)),
        verdict=verdict,
        right=right,
        actor_id=by,
        at=now,
    )
    newest, tallies = await memory.count(organisation)
    checks: list[Name] = [("check", check) for check in leading_checks(case.offence, case.evidence)]
    names: tuple[Name, ...] = (("clause", case.offence), *checks)
    changes = [change for name in names if (change := await _draw(organisation, name, tallies, now)) is not None]
    for automatic in (True, False):
        drawn = [change for change in changes if change.automatic is automatic]
        if drawn:
            await _tell(organisation, drawn, automatic, newest, now)
    after_commit(partial(memory.remember, organisation, newest, tallies))


async def _draw(organisation: int, name: Name, tallies: Mapping[Name, Tally], now: datetime) -> Change | None:
    """Where a name's standing changed by this decision, note since when."""
    kind, key = name
    known = await models.AccuracyStanding.get_or_none(organisation_id=organisation, kind=kind, name=key)
    before = known.automatic if known is not None else memory.is_automatic(name, None)
    own = tallies.get(name, Tally())
    automatic = memory.is_automatic(name, own)
    if automatic == before:
        return None
    await models.AccuracyStanding.update_or_create(  # pyright: ignore[reportUnknownMemberType]
        defaults={"automatic": automatic, "since": now}, organisation_id=organisation, kind=kind, name=key
    )
    await audit.record(
        f"organisation:{organisation}",
        at=now,
        actor="",
        action="accuracy.promoted" if automatic else "accuracy.demoted",
        subject=f"{kind}:{key}",
        right=own.soft.right,
        wrong=own.soft.wrong,
    )
    together = memory.published(name).at_most(PUBLISHED_WEIGHT).plus(own.soft)
    return Change(kind, key, own.soft, together.bounds[0], automatic)


async def _tell(organisation: int, changes: list[Change], automatic: bool, newest: int, now: datetime) -> None:
    """Once in every chat where administrators of the organisation are told things."""
    told: set[str] = set()
    for group in directory.of_organisation(organisation):
        chat = (group.console or group.chat).key
        if chat in told:
            continue
        told.add(chat)
        await voice.tell_administrators(
            group,
            "accuracy/promoted" if automatic else "accuracy/demoted",
            key=f"accuracy:{group.id}:{newest}:{automatic}",
            now=now,
            fields={"changes": changes, "paths": paths_of(group, [change.name for change in changes])},
        )


def paths_of(group: GroupState, codes: Iterable[str]) -> dict[str, str]:
    """The article behind each offence's code, by the group's regulation."""
    regulation = group.regulation
    found = {code: regulation.clause(code) for code in codes} if regulation is not None else {}
    return {code: clause.path for code, clause in found.items() if clause is not None}


@signals.on(signals.KernelStarted)
async def read_ledger(signal: signals.KernelStarted, context: signals.Context) -> None:
    await memory.load()


@signals.on(signals.MemoryOutdated)
async def reread_ledger(signal: signals.MemoryOutdated, context: signals.Context) -> None:
    await memory.load()
