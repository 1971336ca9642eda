"""The round that comes by itself: it makes the list and tells the administrators, and does nothing else."""

from datetime import datetime, timedelta

from bot.domain.ids import GroupId
from bot.domain.members import SYSTEM
from bot.effects import schedule
from bot.governance import hours, voice, zone
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction
from plugins.cleanup.domain.rules import USUAL_SCHEDULE
from plugins.cleanup.domain.timetable import after_holidays, cron_of

from .checking import ask_superiors, checks_of
from .content import set_up_content, stop_content
from .files import RoundFile
from .findings import look, persons_of, rules_of
from .keeping import Kept, keeps_of
from .picturing import picture_of
from .previewing import make_round
from .telling import TOLD_WITHIN

LATE = timedelta(days=2)
"""A list that could not be made for longer waits for the next round."""


async def set_up(group: GroupState, *, now: datetime) -> None:
    """Have the round come when the regulation in force says; none where no clause asks for one.

    A schedule that cannot be read counts as the usual one.
    """
    await set_up_content(group, now=now)
    rules = rules_of(group)
    if rules is None:
        await schedule.stop(_name(group.id))
        return
    cron = cron_of(rules.schedule) or cron_of(USUAL_SCHEDULE) or ""
    await schedule.every(
        _name(group.id), "cleanup.round", cron, zone.zone().key, {}, group_id=group.id, late=LATE, now=now
    )


async def stop(group_id: GroupId) -> None:
    await schedule.stop(_name(group_id))
    await stop_content(group_id)


async def run_round(group_id: GroupId, key: str, *, now: datetime) -> None:
    """Make the list and tell it once for ``key``; on a public holiday it waits for the next working day.

    Not inside a transaction.
    """
    group = await directory.reload(group_id, now=now)
    if group is None:
        return
    later = after_holidays(now.astimezone(zone.zone()), hours.of(group).calendar)
    if later is not None:
        await _put_off(group_id, key, later)
        return
    await set_up(group, now=now)
    if rules_of(group) is None:
        return
    findings = await look(group, now=now)
    made = await make_round(group, findings, by=SYSTEM, now=now)
    if made is not None:
        await ask_superiors(group, made.id, persons_of(findings), now=now)
        await _tell(group, made, await keeps_of(group.id, now=now), key, now)


@transaction
async def _put_off(group_id: GroupId, key: str, due: datetime) -> None:
    await schedule.at("cleanup.round", f"{key}:later", due, {}, group_id=group_id)


@transaction
async def _tell(group: GroupState, made: RoundFile, keeps: list[Kept], key: str, now: datetime) -> None:
    await voice.tell_administrators(
        group,
        "cleanup/weekly",
        key=f"cleanup:told:{key}",
        now=now,
        marker=f"清理 #{made.number}",
        valid_for=TOLD_WITHIN,
        enclosed=picture_of(made),
        fields={"round": made, "keeps": keeps, "group": group, "checks": await checks_of(made.id)},
    )


def _name(group_id: GroupId) -> str:
    return f"cleanup:{group_id}"
