"""Events as an iCalendar file that phones and mail programs read."""

# The library's ``add`` takes values of any type:
# pyright: reportUnknownMemberType=false

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

PRODUCT = "-//qungui//calendar//ZH"
REFRESHED = timedelta(hours=1)
"""How often subscribers are asked to look again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. ``uid`` never changes; ``sequence`` grows with every change, so that a newer copy replaces an older.

    Times are aware and in the zone people read them in.
    """

    uid: str
    sequence: int
    title: str
    place: str
    text: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    cancelled: bool = False
    alarms: tuple[timedelta, ...] = ()


def to_ics(entries: Sequence[Entry], *, name: str = "") -> bytes:
    """A calendar of these events, in their order, with their time zones. ``name`` heads a subscription."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", REFRESHED)
    for entry in entries:
        calendar.add_component(_event(entry))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("summary", entry.title)
    event.add("location", entry.place)
    event.add("description", entry.text)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    for before in () if entry.cancelled else entry.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", -before)
        event.add_component(alarm)
    return event
