"""Which activities take answers now: the in-memory index that ordinary talk is held against.

It holds activities to come only: loaded at start, kept up after each commit, and each entry goes with the start.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.ids import GroupId, MemberId, MessageId
from plugins.activities.domain.activity import Activity
from plugins.activities.models import ActivityMessage, ActivityRow, DateChoice, SignUp


@dataclass(frozen=True, slots=True)
class OpenSignUp:
    """``messages`` are the ids of what was said about it, none where the platform tells none. Sign-ups are taken
    until ``until``, other answers until ``gone_at``. ``choices`` is how many dates are voted on, 0 for none.
    ``offered`` are those who have been offered a place."""

    number: int
    title: str
    until: datetime
    gone_at: datetime
    choices: int = 0
    messages: frozenset[MessageId] = field(default_factory=frozenset[MessageId])
    offered: frozenset[MemberId] = field(default_factory=frozenset[MemberId])


class OpenSignUps:
    def __init__(self) -> None:
        self._groups: dict[GroupId, dict[int, OpenSignUp]] = {}

    def any_in(self, group_id: GroupId) -> bool:
        return group_id in self._groups

    def note(self, activity: Activity) -> None:
        """Take the activity up, or drop it where it takes no answers any more."""
        if activity.state not in ("open", "poll"):
            self._drop(activity.group_id, [activity.number])
            return
        entries = self._groups.setdefault(activity.group_id, {})
        polled = activity.state == "poll" and activity.poll_until is not None
        until = activity.poll_until if polled and activity.poll_until else activity.sign_up_until
        gone_at = until if polled else activity.starts_at
        known = entries.get(activity.number)
        if known is None:
            known = OpenSignUp(activity.number, activity.title, until, gone_at)
        announced = [MessageId(activity.message)] if activity.message else []
        choices = known.choices if polled else 0
        entries[activity.number] = replace(
            known,
            title=activity.title,
            until=until,
            gone_at=gone_at,
            choices=choices,
            messages=known.messages.union(announced),
        )

    def entries(self, group_id: GroupId, now: datetime) -> list[OpenSignUp]:
        """The activities that take answers now, by number; those whose time is over are dropped."""
        entries = self._groups.get(group_id)
        if not entries:
            return []
        self._drop(group_id, [number for number, entry in entries.items() if entry.gone_at <= now])
        return [entry for _, entry in sorted(self._groups.get(group_id, {}).items())]

    def about(self, group_id: GroupId, message: MessageId) -> int | None:
        """The activity that this message of ours is about."""
        for number, entry in self._groups.get(group_id, {}).items():
            if message in entry.messages:
                return number
        return None

    def change(self, group_id: GroupId, number: int, **fields: object) -> None:
        """Set these fields of an entry, where there is one."""
        entries = self._groups.get(group_id, {})
        if number in entries:
            entries[number] = replace(entries[number], **fields)  # type: ignore[arg-type]

    def remember(self, group_id: GroupId, number: int, message: MessageId) -> None:
        entry = self._groups.get(group_id, {}).get(number)
        if entry is not None:
            self.change(group_id, number, messages=entry.messages | {message})

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
    rows = await ActivityRow.filter(state__in=("open", "poll"), starts_at__gt=now)
    by_id = {row.id: row.activity() for row in rows}
    open_sign_ups.load(by_id.values())
    ids = list(by_id)
    for said in await ActivityMessage.filter(activity_id__in=ids):
        activity = by_id[said.activity_id]
        open_sign_ups.remember(activity.group_id, activity.number, MessageId(said.message_id))
    offered: dict[int, set[MemberId]] = {}
    for signed in await SignUp.filter(activity_id__in=ids, offered_until__isnull=False):
        offered.setdefault(signed.activity_id, set()).add(MemberId(signed.member_id))
    choices: dict[int, int] = {}
    for choice in await DateChoice.filter(activity_id__in=ids):
        choices[choice.activity_id] = choices.get(choice.activity_id, 0) + 1
    for key, activity in by_id.items():
        polled = choices.get(key, 0) if activity.state == "poll" else 0
        people = frozenset(offered.get(key, ()))
        open_sign_ups.change(activity.group_id, activity.number, choices=polled, offered=people)
