"""A round of reminding: who is to be told of which notice on which occasion, as rows before anything is said."""

from collections.abc import Sequence
from datetime import datetime

from tortoise.expressions import Q

from bot.domain.ids import GroupId
from bot.domain.members import SYSTEM, Actor
from bot.governance import hours
from bot.governance.directory import GroupState
from bot.store import audit
from bot.store.transaction import insert_once, transaction
from plugins.notices.domain.occasions import SUPERIOR, TOO_LATE
from plugins.notices.domain.tally import Asked
from plugins.notices.models import Notice, Nudge, Reminder
from plugins.notices.service.board import RECENT
from plugins.notices.service.files import NoticeFile, filed, find_notice
from plugins.notices.service.refusals import (
    AlreadyClosed,
    NoAnswerAsked,
    NotPublished,
    RemindedRecently,
    StillPublishing,
)
from plugins.notices.service.tallying import tally_of

from .due import Due, due_in, given_for, place_of
from .planning import Plan, look_at, open_in, pace_of, plans_of
from .present import standing_in
from .reporting import report_followed_up
from .telling import tell_next

PAUSE = RECENT
MANUAL = "manual"


@transaction
async def remind(group: GroupState, number: int, *, by: Actor, now: datetime) -> tuple[NoticeFile, int]:
    """An administrator's reminder in this group; answers how many are asked, 0 when all have answered.

    Raises NoSuchNumber, NotPublished, NoAnswerAsked, AlreadyClosed, RemindedRecently.
    """
    notice = await find_notice(group.id, number)
    require_open(notice)
    row = await Notice.get(id=notice.id)
    missing = (await standing_in(group, row)).missing
    if missing and not await _by_hand(group, row, missing, by, now):
        row = await Notice.get(id=notice.id)
        raise RemindedRecently(number=number, again=(row.reminded_at or now) + PAUSE)
    await tell_next(group, now)
    return notice, len(missing)


@transaction
async def remind_all(group: GroupState, *, by: Actor, now: datetime) -> tuple[list[NoticeFile], int, datetime | None]:
    """All open notices of the group together: those that are asked for, how many people, and when again.

    The last is set where all that miss answers were reminded just now.
    """
    reminded: list[NoticeFile] = []
    people: set[str] = set()
    again: datetime | None = None
    for row in await open_in(group):
        missing = (await standing_in(group, row)).missing
        if not missing:
            continue
        notice = (await filed(row)).in_place(group.id)
        if await _by_hand(group, row, missing, by, now):
            reminded.append(notice)
            people.update(person.member for person in missing)
        else:
            again = max(again or now, (row.reminded_at or now) + PAUSE)
    await tell_next(group, now)
    return reminded, len(people), None if reminded else again


async def _by_hand(group: GroupState, row: Notice, missing: Sequence[Asked], by: Actor, now: datetime) -> bool:
    """Write first: of two at once, one finds that the pause has begun."""
    rested = Q(reminded_at=None) | Q(reminded_at__lte=now - PAUSE)
    if not await Notice.filter(rested, id=row.id, state="open").update(reminded_at=now):
        return False
    number = await Reminder.filter(notice_id=row.id).count() + 1
    await begin(group, row, f"{MANUAL}:{number}", missing, by, now)
    return True


def require_open(notice: NoticeFile) -> None:
    """Raises NotPublished, StillPublishing, NoAnswerAsked, AlreadyClosed."""
    if notice.state in ("draft", "planned", "review", "rejected"):
        raise NotPublished(number=notice.number)
    if notice.state == "publishing":
        raise StillPublishing(number=notice.number)
    if not notice.needs_answer:
        raise NoAnswerAsked(number=notice.number)
    if notice.state != "open":
        raise AlreadyClosed(number=notice.number)


@transaction
async def remind_due(group: GroupState, *, now: datetime) -> None:
    """Begin every round that is due in this group, and say what can be said now, in one go for all notices."""
    rows = await open_in(group)
    given = await given_for(rows)
    for plan in await plans_of(rows):
        for due in due_in(plan, group, given, now):
            await _begin_due(group, plan, due, now)
    await tell_next(group, now)


async def _begin_due(group: GroupState, plan: Plan, due: Due, now: datetime) -> None:
    row, occasion = plan.row, due.occasion
    if not row.urgent and hours.is_quiet(group, now):
        await look_at(group, hours.next_loud(group, now))
        return
    name = occasion.name if plan.version == 1 else f"v{plan.version}:{occasion.name}"
    if now - occasion.due > TOO_LATE:
        await _miss(group, row, name, now)
    else:
        await _begin_occasion(group, row, name, due.to_superiors, now)


async def _begin_occasion(group: GroupState, row: Notice, name: str, to_superiors: bool, now: datetime) -> None:
    standing = await standing_in(group, row)
    resting = () if to_superiors else standing.away
    if not standing.missing and not resting:
        return
    if not await begin(group, row, name, standing.missing, SYSTEM, now, resting=resting):
        return
    if to_superiors:
        notice = (await filed(row)).in_place(group.id)
        await report_followed_up(group, notice, await tally_of(group, notice), name, now)
    elif standing.missing:
        await Notice.filter(id=row.id).update(reminded_at=now)


async def begin(
    group: GroupState,
    row: Notice,
    name: str,
    missing: Sequence[Asked],
    by: Actor,
    now: datetime,
    *,
    resting: Sequence[Asked] = (),
) -> bool:
    """Write down the round and everybody's part in it; False where the occasion was begun before."""
    occasion = name if group.id == row.group_id else f"{name}@{group.id}"
    if not await _note_round(row, occasion, len(missing), by, now):
        return False
    number = await _number_here(group, row)
    way = _way_for(group, row, name, len(missing))
    await Nudge.bulk_create(
        [
            Nudge(
                notice_id=row.id,
                place_id=group.id,
                member_id=person.member,
                occasion=occasion,
                round=number,
                way=way,
                due_at=now,
            )
            for person in (*missing, *resting)
        ],
        batch_size=500,
    )
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor=by.id,
        action="notice.reminded",
        subject=f"notice:{row.number}",
        round=number,
        occasion=occasion,
        asked=len(missing),
    )
    return True


async def _note_round(row: Notice, occasion: str, asked: int, by: Actor, now: datetime) -> bool:
    """False where this occasion was there already. Of two rounds at once, in two groups, both get a number."""
    while not await Reminder.filter(notice_id=row.id, occasion=occasion).exists():
        number = await Reminder.filter(notice_id=row.id).count() + 1
        reminder = Reminder(notice_id=row.id, round=number, occasion=occasion, asked=asked, by=by.id, at=now)
        if await insert_once(reminder):
            return True
    return False


async def _number_here(group: GroupState, row: Notice) -> int:
    """The how-manieth reminder it is for the members of this group, missed ones counted: no two have the same."""
    names = await Reminder.filter(notice_id=row.id).values_list("occasion", flat=True)
    return sum(place_of(str(name), GroupId(row.group_id)) == group.id for name in names)


def _way_for(group: GroupState, row: Notice, name: str, missing: int) -> str:
    """How people are told first; what does not get through goes to the group."""
    if SUPERIOR in name:
        return "superior"
    pace = pace_of(group.regulation)
    if name.startswith(MANUAL) or pace is None:
        return "group"
    everybody = not (row.departments or row.mentioned or row.wider)
    if pace.mention_all and row.urgent and everybody and missing > 1:
        return "all"
    return "private" if pace.private else "group"


async def _miss(group: GroupState, row: Notice, name: str, now: datetime) -> None:
    """Too late for it: not asked about again, and recorded where somebody had to be told."""
    missing = (await standing_in(group, row)).missing
    occasion = name if group.id == row.group_id else f"{name}@{group.id}"
    if await _note_round(row, occasion, 0, SYSTEM, now) and missing:
        await audit.record(
            f"group:{group.id}",
            at=now,
            actor="",
            action="notice.reminder_missed",
            subject=f"notice:{row.number}",
            occasion=occasion,
            people=len(missing),
        )
