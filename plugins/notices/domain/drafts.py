"""What was written after ``/notice``: the text, and the options that stand in it anywhere."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.hours import PLAIN_WEEK, Calendar
from bot.domain.messages import IncomingMessage, Mention, MentionAll, Text
from bot.domain.moments import parse_moment

from .addressing import CLOSE, OPEN, Known, UnknownAudience, take_audience, unique
from .options import BadPlan, take_edges, take_planned

__all__ = ["BadDeadline", "BadPlan", "Draft", "Known", "UnknownAudience", "deadline_from", "read_draft", "written"]

LONGEST_TEXT = 3000
LONGEST_WRITTEN = 4000
"""With its options; nothing longer is read at all."""
_EDGES = " \t\r\n\f\v\u00a0\u3000,，、;；:："

_TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")
_PREFIX = re.compile(f"[/／]\\s*[^\\s{OPEN}]+\\s*")
_EDGE = r"(?:^|(?<=[\s,，.。;；、!！（(]))"
_DEADLINE = re.compile(rf"{_EDGE}(?:回复)?截止(?:时间|日期)?(?P<gap>[\s:：]*)")
_NO_ANSWER = re.compile(rf"{_EDGE}免回复(?=$|[\s,，.。;；、!！)）])")
_SAYS_NO_ANSWER = re.compile(r"(?:无需|不用|不需|不需要|不必|无须|毋需)回复")


class BadDeadline(ValueError):
    """``截止`` is followed by something that is no time; the words are the argument."""


@dataclass(frozen=True, slots=True)
class Draft:
    """``members``, ``departments``, ``roles``, ``lists`` all empty: everybody. ``deadline`` None: none was written.

    ``groups`` are ids as text, HERE or EVERYWHERE; none is the group it was written in. ``deadline_words`` are what
    the deadline was read from: it counts from the time of publishing. Of a draft that repeats, ``planned`` is the
    first time and ``spoken`` the rule.
    """

    text: str
    deadline: datetime | None = None
    departments: tuple[str, ...] = ()
    members: tuple[Mention, ...] = ()
    needs_answer: bool = True
    roles: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    urgent: bool = False
    kept: bool = False
    source: str = ""
    planned: datetime | None = None
    spoken: str = ""
    deadline_words: str = ""

    @property
    def repeats(self) -> bool:
        return self.spoken != ""

    @property
    def names_audience(self) -> bool:
        return bool(self.departments or self.members or self.roles or self.lists or self.groups)


def written(message: IncomingMessage) -> tuple[str, tuple[Mention, ...]]:
    """The words after the command's name with a token for each mention, and what the tokens stand for.

    Mentions of the bot itself and whatever stands before the command are left out.
    """
    mentions: list[Mention] = []
    pieces: list[str] = []
    for segment in message.segments:
        if isinstance(segment, Text):
            pieces.append(segment.text.replace(OPEN, "").replace(CLOSE, ""))
        elif isinstance(segment, Mention) and segment.user != message.account:
            pieces.append(f"{OPEN}{len(mentions)}{CLOSE}")
            mentions.append(segment)
        elif isinstance(segment, MentionAll):
            pieces.append("@全体成员 ")
    words = "".join(pieces)
    command = _PREFIX.search(words)
    return (words[command.end() :] if command else words).strip(), tuple(mentions)


def read_draft(
    words: str,
    mentions: Sequence[Mention],
    now: datetime,
    department: Callable[[str], str | None],
    person: Callable[[str], Mention | None],
    *,
    known: Known | None = None,
    calendar: Calendar = PLAIN_WEEK,
) -> Draft:
    """Take the options out of ``words``; what is left is the notice's text, mentions in it as ``@name``.

    ``department`` answers the department that a word means, ``person`` the member whom a typed
    ``@name`` means, or None; ``known`` what else can be named. The last of several deadlines counts; in a notice
    for later it counts from then. Raises BadDeadline, UnknownAudience, BadPlan.
    """
    known = replace(known or Known(), department=department, person=person)
    words, audience = take_audience(words, mentions, known)
    words, planned, rule = take_planned(words, now)
    words, deadline, deadline_words = _take_deadline(words, now)
    words, free = _NO_ANSWER.subn("", words)
    words, options = take_edges(words, now, repeats=planned is None and rule is None)
    rule = rule or ((options.repeat, options.spoken) if options.repeat is not None else None)
    planned = rule[0].next_after(now, calendar) if rule is not None else planned
    text = _TOKEN.sub(lambda found: f"@{_said(mentions, found)} ", words)
    return Draft(
        _tidy(text),
        deadline_from(deadline_words, deadline, planned, repeats=rule is not None),
        unique(audience.departments),
        tuple({m.user: m for m in audience.members}.values()),
        needs_answer=not free and _SAYS_NO_ANSWER.search(text) is None,
        roles=unique(audience.roles),
        lists=unique(audience.lists),
        groups=unique(audience.groups),
        urgent=options.urgent,
        kept=options.kept,
        source=options.source,
        planned=planned,
        spoken=rule[1] if rule is not None else "",
        deadline_words=deadline_words,
    )


def deadline_from(
    words: str, read: datetime | None, planned: datetime | None, *, repeats: bool = False
) -> datetime | None:
    """A deadline of a notice for later: ``18:00`` is that of the day it goes out, ``明天`` of one that
    is said once is tomorrow."""
    if read is None or planned is None or (read > planned and not repeats):
        return read
    again = parse_moment(words, planned)
    return again[0] if again is not None else read


def _said(mentions: Sequence[Mention], found: re.Match[str]) -> str:
    mention = mentions[int(found[1])]
    return mention.name or mention.user


def _take_deadline(words: str, now: datetime) -> tuple[str, datetime | None, str]:
    deadline: datetime | None = None
    spoken, at = "", 0
    while option := _DEADLINE.search(words, at):
        rest = words[option.end() :]
        read = parse_moment(rest, now)
        if read is not None:
            deadline, left = read
            spoken = rest[: len(rest) - len(left)].strip()
            words = words[: option.start()] + " " + left
            at = option.start()
            continue
        if option["gap"]:
            raise BadDeadline(rest.split(maxsplit=1)[0] if rest.strip() else "")
        at = option.end()
    return words, deadline, spoken


def _tidy(text: str) -> str:
    """Blanks that the options left behind are closed up; lines stay lines."""
    lines = [re.sub(r"[ \t\u3000]{2,}", " ", line).strip() for line in text.strip().splitlines()]
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return whole.strip(_EDGES)
