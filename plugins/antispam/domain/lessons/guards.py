"""Guards against poisoned lessons: what is refused, and what waits for a second administrator.

Whoever sends spam copies innocent messages beside it, hoping that they are taught as spam; and one
account of an administrator may be in the wrong hands.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

SHORTEST = 4
"""Fewer letters are no text to learn from: 收到, 好的."""
MOST_A_DAY = 20
"""Lessons of one administrator that take effect in 24 hours."""
DAY = timedelta(hours=24)
INNOCENT = 3.0
"""Logits below zero: the base model is 95 % sure that nothing is wrong with what is called spam."""
BLATANT = 6.0
"""Logits: it is 99.75 % sure of what is called normal. A false recall is seldom that sure, an advertisement is."""
COMMON_MEMBERS = 2
"""So many others who say the same make it the group's ordinary talk."""
TALK = timedelta(days=30)
SAME_TEXT = 0.8
"""Share of letter pairs in common that makes two messages the same."""
SAME_LESSON = 0.85
"""Share of buckets in common that makes two lessons the same."""
YOUNG = timedelta(days=3)
"""A role given more recently is a new one."""


class Guard(StrEnum):
    """Why a lesson is refused (the first two) or waits for a second administrator."""

    SHORT = "short"
    DAILY = "daily"
    NOTICE = "notice"
    COMMON = "common"
    OPINION = "opinion"
    YOUNG = "young"

    @property
    def refuses(self) -> bool:
        return self in (Guard.SHORT, Guard.DAILY)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a lesson: its text, and who teaches it.

    ``base`` is the text's logit by the base model alone. ``others`` are members, the author apart, who said
    the same lately; ``administrators`` among those.
    """

    spam: bool
    letters: int
    base: float
    taught_today: int = 0
    others: int = 0
    administrators: int = 0
    teacher_is_new: bool = False


def guard(lesson: Circumstances) -> Guard | None:
    """The first guard that stops this lesson, or None where it takes effect at once.

    What several members or an administrator said is only innocent while the base model thinks so too:
    an advertisement that several accounts send is none the better for it.
    """
    innocent = lesson.spam and lesson.base < 0
    rules = (
        (Guard.SHORT, lesson.letters < SHORTEST),
        (Guard.DAILY, lesson.taught_today >= MOST_A_DAY),
        (Guard.NOTICE, innocent and lesson.administrators > 0),
        (Guard.COMMON, innocent and lesson.others >= COMMON_MEMBERS),
        (Guard.OPINION, lesson.base <= -INNOCENT if lesson.spam else lesson.base >= BLATANT),
        (Guard.YOUNG, lesson.teacher_is_new),
    )
    return next((stopped for stopped, holds in rules if holds), None)


def pairs(compact: str) -> frozenset[str]:
    """The letter pairs of a text, by which near-equal ones are found."""
    return frozenset(compact[i : i + 2] for i in range(max(1, len(compact) - 1)))


def says_the_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts are the same but for a few letters."""
    small, large = sorted((len(one), len(other)))
    if not small or small < SAME_TEXT * large:
        return False
    return len(one & other) >= SAME_TEXT * len(one | other)


def who_said(compact: str, talk: Iterable[tuple[str, str]]) -> set[str]:
    """Members of ``talk`` (member, compact text) who said the same."""
    wanted, found = pairs(compact), set[str]()
    for member, text in talk:
        if member not in found and (text == compact or says_the_same(wanted, pairs(text))):
            found.add(member)
    return found
