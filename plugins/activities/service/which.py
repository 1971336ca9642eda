"""报名 or 不能参加 while several activities are open: which one is meant is asked, once a person in some minutes."""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.ids import GroupId, MemberId
from bot.domain.messages import IncomingMessage, Mention
from bot.governance import roster, voice
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.activities.models import ActivityRow

AGAIN = timedelta(minutes=10)
"""Whoever goes on talking is not asked again before this has passed."""
MOST_LISTED = 5
_REMEMBERED = 2_000


class Asked:
    """Whom this process has asked lately: memory only, a restart may ask once more."""

    def __init__(self) -> None:
        self._at: OrderedDict[tuple[GroupId, MemberId], datetime] = OrderedDict()

    def may_ask(self, group_id: GroupId, member: MemberId, now: datetime) -> bool:
        """Whether it is time; it then counts as asked."""
        key = (group_id, member)
        before = self._at.get(key)
        if before is not None and timedelta(0) <= now - before < AGAIN:
            return False
        self._at[key] = now
        self._at.move_to_end(key)
        if len(self._at) > _REMEMBERED:
            self._at.popitem(last=False)
        return True

    def clear(self) -> None:
        self._at.clear()


asked = Asked()
"""This process's memory."""


@transaction
async def ask_which(
    group: GroupState, numbers: Sequence[int], message: IncomingMessage, kind: str, *, now: datetime
) -> None:
    """List those that can be meant, soonest first, and say how to name one; nothing where none is left."""
    rows = await ActivityRow.filter(
        group_id=group.id, number__in=list(numbers), state="open", starts_at__gt=now
    ).order_by("starts_at", "id")
    if not rows:
        return
    name = message.sender_name or await roster.name_of(group.id, message.sender)
    await voice.say_in(
        group,
        "activities/which_of_them",
        key=f"activity:which:{message.account}:{message.id}:{message.sent_at.timestamp():.0f}",
        now=now,
        mention=[Mention(message.sender, name)],
        marker="请说明是哪个活动",
        fields={
            "activities": [row.activity() for row in rows[:MOST_LISTED]],
            "more": len(rows) - MOST_LISTED,
            "kind": kind,
        },
    )
