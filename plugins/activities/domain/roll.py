"""Who came and who did not, as the list of an activity shows it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.ids import MemberId

CAME, LATE, WALK_IN, EXCUSED, ABSENT = "came", "late", "walk_in", "excused", "absent"
STATES = (CAME, LATE, WALK_IN, EXCUSED, ABSENT)


@dataclass(frozen=True, slots=True)
class Entry:
    """One member on the list; ``guests`` are those they brought. ``state`` is one of STATES."""

    member: MemberId
    name: str
    state: str
    guests: int = 0
    came_at: datetime | None = None
    department: str = ""

    @property
    def was_there(self) -> bool:
        return self.came_at is not None


@dataclass(frozen=True, slots=True)
class Roll:
    entries: tuple[Entry, ...]

    def of(self, *states: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.state in states]

    @property
    def present(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.was_there]

    @property
    def late(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.state == LATE]

    @property
    def walk_ins(self) -> list[Entry]:
        return self.of(WALK_IN)

    @property
    def excused(self) -> list[Entry]:
        return self.of(EXCUSED)

    @property
    def absent(self) -> list[Entry]:
        return self.of(ABSENT)

    @property
    def expected(self) -> int:
        """Members who had a place and did not excuse themselves."""
        return len(self.of(CAME, LATE, ABSENT))

    @property
    def people(self) -> int:
        """All who were there, guests among them."""
        return sum(1 + entry.guests for entry in self.present)

    @property
    def used(self) -> bool:
        """False where nobody was checked in at all: then nobody was missed either."""
        return bool(self.present)


@dataclass(frozen=True, slots=True)
class Noted:
    """What is written about one member on the day."""

    member: MemberId
    name: str
    came_at: datetime | None
    late: bool
    guests: int | None
    excused: bool


def call_roll(
    expected: Sequence[tuple[MemberId, str, int]],
    declined: Sequence[tuple[MemberId, str]],
    noted: Sequence[Noted],
    on_leave: Collection[MemberId] = (),
    departments: Mapping[MemberId, str] | None = None,
) -> Roll:
    """Those with a place (member, name, guests), those who said no in time, and what was noted.

    Whoever is on leave by the roster is excused. In the order of coming, then those who were missed in the
    order of sign-up, then the excused.
    """
    places = {member: (name, guests) for member, name, guests in expected}
    about = {each.member: each for each in noted}
    there = sorted((n.came_at, place, n) for place, n in enumerate(noted) if n.came_at is not None)
    entries = [_present(each, places) for _, _, each in there]
    seen = {entry.member for entry in entries}
    missing = [(member, name) for member, name, _ in expected if member not in seen]
    for state in (ABSENT, EXCUSED):
        for member, name in missing:
            excused = member in on_leave or (member in about and about[member].excused)
            if (state == EXCUSED) == excused:
                entries.append(Entry(member, name, state))
    entries += [Entry(m, name, EXCUSED) for m, name in declined if m not in seen and m not in places]
    known = departments or {}
    return Roll(tuple(replace(entry, department=known.get(entry.member, "")) for entry in entries))


def is_late(came_at: datetime, starts_at: datetime, grace: timedelta) -> bool:
    return came_at > starts_at + grace


def _present(noted: Noted, places: dict[MemberId, tuple[str, int]]) -> Entry:
    name, guests = places.get(noted.member, (noted.name, 0))
    state = WALK_IN if noted.member not in places else LATE if noted.late else CAME
    brought = noted.guests if noted.guests is not None else guests
    return Entry(noted.member, name, state, brought, noted.came_at)
