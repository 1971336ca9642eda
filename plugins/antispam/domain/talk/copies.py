"""Who says the same, or nearly the same, in which groups: one index for the whole process, bounded."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .near import SHORTEST, anchors, may_be_near, nearly_same, pairs

TEXTS = 4_096
"""Different texts remembered; the one not said for longest is forgotten first."""
SAYINGS = 256
"""Sayings remembered of one text: enough to tell many from few."""
COPY_WINDOW = timedelta(minutes=10)
MEMBERS_LENGTH = 14
"""Shorter texts are said by several members by chance."""


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """``members_here`` within the time asked for, the others within ten minutes; this saying counts in all."""

    members_here: int = 0
    members: int = 0
    groups: int = 0


_NONE = CopyFacts()


@dataclass(slots=True, eq=False)
class _Text:
    form: str
    anchors: tuple[str, ...]
    sayings: OrderedDict[tuple[str, str], datetime] = field(default_factory=OrderedDict[tuple[str, str], datetime])


class Copies:
    """Near-same texts are one text. ``note`` is called once for each message, in the order they were sent."""

    def __init__(self) -> None:
        self._texts: OrderedDict[str, _Text] = OrderedDict()
        self._by_anchor: dict[str, _Text] = {}

    def note(self, group: str, member: str, form: str, now: datetime, *, here: timedelta) -> CopyFacts:
        """Remember the saying and count those who said the same; nothing is counted for a short text."""
        if len(form) < SHORTEST:
            return _NONE
        text = self._find(form)
        sayings = text.sayings
        sayings.pop((group, member), None)
        while sayings and next(iter(sayings.values())) < now - COPY_WINDOW:
            sayings.popitem(last=False)
        if len(sayings) >= SAYINGS:
            sayings.popitem(last=False)
        sayings[(group, member)] = now
        groups = sum(1 for _, said_by in sayings if said_by == member)
        if len(form) < MEMBERS_LENGTH:
            return CopyFacts(0, 0, groups)
        if len(sayings) == 1:
            return CopyFacts(1, 1, 1)
        near = sum(1 for (place, _), at in sayings.items() if place == group and at >= now - here)
        return CopyFacts(near, len({said_by for _, said_by in sayings}), groups)

    def forget(self, group: str) -> None:
        for text in self._texts.values():
            for key in [key for key in text.sayings if key[0] == group]:
                del text.sayings[key]

    def clear(self) -> None:
        self._texts.clear()
        self._by_anchor.clear()

    def __len__(self) -> int:
        return len(self._texts)

    def _find(self, form: str) -> _Text:
        """The text this is a copy of; a new one where there is none."""
        known = self._texts.get(form)
        if known is not None:
            self._texts.move_to_end(form)
            return known
        keys = anchors(form)
        for text in {id(text): text for key in keys if (text := self._by_anchor.get(key)) is not None}.values():
            if _is_near(text.form, form):
                self._texts.move_to_end(text.form)
                return text
        text = self._texts[form] = _Text(form, keys)
        for key in keys:
            self._by_anchor[key] = text
        if len(self._texts) > TEXTS:
            self._drop(self._texts.popitem(last=False)[1])
        return text

    def _drop(self, text: _Text) -> None:
        for key in text.anchors:
            if self._by_anchor.get(key) is text:
                del self._by_anchor[key]


def _is_near(one: str, other: str) -> bool:
    return may_be_near(one, other, set(other)) and nearly_same(pairs(one), pairs(other))
