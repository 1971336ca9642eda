"""A clause that asks for activities in every week or month: where none is in sight, the administrators are reminded."""

from datetime import datetime, timedelta

from bot.domain.regulation import Clause
from bot.governance import hours, voice, zone
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.activities.domain.periods import Period, period_of
from plugins.activities.models import ActivityRow, Programme

from .programmes import CODE

_LASTS = timedelta(hours=12)


@transaction
async def mind_programme(group: GroupState, *, now: datetime) -> bool:
    """Once in a period, near its end; whether they were told now.

    Nothing where an activity of the period was held or announced, or a programme has a date in it.
    """
    clauses = group.regulation.text.clauses_for(CODE) if group.regulation is not None else ()
    clause = next((one for one in clauses if _schedule_of(one)), None)
    if clause is None or hours.is_quiet(group, now):
        return False
    period = period_of(_schedule_of(clause) or "", zone.local(now))
    if period is None or not period.is_near_end(zone.local(now)) or await _has_any(group, period):
        return False
    return await voice.tell_administrators(
        group,
        "activities/programme_wanted",
        key=f"programme:wanted:{group.id}:{clause.path}:{period.name}",
        now=now,
        valid_for=_LASTS,
        fields={"clause": clause, "period": period, "regulation": group.regulation},
    )


def _schedule_of(clause: Clause) -> str | None:
    duty = clause.duty(CODE)
    return duty.parameters.get("schedule") if duty is not None and duty.via != "show" else None


async def _has_any(group: GroupState, period: Period) -> bool:
    between = {"starts_at__gte": period.begins, "starts_at__lt": period.ends}
    if await ActivityRow.filter(group_id=group.id, state__in=("open", "over", "review"), **between).exists():
        return True
    running = Programme.filter(group_id=group.id, state="running")
    return await running.filter(next_at__gte=period.begins, next_at__lt=period.ends).exists()
