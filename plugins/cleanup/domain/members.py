"""What is known of a present member, and what they are judged against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import MemberId
from bot.domain.members import Role

from .known_people import KnownPeople
from .rules import Rules

DEPARTED, OFF_ROSTER, NO_REAL_NAME = "departed", "off_roster", "no_real_name"
INACTIVE, DUPLICATE, VANISHED = "inactive", "duplicate", "vanished"
REASONS = (DEPARTED, VANISHED, DUPLICATE, OFF_ROSTER, NO_REAL_NAME, INACTIVE)
"""The gravest first: the order of lists and pictures."""


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A present member. ``last_seen_at`` is what we saw them do, ``last_spoke_at`` of it the latest message;
    ``last_sent_at`` and ``joined_at`` are the platform's word, if any.

    ``granted`` covers every power given by the bot or its settings. ``person`` is a row of the
    roster, ``linked`` False where only the card names it.
    """

    id: MemberId
    name: str
    card: str
    nickname: str
    first_seen_at: datetime
    last_seen_at: datetime | None = None
    last_spoke_at: datetime | None = None
    last_sent_at: datetime | None = None
    joined_at: datetime | None = None
    role: Role | None = None
    is_bot: bool = False
    granted: bool = False
    person: int | None = None
    linked: bool = False

    @property
    def shown(self) -> str:
        """The name the group sees: what a platform without cards can be judged by."""
        return self.card or self.nickname


@dataclass(frozen=True, slots=True)
class Reason:
    """``evidence`` is JSON: texts and whole numbers; times as ISO text."""

    code: str
    evidence: Mapping[str, str | int] = field(default_factory=dict[str, str | int])


@dataclass(frozen=True, slots=True)
class Proposal:
    member: MemberFacts
    reasons: tuple[Reason, ...]

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(reason.code for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Ground:
    """What members are judged against.

    ``keeps`` until when somebody stays; ``watched_since`` when the bot began to watch this group, None
    if it does not; ``gaps`` when it was away meanwhile, oldest first; ``has_roles`` False on platforms
    that know no roles; ``figures_lie`` where what the platform tells of last messages cannot be true.
    """

    people: KnownPeople
    rules: Rules
    keeps: Mapping[MemberId, datetime]
    watched_since: datetime | None
    gaps: Sequence[tuple[datetime, datetime]] = ()
    has_roles: bool = True
    figures_lie: bool = False

    def since(self, member: MemberFacts) -> datetime:
        """Since when we have seen this member here; what was before we watched does not count."""
        if self.watched_since is None:
            return member.first_seen_at
        return max(member.first_seen_at, self.watched_since)

    def watched(self, since: datetime, now: datetime) -> timedelta:
        """How much of this time somebody of us was there to see what happened."""
        away = sum((max(min(end, now) - max(start, since), timedelta(0)) for start, end in self.gaps), timedelta(0))
        return max(now - since - away, timedelta(0))
