"""What waits for a member's answer, whichever area it belongs to: one 收到 by itself answers one thing.

Memory only: it is asked of ordinary talk.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from bot.domain.ids import GroupId, MemberId

RECENT = timedelta(minutes=10)
"""What was said so lately is what a bare answer means, though older things wait too."""
Asking = Callable[[GroupId, MemberId, datetime], Iterable[datetime]]
"""When each thing was said that waits for this member of the group now."""
_asking: dict[str, Asking] = {}


def asks(area: str) -> Callable[[Asking], Asking]:
    """Register the decorated function as what tells of an area's open questions."""

    def register(asking: Asking) -> Asking:
        _asking[area] = asking
        return asking

    return register


def is_meant(area: str, group: GroupId, member: MemberId, said_at: datetime, now: datetime) -> bool:
    """Whether a bare answer means what ``area`` said then: nothing else waits, or this is the newest and recent."""
    others = [at for name, asking in _asking.items() if name != area for at in asking(group, member, now)]
    return not others or (now - said_at <= RECENT and said_at > max(others))
