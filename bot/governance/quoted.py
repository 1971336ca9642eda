"""What a message was about that somebody answered: read back from the archive."""

from bot.domain.ids import GroupId, MessageId
from bot.domain.messages import File
from bot.effects.segments_json import segments_from_json
from bot.store import models


async def quoted_file(group_id: GroupId, message: MessageId) -> File | None:
    """The file that an archived message of this group carried, or None."""
    rows = models.ArchivedMessage.filter(group_id=group_id, message_id=message, recalled_at=None)
    row = await rows.order_by("-sent_at").first()
    if row is None:
        return None
    return next((part for part in segments_from_json(row.segments) if isinstance(part, File)), None)
