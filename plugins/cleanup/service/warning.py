"""After the confirmation: those concerned are told in the group; the days of grace run from there."""

from datetime import datetime

from bot.domain.ids import GroupId
from bot.effects import outbox, schedule
from bot.effects.outbox import Effect, Settlement
from bot.governance import cases, voice
from bot.governance.directory import GroupState, directory
from bot.store import audit
from plugins.cleanup.models import Item, Round

from .files import OWNER, line_of
from .findings import rules_of
from .pausing import pause
from .telling import WARNED_WITHIN

MOST_MENTIONS = 20


async def go_on(group: GroupState, row: Round, *, now: datetime) -> None:
    """Inside a transaction, after a confirmation: warn who has not been warned, else go to the removals.

    Whoever must still be warned gets the whole time of grace, and all are removed on the same day.
    Raises NoClause.
    """
    unwarned = await Item.filter(round_id=row.id, state="confirmed").order_by("position", "id")
    if not unwarned:
        await _begin_at(row, max(row.remove_at or now, now))
        return
    rules = rules_of(group)
    if rules is None:
        raise cases.NoClause()
    row.remove_at = now + rules.grace
    await Round.filter(id=row.id).update(remove_at=row.remove_at)
    starts = range(0, len(unwarned), MOST_MENTIONS)
    for batch, start in enumerate(starts, 1):
        await _warn(group, row, unwarned[start : start + MOST_MENTIONS], f"{batch}/{len(starts)}", now)


async def _warn(group: GroupState, row: Round, items: list[Item], batch: str, now: datetime) -> None:
    lines = [line_of(item) for item in items]
    rules = rules_of(group)
    sign = f"清理 #{row.number}" + ("" if batch == "1/1" else f"·{batch}")
    await voice.say_in(
        group,
        "cleanup/warning",
        key=f"cleanup:{row.id}:warn:{row.attempt}:{batch}",
        now=now,
        mention=[line.mention for line in lines],
        marker=f"【{sign}】",
        valid_for=WARNED_WITHIN,
        owner=OWNER,
        about={"round": row.id, "attempt": row.attempt, "items": [item.id for item in items]},
        fields={
            "sign": sign,
            "lines": lines,
            "remove_at": row.remove_at,
            "at_once": rules is not None and rules.grace_days == 0,
            "clause": rules.clause if rules is not None else None,
            "title": group.regulation.title if group.regulation is not None else "",
        },
    )


async def _still_right(effect: Effect, now: datetime) -> str | None:
    about = effect.about
    right = await Round.filter(id=about["round"], state="grace", attempt=about["attempt"]).exists()
    return None if right else "round_stopped"


async def _settled(effect: Effect, settlement: Settlement) -> None:
    """In the settling transaction: who was told is warned; what was not told stops the round."""
    about = effect.about
    row = await Round.get_or_none(id=about["round"], state="grace", attempt=about["attempt"])
    if row is None:
        return
    group = directory.get(GroupId(row.group_id))
    if settlement.state not in (outbox.DONE, outbox.UNVERIFIED):
        if group is not None:
            await pause(group, row, "not_warned", now=settlement.at)
        return
    warned = Item.filter(id__in=about["items"], state="confirmed")
    count = await warned.update(state="warned", changed_at=settlement.at)
    await audit.record(
        f"group:{row.group_id}",
        at=settlement.at,
        actor="",
        action="cleanup.warned",
        subject=f"cleanup:{row.number}",
        members=count,
    )
    if not await Item.filter(round_id=row.id, state="confirmed").exists():
        await _begin_at(row, max(row.remove_at or settlement.at, settlement.at))


async def _begin_at(row: Round, due: datetime) -> None:
    await schedule.at(
        "cleanup.begin",
        f"cleanup:{row.id}:begin:{row.attempt}",
        due,
        {"round": row.id, "attempt": row.attempt},
        group_id=row.group_id,
    )


outbox.register(OWNER, check=_still_right, settled=_settled)
