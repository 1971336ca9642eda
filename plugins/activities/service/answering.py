"""Answers in ordinary talk and by reactions: answered by a reaction where there is one, in words only if need be."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from bot.domain.errors import Refusal
from bot.domain.ids import GroupId, MemberId
from bot.domain.messages import IncomingMessage, Mention
from bot.domain.ports import Ability
from bot.effects import outbox
from bot.effects.accounts import accounts
from bot.effects.actions import React
from bot.effects.outbox import Effect, Settlement
from bot.governance import roster, voice
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction
from plugins.activities.domain.poll import YES
from plugins.activities.domain.words import Answer
from plugins.activities.models import ActivityRow, SignUp

from .joining import Joined, join, standing_of
from .leaving import Said, say_not_coming
from .polls import Voted, vote

OWNER = "activities.word"
SIGNED_UP_EMOJI, NOTED_EMOJI = "76", "124"
"""QQ's thumb up, and its OK."""


async def answer_by_word(
    group: GroupState, number: int, message: IncomingMessage, answer: Answer, *, now: datetime
) -> None:
    """Keep what was said. Silent where that cannot be: ordinary talk is not answered with refusals."""
    with suppress(Refusal):
        await _answer_by_word(group, number, message, answer, now)


@transaction
async def _answer_by_word(
    group: GroupState, number: int, message: IncomingMessage, answer: Answer, now: datetime
) -> None:
    name = message.sender_name or await roster.name_of(group.id, message.sender)
    if answer.kind == YES:
        joined = await join(group, number, member=message.sender, name=name, guests=answer.guests or None, now=now)
        needs_words = joined.position is not None or (bool(answer.guests) and not answer.sure)
        await _answer(group, message, name, "activities/joined", joined.activity.id, now,
                      {"joined": joined}, SIGNED_UP_EMOJI, needs_words=needs_words)  # fmt: skip
        return
    said = await say_not_coming(
        group, number, answer.kind, member=message.sender, name=name, now=now, signed_only=answer.signed_only
    )
    if not said.again:
        await _answer(group, message, name, "activities/noted", said.activity.id, now, {"said": said}, NOTED_EMOJI)


async def vote_by_word(
    group: GroupState, number: int, message: IncomingMessage, votes: Mapping[int, str], *, now: datetime
) -> None:
    """Keep which dates somebody can. Silent where that cannot be."""
    with suppress(Refusal):
        await _vote_by_word(group, number, message, votes, now)


@transaction
async def _vote_by_word(
    group: GroupState, number: int, message: IncomingMessage, votes: Mapping[int, str], now: datetime
) -> None:
    name = message.sender_name or await roster.name_of(group.id, message.sender)
    voted = await vote(group, number, votes, member=message.sender, name=name, now=now)
    if not voted.again:
        await _answer(group, message, name, "activities/voted", voted.activity.id, now, {"voted": voted}, NOTED_EMOJI)


@transaction
async def answer_by_reaction(group: GroupState, number: int, kind: str, *, member: MemberId, now: datetime) -> None:
    """Nobody is answered but who has to wait for a place: a reaction is seen as it is."""
    name = await roster.name_of(group.id, member)
    with suppress(Refusal):
        if kind != YES:
            await say_not_coming(group, number, kind, member=member, name=name, now=now)
            return
        joined = await join(group, number, member=member, name=name, guests=None, now=now)
        if joined.position is not None:
            key = f"activity:{joined.activity.id}:reaction:{member}:{now.timestamp():.0f}"
            await _say(group, "activities/joined", joined.activity.number, Mention(member, name), key, now,
                       {"joined": joined})  # fmt: skip


async def _answer(group: GroupState, message: IncomingMessage, name: str, template: str, activity: int, now: datetime,
                  fields: dict[str, Any], emoji: str, *, needs_words: bool = False) -> None:  # fmt: skip
    platform = accounts.get(message.account)
    said_at = int(message.sent_at.timestamp())  # ids alone may come again
    key = f"activity:{activity}:word:{message.account}:{message.id}:{said_at}"
    if needs_words or platform is None or Ability.REACT not in platform.capabilities:
        what: Joined | Said | Voted = next(iter(fields.values()))
        number = what.activity.number
        await _say(group, template, number, Mention(message.sender, name), key, now, fields)
        return
    reaction = Effect(
        key=key,
        action=React(message.chat, message.id, emoji),
        account=message.account,
        group_id=group.id,
        owner=OWNER,
        about={"activity": activity, "member": message.sender},
        valid_until=now + voice.SPEECH_LASTS,
    )
    await outbox.put(reaction, now=now)


async def say_instead(effect: Effect, settlement: Settlement) -> None:
    """The platform has no reactions after all: what was noted is told in words."""
    if settlement.state not in (outbox.UNSUPPORTED, outbox.DENIED):
        return
    group = directory.get(GroupId(effect.group_id or 0))
    row = await ActivityRow.get_or_none(id=effect.about["activity"])
    signed = await SignUp.get_or_none(activity_id=effect.about["activity"], member_id=effect.about["member"])
    if group is None or row is None or signed is None:
        return
    party, activity = signed.party(), row.activity()
    who, key = Mention(party.member, party.name), f"{effect.key}:words"
    if signed.answer == YES:
        joined = await standing_of(activity, party.member, party.guests)
        await _say(group, "activities/joined", activity.number, who, key, settlement.at, {"joined": joined})
    else:
        said = Said(activity, signed.answer)
        await _say(group, "activities/noted", activity.number, who, key, settlement.at, {"said": said})


async def _say(
    group: GroupState, template: str, number: int, who: Mention, key: str, now: datetime, fields: dict[str, Any]
) -> None:
    await voice.say_in(group, template, key=key, now=now, mention=[who], marker=f"活动 #{number}", fields=fields)


outbox.register(OWNER, settled=say_instead)
