"""What ended badly and belongs to nobody: shown to the administrators, never silently dropped."""

from datetime import datetime

from loguru import logger

from bot.domain.ids import GroupId
from bot.effects import outbox, schedule
from bot.effects.actions import name_of
from bot.effects.outbox import Effect, Settlement
from bot.effects.schedule import Work
from bot.governance import voice
from bot.governance.directory import directory

_BAD = frozenset({"needs_person", "denied", "unsupported"})
_OURS = "dead:"


async def settled(effect: Effect, settlement: Settlement) -> None:
    """An effect without an owner: an answer, a lifted mute, a message to the administrators."""
    if settlement.state in _BAD and not effect.key.startswith(_OURS):
        await _tell(effect.group_id, effect.key, name_of(effect.action), settlement.detail, settlement.at)


@schedule.on_dead
async def given_up(work: Work, error: str) -> None:
    """Scheduled work that failed five times."""
    await _tell(work.group_id, work.key, work.kind, error, work.now)


async def _tell(group_id: int | None, key: str, what: str, detail: str, now: datetime) -> None:
    logger.error("{} could not be done and needs a person: {} ({})", key, what, detail)
    group = directory.get(GroupId(group_id)) if group_id is not None else None
    if group is not None:
        await voice.tell_administrators(
            group, "groups/dead_letter", key=f"{_OURS}{key}"[:200], now=now, fields={"what": what, "detail": detail}
        )


outbox.register("", settled=settled)
