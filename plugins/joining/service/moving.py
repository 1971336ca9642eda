"""The roster changed: who has left the organisation or a department is proposed for removal, who came is asked in."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.ids import GroupId, MemberId
from bot.domain.people import Person
from bot.domain.regulation import Clause
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance import people, roster, voice
from bot.governance.directory import GroupState, directory
from bot.governance.signals import RosterChanged
from bot.store import audit
from bot.store.numbers import next_number
from bot.store.transaction import transaction
from plugins.joining.domain.moving import DEPARTED, OUT, TRANSFERRED, Movement, movement, needs_two
from plugins.joining.models import Move

KIND = "move"
MOST_AT_ONCE = 2_000
EXPIRES_AFTER = timedelta(days=7)
LASTS = timedelta(hours=24)
SHOWN = 20
_CODES = {
    DEPARTED: ("cleanup.members", "exit.request", "join.roster"),
    TRANSFERRED: ("exit.request", "join.roster"),
}
"""Clauses that ask for it, the first that the regulation has."""


@dataclass(frozen=True, slots=True)
class _Mover:
    member: MemberId
    name: str
    row: int
    new: Person
    movement: Movement


async def plan_moves(signal: RosterChanged, now: datetime) -> None:
    """Inside the transaction of the change: only what may move somebody is looked into, a moment later."""
    moved = [
        {"row": each.person, "department": each.old.department, "state": each.old.state}
        for each in signal.changes
        if (each.new.state == DEPARTED) != (each.old.state == DEPARTED) or each.old.department != each.new.department
    ][:MOST_AT_ONCE]
    if moved:
        payload = {"organisation": signal.organisation_id, "moved": moved}
        key = f"joining:moves:{signal.organisation_id}:{moved[0]['row']}:{now.timestamp():.6f}"
        await schedule.at("joining.moves", key, now, payload)


@transaction
async def propose_moves(work: Work) -> None:
    """One numbered proposal a group for all who are to leave it, one message for all who belong into it now."""
    organisation = int(work.payload["organisation"])
    here = await people.roster_of(organisation)
    leaving: dict[tuple[GroupId, str], list[_Mover]] = defaultdict(list)
    coming: dict[GroupId, list[_Mover]] = defaultdict(list)
    groups = directory.of_organisation(organisation)
    for moved in work.payload["moved"]:
        new = here.by_row(int(moved["row"]))
        if new is None:
            continue
        old = _before(new, moved)
        for mover, group in await _movers(groups, int(moved["row"]), old, new, here.index.lexicon.departments):
            if mover.movement.way == OUT:
                leaving[(group.id, mover.movement.kind)].append(mover)
            else:
                coming[group.id].append(mover)
    for (group_id, kind), movers in leaving.items():
        await _propose(group_id, kind, movers, work)
    for group_id, movers in coming.items():
        await _ask_in(group_id, movers, work)


def _before(new: Person, moved: dict[str, Any]) -> Person:
    return Person(new.name, moved["department"], state=moved["state"])


async def _movers(
    groups: list[GroupState], row: int, old: Person, new: Person, names: Any
) -> list[tuple[_Mover, GroupState]]:
    found: list[tuple[_Mover, GroupState]] = []
    accounts = await people.accounts_of(row)
    for account in accounts:
        present = set(await roster.groups_of(account.account))
        for group in groups:
            if group.chat.platform != account.platform:
                continue
            wanted = _departments(group)
            move = movement(old, new, wanted, group.name, names, present=group.id in present)
            if move is not None:
                found.append((_Mover(account.account, new.name, row, new, move), group))
    return found


def _departments(group: GroupState) -> tuple[str, ...]:
    return group.regulation.words("join.roster", "departments", "") if group.regulation is not None else ()


def clause_for(group: GroupState, kind: str) -> tuple[str, Clause] | None:
    """The code and the clause by which somebody leaves for this reason, or None: then nobody does."""
    regulation = group.regulation
    if regulation is None:
        return None
    for code in _CODES[kind]:
        clause = regulation.clause(code)
        if clause is not None and (code != "cleanup.members" or regulation.text.parameter(code, "departed") == "yes"):
            return code, clause
    return None


async def _propose(group_id: GroupId, kind: str, movers: list[_Mover], work: Work) -> None:
    group = directory.get(group_id)
    found = clause_for(group, kind) if group is not None else None
    if group is None or found is None:
        return
    code, clause = found
    number = await next_number(group.id, KIND)
    row = await Move.create(
        group_id=group.id,
        number=number,
        kind=kind,
        people=[{"member": each.member, "name": each.name, "person": each.row} for each in movers],
        code=code,
        clause=clause.path,
        asked_at=work.now,
    )
    await audit.record(
        f"group:{group.id}", at=work.now, actor="", action="move.proposed", subject=f"move:{number}", people=len(movers)
    )
    members = len(await roster.members_of(group.id))
    await voice.tell_administrators(
        group,
        "joining/moves",
        key=f"joining:move:{row.id}",
        now=work.now,
        marker=f"人员变动 #{number}",
        valid_for=LASTS,
        fields={
            "number": number,
            "kind": kind,
            "clause": clause.path,
            "people": movers[:SHOWN],
            "count": len(movers),
            "two": needs_two(len(movers), members),
        },
    )
    key, due = f"joining:move:{row.id}:expire", work.now + EXPIRES_AFTER
    await schedule.at("joining.move_expires", key, due, {"move": row.id}, group_id=group.id)


async def _ask_in(group_id: GroupId, movers: list[_Mover], work: Work) -> None:
    """The bot can bring nobody in: the administrators are told whom to invite."""
    group = directory.get(group_id)
    clause = group.regulation.clause("join.roster") if group is not None and group.regulation is not None else None
    if group is None or clause is None:
        return
    await voice.tell_administrators(
        group,
        "joining/move_in",
        key=f"joining:in:{group.id}:{work.key}"[:200],
        now=work.now,
        valid_for=LASTS,
        fields={"people": movers[:SHOWN], "count": len(movers), "clause": clause.path},
    )


@transaction
async def expire_move(work: Work) -> None:
    """Nobody decided in a week: the weekly clean-up finds whoever still does not belong here."""
    await Move.filter(id=work.payload["move"], state="open").update(state="expired", decided_at=work.now)
