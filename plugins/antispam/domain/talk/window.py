"""What a member has said lately: floods, repeats and words cut into pieces.

Held in memory with bounds; the clock is an argument, so it can be rebuilt by replaying archived rows in order.
"""

import re
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ..policy import FloodLimits
from ..text.normalise import compact

MEMBERS = 10_000
"""Members remembered over all groups; whoever has been silent longest is forgotten first."""
TEXTS = 256
"""Texts remembered for each group, to see the same text from several members."""
GROUPS = 2_000
_KEPT = 60
_TEXT_LENGTH = 200
_PIECE_LENGTH = 8
_PIECES = 8
_PIECE_WINDOW = timedelta(seconds=60)
_NEARLY = 0.8
_SAME_TEXT_LENGTH = 14
_ACKNOWLEDGEMENT = re.compile(
    r"(?:[@＠]\S{1,20}\s)*(?:已?收到|好的?|ok|okk?|明白|了解|知道了|谢谢.{0,6}|感谢.{0,6}|辛苦了?|嗯+|是的?|对的?|行|可以|执行|马上执行|"
    r"已?完成|已办理?|已阅|已报|已填|已交|签到|到|在|没问题|赞|1|\+1|👌|👍|🙏)[。.!！~～\s]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WindowFacts:
    """What the window says about one message, itself counted. ``pieces`` are earlier short messages, oldest first."""

    short_count: int = 0
    long_count: int = 0
    repeats: int = 0
    same_text_members: int = 0
    pieces: tuple[str, ...] = ()


_UNCOUNTED = WindowFacts()


@dataclass(slots=True)
class _Said:
    at: datetime
    text: str
    original: str


@dataclass(slots=True)
class Window:
    """One for the whole process. ``observe`` is called once for each message, in the order they were sent."""

    _members: OrderedDict[tuple[str, str], deque[_Said]] = field(
        default_factory=OrderedDict[tuple[str, str], "deque[_Said]"]
    )
    _texts: OrderedDict[str, OrderedDict[str, dict[str, datetime]]] = field(
        default_factory=OrderedDict[str, "OrderedDict[str, dict[str, datetime]]"]
    )

    def observe(
        self, group: str, member: str, text: str, now: datetime, limits: FloodLimits, *, form: str | None = None
    ) -> WindowFacts:
        """Remember a message and say how it stands with the earlier ones.

        Commands and acknowledgements are neither remembered nor counted. A message older than the newest
        one remembered is counted at its own time. ``form`` is ``compact(text)`` where the caller has it.
        """
        if is_exempt(text):
            return _UNCOUNTED
        said = self._said_by(group, member)
        if form is None or len(text) > _TEXT_LENGTH:
            form = compact(text[:_TEXT_LENGTH])
        facts = WindowFacts(
            _since(said, now - limits.short_window) + 1,
            _since(said, now - limits.long_window) + 1,
            _repeats(said, form, now - limits.repeat_window),
            self._same_text(group, member, form, now, limits),
            _pieces(said, text, now),
        )
        if said:
            oldest = now - max(limits.short_window, limits.long_window, limits.repeat_window, _PIECE_WINDOW)
            while said and said[0].at < oldest:
                said.popleft()
        said.append(_Said(now, form, text if len(text) <= _PIECE_LENGTH else ""))
        return facts

    def forget(self, group: str) -> None:
        """Drop what is known of a group, as when it is disabled."""
        self._texts.pop(group, None)
        for key in [key for key in self._members if key[0] == group]:
            del self._members[key]

    def clear(self) -> None:
        """Forget everything, to be filled afresh."""
        self._members.clear()
        self._texts.clear()

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

    def _same_text(self, group: str, member: str, form: str, now: datetime, limits: FloodLimits) -> int:
        if len(form) < _SAME_TEXT_LENGTH:
            return 0
        texts = self._texts.setdefault(group, OrderedDict())
        self._texts.move_to_end(group)
        if len(self._texts) > GROUPS:
            self._texts.popitem(last=False)
        authors = texts.get(form)
        if authors is None:
            texts[form] = {member: now}
            if len(texts) > TEXTS:
                texts.popitem(last=False)
            return 1
        texts.move_to_end(form)
        earliest = now - limits.repeat_window
        while (oldest := next(iter(authors), None)) is not None and authors[oldest] < earliest:
            del authors[oldest]
        authors.pop(member, None)
        if len(authors) < _KEPT:
            authors[member] = now
        return len(authors)


def is_exempt(text: str) -> bool:
    """Commands to the bot and acknowledgements, of which there may be many."""
    return text[:1] in {"/", "／"} or (len(text) <= 40 and _ACKNOWLEDGEMENT.fullmatch(text.strip()) is not None)


def _since(said: deque[_Said], earliest: datetime) -> int:
    count = 0
    for one in reversed(said):
        if one.at < earliest:
            break
        count += 1
    return count


def _repeats(said: deque[_Said], form: str, earliest: datetime) -> int:
    """How often the same or nearly the same text was said since ``earliest``, this time counted; 0 for no text."""
    if not form:
        return 0
    if not said:
        return 1
    count = 1
    characters, pairs = set(form), set[str]()
    for one in reversed(said):
        if one.at < earliest:
            break
        if one.text == form:
            count += 1
        elif _may_be_near(one.text, form, characters):
            pairs = pairs or _pairs(form)
            count += _nearly_same(_pairs(one.text), pairs)
    return count


def _may_be_near(one: str, other: str, characters: set[str]) -> bool:
    """Whether comparing them is worth it; short texts only count when equal. ``characters`` are those of ``other``.

    A character that ``one`` lacks stands in a pair that it lacks, and a pair holds two at most: more of
    them than half of ``one``'s pairs, and the two cannot have four fifths of their pairs in common.
    """
    length = len(one)
    if min(length, len(other)) < 8 or abs(length - len(other)) > 8:
        return False
    return len(characters.difference(one)) * 2 <= length


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _nearly_same(left: set[str], right: set[str]) -> bool:
    """Alike but for some inserted characters."""
    common = len(left & right)
    return common >= _NEARLY * (len(left) + len(right) - common)


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
