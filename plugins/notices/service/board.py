"""Open notices in memory: what each line of talk is held against, without a row read."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import AccountId, GroupId, MemberId, MessageId
from plugins.notices.domain.asking import words_asked_for

RECENT = timedelta(minutes=10)
_THANKS_A_MINUTE = 20
_THANKS_IN_ALL = 60
"""A minute, over all groups: an account that reacts without end is limited by its platform."""


@dataclass
class OpenNotice:
    """A notice in one of the groups it was published to; the entries of one notice share ``answered``.

    ``audience`` None is the whole group. ``messages`` are those by which members can answer it.
    ``same`` names, for an account of somebody who has several, all of them: one answer is enough.
    ``words`` are what the notice's own text asks to be answered with, besides the regulation's words.
    """

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
    version: int = 1
    same: Mapping[MemberId, frozenset[MemberId]] = field(default_factory=dict[MemberId, frozenset[MemberId]])
    words: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.words = words_asked_for(self.text)

    def asks(self, member: MemberId) -> bool:
        """Whether an answer of this member is wanted, given or not."""
        if self.publisher in self.accounts_of(member):
            return False
        return self.audience is None or not self.audience.isdisjoint(self.accounts_of(member))

    def waits_for(self, member: MemberId) -> bool:
        return member not in self.answered and self.asks(member)

    def accounts_of(self, member: MemberId) -> frozenset[MemberId]:
        """All accounts of the person behind this one, itself among them."""
        return self.same.get(member) or frozenset((member,))


class Board:
    """Kept up after each commit; closed notices leave it with their message ids."""

    def __init__(self) -> None:
        self._open: dict[GroupId, dict[int, OpenNotice]] = {}
        self._places: dict[int, set[GroupId]] = {}
        self._messages: dict[tuple[AccountId, MessageId], list[OpenNotice]] = {}
        self._thanks: dict[GroupId, deque[datetime]] = {}
        self._thanks_in_all: deque[datetime] = deque(maxlen=_THANKS_IN_ALL)
        self.revision = 0
        """Grows whenever a notice comes or goes."""

    def clear(self) -> None:
        self.revision += 1
        self._open.clear()
        self._places.clear()
        self._messages.clear()
        self._thanks.clear()
        self._thanks_in_all.clear()

    def add(self, notice: OpenNotice) -> None:
        """In place of an earlier version of it in this group."""
        self.remove(notice.group_id, notice.id)
        self.revision += 1
        self._open.setdefault(notice.group_id, {})[notice.id] = notice
        self._places.setdefault(notice.id, set()).add(notice.group_id)
        for message in notice.messages:
            self._messages.setdefault(message, []).append(notice)

    def remove(self, group_id: GroupId, notice_id: int) -> None:
        """Out of this group only."""
        notices = self._open.get(group_id, {})
        notice = notices.pop(notice_id, None)
        if not notices:
            self._open.pop(group_id, None)
        if notice is None:
            return
        self.revision += 1
        places = self._places.get(notice_id, set())
        places.discard(group_id)
        if not places:
            self._places.pop(notice_id, None)
        for message in notice.messages:
            known = [other for other in self._messages.get(message, ()) if other is not notice]
            if known:
                self._messages[message] = known
            else:
                self._messages.pop(message, None)

    def remove_everywhere(self, notice_id: int) -> None:
        """Out of every group it was published to: it has ended."""
        for group_id in tuple(self._places.get(notice_id, ())):
            self.remove(group_id, notice_id)

    def __bool__(self) -> bool:
        """Whether any notice is open anywhere."""
        return bool(self._open)

    def open_in(self, group_id: GroupId) -> Mapping[int, OpenNotice]:
        """By the notice's id; empty for nearly every group."""
        return self._open.get(group_id, {})

    def places_of(self, notice_id: int) -> list[OpenNotice]:
        """The entries of one notice, one a group."""
        found = [self._open[group_id].get(notice_id) for group_id in sorted(self._places.get(notice_id, ()))]
        return [entry for entry in found if entry is not None]

    def groups(self) -> Collection[GroupId]:
        """Where any notice is open."""
        return self._open.keys()

    def everywhere(self) -> Iterable[OpenNotice]:
        """Every entry of every notice, in no order."""
        return [entry for notices in self._open.values() for entry in notices.values()]

    def numbered(self, group_id: GroupId, number: int) -> OpenNotice | None:
        return next((n for n in self.open_in(group_id).values() if n.number == number), None)

    def waiting(self, group_id: GroupId, member: MemberId) -> list[OpenNotice]:
        """Open notices this member has not answered, newest first."""
        found = [n for n in self.open_in(group_id).values() if n.waits_for(member)]
        return sorted(found, key=lambda n: (n.published_at, n.number), reverse=True)

    def of_message(self, account: AccountId, message: MessageId) -> OpenNotice | None:
        """The notice, or the first of several, that this message is about."""
        return next(iter(self._messages.get((account, message), ())), None)

    def all_of_message(self, account: AccountId, message: MessageId, group_id: GroupId) -> list[OpenNotice]:
        """All the notices that this message is about, as they are open in this group, oldest first."""
        here = self.open_in(group_id)
        ids = dict.fromkeys(entry.id for entry in self._messages.get((account, message), ()))
        return [here[notice_id] for notice_id in sorted(ids) if notice_id in here]

    def ids_of_message(self, account: AccountId, message: MessageId) -> frozenset[int]:
        """Ids of the notices that this message is about, in whatever group."""
        return frozenset(entry.id for entry in self._messages.get((account, message), ()))

    def locate(self, group_id: GroupId, notice_id: int, message: tuple[AccountId, MessageId]) -> None:
        """Members can answer by replying or reacting to this message."""
        notice = self.open_in(group_id).get(notice_id)
        if notice is None:
            return
        notice.located = True
        if message not in notice.messages:
            notice.messages.add(message)
            self._messages.setdefault(message, []).append(notice)

    def mark(self, notice_id: int, members: Iterable[MemberId]) -> None:
        """They have answered, with whichever of their accounts and in whichever group."""
        people = tuple(members)
        for entry in self._apart(notice_id):
            for member in people:
                entry.answered.update(entry.accounts_of(member))

    def unmark(self, notice_id: int, member: MemberId) -> None:
        """The answer was taken back."""
        for entry in self._apart(notice_id):
            entry.answered.difference_update(entry.accounts_of(member))

    def _apart(self, notice_id: int) -> Iterable[OpenNotice]:
        """One entry for each set of answers: nearly always one, however many groups the notice went to."""
        found = {id(entry.answered): entry for entry in self.places_of(notice_id)}
        return found.values()

    def may_thank(self, group_id: GroupId, now: datetime) -> bool:
        """Whether one more reaction may be sent: a rush of answers must not hold up the group's other messages."""
        here = self._thanks.setdefault(group_id, deque(maxlen=_THANKS_A_MINUTE))
        for sent in (here, self._thanks_in_all):
            if len(sent) == sent.maxlen and now - sent[0] < timedelta(minutes=1):
                return False
        here.append(now)
        self._thanks_in_all.append(now)
        return True


board = Board()
"""This process's board."""
