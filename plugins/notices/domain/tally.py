"""Who was asked, who has answered, who has not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import MemberId

MOST_NAMES = 40
MOST_MENTIONS = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A person the notice went to; ``department`` "" where the roster does not know them."""

    member: MemberId
    name: str
    department: str = ""
    here: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    member: MemberId
    name: str
    at: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """``missing`` in the order of the audience. Those who left the group are neither asked nor missing."""

    asked: tuple[Asked, ...]
    answers: tuple[Answer, ...]
    missing: tuple[Asked, ...]

    @property
    def answered(self) -> int:
        return len(self.answers)

    @property
    def late(self) -> int:
        return sum(answer.late for answer in self.answers)

    @property
    def total(self) -> int:
        """How many answers there can be: people asked who are here or answered, and others who answered."""
        return self.answered + len(self.missing)


def tally(asked: Iterable[Asked], answers: Iterable[Answer]) -> Tally:
    """Count the answers against the audience."""
    people, given = tuple(asked), tuple(answers)
    done = {answer.member for answer in given}
    return Tally(people, given, tuple(p for p in people if p.here and p.member not in done))


def by_department(people: Sequence[Asked]) -> list[tuple[str, list[str], int]]:
    """Departments with names, those without one last; the first MOST_NAMES names in all, the rest counted.

    Each line is (department or "", names shown, how many more there are in it).
    """
    groups: dict[str, list[str]] = {}
    for person in sorted(people, key=lambda p: p.department == ""):
        groups.setdefault(person.department, []).append(person.name)
    room, lines = MOST_NAMES, list[tuple[str, list[str], int]]()
    for department, names in groups.items():
        shown = names[: max(room, 0)]
        room -= len(shown)
        lines.append((department, shown, len(names) - len(shown)))
    return lines


def reminder_due(deadline: datetime, before: timedelta, now: datetime) -> datetime | None:
    """When to remind ahead of the deadline; None where that has passed when the notice goes out."""
    due = deadline - before
    return due if before > timedelta(0) and due > now else None


def default_deadline(now: datetime, within: timedelta | None, deadline_today: datetime | None) -> datetime | None:
    """The regulation's deadline for a notice without one: a time of day comes first, else a length of time."""
    return deadline_today if deadline_today is not None else (now + within if within is not None else None)
