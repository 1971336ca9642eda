"""Stopping a round at the first sign of trouble; an administrator lets it go on."""

from datetime import datetime

from bot.domain.members import SYSTEM, Actor
from bot.governance import voice
from bot.governance.directory import GroupState
from bot.store import audit
from bot.store.transaction import transaction
from plugins.cleanup.models import Round

from .files import OPEN, UNDER_WAY, RoundFile, find_round, round_file
from .refusals import AlreadyFinished, NotLatest
from .telling import TOLD_WITHIN

STOPPABLE = ("grace", "removing")


@transaction
async def pause(group: GroupState, row: Round, why: str, *, now: datetime, by: Actor = SYSTEM, name: str = "") -> bool:
    """Nothing more is done in this attempt. ``why`` names a text; ``name`` is the member it came up with.

    The administrators are told, unless one of them asked for it. False where it was not under way.
    """
    stopped = Round.filter(id=row.id, attempt=row.attempt, state__in=STOPPABLE)
    if not await stopped.update(state="paused", paused_why=why):
        return False
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor=by.id,
        action="cleanup.paused",
        subject=f"cleanup:{row.number}",
        why=why,
    )
    if by.is_system:
        round = await round_file(await Round.get(id=row.id))
        await voice.tell_administrators(
            group,
            "cleanup/paused",
            key=f"cleanup:{row.id}:paused:{row.attempt}",
            now=now,
            marker=f"清理 #{row.number} 已暂停",
            valid_for=TOLD_WITHIN,
            fields={"round": round, "why": why, "member": name},
        )
    return True


@transaction
async def stop_round(group: GroupState, number: int, *, by: Actor, now: datetime) -> RoundFile:
    """An administrator's stop: a preview is dropped, a round under way pauses.

    Raises NoSuchNumber, NotLatest, AlreadyFinished.
    """
    row = await find_round(group.id, number)
    if row.state == "dropped":
        raise NotLatest(number=number)
    if row.state == "finished":
        raise AlreadyFinished(number=number)
    if row.state in OPEN:
        await Round.filter(id=row.id, state__in=OPEN).update(state="dropped", finished_at=now)
        await audit.record(
            f"group:{group.id}", at=now, actor=by.id, action="cleanup.dropped", subject=f"cleanup:{number}"
        )
    else:
        await pause(group, row, "asked", now=now, by=by)
    return await round_file(await Round.get(id=row.id))


async def pause_all(group_id: int, why: str) -> None:
    """The group was disabled: its rounds wait until an administrator lets them go on."""
    await Round.filter(group_id=group_id, state__in=UNDER_WAY).update(state="paused", paused_why=why)
