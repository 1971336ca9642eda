"""An avatar that passes for somebody else's: the same picture to the eye, however it was saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.ids import MemberId

from .likeness import Guarded, Shown

COLUMNS, ROWS = 9, 8
MOST_DIFFERENT_BITS = 6
"""Of 64: what saving, scaling and trimming a picture by a hair change. Unlike ones differ in 20 and more, mostly."""
MOST_DIFFERENT_COLOUR = 40
"""Of 255, for each of red, green and blue on the whole: the same letter on another ground is another picture."""
SHARED = 3
"""A picture that more members have than that is a crest or what everybody starts with, nobody's face."""
_EDGE = 2
_FEWEST_BITS = 6
_FEWEST_GREYS = 8


@dataclass(frozen=True, slots=True)
class Face:
    """``bits``: for each of 8 × 8 places whether it is lighter than its right neighbour. ``colour``: on the whole."""

    bits: int
    colour: tuple[int, int, int]


def face_of(small: bytes) -> Face | None:
    """The face in a picture of 9 × 8 places (red, green, blue each); None for a plain one, which is like any other.

    Raises ValueError where these are not 216 bytes.
    """
    if len(small) != COLUMNS * ROWS * 3:
        raise ValueError("9 columns, 8 rows, 3 bytes each")
    reds, greens, blues = small[0::3], small[1::3], small[2::3]
    greys = [
        (299 * red + 587 * green + 114 * blue) // 1000 for red, green, blue in zip(reds, greens, blues, strict=True)
    ]
    bits = 0
    for row in range(0, COLUMNS * ROWS, COLUMNS):
        for left in range(row, row + COLUMNS - 1):
            bits = bits << 1 | (greys[left] > greys[left + 1] + _EDGE)
    if bits.bit_count() < _FEWEST_BITS or len(set(greys)) < _FEWEST_GREYS:
        return None
    count = len(greys)
    return Face(bits, (sum(reds) // count, sum(greens) // count, sum(blues) // count))


def alike(one: Face, other: Face) -> bool:
    """Whether people would take one for the other."""
    if (one.bits ^ other.bits).bit_count() > MOST_DIFFERENT_BITS:
        return False
    pairs = zip(one.colour, other.colour, strict=True)
    return all(abs(mine - theirs) <= MOST_DIFFERENT_COLOUR for mine, theirs in pairs)


def pretenders(
    faces: Mapping[MemberId, Face], guarded: Iterable[Guarded], others: Iterable[Shown]
) -> list[tuple[Shown, Guarded]]:
    """Who goes about under whose face, in the order of ``others``, each once; one person's accounts may look alike."""
    known = [each for each in guarded if each.member is not None and each.member in faces]
    ids = {each.member for each in known}
    seen = [each for each in others if each.member in faces and each.member not in ids]
    taken: dict[MemberId, Guarded] = {}
    for of in known:
        assert of.member is not None
        like = [each for each in seen if alike(faces[each.member], faces[of.member])]
        if len(like) <= SHARED:
            for each in like:
                if each.person is None or each.person != of.person:
                    taken.setdefault(each.member, of)
    return [(each, taken[each.member]) for each in seen if each.member in taken]
