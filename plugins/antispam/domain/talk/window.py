"""What a member has said lately: floods, repeats, copies and words cut into pieces.

Held in memory with bounds; the clock is an argument, so it can be rebuilt by replaying archived rows in order.
"""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from ..policy import FloodLimits
from ..text.normalise import compact
from .copies import Copies, CopyFacts
from .near import may_be_near, nearly_same, pairs
from .sayings import asks, is_exempt, is_shared

MEMBERS = 10_000
"""Members remembered over all groups; whoever has been silent longest is forgotten first."""
GROUPS = 2_000
_KEPT = 60
_TEXT_LENGTH = 200
_PIECE_LENGTH = 8
_PIECES = 12
_PIECE_WINDOW = timedelta(seconds=60)
_ANSWER_WINDOW = timedelta(minutes=2)


class WindowFacts(NamedTuple):
    """What the window says about one message, itself counted.

    ``same_text_members`` said the same or nearly the same in this group. ``pieces`` are earlier short
    messages, oldest first, and ``joined`` is they and this one together, "" where there are none.
    ``copy_groups``: groups in which this sender said it within ten minutes; ``copy_members``: all who did,
    in any group. ``media_count``: this sender's pictures or stickers of this kind in the long window.
    ``answers_question``: somebody else asked for something just before, or is quoted.
    """

    short_count: int = 0
    long_count: int = 0
    repeats: int = 0
    same_text_members: int = 0
    pieces: tuple[str, ...] = ()
    joined: str = ""
    copy_groups: int = 0
    copy_members: int = 0
    media_count: int = 0
    answers_question: bool = False


_UNCOUNTED = WindowFacts()
_NO_COPY = CopyFacts()


@dataclass(slots=True)
class _Said:
    at: datetime
    text: str
    original: str
    media: str = ""
    counted: bool = True


@dataclass(slots=True)
class Window:
    """One for the whole process. ``observe`` is called once for each message, in the order they were sent."""

    _members: OrderedDict[tuple[str, str], deque[_Said]] = field(
        default_factory=OrderedDict[tuple[str, str], "deque[_Said]"]
    )
    _texts: Copies = field(default_factory=Copies)
    _asked: OrderedDict[str, tuple[str, datetime]] = field(default_factory=OrderedDict[str, tuple[str, datetime]])

    def observe(
        self,
        group: str,
        member: str,
        text: str,
        now: datetime,
        limits: FloodLimits,
        *,
        form: str | None = None,
        exempt: bool | None = None,
        media: str = "",
        quotes_other: bool = False,
    ) -> WindowFacts:
        """Remember a message and say how it stands with the earlier ones.

        ``exempt``: a command that this bot knows; like acknowledgements and greetings it is not counted.
        A message older than the newest one remembered is counted at its own time. ``form`` is
        ``compact(text)`` where the caller has it. ``media`` is the kind of a message without text
        (``image``, ``sticker`` …), ``quotes_other`` that it replies to somebody else's.
        """
        answers = self._answers(group, member, text, now) or quotes_other
        if exempt or is_exempt(text):
            return self._keep_piece(group, member, text, now, answers)
        said = self._said_by(group, member)
        form = (compact(text[: 2 * _TEXT_LENGTH]) if form is None else form)[:_TEXT_LENGTH]
        copies = self._texts.note(group, member, form, now, here=limits.repeat_window)
        if (copies.members > 1 or copies.groups > 1) and is_shared(text):
            copies = _NO_COPY
        if said:
            oldest = now - max(limits.horizon, _PIECE_WINDOW)
            while said and said[0].at < oldest:
                said.popleft()
        earlier = _Earlier.of(said, form, text, media, now, limits) if said else _NOTHING_EARLIER
        said.append(_Said(now, form, text if len(text) <= _PIECE_LENGTH else "", media))
        short, long, repeats, of_kind, pieces = earlier
        return WindowFacts(
            short + 1,
            long + 1,
            repeats + bool(form),
            copies.members_here,
            pieces,
            "".join(pieces) + text if pieces else "",
            copies.groups,
            copies.members,
            of_kind + 1 if media else 0,
            answers,
        )

    def forget(self, group: str) -> None:
        """Drop what is known of a group, as when it is disabled."""
        self._texts.forget(group)
        self._asked.pop(group, None)
        for key in [key for key in self._members if key[0] == group]:
            del self._members[key]

    def clear(self) -> None:
        """Forget everything, to be filled afresh."""
        self._members.clear()
        self._texts.clear()
        self._asked.clear()

    def _keep_piece(self, group: str, member: str, text: str, now: datetime, answers: bool) -> WindowFacts:
        """A lone digit acknowledges, or is one of many that make a number."""
        said = self._members.get((group, member))
        if text.isdecimal() and said is not None:
            pieces = _pieces(said, text, now)
            said.append(_Said(now, "", text, counted=False))
            if pieces:
                return WindowFacts(pieces=pieces, joined="".join(pieces) + text, answers_question=answers)
        return WindowFacts(answers_question=True) if answers else _UNCOUNTED

    def _answers(self, group: str, member: str, text: str, now: datetime) -> bool:
        """Whether somebody else has just asked; and note that this one asks."""
        asked = self._asked.get(group)
        if asks(text):
            self._asked[group] = (member, now)
            self._asked.move_to_end(group)
            if len(self._asked) > GROUPS:
                self._asked.popitem(last=False)
        return asked is not None and asked[0] != member and now - _ANSWER_WINDOW <= asked[1] <= now

    def _said_by(self, group: str, member: str) -> deque[_Said]:
        key = (group, member)
        said = self._members.get(key)
        if said is None:
            said = self._members[key] = deque(maxlen=_KEPT)
            if len(self._members) > MEMBERS:
                self._members.popitem(last=False)
        else:
            self._members.move_to_end(key)
        return said


class _Earlier(NamedTuple):
    """What a member's earlier messages amount to beside a new one, itself not counted."""

    short: int = 0
    long: int = 0
    repeats: int = 0
    of_kind: int = 0
    pieces: tuple[str, ...] = ()

    @classmethod
    def of(cls, said: deque[_Said], form: str, text: str, media: str, now: datetime, limits: FloodLimits) -> "_Earlier":
        long_ago = now - limits.long_window
        return cls(
            *_counts(said, now - limits.short_window, long_ago),
            _repeats(said, form, now - limits.repeat_window) if form else 0,
            sum(1 for one in said if one.media == media and one.at >= long_ago) if media else 0,
            _pieces(said, text, now),
        )


_NOTHING_EARLIER = _Earlier()


def _counts(said: deque[_Said], short_ago: datetime, long_ago: datetime) -> tuple[int, int]:
    """The messages since each of two times."""
    short = long = 0
    earliest = min(short_ago, long_ago)
    for one in reversed(said):
        if one.at < earliest:
            break
        if one.counted:
            short += one.at >= short_ago
            long += one.at >= long_ago
    return short, long


def _repeats(said: deque[_Said], form: str, earliest: datetime) -> int:
    """How often the same or nearly the same text was said since ``earliest``."""
    count, own = 0, set[str]()
    for one in reversed(said):
        if one.at < earliest:
            break
        if one.text == form:
            count += 1
        elif may_be_near(one.text, form):
            own = own or pairs(form)
            count += nearly_same(pairs(one.text), own)
    return count


def _pieces(said: deque[_Said], text: str, now: datetime) -> tuple[str, ...]:
    """The unbroken run of short messages before this short one."""
    if not 0 < len(text) <= _PIECE_LENGTH:
        return ()
    pieces: list[str] = []
    for one in reversed(said):
        if not one.original or one.at < now - _PIECE_WINDOW or len(pieces) == _PIECES:
            break
        pieces.append(one.original)
    return tuple(reversed(pieces))
