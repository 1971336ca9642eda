"""Activities as a calendar: a file of one of them, and an address under which all of a group's are read."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from bot.domain.errors import NoSuchNumber
from bot.domain.ids import ChatRef, GroupId
from bot.domain.members import Actor
from bot.domain.ports import Ability
from bot.effects import enclosures, outbox
from bot.effects.accounts import accounts
from bot.effects.actions import SendFile
from bot.effects.enclosures import Handout
from bot.effects.outbox import Effect
from bot.governance import zone
from bot.governance.directory import GroupState, directory
from bot.papers.calendars import Entry, to_ics
from bot.store import audit
from bot.store.transaction import insert_once, transaction
from bot.texts import render
from plugins.activities.domain.refusals import NoCalendarFile
from plugins.activities.models import ActivityRow, CalendarFeed, find

FILE = "activities.ics"
FILE_LASTS = timedelta(minutes=30)
KEPT = timedelta(days=90)
"""How long a past activity stays in the calendar."""
MOST = 500
ALARMS = (timedelta(days=1), timedelta(hours=1))
_PUBLIC = ("open", "over", "cancelled")


@transaction
async def calendar_of(group: GroupState, *, actor: Actor, now: datetime, renew: bool = False) -> str:
    """The secret part of the group's address, made at the first asking; ``renew`` shuts the old one."""
    token = token_urlsafe(32)
    made = await insert_once(CalendarFeed(group_id=group.id, token=token, made_by=actor.id, made_at=now))
    if not made and renew:
        await CalendarFeed.filter(group_id=group.id).update(token=token, made_by=actor.id, made_at=now)
    if made or renew:
        await audit.record(
            f"group:{group.id}", at=now, actor=actor.id, action="activity.calendar_made", subject=f"group:{group.id}"
        )
    return (await CalendarFeed.get(group_id=group.id)).token


async def group_of_calendar(token: str) -> GroupState | None:
    """The enabled group this address belongs to, or None."""
    row = await CalendarFeed.get_or_none(token=token) if 20 <= len(token) <= 64 else None
    return directory.get(GroupId(row.group_id)) if row is not None else None


async def calendar_file(group: GroupState, *, now: datetime) -> bytes:
    """The group's published activities, also cancelled ones, since KEPT ago: titles, places and times, no names."""
    rows = (
        await ActivityRow.filter(group_id=group.id, state__in=_PUBLIC, starts_at__gte=now - KEPT)
        .order_by("-starts_at")
        .limit(MOST)
    )
    entries = [_entry(group, row) for row in reversed(rows)]
    return to_ics(entries, name=render("activities/calendar_name", group=group))


@transaction
async def send_calendar_file(
    group: GroupState, number: int, *, actor: Actor, to: ChatRef, key: str, now: datetime
) -> None:
    """Send one activity as a file. Raises NoSuchNumber, NoCalendarFile where the platform has no files."""
    row = await find(group.id, number)
    if row is None or row.state not in _PUBLIC:
        raise NoSuchNumber(number=number)
    platform = accounts.get(group.account) if group.account is not None else None
    if platform is not None and Ability.FILES not in platform.capabilities:
        raise NoCalendarFile()
    effect = Effect(
        key=f"activity:{row.id}:ics:{key}",
        action=SendFile(to, FILE, {"group": group.id, "activity": row.id}),
        account=group.account,
        group_id=group.id,
        valid_until=now + FILE_LASTS,
    )
    await outbox.put(effect, now=now)


async def _make_file(about: Mapping[str, Any], now: datetime) -> Handout | None:
    group = directory.get(GroupId(int(about["group"])))
    row = await ActivityRow.get_or_none(id=int(about["activity"]))
    if group is None or row is None:
        return None
    activity = row.activity()
    return Handout(f"{render('activities/calendar_file', activity=activity)}.ics", to_ics([_entry(group, row)]))


def _entry(group: GroupState, row: ActivityRow) -> Entry:
    activity = row.activity()
    return Entry(
        uid=f"activity-{activity.id}-{group.chat.group}@{group.chat.platform}.qungui",
        sequence=activity.plan - 1 + (activity.state == "cancelled"),
        title=activity.title,
        place=activity.place,
        text=activity.content,
        starts_at=zone.local(activity.starts_at),
        ends_at=zone.local(activity.over_at),
        changed_at=row.decided_at or row.proposed_at,
        cancelled=activity.state == "cancelled",
        alarms=ALARMS,
    )


enclosures.register(FILE, _make_file)
