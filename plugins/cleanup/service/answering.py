"""What superiors answer: counted for their own people, and for nobody else's."""

from datetime import datetime

from bot.domain.ids import ChatRef, GroupId
from bot.domain.members import Actor
from bot.domain.messages import IncomingMessage
from bot.governance import voice
from bot.governance.directory import GroupState, directory
from bot.store import audit
from bot.store.transaction import transaction
from plugins.cleanup.domain.answers import AGREE, KEEP, SuperiorsAnswer, decided
from plugins.cleanup.models import Check, Item, Round

from .checking import end_check
from .files import OPEN, STAGED, find_round, line_of
from .refusals import NothingToCheck, NotLatest
from .telling import TOLD_WITHIN


async def hear_superior(message: IncomingMessage, answer: SuperiorsAnswer) -> None:
    """A private word of somebody who was asked: recorded and told to the administrators when all is said."""
    await _hear(message, answer, message.received_at)


@transaction
async def _hear(message: IncomingMessage, answer: SuperiorsAnswer, now: datetime) -> None:
    checks = await Check.filter(account=message.sender, state="asked").order_by("id")
    rounds = {row.id: row for row in await Round.filter(id__in=[c.round_id for c in checks], state__in=list(OPEN))}
    open_ = [c for c in checks if c.round_id in rounds]
    if answer.number is not None:
        open_ = [c for c in open_ if rounds[c.round_id].number == answer.number]
    here = {c.id: directory.get(GroupId(rounds[c.round_id].group_id)) for c in open_}
    open_ = [c for c in open_ if (g := here[c.id]) is not None and g.chat.platform == message.chat.platform]
    if not open_:
        return
    if len(open_) > 1:
        fields: dict[str, object] = {"rounds": [(rounds[c.round_id].number, here[c.id]) for c in open_]}
        await _reply(message, "cleanup/check_which", fields, now)
        return
    check, row, group = open_[0], rounds[open_[0].round_id], here[open_[0].id]
    if group is not None:
        await _record(group, row, check, answer, message, now)


async def _record(
    group: GroupState, row: Round, check: Check, answer: SuperiorsAnswer, message: IncomingMessage, now: datetime
) -> None:
    items = await Item.filter(check_id=check.id, answer=None).order_by("position")
    said = decided(answer, range(1, len(items) + 1))
    for place, verdict in said.items():
        item = items[place - 1]
        item.answer, item.answer_reason, item.changed_at = verdict, answer.reason[:200] or None, now
        if verdict == KEEP and item.state in STAGED:
            item.state, item.note = "kept", "superior"
        await item.save(update_fields=["answer", "answer_reason", "state", "note", "changed_at"])
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor=message.sender,
        action=f"cleanup.superior_{answer.verdict}",
        subject=f"cleanup:{row.number}",
        members=[items[place - 1].member_id for place in said],
        reason=answer.reason,
    )
    left = [item for item in items if item.answer is None]
    if not left:
        await end_check(check, "answered")
        await _tell_administrators(group, row, check, now)
    fields: dict[str, object] = {
        "number": row.number,
        "lines": [line_of(item) for item in left],
        "said": len(said),
        "verdict": answer.verdict,
    }
    await _reply(message, "cleanup/check_heard", fields, now)


async def _tell_administrators(group: GroupState, row: Round, check: Check, now: datetime) -> None:
    items = await Item.filter(check_id=check.id).order_by("position")
    await voice.tell_administrators(
        group,
        "cleanup/check_answered",
        key=f"check:{check.id}:answered",
        now=now,
        marker=f"清理 #{row.number}",
        valid_for=TOLD_WITHIN,
        fields={
            "number": row.number,
            "superior": check.superior,
            "agreed": [line_of(item) for item in items if item.answer == AGREE],
            "kept": [(line_of(item), item.answer_reason or "") for item in items if item.answer == KEEP],
            "open": await Check.filter(round_id=row.id, state="asked").exclude(id=check.id).count(),
        },
    )


async def _reply(message: IncomingMessage, template: str, fields: dict[str, object], now: datetime) -> None:
    chat = ChatRef(message.chat.platform, user=message.sender)
    key = f"check:reply:{message.account}:{message.id}"[:200]
    await voice.say(chat, message.account, template, key=key, now=now, fields=fields)


@transaction
async def vouch(group: GroupState, number: int, *, by: Actor, now: datetime) -> int:
    """An administrator says that the departments agreed about everybody not answered for; how many that is.

    Raises NoSuchNumber, NotLatest, NothingToCheck.
    """
    row = await find_round(group.id, number)
    if row.state not in OPEN:
        raise NotLatest(number=number)
    open_items = Item.filter(round_id=row.id, state__in=STAGED, answer=None, check_id__isnull=False)
    count = await open_items.update(answer=AGREE, answer_reason=f"{by.name}"[:200], changed_at=now)
    if not count:
        raise NothingToCheck(number=number)
    for check in await Check.filter(round_id=row.id, state="asked"):
        await end_check(check, "answered")
    await audit.record(
        f"group:{group.id}", at=now, actor=by.id, action="cleanup.vouched", subject=f"cleanup:{number}", members=count
    )
    return count


async def unanswered(row: Round) -> list[Item]:
    """Who may not be removed yet because a superior who is asked still has time to answer, or nobody could be."""
    waiting = {c.id for c in await Check.filter(round_id=row.id) if c.state in ("asked", "unreachable")}
    if not waiting:
        return []
    return await Item.filter(round_id=row.id, state__in=STAGED, answer=None, check_id__in=list(waiting))
