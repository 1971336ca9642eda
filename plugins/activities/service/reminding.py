"""Reminding those who come, and asking those who are not sure yet."""

from datetime import datetime

from bot.effects import schedule
from bot.governance import hours
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.activities.domain.places import going
from plugins.activities.domain.reminders import LATEST
from plugins.activities.models import others_of, parties_of

from . import planning
from .lifecycle import held
from .telling import mentions, tell_group


@transaction
async def remind(
    group: GroupState, activity_id: int, plan: int, name: str, *, asks: bool, now: datetime, key: str
) -> None:
    """Remind those who come; with ``asks`` also those who said perhaps, while they can still decide.

    In quiet hours (the bot was away before them) it waits for their end, if that is still before the start.
    ``key`` is the work's own: what waits gets one derived from it.
    """
    row = await held(activity_id, plan, "open")
    if row is None or row.activity().has_begun(now):
        return
    activity, loud = row.activity(), hours.next_loud(group, now)
    if loud > now:
        if loud <= activity.starts_at - LATEST:
            payload = {"activity": activity.id, "plan": plan, "name": name, "asks": asks}
            await schedule.at(
                "activities.remind", f"{key}:later", loud, payload, group_id=group.id, valid_until=activity.starts_at
            )
        return
    until = activity.starts_at
    quiet_at = hours.of(group).quiet.next_start(now, hours.of(group).calendar)
    if quiet_at is not None:
        until = min(until, quiet_at)
    people = mentions(going(await parties_of(activity.id)))
    if people:
        await tell_group(
            group, activity, "activities/reminder", name, now=now, people=people, until=until,
            before=activity.starts_at - now,
        )  # fmt: skip
    unsure = mentions(await others_of(activity.id, "maybe")) if asks and activity.takes_sign_ups(now) else []
    if unsure:
        await tell_group(
            group, activity, "activities/decide", f"{name}:maybe", now=now, people=unsure, until=until, by_name=True
        )


def name_in(payload: dict[str, object]) -> str:
    """The reminder's name; rows of before it had one are the only reminder of their activity."""
    return str(payload.get("name", planning.REMIND))
