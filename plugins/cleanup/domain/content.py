"""Which announcements, pinned messages and files of a group have had their time."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from bot.domain.durations import parse_duration
from bot.domain.regulation import Clause, RegulationText
from bot.domain.things import GroupThing, ThingKind

CODE = "cleanup.content"
OVER, OLD, UNUSED, COPY = "over", "old", "unused", "copy"
USUAL_SCHEDULE = "monthly:1@10:00"
STALE_DAYS = {ThingKind.ANNOUNCEMENT: 90, ThingKind.ESSENCE: 180, ThingKind.FILE: 180}
_UNUSED_DAYS = 90
_AFTER = timedelta(days=3)
"""A date that was named must have passed for so long."""
_STANDING = re.compile(r"群规|制度|规定|须知|守则|公约|通讯录|值班表|长期有效|勿删|置顶保留|模板")
"""What is kept for looking up has no date of its own."""
_FROM_THEN_ON = re.compile(r"\s*+(?:日|号)?\s*+(?:起|开始|之?后|施行|实施|生效|执行)")
_DATE = re.compile(
    r"(?<!\d)(?:(?P<year>20\d\d)\s*(?:[-./]|年\s*))?(?P<month>1[0-2]|0?[1-9])\s*"
    r"(?P<sign>[-月./])\s*(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)\s*[日号]?"
)
"""With its year in any form; without one only as ``3月5日``: bare figures may be anything."""


@dataclass(frozen=True, slots=True)
class ContentRules:
    """``stale`` by kind: older than that is proposed, whatever it says."""

    clause: Clause
    schedule: str
    stale: dict[ThingKind, timedelta]


@dataclass(frozen=True, slots=True)
class Stale:
    """One thing with the reason; ``evidence`` is JSON."""

    thing: GroupThing
    reason: str
    evidence: dict[str, str | int]


def read_content_rules(text: RegulationText) -> ContentRules | None:
    """None where no clause asks for it."""
    clause = text.clause_for(CODE)
    if clause is None:
        return None
    stated = text.parameter(CODE, "stale_days")
    days = int(stated) if stated.isdecimal() else (d.days if (d := parse_duration(stated)) is not None else 0)
    stale = {kind: timedelta(days=days or usual) for kind, usual in STALE_DAYS.items()}
    return ContentRules(clause, text.parameter(CODE, "schedule", USUAL_SCHEDULE), stale)


def judge_things(
    things: Iterable[GroupThing], rules: ContentRules, *, now: datetime, zone: tzinfo, kept: set[tuple[str, str]]
) -> list[Stale]:
    """Oldest first within each kind. What was never dated by the platform is proposed only for what it says.

    ``kept`` are (kind, id) that an administrator left.
    """
    listed = [thing for thing in things if (thing.kind.value, thing.id) not in kept]
    copies = _copies(listed)
    found: list[Stale] = []
    for thing in listed:
        if not _STANDING.search(thing.text):
            why = _file(thing, copies, rules, now) if thing.kind is ThingKind.FILE else _text(thing, rules, now, zone)
            if why is not None:
                found.append(Stale(thing, *why))
    order = list(ThingKind)
    return sorted(found, key=lambda each: (order.index(each.thing.kind), each.thing.at or now, each.thing.id))


def last_date(text: str, since: datetime, zone: tzinfo) -> date | None:
    """The latest day a text names, a day without a year in the year after it was written; None where it names none,
    or where something holds from a day on."""
    days: list[date] = []
    for found in _DATE.finditer(text):
        if _FROM_THEN_ON.match(text, found.end()):
            return None
        day = _day(found, since.astimezone(zone).date())
        if day is not None:
            days.append(day)
    return max(days) if days else None


def _day(found: re.Match[str], written: date) -> date | None:
    month, day = int(found["month"]), int(found["day"])
    if not found["year"] and found["sign"] != "月":
        return None
    try:
        if found["year"]:
            return date(int(found["year"]), month, day)
        here = date(written.year, month, day)
        return here if here >= written - timedelta(days=60) else date(written.year + 1, month, day)
    except ValueError:
        return None


def _text(
    thing: GroupThing, rules: ContentRules, now: datetime, zone: tzinfo
) -> tuple[str, dict[str, str | int]] | None:
    if thing.at is None:
        return None
    last = last_date(thing.text, thing.at, zone)
    if last is not None:
        over = last < (now - _AFTER).astimezone(zone).date()
        return (OVER, {"day": last.isoformat()}) if over else None
    age = now - thing.at
    return (OLD, {"days": age.days}) if age >= rules.stale[thing.kind] else None


def _file(
    thing: GroupThing, copies: dict[str, GroupThing], rules: ContentRules, now: datetime
) -> tuple[str, dict[str, str | int]] | None:
    if thing.id in copies:
        return COPY, {"name": copies[thing.id].text}
    if thing.at is None:
        return None
    age = now - thing.at
    if thing.downloads == 0 and age >= timedelta(days=_UNUSED_DAYS):
        return UNUSED, {"days": age.days}
    return (OLD, {"days": age.days}) if age >= rules.stale[ThingKind.FILE] else None


def _copies(things: Sequence[GroupThing]) -> dict[str, GroupThing]:
    """Older files of the same name and size, by id, with the newest that stays."""
    same: dict[tuple[str, int], list[GroupThing]] = defaultdict(list)
    for thing in things:
        if thing.kind is ThingKind.FILE and thing.size:
            same[(thing.text, thing.size)].append(thing)
    found: dict[str, GroupThing] = {}
    for files in same.values():
        newest = max(files, key=lambda file: (file.at or datetime.min.replace(tzinfo=UTC), file.id))
        found.update({file.id: newest for file in files if file is not newest})
    return found
