"""Looking: did it happen? Asked after an unknown outcome, and after an ``ok`` that proves nothing."""

import re
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from enum import Enum

from bot.domain.ids import AccountId, ChatRef, MemberId
from bot.domain.members import MemberInfo
from bot.domain.messages import Text
from bot.domain.ports import HistoryItem, Outcome, Platform
from bot.effects.actions import Action, Kick, Mute, Recall, RemoveThing, Send, SetCard, text_of
from bot.effects.evidence import CARD, LEFT, MUTED, RECALLED, UNMUTED, Evidence

HISTORY_PAGES = (50, 200)
_PART = 200
_NEAR = 0.9
_SKEW = timedelta(seconds=10)
"""Platforms tell the time of a message in whole seconds, by a clock of their own."""
_ROUNDING = timedelta(seconds=60)
"""QQ mutes by whole minutes."""


class Finding(Enum):
    HAPPENED = "happened"
    NOT = "not"
    CANNOT_TELL = "cannot tell"


async def look(platform: Platform, action: Action, *, called_at: datetime, mark: str, evidence: Evidence) -> Finding:
    """Whether the effect is there, by notices since ``mark`` first, then by asking the platform.

    ``called_at`` is when the platform was first called for it.
    """
    if proved(action, platform.account, mark, evidence):
        return Finding.HAPPENED
    match action:
        case Send():
            return await _look_for_message(platform, action, called_at)
        case Kick(chat, member):
            return await _look_for_absence(platform, chat, member, called_at)
        case Mute(chat, member, duration):
            return await _look_at_mute(platform, chat, member, duration, called_at)
        case Recall(chat, message):
            exists = await platform.message_exists(chat, message)
            return Finding.CANNOT_TELL if exists is None else Finding.NOT if exists else Finding.HAPPENED
        case SetCard(chat, member, card):
            info = await platform.member(chat, member)
            if not isinstance(info, MemberInfo):
                return Finding.CANNOT_TELL
            return Finding.HAPPENED if info.card == card else Finding.NOT
        case RemoveThing(chat=chat):
            listed = await platform.things(chat, action.named.kind)
            if listed is None:
                return Finding.CANNOT_TELL
            return Finding.NOT if any(each.id == action.thing for each in listed) else Finding.HAPPENED
        case _:
            return Finding.CANNOT_TELL


def proved(action: Action, account: AccountId, mark: str, evidence: Evidence) -> bool:
    """Whether a notice or an own message since ``mark`` shows the effect."""
    match action:
        case Send():
            own = evidence.since(mark, "own", account, action.chat)
            return any(resembles(fact.text, action) for fact in own)
        case Kick(chat, member):
            return evidence.happened(mark, LEFT, account, chat, member)
        case Mute(chat, member, duration):
            facts = evidence.since(mark, MUTED if duration else UNMUTED, account, chat)
            return any(fact.subject == member and _as_long(fact.text, duration) for fact in facts)
        case Recall(chat, message):
            return evidence.happened(mark, RECALLED, account, chat, message)
        case SetCard(chat, member, card):
            facts = evidence.since(mark, CARD, account, chat)
            return any(fact.subject == member and fact.text == card for fact in facts)
        case _:
            return False


def _as_long(seconds: str, wanted: timedelta) -> bool:
    """Whether a notice tells of this mute and not of a shorter one; one that names no length is believed."""
    return not seconds.isdecimal() or timedelta(seconds=int(seconds)) >= wanted - _ROUNDING


def resembles(text: str, action: Send) -> bool:
    """Whether a message found on the platform is this one.

    Spaces and mentions are written differently by implementations, long texts come in parts, and
    some change a sign or two. Near is good enough only with the marker, and not for a number that
    merely begins like it.
    """
    found, wanted = _core(text), _core(text_of(action))
    bare = _core("".join(part.text for part in action.parts if isinstance(part, Text)))
    if not found or not wanted:
        return False
    if found in (wanted, bare) or (len(bare) > _PART and bare[:_PART] in found):
        return True
    if bare and found.startswith("@") and found.endswith(bare):
        return True
    marker = _core(action.marker)
    if not marker or not re.search(re.escape(marker) + r"(?!\d)", found):
        return False
    return SequenceMatcher(None, found, wanted, autojunk=False).ratio() > _NEAR


def _core(text: str) -> str:
    return "".join(text.split())


async def _look_for_message(platform: Platform, action: Send, called_at: datetime) -> Finding:
    for count in HISTORY_PAGES:
        history = await platform.history(action.chat, count)
        if not history:
            # empty too: a chat in which we have just spoken is not empty, the implementation has lost it
            return Finding.CANNOT_TELL
        if any(_is_ours(item, platform.account, action, called_at) for item in history):
            return Finding.HAPPENED
        if len(history) < count or min(item.sent_at for item in history) < called_at - _SKEW:
            return Finding.NOT
    return Finding.CANNOT_TELL


def _is_ours(item: HistoryItem, account: AccountId, action: Send, called_at: datetime) -> bool:
    return item.sender == account and item.sent_at >= called_at - _SKEW and resembles(item.text, action)


async def _look_for_absence(platform: Platform, chat: ChatRef, member: MemberId, called_at: datetime) -> Finding:
    info = await platform.member(chat, member)
    if info is Outcome.DENIED:
        return Finding.HAPPENED
    if not isinstance(info, MemberInfo):
        return Finding.CANNOT_TELL
    came_back = info.joined_at is not None and info.joined_at > called_at + _SKEW
    return Finding.HAPPENED if came_back else Finding.NOT


async def _look_at_mute(
    platform: Platform, chat: ChatRef, member: MemberId, wanted: timedelta, called_at: datetime
) -> Finding:
    """An earlier, shorter mute that still runs is not this one: asked again, the end is set anew."""
    info = await platform.member(chat, member)
    if not isinstance(info, MemberInfo):
        return Finding.CANNOT_TELL
    until = info.muted_until
    if not wanted:
        return Finding.NOT if until is not None and until > called_at else Finding.HAPPENED
    least = called_at + max(wanted - _ROUNDING - _SKEW, timedelta(0))
    return Finding.HAPPENED if until is not None and until > least else Finding.NOT
