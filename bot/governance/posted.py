"""Files posted a moment ago: the archive writes in batches, an answer to a file may be quicker."""

from collections import OrderedDict

from bot.domain.ids import GroupId, MessageId
from bot.domain.messages import File, IncomingMessage

REMEMBERED = 200
_files: OrderedDict[tuple[GroupId, MessageId], File] = OrderedDict()


def note_file(group_id: GroupId, message: IncomingMessage) -> None:
    """Remember the message's file, if it has one."""
    for part in message.segments:
        if isinstance(part, File):
            _files[(group_id, message.id)] = part
            if len(_files) > REMEMBERED:
                _files.popitem(last=False)
            return


def posted_file(group_id: GroupId, message: MessageId) -> File | None:
    return _files.get((group_id, message))
