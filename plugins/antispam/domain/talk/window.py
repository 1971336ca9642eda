"""What a member has said lately: floods, repeats, copies and words cut into pieces.

Held in memory with bounds; the clock is an argument, so it can be rebuilt by replaying archived rows in order.
"""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import NamedTuple

from ..policy import FloodLimits
from ..text.normalise import compact
from .copies import Copies, CopyFacts, Place
from .near import count_near, has_length_of
from .sayings import asks, is_exempt, is_shared

MEMBERS = 10_000
"""Members remembered over all groups; whoever has been silent longest is forgotten first."""
GROUPS = 2_000
_KEPT = 60
_TEXT_LENGTH = 200
_PIECE_LENGTH = 8
_PIECES = 12
_PIECE_WINDOW, _ANSWER_WINDOW = 60.0, 120.0
"""Seconds."""


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
_facts = partial(tuple.__new__, WindowFacts)  # pyright: ignore[reportUnknownMemberType]
"""What its own name does, in half the time: there is one for each message."""
_Said = tuple[float, str, str, str, bool]
"""Seconds since the epoch, the compact form, the text of a short message, the kind of one without text, and whether it
counts. Many are made and read, so it is no more than a tuple."""


@dataclass(slots=True)
class Window:
    """One for the whole process. ``observe`` is called once for each message, in the order they were sent."""

    _members: OrderedDict[Place, deque[_Said]] = field(default_factory=OrderedDict[Place, "deque[_Said]"])
    _texts: Copies = field(default_factory=Copies)
    _asked: OrderedDict[str, tuple[str, float]] = field(default_factory=OrderedDict[str, tuple[str, float]])

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
        at = now.timestamp()
        answers = self._answers(group, member, text, at) or quotes_other
        if exempt or is_exempt(text):
            return self._keep_piece(group, member, text, at, answers)
        place = group, member
        said = self._said_by(place)
        form = (compact(text[: 2 * _TEXT_LENGTH]) if form is None else form)[:_TEXT_LENGTH]
        copies = self._texts.note(place, form, at, here=limits.seconds[2])
        if (copies.members > 1 or copies.groups > 1) and is_shared(text):
            copies = _NO_COPY
        short = long = repeats = of_kind = 0
        pieces: tuple[str, ...] = ()
        if said:
            oldest = at - max(limits.seconds[3], _PIECE_WINDOW)
            while said and said[0][0] < oldest:
                said.popleft()
            short, long, repeats, of_kind = _earlier(said, form, media, at, limits)
            pieces = _pieces(said, text, at)
        said.append((at, form, text if len(text) <= _PIECE_LENGTH else "", media, True))
        return _facts((
            short + 1,
            long + 1,
            repeats + 1 if form else 0,
            copies.members_here,
            pieces,
            "".join(pieces) + text if pieces else "",
            copies.groups,
            copies.members,
            of_kind + 1 if media else 0,
            answers,
        ))  # fmt: skip

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

    def _keep_piece(self, group: str, member: str, text: str, at: float, answers: bool) -> WindowFacts:
        """A lone digit acknowledges, or is one of many that make a number."""
        said = self._members.get((group, member))
        if text.isdecimal() and said is not None:
            pieces = _pieces(said, text, at)
            said.append((at, "", text, "", False))
            if pieces:
                return WindowFacts(pieces=pieces, joined="".join(pieces) + text, answers_question=answers)
        return WindowFacts(answers_question=True) if answers else _UNCOUNTED

    def _answers(self, group: str, member: str, text: str, at: float) -> bool:
        """Whether somebody else has just asked; and note that this one asks."""
        asked = self._asked.get(group)
        if asks(text):
            self._asked[group] = (member, at)
            self._asked.move_to_end(group)
            if len(self._asked) > GROUPS:
                self._asked.popitem(last=False)
        return asked is not None and asked[0] != member and at - _ANSWER_WINDOW <= asked[1] <= at

    def _said_by(self, place: Place) -> deque[_Said]:
        said = self._members.get(place)
        if said is None:
            said = self._members[place] = deque(maxlen=_KEPT)
            if len(self._members) > MEMBERS:
                self._members.popitem(last=False)
        else:
            self._members.move_to_end(place)
        return said


def _earlier(said: deque[_Said], form: str, media: str, at: float, limits: FloodLimits) -> tuple[int, int, int, int]:
    """What was said earlier, beside a new message that is not counted: messages in the short and in the long window,
    how often the same or nearly the same, and messages of the kind ``media`` in the long window."""
    short_window, long_window, repeat_window, _ = limits.seconds
    short_ago, long_ago, repeat_ago = at - short_window, at - long_window, at - repeat_window
    short = long = repeats = of_kind = 0
    alike: list[str] = []
    for then, earlier, _, kind, counted in said:
        if then >= long_ago:
            long += counted
            of_kind += kind == media
        if then >= short_ago:
            short += counted
        if then >= repeat_ago and form:
            if earlier == form:
                repeats += 1
            elif has_length_of(earlier, form):
                alike.append(earlier)
    if alike:
        repeats += count_near(alike, form)
    return short, long, repeats, of_kind if media else 0


def _pieces(said: deque[_Said], text: str, at: float) -> tuple[str, ...]:
    """The unbroken run of short messages before this short one."""
    if not 0 < len(text) <= _PIECE_LENGTH:
        return ()
    pieces: list[str] = []
    for then, _, original, _, _ in reversed(said):
        if not original or then < at - _PIECE_WINDOW or len(pieces) == _PIECES:
            break
        pieces.append(original)
    return tuple(reversed(pieces))
