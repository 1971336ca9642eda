"""Options that are ordinary words elsewhere: they count at the edge of what was written, or on a line of their own.

``紧急``, ``草稿``, ``来源 xx`` and ``每周一 9:00`` are things a notice may speak of, so one in the middle of a
sentence stays there.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time

from bot.domain.moments import parse_moment
from bot.domain.recurring import Recurrence, read_recurrence

PLANNED_TIME = time(9, 0)
"""The time of day of a planned day without one."""
_EDGES = " \t\r\n\f\v\u00a0\u3000,，、;；"
_EDGE = r"(?:^|(?<=[\s,，.。;；、!！?？]))"
_URGENT = re.compile(
    r"^(?:紧急|加急|【(?:紧急|加急)】|\[(?:紧急|加急)\])(?=\s|$)|^【(?:紧急|加急)】|(?<=\s)(?:紧急|加急)$"
)
_KEPT = re.compile(r"^(?:草稿|存草稿)(?=\s|$)|(?<=\s)(?:草稿|存草稿)$")
_NAME = r"(?:[“\"「『](?P<quoted>[^”\"」』\n]{1,60})[”\"」』]|(?P<plain>[^\s，。,;；“”\"「」『』]{1,40}))"
_SOURCE_FIRST = re.compile(rf"^来源[\s:：]+{_NAME}(?=\s|$)")
_SOURCE_LAST = re.compile(rf"{_EDGE}来源[\s:：]+{_NAME}[。.]?$")
_PLANNED = re.compile(rf"{_EDGE}定时(?:发布|发送|发出)?(?P<gap>[\s:：]*)")
_SEEMS_A_TIME = re.compile(r"\d|今|明[天早晚日]|后天|大后天|本周|下周|周[一二三四五六日]|星期|每|工作日")
_REPEATS = re.compile(r"(?:^|(?<=\s))(?=每|隔周|工作日|逢)")
_NOT_ALONE = re.compile(r"[至到~\-—–]|前|之|后|起|开始|以|[,，。;；]?(?:不|均|都)")
_SPEAKS_OF_IT = re.compile(r"(?:[:：是为在于到成改定约]|时间|日期)\s*$")


class BadPlan(ValueError):
    """``定时`` is followed by something like a time that is none; the words are the argument."""


@dataclass(frozen=True, slots=True)
class Options:
    """``planned`` is a single time, ``repeat`` a rule with ``spoken`` as it was written; never both."""

    urgent: bool = False
    kept: bool = False
    source: str = ""
    planned: datetime | None = None
    repeat: Recurrence | None = None
    spoken: str = ""


def take_planned(words: str, now: datetime) -> tuple[str, datetime | None, tuple[Recurrence, str] | None]:
    """``定时 明天9:00`` or ``定时 每周一 9:00`` out of ``words``. Raises BadPlan; ``定时 开窗`` is ordinary talk."""
    at = 0
    while option := _PLANNED.search(words, at):
        rest = words[option.end() :]
        rule = read_recurrence(rest, now.date())
        moment = parse_moment(rest, now, PLANNED_TIME) if rule is None else None
        left = rule[1] if rule is not None else moment[1] if moment is not None else None
        if left is None:
            if option["gap"] and _SEEMS_A_TIME.match(rest):
                raise BadPlan(rest.split(maxsplit=1)[0])
            at = option.end()
            continue
        spoken = rest[: len(rest) - len(left)].strip() if left else rest.strip()
        words = f"{words[: option.start()]} {left}"
        if rule is not None:
            return words, None, (rule[0], spoken)
        return words, moment[0] if moment is not None else None, None
    return words, None, None


def take_edges(words: str, now: datetime, *, repeats: bool) -> tuple[str, Options]:
    """The options at the edges, in whatever order; ``repeats`` False leaves rules of repetition in the text."""
    urgent = kept = False
    source, rule = "", None
    while True:
        before = words = words.strip(_EDGES)
        if not urgent:
            words, found = _take(words, _URGENT)
            urgent = found is not None
        if not kept:
            words, found = _take(words, _KEPT)
            kept = found is not None
        for pattern in (_SOURCE_LAST, _SOURCE_FIRST) if not source else ():
            words, found = _take(words, pattern)
            if found is not None:
                source = (found["quoted"] or found["plain"]).strip()
                break
        if repeats and rule is None:
            words, rule = _take_rule(words.strip(_EDGES), now)
        if words.strip(_EDGES) == before:
            break
    return words, Options(urgent, kept, source, None, *(rule or (None, "")))


def _take(words: str, pattern: re.Pattern[str]) -> tuple[str, re.Match[str] | None]:
    """At an edge of the whole, or filling a line of its own."""
    if found := pattern.search(words):
        return (words[: found.start()] + " " + words[found.end() :]).strip(_EDGES), found
    lines = words.splitlines()
    for number, line in enumerate(lines):
        found = pattern.search(line.strip())
        if found is not None and found[0].strip() == line.strip():
            return "\n".join(lines[:number] + lines[number + 1 :]), found
    return words, None


def _take_rule(words: str, now: datetime) -> tuple[str, tuple[Recurrence, str] | None]:
    for take in (_rule_first, _rule_last, _rule_on_a_line):
        found = take(words, now)
        if found is not None:
            return found
    return words, None


_Taken = tuple[str, tuple[Recurrence, str]] | None


def _rule_first(words: str, now: datetime) -> _Taken:
    read = read_recurrence(words, now.date())
    if read is None or _NOT_ALONE.match(read[1]):
        return None
    spoken = words[: len(words) - len(read[1])]
    return (read[1], (read[0], spoken.strip())) if not read[1] or spoken[-1:].isspace() else None


def _rule_last(words: str, now: datetime) -> _Taken:
    for place in _REPEATS.finditer(words):
        read = read_recurrence(words[place.start() :], now.date())
        before = words[: place.start()]
        if read is not None and not read[1].strip("。. ") and not _SPEAKS_OF_IT.search(before):
            return before, (read[0], words[place.start() :].strip("。. \n"))
    return None


def _rule_on_a_line(words: str, now: datetime) -> _Taken:
    lines = words.splitlines()
    for number, line in enumerate(lines):
        read = read_recurrence(line, now.date())
        if read is not None and not read[1].strip() and not (number and _SPEAKS_OF_IT.search(lines[number - 1])):
            return "\n".join(lines[:number] + lines[number + 1 :]), (read[0], line.strip())
    return None
