"""What an archived message carried: somebody who answers it with a command means its pictures and files."""

from dataclasses import dataclass

from bot.domain.ids import AccountId, GroupId, MessageId
from bot.domain.messages import Segment
from bot.effects.segments_json import segments_from_json
from bot.store import models


@dataclass(frozen=True, slots=True)
class Carried:
    """``account`` is the one that can fetch what the segments name; ``text`` is what was written."""

    account: AccountId
    segments: tuple[Segment, ...]
    text: str


async def carried_by(group_id: GroupId, message: MessageId) -> Carried | None:
    """The newest archived message of this group with that id; None where it was never seen or was recalled."""
    rows = models.ArchivedMessage.filter(group_id=group_id, message_id=message, recalled_at=None)
    row = await rows.order_by("-sent_at").first()
    return Carried(AccountId(row.account), segments_from_json(row.segments), row.text) if row is not None else None
