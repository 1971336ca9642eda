"""Facts that more than one area wants to hear: told once, handled by whoever registered.

Signals are plain frozen dataclasses or platform events; a handler is an async function. Handlers
run in the order they registered, inside the lane of the group that the fact belongs to; one that
fails is logged by the lane and does not keep the others from hearing.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from bot.domain.events import ListedRequest
from bot.domain.ids import GroupId, MemberId
from bot.domain.people import Person

T = TypeVar("T")
Handler = Callable[[Any, "Context"], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Context:
    """Where and when a signal is heard: the enabled group, or None in private, and our time."""

    group_id: GroupId | None
    now: datetime


@dataclass(frozen=True, slots=True)
class KernelStarted:
    """The store is open and the directory loaded: areas fill their in-memory indexes."""


@dataclass(frozen=True, slots=True)
class KernelStopping:
    """The store is still open: areas end what runs beside it. Nothing new may be begun."""


@dataclass(frozen=True, slots=True)
class MemoryOutdated:
    """Another process may have written: areas read again what they hold in memory. Comes every few seconds."""


@dataclass(frozen=True, slots=True)
class MemberAppeared:
    """A member is in the group who was not before: by event, or seen by a list difference."""

    group_id: GroupId
    member: MemberId
    name: str
    by: MemberId | None = None
    invited: bool | None = None
    noticed: bool = False
    """True where no event came and the member list showed it."""


@dataclass(frozen=True, slots=True)
class MemberGone:
    """A member is no longer in the group; ``kicked`` None where nobody can tell."""

    group_id: GroupId
    member: MemberId
    by: MemberId | None = None
    kicked: bool | None = None
    noticed: bool = False


@dataclass(frozen=True, slots=True)
class Unwatched:
    """Nobody of us was in the group from ``since`` to ``until``: the process or the account was away.

    Told inside a transaction when the account is back.
    """

    group_id: GroupId
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class RequestsListed:
    """What the platform's list of requests holds for the group, settled ones too."""

    group_id: GroupId
    requests: tuple[ListedRequest, ...]


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A numbered case stands; ``automatic`` when the bot opened it on a clause."""

    group_id: GroupId
    number: int
    member: MemberId
    sanction: str
    automatic: bool


@dataclass(frozen=True, slots=True)
class CasePardoned:
    """A standing case was taken back: what still runs for it ends."""

    group_id: GroupId
    case_id: int


@dataclass(frozen=True, slots=True)
class CaseDecided:
    """An administrator judged a case: ``case`` is its row's id, ``by`` who judged.

    ``verdict``: confirmed (right, also of an observed one), rejected, pardoned, or upheld against an
    appeal. Told inside the deciding transaction.
    """

    group_id: GroupId
    case: int
    verdict: str
    by: MemberId


@dataclass(frozen=True, slots=True)
class SanctionNotDelivered:
    """The platform could not do what a case decided: ``action`` is mute or kick, ``why`` the settlement's state."""

    group_id: GroupId
    case_id: int
    action: str
    why: str


@dataclass(frozen=True, slots=True)
class PersonChange:
    """``person`` is the row's id; ``old`` as the roster had them before, ``new`` as it has them now."""

    person: int
    old: Person
    new: Person


@dataclass(frozen=True, slots=True)
class RosterChanged:
    """People of the roster changed: an import, a correction. One signal for each, within its transaction."""

    organisation_id: int
    changes: tuple[PersonChange, ...]


@dataclass(frozen=True, slots=True)
class PersonErased:
    """Everything about a person is to go: areas delete or make nameless what they hold, in this transaction.

    ``person`` is the row's id, still there; ``accounts`` are all of theirs, as (platform, account);
    ``known`` is what they were called and could be found by in free text: name, phone, staff number.
    """

    organisation_id: int
    person: int
    accounts: tuple[tuple[str, MemberId], ...]
    known: tuple[str, ...]
    alias: str
    """Stands for their accounts in what has to be kept: the same in every table, and tells nothing."""


@dataclass(frozen=True, slots=True)
class GroupEnabled:
    """A group was put under its regulation: areas set up their recurring work."""

    group_id: GroupId


@dataclass(frozen=True, slots=True)
class GroupDisabled:
    group_id: GroupId


@dataclass(frozen=True, slots=True)
class RegulationChanged:
    """Another version holds in the group now: what was planned by the one before is planned anew."""

    group_id: GroupId


@dataclass(frozen=True, slots=True)
class DecisionPassed:
    """Members decided something by a vote: ``about`` says what, as ``regulation:12`` with a number of the group.

    Whoever the decision is about carries it out; told inside the transaction that counts the vote.
    """

    group_id: GroupId
    about: str
    number: int
    """The vote's own number, for the record."""


_handlers: dict[type[Any], list[Handler]] = defaultdict(list)


def on(kind: type[T]) -> Callable[[Callable[[T, Context], Awaitable[None]]], Callable[[T, Context], Awaitable[None]]]:
    """Register the decorated function for signals of exactly this type."""

    def register(handler: Callable[[T, Context], Awaitable[None]]) -> Callable[[T, Context], Awaitable[None]]:
        if handler not in _handlers[kind]:
            _handlers[kind].append(handler)
        return handler

    return register


def handlers_of(kind: type[Any]) -> tuple[Handler, ...]:
    """Who listens to signals of this type, in order of registration."""
    return tuple(_handlers.get(kind, ()))


async def emit(signal: object, context: Context) -> None:
    """Tell every handler, one after the other. The first error is raised after all have heard."""
    failed: list[Exception] = []
    for handler in handlers_of(type(signal)):
        try:
            await handler(signal, context)
        except Exception as error:  # outermost loop of listeners: all must hear; the lane logs it
            failed.append(error)
    if failed:
        raise failed[0]
