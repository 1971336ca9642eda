"""Signing up by a bare 报名: answered by a reaction where there is one, in words only if need be."""

from contextlib import suppress
from datetime import datetime

from bot.domain.errors import Refusal
from bot.domain.ids import GroupId
from bot.domain.messages import IncomingMessage, Mention
from bot.domain.ports import Ability
from bot.effects import outbox
from bot.effects.accounts import accounts
from bot.effects.actions import React
from bot.effects.outbox import Effect, Settlement
from bot.governance import roster, voice
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction
from plugins.activities.models import ActivityRow, SignUp

from .joining import Joined, join, standing_of

OWNER = "activities.word"
SIGNED_UP_EMOJI = "76"
"""QQ's thumb up."""


async def join_by_word(group: GroupState, number: int, message: IncomingMessage, *, guests: int, now: datetime) -> None:
    """Sign up who said it. Silent where that cannot be: ordinary talk is not answered with refusals."""
    with suppress(Refusal):
        await _join_by_word(group, number, message, guests, now)


@transaction
async def _join_by_word(group: GroupState, number: int, message: IncomingMessage, guests: int, now: datetime) -> None:
    wanted = guests or None
    name = message.sender_name or await roster.name_of(group.id, message.sender)
    joined = await join(group, number, member=message.sender, name=name, guests=wanted, now=now)
    platform = accounts.get(message.account)
    said_at = int(message.sent_at.timestamp())  # ids alone may come again
    key = f"activity:{joined.activity.id}:word:{message.account}:{message.id}:{said_at}"
    if joined.position is not None or platform is None or Ability.REACT not in platform.capabilities:
        await _say(group, joined, Mention(message.sender, name), key, now)
        return
    reaction = Effect(
        key=key,
        action=React(message.chat, message.id, SIGNED_UP_EMOJI),
        account=message.account,
        group_id=group.id,
        owner=OWNER,
        about={"activity": joined.activity.id, "member": message.sender},
        valid_until=now + voice.SPEECH_LASTS,
    )
    await outbox.put(reaction, now=now)


async def say_instead(effect: Effect, settlement: Settlement) -> None:
    """The platform has no reactions after all: who signed up is told in words."""
    if settlement.state not in (outbox.UNSUPPORTED, outbox.DENIED):
        return
    group = directory.get(GroupId(effect.group_id or 0))
    row = await ActivityRow.get_or_none(id=effect.about["activity"])
    signed = await SignUp.get_or_none(activity_id=effect.about["activity"], member_id=effect.about["member"])
    if group is None or row is None or signed is None:
        return
    party = signed.party()
    joined = await standing_of(row.activity(), party.member, party.guests)
    await _say(group, joined, Mention(party.member, party.name), f"{effect.key}:words", settlement.at)


async def _say(group: GroupState, joined: Joined, who: Mention, key: str, now: datetime) -> None:
    marker = f"活动 #{joined.activity.number}"
    await voice.say_in(
        group, "activities/joined", key=key, now=now, mention=[who], marker=marker, fields={"joined": joined}
    )


outbox.register(OWNER, settled=say_instead)
