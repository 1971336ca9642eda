"""What may be said behind an announcement: ``截止报名 周四18:00``, ``候补``, ``不设候补``, ``带人 2``, ``不可带人``."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.durations import han_number
from bot.domain.moments import parse_moment

from .activity import MOST_GUESTS
from .refusals import DraftRefused
from .times import LONGEST_WORDS

_NO_WAITING = re.compile(r"(?:不设|不开|没有|无|不|不要|不可)候补")
_WAITING = re.compile(r"(?:可以?|有|设|开)?候补")
_NO_GUESTS = re.compile(r"(?:不可以?|不能|不许|谢绝|禁止|不)(?:携?带(?:人|家属|朋友|同伴)|携伴)")
_GUESTS = re.compile(
    r"(?:每人|最多|限|可以?|至多)*\s*带(?:人|家属|朋友|同伴)?\s*[:：]?\s*(?:最多|至多|限)?\s*"
    r"(\d{1,3}|[一二两三四五六七八九十])\s*(?:个|位|名)?(?:人|家属|朋友)?"
)
_CLOSES = re.compile(r"(?:截止报名|(?:报名|投票)?截止)(?:时间|到|至|于)?\s*[:：]?\s*")
_CLOSED = re.compile(r"^(?:前|止|截止)?[)）\s]*")
_OPTION = re.compile(rf"{_NO_WAITING.pattern}|{_WAITING.pattern}|{_NO_GUESTS.pattern}|带人\s*[:：]?\s*\d{{1,3}}人?")
_LAST = re.compile(
    rf"(?:^|\s)({_OPTION.pattern}|(?:截止报名|报名截止|投票截止)\s*[:：]?\s*\S+(?:\s+\d{{1,2}}[:：点]\S*)?)\s*$"
)


@dataclass(frozen=True, slots=True)
class Options:
    """``most_guests`` None leaves it to the group; ``waits``: those for whom there is no place may wait for one."""

    deadline: datetime | None = None
    waits: bool = True
    most_guests: int | None = None


def cut_options(content: str) -> tuple[str, str]:
    """The content, and the options written straight behind it."""
    options: list[str] = []
    while match := _LAST.search(content):
        options.insert(0, match[1])
        content = content[: match.start()].rstrip()
    return (content, " ".join(options)) if content else (" ".join(options), "")


def read_options(text: str, starts: datetime, now: datetime, options: Options) -> tuple[Options, str]:
    """The options said in ``text`` over those already known, and what is none. Raises DraftRefused."""
    rest = text.strip()
    for pattern, waits in ((_NO_WAITING, False), (_WAITING, True)):
        if pattern.search(rest):
            options, rest = replace(options, waits=waits), pattern.sub(" ", rest, count=1)
    if _NO_GUESTS.search(rest):
        options, rest = replace(options, most_guests=0), _NO_GUESTS.sub(" ", rest, count=1)
    guests = _GUESTS.search(rest)
    if guests is not None:
        most = han_number(guests[1])
        if most is None or most > MOST_GUESTS:
            raise DraftRefused("guests_unread", guests[0].strip())
        options, rest = replace(options, most_guests=most), f"{rest[: guests.start()]} {rest[guests.end() :]}"
    closes = _CLOSES.search(rest)
    if closes is not None:
        deadline, after = _deadline(rest[closes.end() :], starts, now)
        options, rest = replace(options, deadline=deadline), f"{rest[: closes.start()]} {after}"
    return options, rest.strip("（()）,，、;； \n")


def _deadline(words: str, starts: datetime, now: datetime) -> tuple[datetime, str]:
    """In the future and not after the start."""
    read = parse_moment(words, now) if len(words) <= LONGEST_WORDS else None
    if read is None:
        raise DraftRefused("deadline_unread", words)
    if read[0] <= now:
        raise DraftRefused("deadline_past", words)
    if read[0] > starts:
        raise DraftRefused("deadline_late", words)
    return read[0], _CLOSED.sub("", read[1])
