"""Who was asked, who has answered, who has not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import GroupId, MemberId

MOST_NAMES = 40
MOST_MENTIONS = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """An account the notice went to; ``department`` "" where the roster does not know them.

    Equal ``person`` means one human with several accounts; ``place`` is the group they were reached in.
    """

    member: MemberId
    name: str
    department: str = ""
    here: bool = True
    person: int | None = None
    place: GroupId | None = None
    on_leave: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """``by_name`` is who answered for them, "" for themselves; ``question`` what came with the answer."""

    member: MemberId
    name: str
    at: datetime
    late: bool
    by_name: str = ""
    question: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Tally:
    """People, not accounts: ``missing`` and ``away`` name one account of each, in the order of the audience.

    ``away`` are on leave and have not answered: they count neither as asked nor as missing. Those who left
    the group are neither asked nor missing.
    """

    asked: tuple[Asked, ...]
    answers: tuple[Answer, ...]
    missing: tuple[Asked, ...]
    away: tuple[Asked, ...] = ()

    @property
    def answered(self) -> int:
        return len(self.answers)

    @property
    def late(self) -> int:
        return sum(answer.late for answer in self.answers)

    @property
    def on_behalf(self) -> int:
        return sum(bool(answer.by_name) for answer in self.answers)

    @property
    def questions(self) -> tuple[Answer, ...]:
        """Answers that came with a question or a remark."""
        return tuple(answer for answer in self.answers if answer.question)

    @property
    def total(self) -> int:
        """How many answers there can be: people asked who are here or answered, and others who answered."""
        return self.answered + len(self.missing)


def tally(asked: Iterable[Asked], answers: Iterable[Answer]) -> Tally:
    """Count the answers against the audience, a person with several accounts once.

    Of several answers of one person the first counts.
    """
    people = tuple(asked)
    persons = {person.member: person.person for person in people if person.person is not None}
    given: dict[int | MemberId, Answer] = {}
    for answer in sorted(answers, key=lambda a: a.at):
        given.setdefault(persons.get(answer.member, answer.member), answer)
    waiting: dict[int | MemberId, Asked] = {}
    for someone in people:
        key = someone.person if someone.person is not None else someone.member
        if someone.here and key not in given:
            waiting.setdefault(key, someone)
    missing = tuple(someone for someone in waiting.values() if not someone.on_leave)
    away = tuple(someone for someone in waiting.values() if someone.on_leave)
    return Tally(people, tuple(given.values()), missing, away)


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
