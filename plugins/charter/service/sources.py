"""The document that an administrator means: the file they answered, or the text they pasted."""

from pathlib import PurePath

from bot.domain.ids import MessageId
from bot.effects.accounts import accounts
from bot.governance.directory import GroupState
from bot.governance.posted import posted_file
from bot.governance.quoted import quoted_file, quoted_message
from plugins.charter.reading import MAX_BYTES

from .drafts import Source
from .refusals import NothingToRead, NotReadable

PASTED = "群规.txt"
_ZIP = b"PK\x03\x04"
SHORTEST = 10
"""Less than this is no regulation, but a slip."""


async def source_of(group: GroupState, message: MessageId | None, pasted: str, key: str) -> Source:
    """Asks the platform; no transaction. Raises NothingToRead, NotReadable."""
    if len(pasted) >= SHORTEST:
        return Source(pasted.encode(), PASTED, key)
    if message is None:
        raise NothingToRead()
    file = posted_file(group.id, message) or await quoted_file(group.id, message)
    if file is None:
        said = await quoted_message(group.id, message)
        if said is None or len(said.text) < SHORTEST:
            raise NothingToRead()
        return Source(said.text.encode(), PASTED, key)
    if file.size is not None and file.size > MAX_BYTES:
        raise NotReadable(reason="文件太大")
    platform = accounts.get(group.account) if group.account is not None else None
    data = await platform.download(file.file, file.url, MAX_BYTES) if platform is not None else None
    if data is None:
        raise NotReadable(reason="文件取不下来，请重新发送或直接粘贴全文")
    return Source(data, _named(file.name, data), key)


def _named(name: str, data: bytes) -> str:
    """WeChat tells no names of files: the first bytes tell a Word document from text."""
    if PurePath(name).suffix:
        return name
    return f"群规{'.docx' if data.startswith(_ZIP) else '.txt'}"
