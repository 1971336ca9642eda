"""Notices as the rest of the area reads them: one row, the groups it went to, and the board's entries of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.errors import NoSuchNumber
from bot.domain.ids import AccountId, GroupId, MemberId, MessageId
from bot.governance import signals
from plugins.notices.models import Notice, NoticeMessage, NoticePlace, Receipt, Recipient

from .board import OpenNotice, board

UNPUBLISHED = ("draft", "review", "rejected", "planned")
ANSWERABLE = ("open", "publishing")
"""In these states an answer is recorded: what goes out to very many people is answered by the first before the last
have it.
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A group a notice was published to, and the number it has there."""

    group_id: GroupId
    number: int


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """A notice as templates read it.

    ``number`` is that of ``group_id``, where it is kept, or of the group it was asked for in. ``groups`` are those it
    was written for, none meaning its own; ``places`` is filled by ``find_notice`` and ``filed`` only.
    """

    id: int
    number: int
    group_id: GroupId
    state: str
    text: str
    publisher: MemberId
    publisher_name: str
    needs_answer: bool
    departments: tuple[str, ...]
    mentioned: tuple[MemberId, ...]
    deadline: datetime | None
    written_at: datetime
    published_at: datetime | None
    decided_name: str
    closed_at: datetime | None
    source: str = ""
    urgent: bool = False
    roles: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    groups: tuple[GroupId, ...] = ()
    enclosed: tuple[Mapping[str, Any], ...] = ()
    planned_at: datetime | None = None
    plan_id: int | None = None
    version: int = 1
    asked_version: int = 1
    decision: str = ""
    places: tuple[Place, ...] = ()

    @property
    def for_everybody(self) -> bool:
        return not (self.departments or self.mentioned or self.roles or self.lists)

    @property
    def at_home(self) -> bool:
        """Whether it is published in the group it is kept in."""
        return not self.groups or self.group_id in self.groups

    @property
    def pictures(self) -> int:
        return sum(each["kind"] == "image" for each in self.enclosed)

    @property
    def attachments(self) -> tuple[str, ...]:
        """Names of the files that go with it."""
        return tuple(str(each["name"]) for each in self.enclosed if each["kind"] == "file")

    def in_place(self, group_id: GroupId) -> "NoticeFile":
        """The same with the number it has in that group."""
        number = next((place.number for place in self.places if place.group_id == group_id), self.number)
        return replace(self, number=number)


def notice_file(row: Notice) -> NoticeFile:
    """Without its places: see ``filed``."""
    wider: dict[str, Any] = row.wider or {}
    return NoticeFile(
        row.id,
        row.number,
        GroupId(row.group_id),
        row.state,
        row.text,
        MemberId(row.publisher_id),
        row.publisher_name,
        row.needs_answer,
        tuple(str(d) for d in row.departments),
        tuple(MemberId(str(m)) for m in row.mentioned),
        row.deadline,
        row.written_at,
        row.published_at,
        row.decided_name,
        row.closed_at,
        row.source,
        row.urgent,
        tuple(wider.get("roles", ())),
        tuple(wider.get("lists", ())),
        tuple(GroupId(int(group)) for group in wider.get("groups", ())),
        tuple(row.enclosed or ()),
        row.planned_at,
        row.plan_id,
        row.version,
        row.asked_version,
        row.decision,
    )


async def filed(row: Notice) -> NoticeFile:
    """With the places it went to, its own group first."""
    return replace(notice_file(row), places=tuple(await places_of(row)))


async def places_of(row: Notice) -> list[Place]:
    """Where it is published; for one that is not yet, its own group or none."""
    rows = await NoticePlace.filter(notice_id=row.id).order_by("id")
    home = [Place(GroupId(row.group_id), row.number)] if notice_file(row).at_home else []
    return [*home, *(Place(GroupId(each.group_id), each.number) for each in rows)]


async def find_row(group_id: GroupId, number: int) -> Notice:
    """By the number of its own group or of one it was published to. Raises NoSuchNumber."""
    row = await Notice.get_or_none(group_id=group_id, number=number)
    if row is None:
        place = await NoticePlace.get_or_none(group_id=group_id, number=number)
        row = await Notice.get_or_none(id=place.notice_id) if place is not None else None
    if row is None:
        raise NoSuchNumber(number=number)
    return row


async def find_notice(group_id: GroupId, number: int) -> NoticeFile:
    """``number`` stays the one it was asked for by. Raises NoSuchNumber."""
    return replace(await filed(await find_row(group_id, number)), number=number)


async def open_notice(notice_id: int) -> NoticeFile | None:
    """The notice while answers to it are wanted, else None."""
    row = await Notice.get_or_none(id=notice_id, state__in=ANSWERABLE)
    return notice_file(row) if row is not None else None


async def load_entries(row: Notice) -> list[OpenNotice]:
    """An open notice as the board holds it: an entry for each place, which share what was answered."""
    notice, places = notice_file(row), await places_of(row)
    asked = await Recipient.filter(notice_id=row.id).values_list("member_id", "person_id", "place_id")
    same = _same([(MemberId(member), person) for member, person, _ in asked])
    counted = Receipt.filter(notice_id=row.id, version__gte=row.asked_version)
    answered = {MemberId(str(m)) for m in await counted.values_list("member_id", flat=True)}
    for member in list(answered):
        answered |= same.get(member, frozenset())
    entries: list[OpenNotice] = []
    # while recipients are still being written whoever answers may be one of them
    unknown = row.state == "publishing" and row.published_at is None
    audience = None if notice.for_everybody or unknown else frozenset(MemberId(member) for member, *_ in asked)
    for place in places:
        entry = _entry(notice, place, audience)
        entry.answered, entry.same = answered, same
        entries.append(entry)
    await _with_messages(row, entries)
    return entries


def _same(asked: list[tuple[MemberId, int | None]]) -> dict[MemberId, frozenset[MemberId]]:
    """The accounts of those who have several."""
    persons: defaultdict[int, set[MemberId]] = defaultdict(set)
    for member, person in asked:
        if person is not None:
            persons[person].add(member)
    several = [frozenset(members) for members in persons.values() if len(members) > 1]
    return {member: members for members in several for member in members}


def _entry(notice: NoticeFile, place: Place, audience: frozenset[MemberId] | None) -> OpenNotice:
    return OpenNotice(
        notice.id,
        place.number,
        place.group_id,
        notice.publisher,
        notice.text,
        notice.published_at or notice.written_at,
        notice.deadline,
        audience,
        version=notice.version,
    )


async def _with_messages(row: Notice, entries: list[OpenNotice]) -> None:
    for message in await NoticeMessage.filter(notice_id=row.id):
        stands_in = message.place_id if message.place_id is not None else row.group_id
        for entry in entries:
            if entry.group_id == stands_in:
                entry.messages.add((AccountId(message.account), MessageId(message.message_id)))
                entry.located = entry.located or message.message_id != row.written_message


async def load_entry(row: Notice, group_id: GroupId | None = None) -> OpenNotice | None:
    """The entry of one place; where the notice is not in that group, its first, if it is anywhere yet."""
    entries = await load_entries(row)
    return next((entry for entry in entries if entry.group_id == group_id), entries[0] if entries else None)


async def load_board() -> None:
    """Fill the index from the store: at start."""
    rows = await Notice.filter(state__in=ANSWERABLE, needs_answer=True).order_by("id")
    entries = [entry for row in rows for entry in await load_entries(row)]
    board.clear()
    for entry in entries:
        board.add(entry)


@signals.on(signals.MemoryOutdated)
async def refill_board(signal: signals.MemoryOutdated, context: signals.Context) -> None:
    await load_board()


@signals.on(signals.KernelStarted)
async def fill_board(signal: signals.KernelStarted, context: signals.Context) -> None:
    await load_board()
