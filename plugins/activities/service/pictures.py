"""Fetching the pictures of a message, or of the one it answers: outside any transaction."""

from collections import OrderedDict

from bot.domain.ids import AccountId, GroupId, MessageId
from bot.domain.messages import Image, IncomingMessage, Segment
from bot.domain.ports import Platform
from bot.effects.accounts import accounts
from bot.governance.carried import carried_by
from bot.governance.directory import GroupState
from plugins.activities.domain.pictures import MOST, PICTURE_BYTES

_MOST_RECENT = 500


class RecentPictures:
    """Messages with pictures that the archive has perhaps not written yet, bounded."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[GroupId, MessageId], tuple[AccountId, tuple[Segment, ...]]] = OrderedDict()

    def note(self, group_id: GroupId, message: IncomingMessage) -> None:
        self._kept[group_id, message.id] = message.account, message.segments
        if len(self._kept) > _MOST_RECENT:
            self._kept.popitem(last=False)

    def find(self, group_id: GroupId, message: MessageId) -> tuple[AccountId, tuple[Segment, ...]] | None:
        return self._kept.get((group_id, message))


recent_pictures = RecentPictures()


def may_carry_pictures(message: IncomingMessage) -> bool:
    return message.quoted is not None or any(isinstance(part, Image) for part in message.segments)


async def pictures_of(group: GroupState, message: IncomingMessage) -> list[bytes]:
    """Their contents in order, at most nine; what cannot be fetched, or is too large, is left out."""
    found = await _fetch(accounts.get(message.account), message.segments, MOST)
    if message.quoted is not None and len(found) < MOST:
        quoted = recent_pictures.find(group.id, message.quoted.message)
        if quoted is None and (carried := await carried_by(group.id, message.quoted.message)) is not None:
            quoted = carried.account, carried.segments
        if quoted is not None:
            found += await _fetch(accounts.get(quoted[0]), quoted[1], MOST - len(found))
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
