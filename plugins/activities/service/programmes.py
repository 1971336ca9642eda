"""Activities that come again by themselves: set up, stopped, and each date announced in its time, once."""

from datetime import date, datetime, time, timedelta

from tortoise.expressions import F

from bot.domain.errors import NoSuchNumber
from bot.domain.ids import GroupId
from bot.domain.members import SYSTEM, Actor, Role
from bot.effects import schedule
from bot.governance import hours, zone
from bot.governance.directory import GroupState
from bot.store import audit
from bot.store.numbers import next_number
from bot.store.transaction import insert_once, transaction
from plugins.activities.domain.programme import DAYS_AHEAD, ProgrammeDraft, read_programme, reread
from plugins.activities.domain.refusals import NotYours, ProgrammeNotRunning, ProgrammeRefused
from plugins.activities.models import ActivityRow, Programme, ProgrammeDate

from .codes import draw_code
from .proposing import publish
from .records import record as record_activity

CODE = "event.program"
ANNOUNCED_AT = time(9)
"""On people's clocks; moved out of the quiet hours."""


@transaction
async def set_up(group: GroupState, text: str, *, actor: Actor, source_key: str, now: datetime) -> Programme:
    """Start it at once for an administrator, else ask them; the same ``source_key`` gives the same programme.

    Raises ProgrammeRefused, DraftRefused.
    """
    known = await Programme.get_or_none(source_key=source_key[:200])
    if known is not None:
        return known
    today = zone.local(now).date()
    draft = read_programme(text, today, _days_ahead(group))
    if draft.recurrence.next_after(zone.local(now), hours.of(group).calendar) is None:
        raise ProgrammeRefused("never", draft.rule)
    row = await _create(group, draft, actor, source_key, today, now)
    if actor.role >= Role.ADMIN:
        await start(group, row, actor=actor, now=now)
    else:
        await record(group, row, "proposed", actor.id, now)
    return row


async def start(group: GroupState, row: Programme, *, actor: Actor, now: datetime) -> None:
    """Let it run from now on. Inside a transaction that holds the row."""
    row.state, row.decided_at, row.decided_by = "running", now, actor.id
    await row.save(update_fields=["state", "decided_at", "decided_by"])
    await record(group, row, "started", actor.id, now, rule=row.rule)
    await plan_next(group, row, after=now, now=now)


@transaction
async def stop(group: GroupState, number: int, *, actor: Actor, now: datetime) -> Programme:
    """Nothing more is announced; what is announced stays. Raises NoSuchNumber, NotYours, ProgrammeNotRunning."""
    row = await _managed(group, number, actor, "running", "review")
    row.state, row.next_at, row.plan = "stopped", None, row.plan + 1
    await row.save(update_fields=["state", "next_at", "plan"])
    await schedule.cancel(f"programme:{row.id}:")
    await record(group, row, "stopped", actor.id, now)
    return row


@transaction
async def skip(group: GroupState, number: int, *, actor: Actor, now: datetime) -> tuple[Programme, datetime]:
    """Leave out the next date that is not announced yet: the programme, and the date left out.

    Raises NoSuchNumber, NotYours, ProgrammeNotRunning.
    """
    row = await _managed(group, number, actor, "running")
    if row.next_at is None:
        raise ProgrammeNotRunning(programme=row)
    skipped = row.next_at
    await insert_once(ProgrammeDate(programme_id=row.id, starts_at=skipped))
    await record(group, row, "skipped", actor.id, now, starts_at=skipped.isoformat())
    await plan_next(group, row, after=skipped, now=now)
    return row, skipped


@transaction
async def announce_date(group: GroupState, programme_id: int, plan: int, *, now: datetime) -> None:
    """The next date has come near: it becomes an activity with sign-up, and the one after it is planned.

    A date whose start was missed (the bot was away) is noted as missed, never announced afterwards.
    """
    held = Programme.filter(id=programme_id)
    if not await held.update(touched=F("touched") + 1):
        return
    row = await held.get()
    if row.state != "running" or row.plan != plan or row.next_at is None:
        return
    starts_at = row.next_at
    entry = ProgrammeDate(programme_id=row.id, starts_at=starts_at)
    if await insert_once(entry) and starts_at > now:
        activity = await _activity(group, row, starts_at, now)
        await ProgrammeDate.filter(programme_id=row.id, starts_at=starts_at).update(activity_id=activity.id)
    elif starts_at <= now:
        await record(group, row, "missed", "", now, starts_at=starts_at.isoformat())
    await plan_next(group, row, after=starts_at, now=now)


async def plan_next(group: GroupState, row: Programme, *, after: datetime, now: datetime) -> None:
    """Plan the first date after both moments, under a plan of its own: a key that was used is never used again."""
    recurrence = reread(row.rule, row.made_on)
    later = zone.local(max(after, now))
    row.next_at = recurrence.next_after(later, hours.of(group).calendar) if recurrence is not None else None
    row.plan += 1
    await row.save(update_fields=["next_at", "plan"])
    if row.next_at is None:
        await record(group, row, "ended", "", now)
        return
    due = announced_at(group, row.next_at, row.days_ahead, now)
    payload = {"programme": row.id, "plan": row.plan}
    await schedule.at("activities.programme", f"programme:{row.id}:{row.plan}", due, payload, group_id=group.id)


def announced_at(group: GroupState, starts_at: datetime, days_ahead: int, now: datetime) -> datetime:
    """In the morning, so many days before; at once where that is past; never in quiet hours while it can wait."""
    local = zone.local(starts_at)
    morning = datetime.combine(local.date() - timedelta(days=days_ahead), ANNOUNCED_AT, tzinfo=local.tzinfo)
    due = max(now, min(morning, starts_at - timedelta(hours=1)))
    loud = hours.next_loud(group, due)
    return loud if loud < starts_at else due


@transaction
async def take_up(group: GroupState, *, now: datetime) -> None:
    """The group was enabled again: what fell due meanwhile was let go, so each programme is planned anew."""
    for row in await Programme.filter(group_id=group.id, state="running"):
        if row.next_at is None or announced_at(group, row.next_at, row.days_ahead, row.next_at) <= now:
            await plan_next(group, row, after=now, now=now)


async def list_programmes(group: GroupState) -> list[Programme]:
    """Those that run or wait for approval."""
    return await Programme.filter(group_id=group.id, state__in=("running", "review")).order_by("number")


async def find_programme(group_id: GroupId, number: int) -> Programme:
    """Raises NoSuchNumber."""
    row = await Programme.get_or_none(group_id=group_id, number=number)
    if row is None:
        raise NoSuchNumber(number=number)
    return row


async def hold_programme(group_id: GroupId, number: int) -> Programme:
    """The programme, held until the transaction ends. Raises NoSuchNumber."""
    held = Programme.filter(group_id=group_id, number=number)
    if not await held.update(touched=F("touched") + 1):
        raise NoSuchNumber(number=number)
    return await held.get()


async def record(group: GroupState, row: Programme, action: str, actor: str, now: datetime, **details: object) -> None:
    await audit.record(
        f"group:{group.id}", at=now, actor=actor, action=f"programme.{action}", subject=f"programme:{row.number}",
        **details,
    )  # fmt: skip


async def _managed(group: GroupState, number: int, actor: Actor, *states: str) -> Programme:
    row = await hold_programme(group.id, number)
    if actor.id != row.organiser_id and actor.role < Role.ADMIN:
        raise NotYours(activity=row)
    if row.state not in states:
        raise ProgrammeNotRunning(programme=row)
    return row


def _days_ahead(group: GroupState) -> int:
    """What the clause about programmes states, else three days."""
    stated = group.regulation.duration(CODE, "ahead", timedelta(days=DAYS_AHEAD)) if group.regulation else None
    return max(1, stated.days) if stated is not None else DAYS_AHEAD


async def _create(
    group: GroupState, draft: ProgrammeDraft, actor: Actor, source_key: str, today: date, now: datetime
) -> Programme:
    return await Programme.create(
        group_id=group.id,
        number=await next_number(group.id, "programme"),
        source_key=source_key[:200],
        title=draft.title,
        rule=draft.rule,
        made_on=today,
        length_minutes=int(draft.length.total_seconds() // 60) if draft.length is not None else None,
        place=draft.place,
        content=draft.content,
        capacity=draft.capacity,
        days_ahead=draft.days_ahead,
        organiser_id=actor.id,
        organiser_name=(actor.name or actor.id)[:200],
        state="review",
        proposed_at=now,
    )


async def _activity(group: GroupState, row: Programme, starts_at: datetime, now: datetime) -> ActivityRow:
    length = timedelta(minutes=row.length_minutes) if row.length_minutes else None
    activity = await ActivityRow.create(
        group_id=group.id,
        number=await next_number(group.id, "activity"),
        source_key=f"programme:{row.id}:{starts_at.isoformat()}"[:200],
        title=row.title,
        place=row.place,
        content=row.content,
        starts_at=starts_at,
        ends_at=starts_at + length if length is not None else None,
        capacity=row.capacity,
        organiser_id=row.organiser_id,
        organiser_name=row.organiser_name,
        state="review",
        code=draw_code(),
        proposed_at=now,
    )
    published = await publish(group, activity, SYSTEM, now)
    await record_activity(group, published, "of_programme", "", now, programme=row.number)
    return activity
