"""Rounds as the rest of the area and the templates read them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.errors import NoSuchNumber
from bot.domain.ids import GroupId, MemberId
from bot.domain.messages import Mention
from plugins.cleanup.domain.members import Reason
from plugins.cleanup.domain.scale import needs_two
from plugins.cleanup.models import Item, Round

OWNER = "cleanup"
KIND = "cleanup"
OPEN = ("preview", "waiting")
UNDER_WAY = ("grace", "removing", "paused")
STAGED = ("proposed", "confirmed", "warned")
"""States of an item that may still lead to a removal."""


@dataclass(frozen=True, slots=True)
class Line:
    """One member of a round. ``reasons`` have codes and evidence; its times are datetimes here."""

    id: int
    member: MemberId
    name: str
    reasons: tuple[Reason, ...]
    state: str
    note: str
    case_number: int | None
    last_seen_at: datetime | None

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(reason.code for reason in self.reasons)

    @property
    def mention(self) -> Mention:
        return Mention(self.member, self.name)


@dataclass(frozen=True, slots=True)
class RoundFile:
    """A round with everybody in it, in order."""

    id: int
    number: int
    group_id: GroupId
    state: str
    members: int
    made_at: datetime
    made_name: str
    first_name: str
    confirmed_name: str
    remove_at: datetime | None
    paused_why: str
    lines: tuple[Line, ...]

    @property
    def staged(self) -> tuple[Line, ...]:
        """Whoever may still be removed by this round."""
        return tuple(line for line in self.lines if line.state in STAGED)

    @property
    def large(self) -> bool:
        return needs_two(len(self.staged), self.members)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many are in which state; 0 for the others."""
        return Counter(line.state for line in self.lines)


def line_of(row: Item) -> Line:
    reasons = reasons_from_json(row.reasons)
    last = next((str(r.evidence["last"]) for r in reasons if "last" in r.evidence), None)
    return Line(
        row.id,
        MemberId(row.member_id),
        row.member_name,
        reasons,
        row.state,
        row.note,
        row.case_number,
        datetime.fromisoformat(last) if last is not None else None,
    )


async def round_file(row: Round) -> RoundFile:
    items = await Item.filter(round_id=row.id).order_by("position", "id")
    return RoundFile(
        row.id,
        row.number,
        GroupId(row.group_id),
        row.state,
        row.members,
        row.made_at,
        row.made_name,
        row.first_name,
        row.confirmed_name,
        row.remove_at,
        row.paused_why,
        tuple(line_of(item) for item in items),
    )


async def find_round(group_id: GroupId, number: int) -> Round:
    """The row with this number. Raises NoSuchNumber."""
    row = await Round.get_or_none(group_id=group_id, number=number)
    if row is None:
        raise NoSuchNumber(number=number)
    return row


async def open_round(group_id: GroupId) -> Round | None:
    """The latest preview that nobody, or only a first administrator, has confirmed."""
    return await Round.filter(group_id=group_id, state__in=OPEN).order_by("-id").first()


async def rounds_under_way(group_id: GroupId) -> list[Round]:
    """Confirmed and not finished, oldest first."""
    return await Round.filter(group_id=group_id, state__in=UNDER_WAY).order_by("id")


def reasons_to_json(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    return [{"code": reason.code, "evidence": dict(reason.evidence)} for reason in reasons]


def reasons_from_json(data: Any) -> tuple[Reason, ...]:
    return tuple(Reason(str(row["code"]), dict(row["evidence"])) for row in data)
