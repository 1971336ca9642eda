"""Values that a reviewer gives to parameters: each is read as it will be, so that a slip is found at once."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.domain.durations import parse_duration
from bot.domain.hours import WeeklyHours
from bot.domain.sanctions import parse_ladder, parse_step

from .match import Vocabulary
from .parameters import known_names
from .reading import PRINCIPLE
from .words import IDIOMS

LONGEST_VALUE = 300
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")
_SCHEDULE = re.compile(
    r"(?:daily|weekly|monthly|quarterly|yearly|half-yearly|weekly:(?:mon|tues|wednes|thurs|fri|satur|sun)day|monthly:\d{1,2})"
    r"(?:@([01]?\d|2[0-3]):[0-5]\d)?"
)
_ZONE = ZoneInfo("UTC")
"""Only for reading: hours are kept as they were written."""
EXTRA = frozenset(
    {"action", "decay", "count", "first", "words", "emergency", "window", "ladder", "ladder_window", "repeats"}
    | {"repeat_window", "messages", "to", "evidence", "quorum", "majority", "approval", "remind_after", "remind_before"}
    | {
        "superior_after",
        "schedule",
        "grace_days",
        "within",
        "deadline",
        "mention_all",
        "private",
        "guests",
        "accept_days",
    }
)
"""Parameters that areas read besides those that stand in a clause's words."""


def known_codes(words: Vocabulary) -> frozenset[str]:
    return frozenset({*words.served, *IDIOMS, PRINCIPLE})


def known_parameters(words: Vocabulary) -> frozenset[str]:
    declared = {name for duty in words.served.values() for name in duty.parameters}
    return frozenset({*known_names(), *EXTRA, *declared})


def check_value(name: str, value: str) -> str:
    """The value as it is kept. Raises ValueError with a line for people."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"参数名“{name[:40]}”不对，应为小写英文")
    value = value.strip()
    if not value or len(value) > LONGEST_VALUE:
        raise ValueError(f"{name} 的值应为 1 到 {LONGEST_VALUE} 个字")
    if any(c < " " for c in value):
        raise ValueError(f"{name} 的值不能换行")
    check = _CHECKS.get(name)
    if check is not None and not check(value):
        raise ValueError(f"{name} 的值“{value[:40]}”读不懂，{_FORMS[name]}")
    return value


def _length(value: str) -> bool:
    return parse_duration(value) is not None


def _lengths(value: str) -> bool:
    return all(_length(part) for part in value.split("|"))


def _number(value: str) -> bool:
    return value.isascii() and value.isdecimal() and 0 < int(value) < 100_000


def _ladder(value: str) -> bool:
    return _reads(lambda: parse_ladder(value, timedelta(days=1)))


def _step(value: str) -> bool:
    return _reads(lambda: parse_step(value))


def _hours(value: str) -> bool:
    return _reads(lambda: WeeklyHours.parse(value, _ZONE))


def _reads(read: Callable[[], object]) -> bool:
    try:
        read()
    except ValueError:
        return False
    return True


def _date(value: str) -> bool:
    return value == "publication" or _reads(lambda: date.fromisoformat(value))


def _share(value: str) -> bool:
    return share_of(value) is not None


def share_of(value: str) -> float | None:
    """``2/3``, ``50%``, ``0.5`` as a part of one, above zero; None for anything else."""
    percent = re.fullmatch(r"(\d{1,3})\s*[%％]", value)
    if percent:
        share = int(percent[1]) / 100
    elif match := re.fullmatch(r"(\d{1,2})/(\d{1,2})", value):
        share = int(match[1]) / int(match[2]) if int(match[2]) else 0.0
    elif re.fullmatch(r"0?\.\d{1,4}|1(?:\.0)?", value):
        share = float(value)
    else:
        return None
    return share if 0 < share <= 1 else None


_DURATION_NAMES = ("within", "decay", "ladder_window", "duration", "repeat_window", "window", "superior_after")
_NUMBER_NAMES = ("messages", "repeats", "inactive_days", "grace_days", "retention_days", "absences", "questions",
                 "online_hours_per_workday", "accept_days")  # fmt: skip
_CHECKS: Mapping[str, Callable[[str], bool]] = {
    **dict.fromkeys(_DURATION_NAMES, _length),
    **dict.fromkeys(("remind_before", "remind_after"), _lengths),
    **dict.fromkeys(_NUMBER_NAMES, _number),
    "ladder": _ladder,
    "action": _step,
    "count": lambda value: value in ("all", "clause"),
    "deadline": lambda value: value == "required" or _CLOCK.fullmatch(value) is not None,
    "schedule": lambda value: _SCHEDULE.fullmatch(value) is not None,
    "effective": _date,
    "quiet": _hours,
    "work": _hours,
    "quorum": _share,
    "majority": _share,
}
_FORMS: Mapping[str, str] = {
    **dict.fromkeys(_DURATION_NAMES, "应是时长，如 30m、24h、7d"),
    **dict.fromkeys(("remind_before", "remind_after"), "应是时长，可用“|”并列，如 1d|2h"),
    **dict.fromkeys(_NUMBER_NAMES, "应是正整数"),
    "ladder": "应如 warn>mute:10m>mute:1d>kick",
    "action": "应如 recall+remind、mute:1d",
    "count": "应是 all 或 clause",
    "deadline": "应是时刻，如 18:00",
    "schedule": "应如 daily@09:00、weekly:monday@10:00、monthly:1",
    "effective": "应是日期，如 2026-04-01，或 publication",
    "quiet": "应是时段，如 22:00-07:00",
    "work": "应是时段，如 09:00-18:00",
    "quorum": "应是比例，如 50%、2/3",
    "majority": "应是比例，如 50%、2/3",
}
