"""What a picture says, apart from how it is drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a figure or a list means, which decides its colour."""

    PLAIN = "plain"
    GOOD = "good"
    LATE = "late"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with what it counts: ``18`` over ``已回复``."""

    label: str
    value: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Cluster:
    """Names that belong together, as those of one department; ``label`` may be empty."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list. ``more`` is how many names are not listed."""

    title: str
    clusters: tuple[Cluster, ...]
    tone: Tone = Tone.PLAIN
    more: int = 0

    @classmethod
    def of(
        cls, title: str, people: Iterable[tuple[str, str]], tone: Tone = Tone.PLAIN, *, limit: int = 600
    ) -> "Section":
        """From (group, name) pairs: clusters in the order in which their first name comes, names in theirs.

        At most ``limit`` names are listed.
        """
        found: dict[str, list[str]] = {}
        listed = more = 0
        for group, name in people:
            if listed == limit:
                more += 1
                continue
            found.setdefault(group, []).append(name)
            listed += 1
        return cls(title, tuple(Cluster(label, tuple(names)) for label, names in found.items()), tone, more)


@dataclass(frozen=True, slots=True)
class Board:
    """One picture. ``progress`` is (done, of); a whole of 0 draws no bar."""

    title: str
    subtitle: str = ""
    tiles: tuple[Tile, ...] = ()
    progress: tuple[int, int] | None = None
    sections: tuple[Section, ...] = ()
    footer: str = ""
