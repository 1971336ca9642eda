"""Which revisions wait for whom, and which messages announced them: memory only, ordinary talk is held against it."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import AccountId, GroupId, MemberId, MessageId
from bot.governance.directory import GroupState
from plugins.charter.domain.draft import ANNOUNCED, IN_FORCE, SUPPLEMENT
from plugins.charter.models import Acceptance, DraftMessage, RegulationDraft

MOST = 2_000
WAITS = timedelta(days=4)
"""So long after its announcement a revision is what a bare 收到 can mean: a day beyond the reminder."""
_Key = tuple[GroupId, AccountId, MessageId]


@dataclass
class Revision:
    """``group`` is the only one it was announced in; None for all of the organisation."""

    organisation: int
    group: int | None
    announced_at: datetime
    accepted: set[tuple[int, MemberId]] = field(default_factory=set[tuple[int, MemberId]])


class Board:
    """Announcements of versions that are announced or hold; the oldest are forgotten beyond MOST."""

    def __init__(self) -> None:
        self._messages: OrderedDict[_Key, int] = OrderedDict()
        self._open: dict[int, Revision | None] = {}
        """None where it was announced before announcements had a time."""

    def draft_of(self, group_id: GroupId, account: AccountId, message: MessageId) -> int | None:
        """The draft's row that this message of ours announced, while it can be accepted."""
        found = self._messages.get((group_id, account, message))
        return found if found in self._open else None

    def put(self, row: RegulationDraft) -> None:
        """Note how a draft stands now."""
        if row.state in (ANNOUNCED, IN_FORCE):
            known = self._open.get(row.id)
            self._open[row.id] = _revision(row, known.accepted if known is not None else set())
        else:
            self._open.pop(row.id, None)

    def waiting(self, group: GroupState, member: MemberId, now: datetime) -> list[tuple[datetime, int]]:
        """When each revision was announced that this member has not accepted, with its row; newest first."""
        found = [
            (revision.announced_at, draft)
            for draft, revision in self._open.items()
            if revision is not None
            and revision.organisation == group.organisation_id
            and revision.group in (None, group.id)
            and now - revision.announced_at <= WAITS
            and (group.id, member) not in revision.accepted
        ]
        return sorted(found, reverse=True)

    def mark(self, group_id: GroupId, draft: int, member: MemberId) -> None:
        """Note that a member accepted."""
        revision = self._open.get(draft)
        if revision is not None:
            revision.accepted.add((group_id, member))

    def locate(self, group_id: GroupId, account: AccountId, message: MessageId, draft: int) -> None:
        self._messages[(group_id, account, message)] = draft
        if len(self._messages) > MOST:
            self._messages.popitem(last=False)

    async def load(self) -> None:
        """Read everything anew: at the start, and where another process may have announced."""
        rows = await RegulationDraft.filter(state__in=[ANNOUNCED, IN_FORCE])
        self._open = {row.id: _revision(row, set()) for row in rows}
        newest = max((row.announced_at for row in rows if row.announced_at is not None), default=None)
        if newest is not None:
            late = [row.id for row in rows if row.announced_at is not None and newest - row.announced_at <= WAITS]
            for accepted in await Acceptance.filter(draft_id__in=late):
                self.mark(GroupId(accepted.place_id), accepted.draft_id, MemberId(accepted.member_id))
        self._messages.clear()
        for each in await DraftMessage.filter(draft_id__in=sorted(self._open)).order_by("-id").limit(MOST):
            key = (GroupId(each.place_id), AccountId(each.account), MessageId(each.message_id))
            self._messages[key] = each.draft_id


def _revision(row: RegulationDraft, accepted: set[tuple[int, MemberId]]) -> Revision | None:
    if row.announced_at is None:
        return None
    only = row.group_id if row.scope == SUPPLEMENT else None
    return Revision(row.organisation_id, only, row.announced_at, accepted)


board = Board()
