"""Every organisation's own weights, in memory: asked for each message, worked out anew when lessons change."""

from collections.abc import Mapping
from functools import partial

from bot.store.transaction import after_commit

from ..domain.lessons.weights import MOST_LESSONS, WEAK, Lesson, learn
from .models import TaughtLesson
from .reading import scheme

COUNTS = "counts"
COMMAND = "command"


class Memory:
    """Lessons that count, by organisation and row, and the weights made of them."""

    def __init__(self) -> None:
        self._lessons: dict[int, dict[int, Lesson]] = {}
        self._weights: dict[int, Mapping[int, float]] = {}

    def weights_of(self, organisation_id: int) -> Mapping[int, float] | None:
        """The organisation's own weights, or None where it taught nothing."""
        return self._weights.get(organisation_id)

    def note(self, row: TaughtLesson) -> None:
        """Take over, after the commit, whether this lesson counts now."""
        after_commit(partial(self._note, row.organisation_id, row.id, _lesson(row)))

    async def load(self) -> None:
        """Read what counts from the store; an organisation whose lessons are as they were is left alone."""
        rows = await TaughtLesson.filter(state=COUNTS, scheme=scheme()).values_list("id", "organisation_id")
        wanted: dict[int, set[int]] = {}
        for row_id, organisation in rows:
            wanted.setdefault(int(organisation), set()).add(int(row_id))
        for organisation in {*self._lessons} - {*wanted}:
            self._take(organisation, {})
        for organisation, ids in wanted.items():
            if self._lessons.get(organisation, {}).keys() != ids:
                found = await TaughtLesson.filter(id__in=sorted(ids))
                lessons = {row.id: lesson for row in found if (lesson := _lesson(row)) is not None}
                self._take(organisation, lessons)

    def clear(self) -> None:
        self._lessons.clear()
        self._weights.clear()

    def _note(self, organisation: int, row_id: int, lesson: Lesson | None) -> None:
        lessons = dict(self._lessons.get(organisation, {}))
        if lesson is None:
            lessons.pop(row_id, None)
        else:
            lessons[row_id] = lesson
        self._take(organisation, lessons)

    def _take(self, organisation: int, lessons: dict[int, Lesson]) -> None:
        if not lessons:
            self._lessons.pop(organisation, None)
            self._weights.pop(organisation, None)
            return
        self._lessons[organisation] = lessons
        # The strong before the weak, the newest first: what is beyond the limit is the oldest of the weak.
        ordered = sorted(lessons.items(), key=lambda pair: (-pair[1].strength, -pair[0]))
        self._weights[organisation] = learn(lesson for _, lesson in ordered[:MOST_LESSONS])


def _lesson(row: TaughtLesson) -> Lesson | None:
    if row.state != COUNTS or row.scheme != scheme():
        return None
    strength = 1.0 if row.source == COMMAND else WEAK
    return Lesson(tuple(row.buckets), row.spam, row.base, strength)


memory = Memory()
weights_of = memory.weights_of
