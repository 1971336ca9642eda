"""Fetching the pictures of a message, or of the one it answers: outside any transaction."""

from bot.domain.messages import Image, IncomingMessage, Segment
from bot.domain.ports import Platform
from bot.effects.accounts import accounts
from bot.governance.carried import carried_by
from bot.governance.directory import GroupState
from plugins.activities.domain.pictures import MOST, PICTURE_BYTES


def may_carry_pictures(message: IncomingMessage) -> bool:
    return message.quoted is not None or any(isinstance(part, Image) for part in message.segments)


async def pictures_of(group: GroupState, message: IncomingMessage) -> list[bytes]:
    """Their contents in order, at most nine; what cannot be fetched, or is too large, is left out."""
    found = await _fetch(accounts.get(message.account), message.segments, MOST)
    if message.quoted is not None and len(found) < MOST:
        carried = await carried_by(group.id, message.quoted.message)
        if carried is not None:
            found += await _fetch(accounts.get(carried.account), carried.segments, MOST - len(found))
    return found


async def _fetch(platform: Platform | None, segments: tuple[Segment, ...], most: int) -> list[bytes]:
    images = [part for part in segments if isinstance(part, Image) and not part.sticker][:most]
    if platform is None:
        return []
    fetched = [
        await platform.download(part.file, part.url, PICTURE_BYTES)
        for part in images
        if part.size is None or part.size <= PICTURE_BYTES
    ]
    return [content for content in fetched if content]
