"""Heard in ordinary talk: ``总结 12 图片`` with pictures, or as an answer to one that has no room for words."""

import re
from contextlib import suppress
from datetime import datetime
from functools import partial

from bot.chat.listeners import Work, listener
from bot.domain.errors import Refusal
from bot.domain.members import Actor, Role
from bot.domain.messages import Image, IncomingMessage
from bot.governance import permissions, voice
from bot.governance.directory import GroupState

from . import service

LONGEST = 20
_CAPTION = re.compile(r"(?:活动)?总结\s*[#＃]?(\d{1,9})(?:\s*的?(?:图片|照片|附图|图))?\s*[。.!！]?")


@listener("activities.captions", order=51)
def hear_caption(message: IncomingMessage, group: GroupState) -> Work | None:
    """The words with a picture of their own, or in answer to somebody's; pictures are remembered for such answers."""
    if any(isinstance(part, Image) and not part.sticker for part in message.segments):
        service.recent_pictures.note(group.id, message)
    if message.anonymous or not 3 <= len(message.text) <= LONGEST or not service.may_carry_pictures(message):
        return None
    match = _CAPTION.fullmatch(message.text)
    return partial(keep, message, group, int(match[1]), now=message.received_at) if match is not None else None


async def keep(message: IncomingMessage, group: GroupState, number: int, *, now: datetime) -> None:
    """Silent where it cannot be: nobody gave a command."""
    role = await permissions.standing().role(group, group.chat, message.account, message.sender, message.role_claim)
    actor = Actor(message.sender, message.sender_name, role or Role.MEMBER)
    pictures = await service.pictures_of(group, message)
    with suppress(Refusal):
        activity, new, count = await service.add_pictures(group, number, pictures, actor=actor, now=now)
        await voice.say_in(
            group,
            "activities/pictures_added",
            key=f"activity:{activity.id}:caption:{message.account}:{message.id}:{message.sent_at.timestamp():.0f}",
            now=now,
            marker=f"活动 #{number}",
            fields={"activity": activity, "new": new, "pictures": count},
        )
