"""An administrator's yes or no to removing people after a change of the roster."""

from datetime import datetime

from bot.domain.errors import NoSuchNumber, Refusal
from bot.domain.ids import MemberId
from bot.domain.members import Actor, Role
from bot.domain.sanctions import Sanction, Step
from bot.governance import cases, numbered, people, reviews, roster
from bot.governance.cases import Accused, Breach
from bot.governance.directory import GroupState
from bot.governance.reviews import Decided, ReviewLine
from bot.store import audit
from bot.store.transaction import transaction
from bot.texts import render
from plugins.joining.domain.moving import DEPARTED, needs_two
from plugins.joining.models import Move

from .moving import KIND, SHOWN, clause_for


class MoveDecided(Refusal):
    """Somebody decided it before, or it has expired."""

    code = "joining.move_decided"


class AnotherMustAgree(Refusal):
    """Too many people for one administrator, and this one has agreed already."""

    code = "joining.another_must_agree"


@transaction
async def approve_move(group: GroupState, number: int, actor: Actor, now: datetime) -> Decided:
    """Remove them by numbered cases that are no breach; large numbers need a second administrator.

    Raises MoveDecided, AnotherMustAgree.
    """
    row = await _open(group, number)
    found = clause_for(group, row.kind)
    if found is None:
        raise MoveDecided(number=number, state="expired", by="")
    members = await roster.members_of(group.id)
    if needs_two(len(row.people), len(members)) and row.first_by is None:
        await Move.filter(id=row.id).update(first_by=actor.id, first_name=actor.name[:200])
        await _note(group, number, "agreed", actor, now)
        return Decided("joining/move_first", {"number": number, "count": len(row.people)})
    if row.first_by == actor.id:
        raise AnotherMustAgree(number=number, count=len(row.people))
    if not await Move.filter(id=row.id, state="open").update(
        state="approved", decided_at=now, decided_by=actor.id, decided_name=actor.name[:200]
    ):
        raise MoveDecided(number=number, state="approved", by="")
    await _note(group, number, "approved", actor, now)
    removed, kept = await _remove(group, row, actor, now)
    return Decided("joining/move_approved", {"number": number, "removed": removed, "kept": kept})


async def _remove(group: GroupState, row: Move, actor: Actor, now: datetime) -> tuple[list[str], list[str]]:
    """Who is here, still does not belong and has no power; the others are named as kept."""
    found = clause_for(group, row.kind)
    roster_here = await people.roster_of(group.organisation_id)
    present = {each.id: each for each in await roster.members_of(group.id)}
    removed: list[str] = []
    kept: list[str] = []
    for each in row.people:
        member, person = MemberId(each["member"]), roster_here.by_row(int(each["person"]))
        known = present.get(member)
        if known is None or found is None:
            continue
        has_power = max(known.role or Role.MEMBER, group.grants.get(member, Role.MEMBER)) >= Role.ADMIN
        is_back = person is not None and row.kind == DEPARTED and person.state != DEPARTED
        if has_power or is_back:
            kept.append(known.name)
            continue
        code, clause = found
        breach = Breach(
            code,
            clause,
            render("joining/reason_moved", kind=row.kind),
            evidence={"masked": "", "checks": [{"name": "roster", "verdict": row.kind, "evidence": f"#{row.number}"}]},
            source_key=f"joining:move:{row.id}:{member}",
        )
        accused = Accused(member, known.name)
        await cases.open_case(group, breach, accused, actor=actor, now=now, step=Step(Sanction.KICK))
        removed.append(known.name)
    return removed, kept


@transaction
async def reject_move(group: GroupState, number: int, reason: str, actor: Actor, now: datetime) -> Decided:
    """They stay. Raises MoveDecided."""
    row = await _open(group, number)
    await Move.filter(id=row.id, state="open").update(
        state="rejected", decided_at=now, decided_by=actor.id, decided_name=actor.name[:200], decision=reason[:500]
    )
    await _note(group, number, "rejected", actor, now)
    return Decided("joining/move_rejected", {"number": number})


async def pending_moves(group: GroupState) -> list[ReviewLine]:
    rows = await Move.filter(group_id=group.id, state="open").order_by("number")
    return [ReviewLine(row.number, _line(row), row.asked_at) for row in rows]


def _line(row: Move) -> str:
    names = "、".join(str(each["name"]) for each in row.people[:3])
    return f"{'离职' if row.kind == DEPARTED else '调动'}移出 {len(row.people)} 人：{names}"


async def show_move(group: GroupState, number: int, actor: Actor) -> tuple[str, dict[str, object]]:
    row = await _find(group, number)
    return "joining/show_move", {"move": row, "people": row.people[:SHOWN], "count": len(row.people)}


async def _open(group: GroupState, number: int) -> Move:
    row = await _find(group, number)
    if row.state != "open":
        raise MoveDecided(number=number, state=row.state, by=row.decided_name)
    return row


async def _find(group: GroupState, number: int) -> Move:
    row = await Move.get_or_none(group_id=group.id, number=number)
    if row is None:
        raise NoSuchNumber(number=number)
    return row


async def _note(group: GroupState, number: int, what: str, actor: Actor, now: datetime) -> None:
    subject = f"move:{number}"
    await audit.record(f"group:{group.id}", at=now, actor=actor.id, action=f"move.{what}", subject=subject)


reviews.register(KIND, title="人员变动", approve=approve_move, reject=reject_move, pending=pending_moves)
numbered.register(KIND, show_move)
