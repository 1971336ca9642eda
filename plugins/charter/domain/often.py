"""How often something is done, as the texts that schedules are read from: ``weekly:friday@10:00``, ``monthly:1``."""

import re
from collections.abc import Callable

from bot.domain.durations import han_number

from .values import clock, due

_DAYS = dict(
    zip(
        "一二三四五六日天",
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "sunday"],
        strict=True,
    )
)
_WEEK = "(?:周|星期|礼拜)"
_WEEKDAYS = re.compile(
    rf"每个?{_WEEK}\s*([一二三四五六日天](?!次|回|遍|[一-龥]?条|到两)(?:[、和及,，](?:每?{_WEEK}[一二三四五六日天]|[一二三四五六日天](?![\d月日号年点次回]))){{0,6}})"
)
_FROM_TO = re.compile(rf"每个?{_WEEK}([一二三四五])[至到—~～-]{_WEEK}?([二三四五六日天])")
_OF_MONTH = re.compile(r"(?:每个?|次)月\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]")
_PERIODS = (
    (f"(?:每(?:个|一)?|按|逐){_WEEK}", "weekly"),
    ("(?:每(?:个|一)?|按|逐)月(?!份)|(?<![本当次一二三四五六七八九十\\d])月[底末]", "monthly"),
    ("(?:每(?:个|一)?|按)季度?|季末|季度评", "quarterly"),
    ("每(?:日|天|晚)|每个?工作日|逐日", "daily"),
    (
        "每半年|半年一|每年两次|每年[^,，。；;]{1,8}[和、及][^,，。；;]{1,6}各|每年[^,，。；;]{1,3}月[、和]",
        "half-yearly",
    ),
    ("每年|每学年|一年一|每年底|(?<![今本去])年底|年终", "yearly"),
)
_BETWEEN = re.compile(f"每两个?(?:{_WEEK}|月|季度?|年)|隔(?:{_WEEK}|月|年)|每半个?月|双周|单周")
"""Every second week and the like, which no schedule can say; weekly would be wrong."""


def schedule(text: str) -> str | None:
    """``weekly:friday@10:00``, ``monthly:1``, ``weekly``, ``daily`` …: how often, as far as it is said."""
    if _BETWEEN.search(text):
        return None
    at = clock(text)
    tail = f"@{at}" if at else ""
    if match := _FROM_TO.search(text):
        week = "一二三四五六日"
        named = week[week.index(match[1]) : week.index(match[2].replace("天", "日")) + 1]
        return f"weekly:{','.join(_DAYS[day] for day in named)}{tail}"
    if match := _WEEKDAYS.search(text):
        names = dict.fromkeys(_DAYS[day] for day in re.sub(f"{_WEEK}|[^一二三四五六日天]", "", match[1]))
        return f"weekly:{','.join(names)}{tail}"
    if match := _OF_MONTH.search(text):
        return f"monthly:{han_number(match[1])}{tail}"
    for words, name in _PERIODS:
        if re.search(words, text):
            return name + tail
    return None


def programme(text: str) -> str | None:
    """As ``schedule``; ``周二、周四晚七点半`` without 每 is often enough for what goes on regularly."""
    if (found := schedule(text)) or _BETWEEN.search(text):
        return found
    bare = re.search(
        r"(?<![上下本每隔])(?:周|星期)[一二三四五六日天](?:[、和及,，](?:周|星期)?[一二三四五六日天])*", text
    )
    return schedule(f"每{text[bare.start() :]}") if bare else None


def schedule_of(doing: str) -> Callable[[str], str | None]:
    """How often that is done which ``doing`` says, right behind the words of time."""
    often = re.compile(rf"(?:每|月[底末])[^,，。；;]{{1,16}}(?:{doing})")

    def read(text: str) -> str | None:
        match = often.search(text)
        return schedule(match[0]) if match else None

    return read


def report_schedule(text: str) -> str | None:
    """On which days reports are due; of one before a time of day the deadline is told instead."""
    often = None if due(text) else schedule(text)
    return often if often and often.startswith(("daily", "weekly")) else None
