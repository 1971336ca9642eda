"""Which messages announced a revision: memory only, for it is asked of every message that answers another."""

from collections import OrderedDict

from bot.domain.ids import AccountId, GroupId, MessageId
from plugins.charter.domain.draft import ANNOUNCED, IN_FORCE
from plugins.charter.models import DraftMessage, RegulationDraft

MOST = 2_000
_Key = tuple[GroupId, AccountId, MessageId]


class Board:
    """Announcements of versions that are announced or hold; the oldest are forgotten beyond MOST."""

    def __init__(self) -> None:
        self._messages: OrderedDict[_Key, int] = OrderedDict()
        self._open: set[int] = set()

    def draft_of(self, group_id: GroupId, account: AccountId, message: MessageId) -> int | None:
        """The draft's row that this message of ours announced, while it can be accepted."""
        found = self._messages.get((group_id, account, message))
        return found if found in self._open else None

    def put(self, row: RegulationDraft) -> None:
        """Note how a draft stands now."""
        if row.state in (ANNOUNCED, IN_FORCE):
            self._open.add(row.id)
        else:
            self._open.discard(row.id)

    def locate(self, group_id: GroupId, account: AccountId, message: MessageId, draft: int) -> None:
        self._messages[(group_id, account, message)] = draft
        if len(self._messages) > MOST:
            self._messages.popitem(last=False)

    async def load(self) -> None:
        """Read everything anew: at the start, and where another process may have announced."""
        rows = await RegulationDraft.filter(state__in=[ANNOUNCED, IN_FORCE]).values_list("id", flat=True)
        self._open = {int(str(row)) for row in rows}
        self._messages.clear()
        for each in await DraftMessage.filter(draft_id__in=sorted(self._open)).order_by("-id").limit(MOST):
            key = (GroupId(each.place_id), AccountId(each.account), MessageId(each.message_id))
            self._messages[key] = each.draft_id


board = Board()
