"""Where the platform lists nothing: an honest work order to look by hand, reminded until somebody says it is done."""

from datetime import datetime, timedelta

from bot.domain.ids import GroupId
from bot.domain.members import Actor
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance import superiors, voice
from bot.governance.directory import GroupState, directory
from bot.store import audit
from bot.store.numbers import next_number
from bot.store.transaction import transaction
from plugins.cleanup.models import ContentRound
from plugins.cleanup.service.refusals import AlreadyFinished

from .listing import KIND, find_content, rules_of_content

DUE_AFTER = timedelta(days=3)
REMIND_EVERY = timedelta(days=2)
MOST_REMINDERS = 3


@transaction
async def ask_person(group: GroupState, kinds: tuple[str, ...], *, now: datetime) -> int:
    """Ask the owner to look through these kinds; answers the number. One that is open is not asked again."""
    open_ = await ContentRound.get_or_none(group_id=group.id, state="ordered")
    if open_ is not None:
        return open_.number
    number = await next_number(group.id, KIND)
    row = await ContentRound.create(group_id=group.id, number=number, state="ordered", made_at=now)
    await audit.record(
        f"group:{group.id}", at=now, actor="", action="cleanup.content_ordered", subject=f"cleanup:{number}"
    )
    await _say(group, row, kinds, now)
    due = now + DUE_AFTER
    await schedule.at("cleanup.content_due", f"content:{row.id}:due:0", due, _about(row, kinds), group_id=group.id)
    return number


@transaction
async def remind_person(work: Work) -> None:
    """Not said to be done: reminded, three times at most."""
    row = await ContentRound.get_or_none(id=work.payload["round"], state="ordered")
    group = directory.get(GroupId(work.group_id or 0))
    if row is None or group is None:
        return
    kinds = tuple(str(kind) for kind in work.payload["kinds"])
    if row.reminders >= MOST_REMINDERS:
        await ContentRound.filter(id=row.id).update(state="finished", finished_at=work.now)
        return
    row.reminders += 1
    await ContentRound.filter(id=row.id).update(reminders=row.reminders)
    await _say(group, row, kinds, work.now)
    again = work.now + REMIND_EVERY
    key = f"content:{row.id}:due:{row.reminders}"
    await schedule.at("cleanup.content_due", key, again, _about(row, kinds), group_id=group.id)


@transaction
async def report_looked(group: GroupState, number: int, *, by: Actor, now: datetime) -> None:
    """Somebody says that they looked: nobody can verify that, so it is written down as their word.

    Raises NoSuchNumber, AlreadyFinished.
    """
    row = await find_content(group.id, number)
    if not await ContentRound.filter(id=row.id, state="ordered").update(
        state="finished", finished_at=now, confirmed_by=by.id, confirmed_name=by.name[:200]
    ):
        raise AlreadyFinished(number=number)
    await audit.record(
        f"group:{group.id}", at=now, actor=by.id, action="cleanup.content_looked", subject=f"cleanup:{number}"
    )


def _about(row: ContentRound, kinds: tuple[str, ...]) -> dict[str, object]:
    return {"round": row.id, "kinds": list(kinds)}


async def _say(group: GroupState, row: ContentRound, kinds: tuple[str, ...], now: datetime) -> None:
    rules = rules_of_content(group)
    await voice.tell_administrators(
        group,
        "cleanup/content_order",
        key=f"content:{row.id}:order:{row.reminders}",
        now=now,
        mention=await superiors.owners_of(group) if group.console is None else (),
        marker=f"清理 #{row.number}",
        valid_for=timedelta(hours=24),
        fields={
            "number": row.number,
            "kinds": kinds,
            "reminder": row.reminders,
            "due": now + (DUE_AFTER if row.reminders == 0 else REMIND_EVERY),
            "clause": rules.clause if rules is not None else None,
            "title": group.regulation.title if group.regulation is not None else "",
        },
    )
