"""Open notices in memory: what each line of talk is held against, without a row read."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import AccountId, GroupId, MemberId, MessageId

RECENT = timedelta(minutes=10)
_THANKS_A_MINUTE = 20


@dataclass
class OpenNotice:
    """``audience`` None is the whole group. ``messages`` are those by which members can answer it."""

    id: int
    number: int
    group_id: GroupId
    publisher: MemberId
    text: str
    published_at: datetime
    deadline: datetime | None
    audience: frozenset[MemberId] | None
    answered: set[MemberId] = field(default_factory=set[MemberId])
    messages: set[tuple[AccountId, MessageId]] = field(default_factory=set[tuple[AccountId, MessageId]])
    located: bool = False
    """Whether the platform told the id of the publication."""

    def asks(self, member: MemberId) -> bool:
        """Whether an answer of this member is wanted, given or not."""
        return member != self.publisher and (self.audience is None or member in self.audience)

    def waits_for(self, member: MemberId) -> bool:
        return member not in self.answered and self.asks(member)


class Board:
    """Kept up after each commit; closed notices leave it with their message ids."""

    def __init__(self) -> None:
        self._open: dict[GroupId, dict[int, OpenNotice]] = {}
        self._messages: dict[tuple[AccountId, MessageId], OpenNotice] = {}
        self._thanks: dict[GroupId, deque[datetime]] = {}

    def clear(self) -> None:
        self._open.clear()
        self._messages.clear()
        self._thanks.clear()

    def add(self, notice: OpenNotice) -> None:
        self._open.setdefault(notice.group_id, {})[notice.id] = notice
        for message in notice.messages:
            self._messages[message] = notice

    def remove(self, group_id: GroupId, notice_id: int) -> None:
        notices = self._open.get(group_id, {})
        notice = notices.pop(notice_id, None)
        if not notices:
            self._open.pop(group_id, None)
            self._thanks.pop(group_id, None)
        for message in notice.messages if notice is not None else ():
            if self._messages.get(message) is notice:
                del self._messages[message]

    def open_in(self, group_id: GroupId) -> Mapping[int, OpenNotice]:
        """By row id; empty for a group without open notices."""
        return self._open.get(group_id, {})

    def numbered(self, group_id: GroupId, number: int) -> OpenNotice | None:
        return next((n for n in self.open_in(group_id).values() if n.number == number), None)

    def waiting(self, group_id: GroupId, member: MemberId) -> list[OpenNotice]:
        """Open notices that this member has not answered, newest first."""
        found = [n for n in self.open_in(group_id).values() if n.waits_for(member)]
        return sorted(found, key=lambda n: (n.published_at, n.number), reverse=True)

    def of_message(self, account: AccountId, message: MessageId) -> OpenNotice | None:
        return self._messages.get((account, message))

    def locate(self, group_id: GroupId, notice_id: int, message: tuple[AccountId, MessageId]) -> None:
        """Members can answer by replying or reacting to this message."""
        notice = self.open_in(group_id).get(notice_id)
        if notice is not None:
            notice.messages.add(message)
            notice.located = True
            self._messages[message] = notice

    def mark(self, group_id: GroupId, notice_id: int, members: Iterable[MemberId]) -> None:
        notice = self.open_in(group_id).get(notice_id)
        if notice is not None:
            notice.answered.update(members)

    def may_thank(self, group_id: GroupId, now: datetime) -> bool:
        """Whether one more reaction may be sent: a rush of answers must not hold up the group's other messages."""
        sent = self._thanks.setdefault(group_id, deque(maxlen=_THANKS_A_MINUTE))
        if len(sent) == _THANKS_A_MINUTE and now - sent[0] < timedelta(minutes=1):
            return False
        sent.append(now)
        return True


board = Board()
"""This process's board."""
