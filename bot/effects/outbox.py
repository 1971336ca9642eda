"""The outbox: what shall be done on a platform, put in the transaction that decides it.

queued → running (committed before the platform is called) → done, or unknown → looked up → done,
queued again, or dead ("needs a person"). Owners register what is asked right before delivery and
what is told after it.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from tortoise.expressions import Q

from bot.domain.ids import AccountId
from bot.domain.ports import Result
from bot.effects import lease
from bot.effects.accounts import accounts
from bot.effects.actions import Action, action_from_json, action_to_json
from bot.effects.lease import Job, Ticket
from bot.store import models

KIND = "effect"
_KEYS_A_QUERY = 500

DONE = "done"
UNVERIFIED = "unverified"
UNSUPPORTED = "unsupported"
DENIED = "denied"
EXPIRED = "expired"
CANCELLED = "cancelled"
NEEDS_PERSON = "needs_person"


@dataclass(frozen=True, slots=True)
class Effect:
    """``key`` is the business identity: the same key is done once for ever.

    ``owner`` and ``about`` (JSON) are for whoever registered under that name. Past ``valid_until``
    it is dropped and recorded, never done late. ``account`` None means the platform's only account.
    """

    key: str
    action: Action
    account: AccountId | None
    group_id: int | None = None
    owner: str = ""
    about: dict[str, Any] = field(default_factory=dict[str, Any])
    valid_until: datetime | None = None
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """How an effect ended: one of this module's words, with the platform's own answer if it gave one."""

    state: str
    result: Result | None
    at: datetime
    detail: str = ""


Check = Callable[[Effect, datetime], Awaitable[str | None]]
Settled = Callable[[Effect, Settlement], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Owner:
    check: Check | None = None
    settled: Settled | None = None


_owners: dict[str, Owner] = {}


def register(owner: str, *, check: Check | None = None, settled: Settled | None = None) -> None:
    """Who answers for the effects of this name; registering again replaces.

    ``check`` is asked right before the platform is called, outside any transaction: a reason code
    drops the effect. ``settled`` is called in the transaction that settles it. The name "" stands
    for every effect without an owner.
    """
    _owners[owner] = Owner(check, settled)


def owner_named(name: str) -> Owner:
    """Who registered under this name; nobody answers with neither check nor settled."""
    return _owners.get(name, Owner())


async def put(effect: Effect, *, now: datetime) -> bool:
    """Put an effect into the caller's transaction; False where its key was put before."""
    account = effect.account
    if account is None:
        port = accounts.only(effect.action.chat.platform)
        account = port.account if port is not None else None
    payload = {"action": action_to_json(effect.action), "owner": effect.owner, "about": effect.about}
    ticket = Ticket(
        account=account,
        lane=f"{account or ''}|{effect.action.chat.key}"[:160],
        group_id=effect.group_id,
        valid_until=effect.valid_until,
    )
    due = max(now, effect.not_before) if effect.not_before is not None else now
    return await lease.enqueue(effect.key, KIND, due, payload, now=now, ticket=ticket)


async def cancel(key_or_prefix: str, *, now: datetime | None = None) -> int:
    """Cancel what was not begun; what ends in ``:`` is a prefix. Answers how many."""
    return await lease.cancel(key_or_prefix, now=now)


async def is_over(key: str) -> bool:
    """Whether nothing more will come of this effect by itself: settled in whatever way, or never put."""
    return await lease.is_over(key)


async def undelivered(keys: Collection[str]) -> frozenset[str]:
    """Which of these effects did not arrive, or not yet as far as anybody knows."""
    found: set[str] = set()
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), _KEYS_A_QUERY):
        rows = models.Job.filter(key__in=wanted[start : start + _KEYS_A_QUERY])
        rows = rows.filter(~Q(state="done", outcome__in=[DONE, UNVERIFIED]))
        found.update(str(key) for key in await rows.values_list("key", flat=True))
    return frozenset(found)


def effect_of(job: Job) -> Effect:
    """The effect in a claimed row."""
    effect = effect_of_payload(job.key, job.payload, job.group_id)
    return replace(effect, account=job.account, valid_until=job.valid_until)


def effect_of_payload(key: str, payload: dict[str, Any], group_id: int | None) -> Effect:
    """The effect in a row's JSON: without its account and its latest time."""
    return Effect(
        key=key,
        action=action_from_json(payload["action"]),
        account=None,
        group_id=group_id,
        owner=str(payload["owner"]),
        about=dict(payload["about"]),
    )
