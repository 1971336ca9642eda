"""Who says the same, or nearly the same, in which groups: one index for the whole process, bounded."""

from dataclasses import dataclass, field
from typing import NamedTuple

from .near import SHORTEST, anchors, may_be_near, nearly_same, pairs

TEXTS = 4_096
"""Different texts remembered at most, at least the latest half of them; those of before are forgotten at once.

To drop them one by one would cost as much as to keep them.
"""
SAYINGS = 256
"""Sayings remembered of one text: enough to tell many from few."""
COPY_WINDOW = 600.0
"""Seconds."""
MEMBERS_LENGTH = 14
"""Shorter texts are said by several members by chance."""


class CopyFacts(NamedTuple):
    """``members_here`` within the time asked for, the others within ten minutes; this saying counts in all."""

    members_here: int = 0
    members: int = 0
    groups: int = 0


Place = tuple[str, str]
"""A group, and a member who says something there."""
_NONE = CopyFacts()
_FIRST = CopyFacts(1, 1, 1)
_FIRST_SHORT = CopyFacts(0, 0, 1)


@dataclass(slots=True, eq=False)
class _Text:
    """``first``: where it was said first. ``sayings``: all, the latest last; made when there is a second one."""

    form: str
    first: Place
    at: float
    others: dict[Place, float] | None = None

    @property
    def sayings(self) -> dict[Place, float]:
        if self.others is None:
            self.others = {self.first: self.at}
        return self.others


@dataclass(slots=True, eq=False)
class _Shelf:
    texts: dict[str, _Text] = field(default_factory=dict[str, _Text])
    by_anchor: dict[str, _Text] = field(default_factory=dict[str, _Text])

    def find(self, form: str, keys: tuple[str, ...]) -> _Text | None:
        """The same text, or a near one that has one of these anchors."""
        same = self.texts.get(form)
        if same is not None or self.by_anchor.keys().isdisjoint(keys):
            return same
        tried: _Text | None = None
        for key in keys:
            text = self.by_anchor.get(key)
            if text is None or text is tried:
                continue
            if _is_near(text.form, form):
                return text
            tried = text
        return None


class Copies:
    """Near-same texts are one text. ``note`` is called once for each message, in the order they were sent."""

    def __init__(self) -> None:
        self._latest, self._before = _Shelf(), _Shelf()

    def note(self, place: Place, form: str, now: float, *, here: float) -> CopyFacts:
        """Remember the saying and count those who said the same; nothing is counted for a short text. In seconds."""
        size = len(form)
        if size < SHORTEST:
            return _NONE
        text = self._latest.texts.get(form)
        if text is None:
            keys = anchors(form)
            text = self._latest.find(form, keys)
            if text is None:
                text = self._before.find(form, keys)
                if text is None:
                    self._keep(_Text(form, place, now), keys)
                    return _FIRST if size >= MEMBERS_LENGTH else _FIRST_SHORT
                self._keep(text, anchors(text.form))
        return _count(text.sayings, place, now, here, with_members=size >= MEMBERS_LENGTH)

    def _keep(self, text: _Text, keys: tuple[str, ...]) -> None:
        shelf = self._latest
        shelf.texts[text.form] = text
        for key in keys:
            shelf.by_anchor[key] = text
        if 2 * len(shelf.texts) >= TEXTS:
            self._latest, self._before = _Shelf(), shelf

    def forget(self, group: str) -> None:
        for text in (*self._latest.texts.values(), *self._before.texts.values()):
            if text.others is None and text.first[0] != group:
                continue
            for key in [key for key in text.sayings if key[0] == group]:
                del text.sayings[key]

    def clear(self) -> None:
        self._latest, self._before = _Shelf(), _Shelf()

    def __len__(self) -> int:
        return len(self._latest.texts.keys() | self._before.texts.keys())


def _count(sayings: dict[Place, float], place: Place, now: float, here: float, *, with_members: bool) -> CopyFacts:
    """Note one more saying, drop those out of time, and count."""
    sayings.pop(place, None)
    while sayings and sayings[first := next(iter(sayings))] < now - COPY_WINDOW:
        del sayings[first]
    if len(sayings) >= SAYINGS:
        del sayings[next(iter(sayings))]
    sayings[place] = now
    group, member = place
    groups = sum(1 for _, said_by in sayings if said_by == member)
    if not with_members:
        return CopyFacts(0, 0, groups)
    near = sum(1 for (other, _), at in sayings.items() if other == group and at >= now - here)
    return CopyFacts(near, len({said_by for _, said_by in sayings}), groups)


def _is_near(one: str, other: str) -> bool:
    return may_be_near(one, other) and nearly_same(pairs(one), pairs(other))
