"""The check-in code for whoever asks for it in the group: sent in private, else said there after all."""

from datetime import datetime

from bot.domain.ids import ChatRef, GroupId
from bot.domain.members import Actor
from bot.effects import outbox
from bot.effects.outbox import Effect, Settlement
from bot.governance import voice
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction
from plugins.activities.models import ActivityRow

from .codes import ShownCode, show_code, shown
from .telling import tell_group

OWNER = "activities.code"


@transaction
async def send_code(group: GroupState, number: int, *, to: ChatRef, actor: Actor, key: str, now: datetime) -> ShownCode:
    """Send the code that holds now. Raises NoSuchNumber, NotYours, NotOpen, CheckInShut."""
    code = await show_code(group, number, actor=actor, now=now)
    await voice.say(
        to,
        group.account,
        "activities/code",
        key=f"activity:{code.activity.id}:code:{key}",
        now=now,
        marker=f"活动 #{number}",
        group_id=group.id,
        valid_for=code.until - now,
        owner=OWNER,
        about={"activity": code.activity.id},
        fields={"shown": code, "activity": code.activity, "group": group},
    )
    return code


async def _say_instead(effect: Effect, settlement: Settlement) -> None:
    """Whoever asked cannot be reached in private: the group is told the code, which is of use to all who are there."""
    group = directory.get(GroupId(effect.group_id or 0))
    row = await ActivityRow.get_or_none(id=effect.about["activity"])
    if settlement.state in (outbox.DONE, outbox.UNVERIFIED) or group is None or row is None:
        return
    if row.activity().takes_check_ins(settlement.at):
        code = shown(row, settlement.at)
        await tell_group(
            group, code.activity, "activities/code_in_group", f"code_in_group:{effect.key}", now=settlement.at,
            until=code.until, shown=code,
        )  # fmt: skip


outbox.register(OWNER, settled=_say_instead)
