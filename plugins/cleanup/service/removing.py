"""The removals: one at a time, each looked at before and after, stopped at the first sign of trouble.

Every step is a row of its own, named after round, attempt and member, and the case of a removal
has a key of its own: a worker that dies between two steps, or in one, removes nobody twice.
"""

from datetime import datetime, timedelta

from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor, Role
from bot.domain.ports import Ability
from bot.domain.sanctions import Sanction, Step
from bot.effects import schedule
from bot.effects.accounts import accounts
from bot.effects.schedule import Work
from bot.governance import cases, roster, voice, workorders
from bot.governance.directory import GroupState, directory
from bot.store import audit
from bot.store.transaction import transaction
from bot.texts import render
from plugins.cleanup.domain.rules import CODE
from plugins.cleanup.models import Item, Round

from .examining import Verdict, examine, is_here
from .files import reasons_to_json, round_file
from .findings import rules_of
from .guarding import too_many_left
from .ordering import put_list
from .pausing import pause
from .picturing import picture_of
from .standing_here import OUTSIDE, own_trouble
from .telling import TOLD_WITHIN

PACE = timedelta(seconds=3)
ASK_AGAIN = timedelta(minutes=1)
QUICK_LOOKS = 5
MOST_LOOKS = 45
"""Longer than a case's effect lasts: by then it is done, refused, or a work order."""
LATEST = timedelta(days=3)
"""Removals that should have begun longer ago are not begun by themselves: people may rely on having stayed."""


async def begin(work: Work) -> None:
    """The day named in the warning has come."""
    found = await _round_of(work, "grace", "removing")
    if found is None:
        return
    group, row = found
    if work.now - work.due_at > LATEST:
        await pause(group, row, "late", now=work.now)
        return
    await roster.look_at_list(group, now=work.now)
    await _begin(row, work.now)


@transaction
async def _begin(row: Round, now: datetime) -> None:
    await Round.filter(id=row.id, state="grace", attempt=row.attempt).update(state="removing")
    await _next(row, now, now)


async def take_step(work: Work) -> None:
    """Look at one member and open the case of their removal, or find why they stay."""
    found = await _round_of(work, "removing")
    if found is None:
        return
    group, row = found
    item = await Item.get(id=work.payload["item"])
    if group.halted:
        await pause(group, row, "halted", now=work.now, name=item.member_name)
    elif item.state != "warned":
        await _continue(row, item, work.now)
    elif rules_of(group) is None:
        await pause(group, row, "no_clause", now=work.now, name=item.member_name)
    elif await too_many_left(row, now=work.now):
        await pause(group, row, "many_left", now=work.now, name=item.member_name)
    else:
        await _act(group, row, item, await examine(group, row, item, now=work.now), work)


async def _act(group: GroupState, row: Round, item: Item, verdict: Verdict, work: Work) -> None:
    match verdict.what:
        case "go":
            await _remove(group, row, item, verdict, work.now)
        case "stays":
            await _settle(row, item, "kept", verdict.note, work.now)
        case "gone":
            await _settle(row, item, "gone", "", work.now)
        case "trouble":
            await pause(group, row, verdict.note, now=work.now, name=item.member_name)
        case _:
            await _again(group, row, item, "cleanup.step", work)


@transaction
async def _remove(group: GroupState, row: Round, item: Item, verdict: Verdict, now: datetime) -> None:
    """The case, through the one door, in the name of who confirmed."""
    rules = rules_of(group)
    if rules is None or not await Item.filter(id=item.id, state="warned").update(state="removing", changed_at=now):
        return
    breach = cases.Breach(
        code=CODE,
        clause=rules.clause,
        reason=render("cleanup/reason", reasons=verdict.reasons),
        evidence={"masked": "", "checks": reasons_to_json(verdict.reasons), "cleanup": row.number, "reported": True},
        source_key=f"cleanup:{row.id}:{item.id}:{row.attempt}",
    )
    case = await cases.open_case(
        group,
        breach,
        cases.Accused(MemberId(item.member_id), item.member_name),
        actor=Actor(MemberId(row.confirmed_by or ""), row.confirmed_name, Role.ADMIN),
        now=now,
        step=Step(Sanction.KICK),
    )
    await Item.filter(id=item.id).update(case_id=case.id, case_number=case.number)
    await _schedule(row, item, "cleanup.check", 0, now + PACE)


async def check(work: Work) -> None:
    """Has the removal happened? Only then, or when a person was asked to do it, the next one follows."""
    found = await _round_of(work, "removing")
    if found is None:
        return
    group, row = found
    item = await Item.get(id=work.payload["item"])
    here = item.state == "removing" and await is_here(group, MemberId(item.member_id), now=work.now)
    if here is None and await own_trouble(group) == OUTSIDE:
        await pause(group, row, OUTSIDE, now=work.now, name=item.member_name)
        return
    if here is not False:
        if (await cases.find_case(group.id, item.case_number or 0)).state != "standing":
            await _settle(row, item, "kept", "pardoned", work.now)
            return
        ordered = any(order.case_id == item.case_id for order in await workorders.open_orders(group.id))
        if ordered and not _can_kick(group):
            await _settle(row, item, "ordered", "", work.now)
        elif ordered:
            await _fail(group, row, item, "not_done", work.now)
        else:
            await _again(group, row, item, "cleanup.check", work)
        return
    await _settle(row, item, "removed", "", work.now)


async def _again(group: GroupState, row: Round, item: Item, kind: str, work: Work) -> None:
    """Ask once more, a few times soon, then once a minute, and not for ever."""
    tries = int(work.payload["tries"]) + 1
    if tries > MOST_LOOKS:
        await _fail(group, row, item, "unknown", work.now)
        return
    quick = kind == "cleanup.check" and tries <= QUICK_LOOKS
    await _schedule(row, item, kind, tries, work.now + (PACE if quick else ASK_AGAIN))


@transaction
async def _fail(group: GroupState, row: Round, item: Item, why: str, now: datetime) -> None:
    """Trouble with one member: the round waits for a person. Who was not touched yet stays warned."""
    await Item.filter(id=item.id, state="removing").update(state="failed", note=why, changed_at=now)
    await pause(group, row, why, now=now, name=item.member_name)


@transaction
async def _settle(row: Round, item: Item, state: str, note: str, now: datetime) -> None:
    settled = Item.filter(id=item.id, state__in=["warned", "removing"])
    await settled.update(state=state, note=note, changed_at=now)
    await _next(row, now, now + PACE if state == "removed" else now)


@transaction
async def _continue(row: Round, item: Item, now: datetime) -> None:
    """A step found its member dealt with: by a run of it that died before it was settled, or by themselves."""
    await _next(row, now, now + PACE)


async def _next(row: Round, now: datetime, due: datetime) -> None:
    """Inside a transaction. What an earlier attempt left half done comes first; after the last one, the report."""
    for state, kind in (("removing", "cleanup.check"), ("warned", "cleanup.step")):
        item = await Item.filter(round_id=row.id, state=state).order_by("position", "id").first()
        if item is not None:
            await _schedule(row, item, kind, 0, due)
            return
    await _finish(row, now)


async def _finish(row: Round, now: datetime) -> None:
    finished = Round.filter(id=row.id, state="removing", attempt=row.attempt)
    if not await finished.update(state="finished", finished_at=now):
        return
    round = await round_file(await Round.get(id=row.id))
    await audit.record(
        f"group:{row.group_id}",
        at=now,
        actor="",
        action="cleanup.finished",
        subject=f"cleanup:{row.number}",
        **{state: round.counts[state] for state in ("removed", "ordered", "kept", "gone", "failed")},
    )
    group = directory.get(GroupId(row.group_id))
    if group is None:
        return
    await voice.tell_administrators(
        group,
        "cleanup/report",
        key=f"cleanup:{row.id}:report",
        now=now,
        marker=f"清理 #{row.number} 已完成",
        valid_for=TOLD_WITHIN,
        enclosed=picture_of(round),
        fields={"round": round, "untold": await _untold(row)},
    )
    await put_list(group, row, now=now)


async def _untold(row: Round) -> list[str]:
    """The names of those who could not be told in private why they go; all of them were warned in the group."""
    went = Item.filter(round_id=row.id, state__in=["removed", "ordered"], case_id__not_isnull=True)
    names = {int(str(case)): str(name) for case, name in
             await went.order_by("position").values_list("case_id", "member_name")}  # fmt: skip
    untold = await cases.untold(names)
    return [name for case, name in names.items() if case in untold]


async def _schedule(row: Round, item: Item, kind: str, tries: int, due: datetime) -> None:
    await schedule.at(
        kind,
        f"{kind}:{row.id}:{row.attempt}:{item.id}:{tries}",
        due,
        {"round": row.id, "attempt": row.attempt, "item": item.id, "tries": tries},
        group_id=row.group_id,
    )


async def _round_of(work: Work, *states: str) -> tuple[GroupState, Round] | None:
    """Group and round of this work, or None where it is over: stopped, resumed anew, or disabled."""
    group = directory.get(GroupId(work.group_id or 0))
    row = await Round.get_or_none(id=work.payload["round"], attempt=work.payload["attempt"], state__in=list(states))
    return (group, row) if group is not None and row is not None else None


def _can_kick(group: GroupState) -> bool:
    platform = accounts.get(group.account) if group.account is not None else None
    return platform is None or Ability.KICK in platform.capabilities
