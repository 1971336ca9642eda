"""Which activities take sign-ups now: the in-memory index that ordinary talk is held against.

It holds the open activities only: loaded at start, kept up after each commit, and each entry goes
with the end of its sign-up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import GroupId, MessageId
from plugins.activities.domain.activity import Activity
from plugins.activities.models import ActivityRow


@dataclass(frozen=True, slots=True)
class OpenSignUp:
    """``message`` is the announcement's id, "" where the platform tells none."""

    number: int
    until: datetime
    message: str


class OpenSignUps:
    def __init__(self) -> None:
        self._groups: dict[GroupId, dict[int, OpenSignUp]] = {}

    def any_in(self, group_id: GroupId) -> bool:
        return group_id in self._groups

    def note(self, activity: Activity) -> None:
        """Take the activity up, or drop it where it takes no sign-ups any more."""
        if activity.state == "open":
            entry = OpenSignUp(activity.number, activity.sign_up_until, activity.message)
            self._groups.setdefault(activity.group_id, {})[activity.number] = entry
        else:
            self._drop(activity.group_id, [activity.number])

    def open_in(self, group_id: GroupId, now: datetime) -> list[int]:
        """Numbers of the activities that take sign-ups now; those whose time is over are dropped."""
        entries = self._groups.get(group_id)
        if not entries:
            return []
        self._drop(group_id, [number for number, entry in entries.items() if entry.until <= now])
        return sorted(self._groups.get(group_id, ()))

    def announced_by(self, group_id: GroupId, message: MessageId) -> int | None:
        """The activity whose announcement this message is."""
        for number, entry in self._groups.get(group_id, {}).items():
            if entry.message and entry.message == message:
                return number
        return None

    def load(self, activities: Iterable[Activity]) -> None:
        """Start afresh with these."""
        self._groups.clear()
        for activity in activities:
            self.note(activity)

    def forget(self, group_id: GroupId) -> None:
        self._groups.pop(group_id, None)

    def _drop(self, group_id: GroupId, numbers: Iterable[int]) -> None:
        entries = self._groups.get(group_id)
        if entries is None:
            return
        for number in numbers:
            entries.pop(number, None)
        if not entries:
            del self._groups[group_id]


open_sign_ups = OpenSignUps()
"""This process's index."""


async def load_open(*, now: datetime) -> None:
    """Fill the index from the store."""
    rows = await ActivityRow.filter(state="open", starts_at__gt=now)
    open_sign_ups.load(row.activity() for row in rows)
