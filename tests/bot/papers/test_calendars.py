"""Calendars: what subscribers' programs read."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from bot.papers.calendars import Entry, to_ics

AT = datetime(2026, 12, 4, 14, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def entry(**changes: object) -> Entry:
    fields: dict[str, object] = {
        "uid": "activity-1@qq.qungui",
        "sequence": 2,
        "title": "团建；登山, 烧烤",
        "place": "香山\n东门",
        "text": "自带水\r\nBEGIN:VEVENT",
        "starts_at": AT,
        "ends_at": AT + timedelta(hours=2),
        "changed_at": AT - timedelta(days=3),
        "alarms": (timedelta(days=1), timedelta(hours=1)),
    }
    return Entry(**{**fields, **changes})  # type: ignore[arg-type]


def test_an_event_is_read_back_as_it_was() -> None:
    content = to_ics([entry()], name="技术部活动")
    assert Calendar.from_ical(content)["X-WR-CALNAME"] == "技术部活动"
    (event,) = events(content)
    assert event["UID"] == "activity-1@qq.qungui"
    assert event["SEQUENCE"] == 2
    assert event["SUMMARY"] == "团建；登山, 烧烤"
    assert event["DTSTART"].dt == AT
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == [timedelta(days=-1), timedelta(hours=-1)]
    assert content.count(b"BEGIN:VTIMEZONE") == 1


def test_peoples_words_cannot_add_an_event() -> None:
    (event,) = events(to_ics([entry()]))
    assert "BEGIN:VEVENT" in event["DESCRIPTION"]


def test_a_cancelled_event_rings_no_alarm() -> None:
    (event,) = events(to_ics([entry(cancelled=True)]))
    assert event["STATUS"] == "CANCELLED"
    assert event.walk("VALARM") == []
