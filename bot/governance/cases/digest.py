"""Telling the administrators of cases nobody has decided: once, then gathered, never a stream."""

from datetime import UTC, datetime, timedelta

from tortoise.expressions import Q

from bot.domain.ids import GroupId
from bot.domain.regulation import Clause
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance import voice
from bot.governance.cases.queries import CaseFile, case_file
from bot.governance.directory import GroupState, directory
from bot.store import models
from bot.store.transaction import transaction

WINDOW = timedelta(minutes=10)


def _bucket(now: datetime) -> datetime:
    seconds = int(WINDOW.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)


async def tell_undecided(group: GroupState, case: CaseFile, clause: Clause, *, now: datetime) -> None:
    """The first of ten minutes is told at once; the rest together when they are over."""
    start = _bucket(now)
    told = await voice.tell_administrators(
        group,
        "cases/observed" if case.state == "observed" else "cases/proposed",
        key=f"undecided:{group.id}:{start.timestamp():.0f}",
        now=now,
        marker=f"案件 #{case.number}",
        fields={"case": case, "clause": clause, "group": group},
    )
    if not told:
        await schedule.at(
            "cases.digest",
            f"digest:{group.id}:{start.timestamp():.0f}",
            start + WINDOW,
            {"since": start.timestamp()},
            group_id=group.id,
            valid_until=start + timedelta(hours=12),
        )


@schedule.work("cases.digest")
@transaction
async def tell_digest(work: Work) -> None:
    """One line a case for those that came after the first in their ten minutes."""
    group = directory.get(GroupId(work.group_id or 0))
    if group is None:
        return
    since = datetime.fromtimestamp(work.payload["since"], UTC)
    # The first was told at once, whatever has been decided about it since.
    rows = await models.Case.filter(
        Q(state__in=["observed", "proposed", "rejected"]) | Q(decided_at__isnull=False),
        group_id=group.id,
        actor_id="",
        opened_at__gte=since,
        opened_at__lt=since + WINDOW,
    ).order_by("number")
    later = [case_file(row) for row in rows[1:] if row.state in ("observed", "proposed")]
    if later:
        await voice.tell_administrators(
            group, "cases/digest", key=f"told:{work.key}", now=work.now, fields={"cases": later, "group": group}
        )
