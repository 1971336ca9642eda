"""Changes of details that an administrator decides, by ``/approve N`` and ``/reject N``."""

from datetime import datetime, timedelta
from typing import Any

from bot.domain.errors import NoSuchNumber, NotAllowed
from bot.domain.ids import ChatRef, MemberId
from bot.domain.members import Actor, Role
from bot.governance import numbered, people, reviews, voice
from bot.governance.directory import GroupState
from bot.governance.reviews import Decided, ReviewLine
from bot.store import audit
from bot.store.numbers import next_number
from bot.store.transaction import insert_once, transaction
from plugins.people.domain.masking import masked_phone
from plugins.people.domain.refusals import AlreadyAsked, AlreadyDecided, Unknown
from plugins.people.models import Change

KIND = "change"
LASTS = timedelta(hours=24)


async def ask_for_change(
    group: GroupState, member: MemberId, row: int, column: str, value: str, *, why: str, now: datetime
) -> int:
    """Its number; the administrators are told. Raises AlreadyAsked."""
    number = await next_number(group.id, KIND)
    change = Change(
        group_id=group.id,
        number=number,
        person_id=row,
        member_id=member,
        column=column,
        value=value,
        why=why,
        open_key=f"{row}:{column}",
        asked_at=now,
    )
    if not await insert_once(change):
        raise AlreadyAsked()
    await _note(group, change, "asked", member, now)
    await voice.tell_administrators(
        group,
        "people/change_asked",
        key=f"people:change:{group.id}:{number}",
        now=now,
        marker=f"资料变更 #{number}",
        valid_for=LASTS,
        fields=await _shown(group, change),
    )
    return number


@transaction
async def approve(group: GroupState, number: int, actor: Actor, now: datetime) -> Decided:
    """Into the roster. Raises NoSuchNumber, AlreadyDecided, Unknown."""
    change = await _decide(group, number, "approved", actor, now)
    roster = await people.roster_of(group.organisation_id)
    if roster.by_row(change.person_id) is None:
        raise Unknown()
    values = {change.column: change.value}
    await people.correct_person(group.organisation_id, change.person_id, values, actor=actor, now=now)
    await people.confirm_details(group.organisation_id, change.person_id, actor=actor, now=now)
    await _tell(group, change, "people/change_accepted", {}, now)
    return Decided("people/change_decided", {**await _shown(group, change), "approved": True})


@transaction
async def reject(group: GroupState, number: int, reason: str, actor: Actor, now: datetime) -> Decided:
    """Raises NoSuchNumber, AlreadyDecided."""
    change = await _decide(group, number, "rejected", actor, now)
    await _tell(group, change, "people/change_rejected", {"reason": reason}, now)
    return Decided("people/change_decided", {**await _shown(group, change), "approved": False})


async def pending(group: GroupState) -> list[ReviewLine]:
    rows = await Change.filter(group_id=group.id, state="open").order_by("number")
    return [ReviewLine(row.number, _line(await _shown(group, row)), row.asked_at) for row in rows]


async def show(group: GroupState, number: int, actor: Actor) -> tuple[str, dict[str, object]]:
    change = await _find(group, number)
    if actor.role < Role.ADMIN and change.member_id != actor.id:
        raise NotAllowed()
    return "people/change_shown", {**await _shown(group, change), "state": change.state}


async def _find(group: GroupState, number: int) -> Change:
    change = await Change.get_or_none(group_id=group.id, number=number)
    if change is None:
        raise NoSuchNumber(number=number)
    return change


async def _decide(group: GroupState, number: int, state: str, actor: Actor, now: datetime) -> Change:
    """Written first: of two who decide at once one finds it decided."""
    change = await _find(group, number)
    if change.member_id == actor.id:
        raise NotAllowed()
    decided = Change.filter(id=change.id, state="open")
    if not await decided.update(state=state, open_key=None, decided_at=now, decided_by=actor.id):
        raise AlreadyDecided()
    await _note(group, change, state, actor.id, now)
    return change


async def _shown(group: GroupState, change: Change) -> dict[str, Any]:
    """As administrators see it; a phone with its middle left out."""
    person = (await people.roster_of(group.organisation_id)).by_row(change.person_id)
    phone = change.column == "phone"
    before: str | None = getattr(person, change.column) if person is not None else None
    return {
        "number": change.number,
        "person": person,
        "column": change.column,
        "before": masked_phone(before) if phone else before,
        "value": masked_phone(change.value) if phone else change.value,
        "why": change.why,
    }


_NAMES = {"name": "姓名", "department": "部门", "position": "职务", "phone": "电话"}


def _line(shown: dict[str, Any]) -> str:
    name = shown["person"].name if shown["person"] is not None else "?"
    return f"{name}：{_NAMES[shown['column']]}改为 {shown['value']}"


async def _tell(group: GroupState, change: Change, template: str, fields: dict[str, Any], now: datetime) -> None:
    """In private, for it is their own matter."""
    chat = ChatRef(group.chat.platform, user=MemberId(change.member_id))
    key = f"people:change:{change.id}:told"
    fields = {"number": change.number, "column": change.column, **fields}
    await voice.say(chat, group.account, template, key=key, now=now, group_id=group.id, valid_for=LASTS, fields=fields)


async def _note(group: GroupState, change: Change, what: str, actor: str, now: datetime) -> None:
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor=actor,
        action=f"{KIND}.{what}",
        subject=f"{KIND}:{change.number}",
        person=change.person_id,
        field=change.column,
    )


reviews.register(KIND, title="资料变更", approve=approve, reject=reject, pending=pending)
numbered.register(KIND, show)
