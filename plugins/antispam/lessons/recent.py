"""The last messages of all groups: whoever answers at once asks about one that is not yet written down."""

from collections import deque

from bot.domain.ids import GroupId, MemberId, MessageId
from bot.domain.messages import IncomingMessage
from bot.governance.quoted import QuotedMessage

from ..domain.message import Authored

KEPT = 256


class Recent:
    """A ring: the newest messages, whatever their group."""

    def __init__(self) -> None:
        self._ring: deque[tuple[GroupId, IncomingMessage]] = deque(maxlen=KEPT)

    def note(self, group_id: GroupId, message: IncomingMessage) -> None:
        self._ring.append((group_id, message))

    def find(self, group_id: GroupId, message: MessageId) -> QuotedMessage | None:
        for group, said in reversed(self._ring):
            if group == group_id and said.id == message:
                text = Authored.of(said).text
                return QuotedMessage(said.id, said.account, said.sender, said.sender_name, text, said.sent_at)
        return None

    def last_of(self, group_id: GroupId, sender: MemberId, before: MessageId, count: int) -> list[IncomingMessage]:
        """What this member said last before that message, oldest first; fewer where they are no longer known."""
        said = [each for group, each in self._ring if group == group_id and each.sender == sender]
        place = next((n for n, each in enumerate(said) if each.id == before), len(said))
        return said[max(0, place - count) : place]

    def clear(self) -> None:
        self._ring.clear()


recent = Recent()
