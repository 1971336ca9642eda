"""What was written after ``/notice``: the text, and the options that stand in it anywhere."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.messages import IncomingMessage, Mention, MentionAll, Text
from bot.domain.moments import parse_moment

LONGEST_TEXT = 3000
_EDGES = " \t\r\n\f\v\u00a0\u3000,，、;；:："

_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_PREFIX = re.compile(f"[/／]\\s*[^\\s{_OPEN}]+\\s*")
_EVERYBODY = frozenset({"全体", "全体成员", "全员", "所有人", "大家", "@全体成员", "@所有人"})
_EDGE = r"(?:^|(?<=[\s,，.。;；、!！（(]))"
_DEADLINE = re.compile(rf"{_EDGE}(?:回复)?截止(?:时间|日期)?(?P<gap>[\s:：]*)")
_NO_ANSWER = re.compile(rf"{_EDGE}免回复(?=$|[\s,，.。;；、!！)）])")
_SAYS_NO_ANSWER = re.compile(r"(?:无需|不用|不需|不需要|不必|无须|毋需)回复")
_TO = re.compile(rf"{_EDGE}给(?=[\s:：{_OPEN}]|$)[\s:：]*")
_BETWEEN_NAMES = re.compile(r"[\s、,，和]*")
_WORD = re.compile(rf"[^\s、,，{_OPEN}]+")


class BadDeadline(ValueError):
    """``截止`` is followed by something that is no time; the words are the argument."""


class UnknownAudience(ValueError):
    """``给`` is followed by something that is neither a department nor somebody; the word is the argument."""


@dataclass(frozen=True, slots=True)
class Draft:
    """``members`` and ``departments`` both empty: the whole group. ``deadline`` None: none was written."""

    text: str
    deadline: datetime | None = None
    departments: tuple[str, ...] = ()
    members: tuple[Mention, ...] = ()
    needs_answer: bool = True


def written(message: IncomingMessage) -> tuple[str, tuple[Mention, ...]]:
    """The words after the command's name with a token for each mention, and what the tokens stand for.

    Mentions of the bot itself and whatever stands before the command are left out.
    """
    mentions: list[Mention] = []
    pieces: list[str] = []
    for segment in message.segments:
        if isinstance(segment, Text):
            pieces.append(segment.text.replace(_OPEN, "").replace(_CLOSE, ""))
        elif isinstance(segment, Mention) and segment.user != message.account:
            pieces.append(f"{_OPEN}{len(mentions)}{_CLOSE}")
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
) -> Draft:
    """Take the options out of ``words``; what is left is the notice's text, mentions in it as ``@name``.

    ``department`` answers the department that a word means, ``person`` the member whom a typed
    ``@name`` means, or None. The last of several deadlines counts. Raises BadDeadline, UnknownAudience.
    """
    words, members, departments = _take_audience(words, mentions, department, person)
    words, deadline = _take_deadline(words, now)
    words, free = _NO_ANSWER.subn("", words)
    text = _TOKEN.sub(lambda found: f"@{_said(mentions, found)} ", words)
    return Draft(
        _tidy(text),
        deadline,
        tuple(dict.fromkeys(departments)),
        tuple({m.user: m for m in members}.values()),
        needs_answer=not free and _SAYS_NO_ANSWER.search(text) is None,
    )


def _said(mentions: Sequence[Mention], found: re.Match[str]) -> str:
    mention = mentions[int(found[1])]
    return mention.name or mention.user


def _take_deadline(words: str, now: datetime) -> tuple[str, datetime | None]:
    deadline: datetime | None = None
    at = 0
    while option := _DEADLINE.search(words, at):
        rest = words[option.end() :]
        read = parse_moment(rest, now)
        if read is not None:
            deadline = read[0]
            words = words[: option.start()] + " " + read[1]
            at = option.start()
            continue
        if option["gap"]:
            raise BadDeadline(rest.split(maxsplit=1)[0] if rest.strip() else "")
        at = option.end()
    return words, deadline


def _take_audience(
    words: str,
    mentions: Sequence[Mention],
    department: Callable[[str], str | None],
    person: Callable[[str], Mention | None],
) -> tuple[str, list[Mention], list[str]]:
    members: list[Mention] = []
    departments: list[str] = []
    at = 0
    while option := _TO.search(words, at):
        end, found = option.end(), 0
        while True:
            start = end if not found else _skip(words, end)
            token, word = _TOKEN.match(words, start), _WORD.match(words, start)
            if token is not None:
                members.append(mentions[int(token[1])])
                end = token.end()
            elif word is not None and word[0] in _EVERYBODY:
                end = word.end()
            elif word is not None and word[0][0] == "@" and (meant := person(word[0][1:])) is not None:
                members.append(meant)
                end = word.end()
            elif word is not None and (named := department(word[0])) is not None:
                departments.append(named)
                end = word.end()
            else:
                break
            found += 1
        if not found:
            word = _WORD.match(words, end)
            raise UnknownAudience(word[0] if word else "")
        words, at = words[: option.start()] + " " + words[end:], option.start()
    return words, members, departments


def _skip(words: str, start: int) -> int:
    match = _BETWEEN_NAMES.match(words, start)
    return match.end() if match else start


def _tidy(text: str) -> str:
    """Blanks that the options left behind are closed up; lines stay lines."""
    lines = [re.sub(r"[ \t\u3000]{2,}", " ", line).strip() for line in text.strip().splitlines()]
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return whole.strip(_EDGES)
