"""Who has not been heard of for long: by what we saw ourselves, and by the platform's figures, which lie.

A figure is worth something only where it is neither missing nor zero nor of the future, and where the
figures of the whole group can be true. It clears whoever it shows active; it accuses only whom we have
not seen do anything either, in weeks of watching.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from .members import INACTIVE, Ground, MemberFacts, Reason

FIRST_WEEKS = timedelta(days=28)
"""Of our watching, and of a member's stay, in which the platform's figure alone shows nothing."""
AT_LEAST = timedelta(days=14)
"""Of our watching, however few days of silence the regulation asks for."""
_SKEW = timedelta(days=1)
_AT_ONCE = timedelta(minutes=10)
_FEWEST = 5


def inactive(member: MemberFacts, ground: Ground, now: datetime) -> Reason | None:
    """Whether somebody was silent for the regulation's days. Days in which nobody watched do not count."""
    if ground.rules.inactive_days is None or ground.watched_since is None:
        return None
    person = ground.people.of_row(member.person)
    if person is not None and person.state == "on_leave":
        return None
    limit = timedelta(days=ground.rules.inactive_days)
    since = ground.since(member)
    here = ground.watched(since, now)
    quiet = ground.watched(max(since, member.last_seen_at or since), now)
    told = _figure(member, ground, now)
    if here < AT_LEAST or (told is not None and told > now - limit):
        return None
    if quiet >= limit:
        evidence: dict[str, str | int] = {"days": quiet.days}
        if member.last_seen_at is not None:
            evidence["last"] = member.last_seen_at.isoformat()
        if told is not None:
            evidence["platform"] = told.isoformat()
        return Reason(INACTIVE, evidence)
    if told is not None and quiet >= FIRST_WEEKS and _was_there(member, told):
        return Reason(INACTIVE, {"days": (now - told).days, "platform": told.isoformat(), "watched": quiet.days})
    return None


def figures_lie(members: Sequence[MemberFacts], now: datetime) -> bool:
    """Whether the platform's figures cannot be true: nearly all are of this moment, or some are older than
    what we have seen ourselves."""
    told = [(member, at) for member in members if (at := member.last_sent_at) is not None and at.timestamp() > 0]
    if len(told) >= _FEWEST and _most(abs(at - now) < _AT_ONCE for _, at in told):
        return True
    seen = [(spoken, at) for member, at in told if (spoken := member.last_spoke_at) is not None]
    wrong = sum(at < spoken - _SKEW for spoken, at in seen)
    return wrong * 10 > len(seen)


def _figure(member: MemberFacts, ground: Ground, now: datetime) -> datetime | None:
    """The platform's word where it is worth something; a moment of the future is none."""
    told = member.last_sent_at
    if told is None or ground.figures_lie or told.timestamp() <= 0 or told > now + _SKEW:
        return None
    return told


def _was_there(member: MemberFacts, told: datetime) -> bool:
    """A figure from before we saw them come, where the platform told when that was: it is of an earlier stay."""
    return member.joined_at is None or member.joined_at <= told + _SKEW


def _most(which: Iterable[bool]) -> bool:
    flags = list(which)
    return sum(flags) * 10 >= len(flags) * 8
