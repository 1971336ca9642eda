"""What waits for an administrator's yes or no, whichever area it belongs to.

``/requests`` lists it, ``/approve N`` and ``/reject N`` decide it; the number says which kind it is.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import NoSuchNumber
from bot.domain.members import Actor
from bot.governance.directory import GroupState
from bot.store.numbers import kind_of


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One waiting thing as ``/requests`` lists it; ``text`` is one line without the number."""

    number: int
    text: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision answers in the chat: a template and its fields.

    ``shows`` is True where the group sees the decision by what follows from it: there no second
    word is needed, an administration group is answered all the same.
    """

    template: str
    fields: dict[str, object]
    shows: bool = False


Approve = Callable[[GroupState, int, Actor, datetime], Awaitable[Decided]]
Reject = Callable[[GroupState, int, str, Actor, datetime], Awaitable[Decided]]
Pending = Callable[[GroupState], Awaitable[list[ReviewLine]]]


@dataclass(frozen=True, slots=True)
class Reviewing:
    kind: str
    title: str
    approve: Approve
    reject: Reject
    pending: Pending


_kinds: dict[str, Reviewing] = {}


def register(kind: str, *, title: str, approve: Approve, reject: Reject, pending: Pending) -> None:
    """Declare that things numbered as ``kind`` can be decided; ``title`` names them in Chinese."""
    _kinds[kind] = Reviewing(kind, title, approve, reject, pending)


async def _of(group: GroupState, number: int) -> Reviewing:
    kind = await kind_of(group.id, number)
    reviewing = _kinds.get(kind or "")
    if reviewing is None:
        raise NoSuchNumber(number=number)
    return reviewing


async def approve(group: GroupState, number: int, *, actor: Actor, now: datetime) -> Decided:
    """Say yes to number N. Raises NoSuchNumber, or the area's own Refusal."""
    return await (await _of(group, number)).approve(group, number, actor, now)


async def reject(group: GroupState, number: int, reason: str, *, actor: Actor, now: datetime) -> Decided:
    """Say no to number N. Raises NoSuchNumber, or the area's own Refusal."""
    return await (await _of(group, number)).reject(group, number, reason, actor, now)


async def pending(group: GroupState) -> list[tuple[str, ReviewLine]]:
    """All that waits in this group, with each kind's title, oldest first."""
    lines = [(r.title, line) for r in _kinds.values() for line in await r.pending(group)]
    return sorted(lines, key=lambda pair: pair[1].since)
