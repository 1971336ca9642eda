"""The look that comes by itself: it lists and tells, or asks a person to look; it takes nothing away."""

from datetime import datetime, timedelta

from bot.domain.ids import GroupId
from bot.domain.members import SYSTEM
from bot.effects import schedule
from bot.governance import voice, zone
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction
from plugins.cleanup.domain.content import USUAL_SCHEDULE
from plugins.cleanup.domain.timetable import cron_of

from .listing import ContentFile, look_at_content, rules_of_content
from .looking_by_hand import ask_person

LATE = timedelta(days=2)


async def set_up_content(group: GroupState, *, now: datetime) -> None:
    """Have the look come when the regulation says, once a month where it does not; never without a clause."""
    rules = rules_of_content(group)
    if rules is None:
        await stop_content(group.id)
        return
    cron = cron_of(rules.schedule) or cron_of(USUAL_SCHEDULE) or ""
    await schedule.every(
        _name(group.id), "cleanup.content", cron, zone.zone().key, {}, group_id=group.id, late=LATE, now=now
    )


async def stop_content(group_id: GroupId) -> None:
    await schedule.stop(_name(group_id))


async def run_content_round(group_id: GroupId, key: str, *, now: datetime) -> None:
    """Not inside a transaction; run again after a crash it tells nothing twice."""
    group = await directory.reload(group_id, now=now)
    if group is None or rules_of_content(group) is None:
        return
    made, unlisted = await look_at_content(group, by=SYSTEM, now=now)
    if made is not None:
        await _tell(group, made, key, now)
    if unlisted:
        await ask_person(group, unlisted, now=now)


@transaction
async def _tell(group: GroupState, made: ContentFile, key: str, now: datetime) -> None:
    await voice.tell_administrators(
        group,
        "cleanup/content",
        key=f"content:told:{key}",
        now=now,
        marker=f"清理 #{made.number}",
        valid_for=timedelta(hours=24),
        fields={"round": made, "unlisted": ()},
    )


def _name(group_id: GroupId) -> str:
    return f"cleanup:content:{group_id}"
