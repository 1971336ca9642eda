"""How far a member list is believed: implementations answer torn, stale and empty ones.

What an event told outweighs a list that says the contrary for ``FRESH``; up to ``ASKED`` later the
member is asked about one by one. A list that lost many is sampled, one that lost most must say the
same three times.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import GroupId, MemberId

FRESH = timedelta(minutes=10)
ASKED = timedelta(hours=24)
MOST_ASKED = 20
LOOKS_TO_BELIEVE = 3
_FEW = 10
_SAMPLE = 3
_doubted: dict[GroupId, tuple[tuple[MemberId, ...], int]] = {}


@dataclass(frozen=True, slots=True)
class Contradictions:
    """Where list and store differ: believed as they stand, and those to ask about."""

    appeared: tuple[MemberId, ...]
    gone: tuple[MemberId, ...]
    ask: tuple[MemberId, ...]


def compare(
    known: Mapping[MemberId, bool], listed: Sequence[MemberId], told: Mapping[MemberId, datetime], now: datetime
) -> Contradictions:
    """``known`` says of everybody ever seen whether they are here; ``told`` when an event last spoke of somebody.

    Whoever an event spoke of lately stays as it said.
    """
    here = set(listed)
    appeared = [m for m in dict.fromkeys(listed) if not known.get(m, False)]
    gone = sorted(m for m, present in known.items() if present and m not in here)
    ages = {m: now - told[m] for m in (*appeared, *gone) if m in told}
    ask = [m for m, age in ages.items() if FRESH <= age < ASKED][:MOST_ASKED]
    left_out = {m for m, age in ages.items() if age < FRESH}.union(ask)
    return Contradictions(
        tuple(m for m in appeared if m not in left_out), tuple(m for m in gone if m not in left_out), tuple(ask)
    )


def sample_of(gone: Sequence[MemberId], present: int) -> tuple[MemberId, ...]:
    """Some of those missing, where so many are that the list may be torn; empty where it need not be doubted."""
    if len(gone) < _FEW or len(gone) * 10 <= present:
        return ()
    return tuple(dict.fromkeys((gone[0], gone[len(gone) // 2], gone[-1])))[:_SAMPLE]


def lost_most(gone: Sequence[MemberId], present: int) -> bool:
    """More than half of at least ten: believed only when it stays so."""
    return present >= _FEW and len(gone) * 2 > present


def stays_so(group_id: GroupId, gone: tuple[MemberId, ...]) -> bool:
    """Whether these very members were missing the last two times as well; asking counts as a look."""
    known, looks = _doubted.get(group_id, ((), 0))
    looks = looks + 1 if known == gone else 1
    if looks < LOOKS_TO_BELIEVE:
        _doubted[group_id] = (gone, looks)
        return False
    _doubted.pop(group_id, None)
    return True
