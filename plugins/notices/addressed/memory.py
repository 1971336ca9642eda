"""Open questions in memory: what each line of talk is held against, without a row read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import GroupId, MemberId, MessageId

MOST_OPEN = 500
"""A group; the rows beyond stay open in the store and are looked at when they fall due."""


@dataclass(frozen=True, slots=True)
class Question:
    """A row of Addressed: somebody waits for this member."""

    id: int
    group_id: GroupId
    message: MessageId
    member: MemberId
    asked_at: datetime


class Questions:
    def __init__(self) -> None:
        self._open: dict[GroupId, dict[int, Question]] = {}

    def clear(self) -> None:
        self._open.clear()

    def add(self, question: Question) -> None:
        here = self._open.setdefault(question.group_id, {})
        if len(here) < MOST_OPEN:
            here[question.id] = question

    def remove(self, group_id: GroupId, ids: Iterable[int]) -> None:
        here = self._open.get(group_id, {})
        for number in ids:
            here.pop(number, None)
        if not here:
            self._open.pop(group_id, None)

    def open_in(self, group_id: GroupId) -> Mapping[int, Question]:
        """Empty for nearly every group."""
        return self._open.get(group_id, {})

    def answered_by(self, group_id: GroupId, member: MemberId, quoted: MessageId | None) -> list[int]:
        """Which questions this member's words answer: the one quoted, else all that wait for them."""
        mine = [each for each in self.open_in(group_id).values() if each.member == member]
        meant = [each for each in mine if each.message == quoted]
        return [each.id for each in meant or mine]

    def of_message(self, group_id: GroupId, message: MessageId) -> list[Question]:
        return [each for each in self.open_in(group_id).values() if each.message == message]


questions = Questions()
"""This process's."""
