"""Where the platform removes nobody: one list for the owner, verified by the member list, reminded when overdue."""

from datetime import datetime, timedelta

from bot.domain.ids import GroupId
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance import roster, superiors, voice, workorders
from bot.governance.directory import GroupState, directory
from bot.store import audit
from bot.store.transaction import transaction
from plugins.cleanup.domain.rules import CODE
from plugins.cleanup.models import Item, Round

from .files import line_of
from .findings import rules_of

REMIND_EVERY = timedelta(hours=24)
MOST_REMINDERS = 3
SAID_WITHIN = timedelta(hours=24)
PAGE = 30
"""Names a message: a phone shows them without scrolling for long, and no platform cuts them."""


async def put_list(group: GroupState, row: Round, *, now: datetime) -> None:
    """Inside the transaction that ends the removals: ask the owner for all of them at once. Nothing where nobody
    was left to a person."""
    items = await _open(row)
    if not items:
        return
    await Round.filter(id=row.id).update(order_reminders=0)
    row.order_reminders = 0
    await _say(group, row, items, "cleanup/orders", now)
    await _look_again(row, now)


async def look_after_orders(work: Work) -> None:
    """A day later: look at the list, then remind of those who are still here; after the third time, above."""
    group = directory.get(GroupId(work.group_id or 0))
    if group is not None:
        await roster.look_at_list(group, now=work.now)
        await _remind(group, int(work.payload["round"]), work.now)


@transaction
async def _remind(group: GroupState, round_id: int, now: datetime) -> None:
    row = await Round.get_or_none(id=round_id)
    if row is None or row.order_reminders is None:
        return
    items = await _open(row)
    if not items:
        return
    if row.order_reminders >= MOST_REMINDERS:
        await _give_up(group, row, items, now)
        return
    row.order_reminders += 1
    await Round.filter(id=row.id).update(order_reminders=row.order_reminders)
    await _say(group, row, items, "cleanup/orders_reminder", now)
    await _look_again(row, now)


async def tell_when_done(group_id: GroupId, round_ids: list[int], *, now: datetime) -> None:
    """Inside the transaction that noted a departure: say it once when the last one of a list is gone."""
    group = directory.get(group_id)
    for row in await Round.filter(id__in=round_ids, order_reminders__isnull=False):
        if group is None or await Item.filter(round_id=row.id, state="ordered").exists():
            continue
        await Round.filter(id=row.id).update(order_reminders=None)
        await _record(row, "cleanup.orders_done", now)
        await voice.tell_administrators(
            group,
            "cleanup/orders_done",
            key=f"cleanup:{row.id}:orders:done",
            now=now,
            marker=f"清理 #{row.number}",
            valid_for=SAID_WITHIN,
            fields={"number": row.number},
        )


async def _open(row: Round) -> list[Item]:
    return await Item.filter(round_id=row.id, state="ordered").order_by("position", "id")


async def _say(group: GroupState, row: Round, items: list[Item], template: str, now: datetime) -> None:
    rules = rules_of(group)
    pages = [items[start : start + PAGE] for start in range(0, len(items), PAGE)]
    for page, some in enumerate(pages, 1):
        sign = f"清理 #{row.number}" + (f"·{page}/{len(pages)}" if len(pages) > 1 else "")
        await voice.tell_administrators(
            group,
            template,
            key=f"cleanup:{row.id}:orders:{row.order_reminders}:{page}",
            now=now,
            mention=await superiors.owners_of(group) if group.console is None else (),
            marker=f"】{sign}",
            valid_for=SAID_WITHIN,
            fields={
                "sign": sign,
                "group": group,
                "lines": [line_of(item) for item in some],
                "count": len(items),
                "reminder": row.order_reminders,
                "due": now + REMIND_EVERY,
                "clause": rules.clause if rules is not None else None,
                "title": group.regulation.title if group.regulation is not None else "",
            },
        )


async def _look_again(row: Round, now: datetime) -> None:
    await schedule.at(
        "cleanup.orders",
        f"cleanup:{row.id}:orders:{row.order_reminders}",
        now + REMIND_EVERY,
        {"round": row.id},
        group_id=row.group_id,
    )


async def _give_up(group: GroupState, row: Round, items: list[Item], now: datetime) -> None:
    await Round.filter(id=row.id).update(order_reminders=None)
    await _record(row, "cleanup.orders_overdue", now)
    await superiors.tell_superiors(
        group,
        "cleanup/orders_overdue",
        key=f"cleanup:{row.id}:orders:overdue",
        now=now,
        marker=f"清理 #{row.number}",
        fields={"number": row.number, "lines": [line_of(item) for item in items], "reminders": MOST_REMINDERS},
    )


async def _record(row: Round, action: str, now: datetime) -> None:
    await audit.record(f"group:{row.group_id}", at=now, actor="", action=action, subject=f"cleanup:{row.number}")


workorders.tell_together(CODE)
