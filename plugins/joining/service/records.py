"""The rows of what was asked: written once, decided once."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from bot.domain.errors import NoSuchNumber
from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor
from bot.governance.directory import GroupState
from bot.store import audit
from bot.store.numbers import next_number
from bot.store.transaction import insert_once
from plugins.joining.domain.asking import OPEN, AlreadyAsked, AlreadyDecided, Asked
from plugins.joining.models import Asking

SAME_FLAG_FOR = timedelta(days=7)
"""A flag that comes again within this time is the same request, later another one."""


def asked_of(row: Asking) -> Asked:
    return Asked(
        id=row.id,
        number=row.number,
        kind=row.kind,
        member=MemberId(row.member_id),
        member_name=row.member_name or row.member_id,
        text=row.text,
        stated=dict(row.said or {}),
        person_id=getattr(row, "person_id", None),
        why=row.why,
        state=row.state,
        asked_at=row.asked_at,
        decided_by=row.decided_by,
        decided_name=row.decided_name,
        decision=row.decision,
        inviter=row.inviter_id,
    )


def open_key(group: GroupState, kind: str, member: str) -> str:
    return f"{group.id}:{kind}:{member}"


def flag_key(group: GroupState, member: str, flag: str) -> str | None:
    """What a request sent again has in common with the first; None for an implementation without flags."""
    if not flag:
        return None
    return f"{group.id}:{hashlib.sha256(f'{member}:{flag}'.encode()).hexdigest()[:48]}"


async def write_down(
    group: GroupState, kind: str, member: MemberId, *, name: str, text: str, now: datetime, **columns: Any
) -> Asking:
    """A new open asking with the group's next number. Raises AlreadyAsked where one is open."""
    number = await next_number(group.id, kind)
    columns.setdefault("said", {})
    row = Asking(
        group_id=group.id,
        number=number,
        kind=kind,
        member_id=member,
        member_name=name[:200],
        open_key=open_key(group, kind, member),
        text=text[:1000],
        asked_at=now,
        **columns,
    )
    if not await insert_once(row):
        open_row = await open_asking(group, kind, member)
        raise AlreadyAsked(number=open_row.number if open_row is not None else None, kind=kind)
    await note(group, row, "asked", member, now)
    return row


async def open_asking(group: GroupState, kind: str, member: MemberId) -> Asking | None:
    return await Asking.get_or_none(open_key=open_key(group, kind, member))


async def find(group_id: GroupId, kind: str, number: int) -> Asking:
    """Raises NoSuchNumber."""
    row = await Asking.get_or_none(group_id=group_id, kind=kind, number=number)
    if row is None:
        raise NoSuchNumber(number=number)
    return row


async def decide(
    group: GroupState, row: Asking, state: str, *, actor: Actor | None, now: datetime, decision: str = ""
) -> Asked:
    """Written first: of two who decide at once one finds it decided. Raises AlreadyDecided.

    ``actor`` None is the bot itself, on a clause.
    """
    changed = await Asking.filter(id=row.id, state=OPEN).update(
        state=state,
        open_key=None,
        decided_at=now,
        decided_by=actor.id if actor is not None else None,
        decided_name=actor.name[:200] if actor is not None else "",
        decision=decision[:500],
    )
    row = await Asking.get(id=row.id)
    if not changed:
        raise AlreadyDecided(asked=asked_of(row))
    await note(group, row, state, actor.id if actor is not None else "", now)
    return asked_of(row)


async def note(group: GroupState, row: Asking, what: str, actor: str, now: datetime, **details: str) -> None:
    """Audit entry; never with the text or the numbers that a person stated."""
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor=actor,
        action=f"{row.kind}.{what}",
        subject=f"{row.kind}:{row.number}",
        member=row.member_id,
        **details,
    )
