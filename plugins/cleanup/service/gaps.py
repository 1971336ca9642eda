"""When nobody of us watched a group: who was silent then may have spoken."""

from datetime import datetime, timedelta

from bot.domain.ids import GroupId
from bot.store.transaction import transaction
from plugins.cleanup.models import Gap

WORTH_NOTING = timedelta(hours=1)
KEPT = timedelta(days=800)


@transaction
async def note_gap(group_id: GroupId, since: datetime, until: datetime) -> None:
    """Remember that nobody watched from ``since`` to ``until``; what ended long ago is forgotten."""
    if until - since < WORTH_NOTING:
        return
    await Gap.filter(group_id=group_id, until__lt=until - KEPT).delete()
    await Gap.filter(group_id=group_id, since__gte=since, until__lte=until).delete()
    await Gap.create(group_id=group_id, since=since, until=until)


async def gaps_of(group_id: GroupId) -> list[tuple[datetime, datetime]]:
    """Oldest first; two of them do not overlap."""
    found: list[tuple[datetime, datetime]] = []
    for row in await Gap.filter(group_id=group_id).order_by("since", "id"):
        since = max(row.since, found[-1][1]) if found else row.since
        if row.until > since:
            found.append((since, row.until))
    return found
