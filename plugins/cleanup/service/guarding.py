"""Signs that something is wrong in the group while people are being removed."""

from datetime import datetime

from bot.domain.ids import GroupId
from bot.governance import roster
from plugins.cleanup.domain.scale import needs_two
from plugins.cleanup.models import Item, Round


async def too_many_left(row: Round, *, now: datetime) -> bool:
    """Whether far more people have gone since the removals began than the round removed: somebody else removes
    people too, or the member list is wrong."""
    begun = row.remove_at or row.confirmed_at or now
    gone = await roster.count_left_since(GroupId(row.group_id), begun)
    ours = await Item.filter(round_id=row.id, state__in=["removed", "gone"], changed_at__gte=begun).count()
    return needs_two(gone - ours, row.members)
