"""Telling the administrators of cases nobody has decided: once, then gathered, never a stream."""

from datetime import UTC, datetime, timedelta

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
    """The first of its kind in ten minutes is told at once; the rest together when they are over."""
    start = _bucket(now)
    told = await voice.tell_administrators(
        group,
        "cases/observed" if case.state == "observed" else "cases/proposed",
        key=f"undecided:{group.id}:{case.state}:{start.timestamp():.0f}",
        now=now,
        marker=f"案件 #{case.number}",
        fields={"case": case, "clause": clause, "group": group},
    )
    if not told:
        await schedule.at(
            "cases.digest",
            f"digest:{group.id}:{case.state}:{start.timestamp():.0f}",
            start + WINDOW,
            {"from": case.number, "until": (start + WINDOW).timestamp(), "state": case.state},
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
    rows = await models.Case.filter(
        group_id=group.id,
        actor_id="",
        state=work.payload["state"],
        number__gte=work.payload["from"],
        opened_at__lt=datetime.fromtimestamp(work.payload["until"], UTC),
    ).order_by("number")
    later = [case_file(row) for row in rows]
    if later:
        await voice.tell_administrators(
            group, "cases/digest", key=f"told:{work.key}", now=work.now, fields={"cases": later, "group": group}
        )
