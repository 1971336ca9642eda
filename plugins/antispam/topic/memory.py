"""What the way of every message asks about stopped topics, in memory and bounded."""

from collections import OrderedDict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import GroupId, MemberId, MessageId

from ..domain.talk.topic import Topic

RECENT = 12
RECENT_FOR = timedelta(minutes=15)
_TEXT_LENGTH = 120
_GROUPS = 2_000
_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Stopped:
    """A topic that rests until ``until``; ``clause`` is the path of what forbids going on, ``code`` its duty."""

    id: int
    group_id: GroupId
    about: str
    clause: str
    code: str
    topic: Topic
    until: datetime


@dataclass(frozen=True, slots=True)
class _Said:
    id: MessageId
    text: str
    at: datetime


class TopicMemory:
    """Filled from the rows at start and after each change; ``listen`` and ``recent`` are asked per message."""

    def __init__(self) -> None:
        self._stopped: dict[GroupId, tuple[Stopped, ...]] = {}
        self._recent: OrderedDict[GroupId, deque[_Said]] = OrderedDict()
        self._counts: OrderedDict[tuple[int, MemberId], int] = OrderedDict()

    def fill(self, stopped: list[Stopped]) -> None:
        """Take these as all there are."""
        by_group: dict[GroupId, list[Stopped]] = {}
        for each in stopped:
            by_group.setdefault(each.group_id, []).append(each)
        self._stopped = {group: tuple(topics) for group, topics in by_group.items()}

    def stopped(self, group: GroupId, now: datetime) -> list[Stopped]:
        """Topics that rest now, oldest first."""
        return [each for each in self._stopped.get(group, ()) if each.until > now]

    def hear(self, group: GroupId, message: MessageId, text: str, now: datetime) -> None:
        """Remember what a topic may be made of."""
        said = self._recent.get(group)
        if said is None:
            said = self._recent[group] = deque(maxlen=RECENT)
            if len(self._recent) > _GROUPS:
                self._recent.popitem(last=False)
        else:
            self._recent.move_to_end(group)
        said.append(_Said(message, text[:_TEXT_LENGTH], now))

    def recent(self, group: GroupId, now: datetime) -> list[str]:
        """What was said in the last quarter of an hour, oldest first, at most twelve messages."""
        return [said.text for said in self._recent.get(group, ()) if said.at >= now - RECENT_FOR]

    def text_of(self, group: GroupId, message: MessageId) -> str | None:
        return next((said.text for said in self._recent.get(group, ()) if said.id == message), None)

    def count(self, topic: int, member: MemberId) -> int:
        """The how many-th message with which this member goes on with the topic."""
        key = (topic, member)
        self._counts[key] = self._counts.pop(key, 0) + 1
        if len(self._counts) > _COUNTED:
            self._counts.popitem(last=False)
        return self._counts[key]

    def forget(self, group: GroupId) -> None:
        self._recent.pop(group, None)

    def clear(self) -> None:
        self._stopped.clear()
        self._recent.clear()
        self._counts.clear()


topics = TopicMemory()
"""This process's memory."""
