"""Taking a published notice back: its messages are recalled where that is possible, and it is said in any case."""

from datetime import datetime, timedelta

from bot.domain.ids import AccountId, GroupId, MessageId
from bot.domain.members import Actor, Role
from bot.domain.ports import Ability
from bot.effects import outbox, schedule
from bot.effects.accounts import accounts
from bot.effects.actions import Recall
from bot.effects.outbox import Effect
from bot.governance import voice
from bot.governance.directory import GroupState, directory
from bot.store.transaction import after_commit, transaction
from plugins.notices.models import Notice, NoticeMessage

from . import places
from .board import board
from .enclosing import forget
from .files import NoticeFile, filed, find_row
from .names import LASTS
from .publishing import note
from .refusals import NotYours, WrongState
from .saying import announces, publication_key

WITHDRAWAL = "notices.withdrawal"
"""Owner of the recalls: one that does not succeed leaves nothing to do, the correction has been said."""
RECALL_LASTS = timedelta(hours=1)


@transaction
async def withdraw_notice(
    group: GroupState, number: int, reason: str, *, by: Actor, now: datetime
) -> tuple[NoticeFile, bool]:
    """Answers the notice, and whether an announcement of it stays that somebody must take down by hand.

    Raises NoSuchNumber, ManagedElsewhere, NotYours, WrongState.
    """
    row = await find_row(group.id, number)
    places.require_home(group, row)
    if by.role < Role.ADMIN and by.id != row.publisher_id:
        raise NotYours(number=number)
    taken = Notice.filter(id=row.id, state__in=["open", "published", "publishing", "closed"])
    if not await taken.update(state="withdrawn", closed_at=now, closed_by=by.id, decision=reason[:1000]):
        raise WrongState(number=number, state=row.state, wanted="withdraw")
    was, row = row.state, await Notice.get(id=row.id)
    notice = await filed(row)
    heard = await _where_said(notice) if was == "publishing" else {place.group_id for place in notice.places}
    await outbox.cancel(f"notice:{row.id}:", now=now)
    await _recall(row, now)
    announced = False
    for place in notice.places:
        target = group if place.group_id == group.id else directory.get(place.group_id)
        if target is not None and target.id in heard:
            announced = announced or announces(target)
            await _correct(target, notice.in_place(target.id), reason, by, now)
    await forget(row.id)
    after_commit(lambda: board.remove_everywhere(notice.id))
    await note(group, row, "notice.withdrawn", by.id, now, reason=reason)
    return notice, announced


async def _where_said(notice: NoticeFile) -> set[GroupId]:
    """The groups it had come to when only some had it."""
    keys = {publication_key(notice, place.group_id): place.group_id for place in notice.places}
    return {keys[key] for key in await schedule.known(keys)}


async def _correct(group: GroupState, notice: NoticeFile, reason: str, by: Actor, now: datetime) -> None:
    await voice.say_in(
        group,
        "notices/withdrawn_told",
        key=f"withdrawn:{notice.id}:{group.id}",
        now=now,
        marker=f"【更正】通知 #{notice.number} 已撤回",
        valid_for=LASTS,
        owner=WITHDRAWAL,
        fields={"notice": notice, "reason": reason, "by": by.name},
    )


async def _recall(row: Notice, now: datetime) -> None:
    """Every message of ours that stands for it; the publisher's own command is theirs."""
    for message in await NoticeMessage.filter(notice_id=row.id).exclude(message_id=row.written_message):
        group = directory.get(GroupId(message.place_id or row.group_id))
        platform = accounts.get(AccountId(message.account))
        if group is None or (platform is not None and Ability.RECALL not in platform.capabilities):
            continue
        shared = await NoticeMessage.filter(account=message.account, message_id=message.message_id).count()
        if shared > 1:
            continue  # a reminder of several notices goes on holding for the others
        effect = Effect(
            key=f"recall:notice:{row.id}:{message.account}:{message.message_id}"[:200],
            action=Recall(group.chat, MessageId(message.message_id)),
            account=AccountId(message.account),
            group_id=group.id,
            owner=WITHDRAWAL,
            valid_until=now + RECALL_LASTS,
        )
        await outbox.put(effect, now=now)


outbox.register(WITHDRAWAL)
