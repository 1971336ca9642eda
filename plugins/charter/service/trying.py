"""A draft tried on what was said lately: asked for here, done in a process of its own."""

from datetime import datetime, timedelta

from bot.domain.ids import ChatRef
from bot.domain.members import Actor
from bot.governance.directory import GroupState

from .drafts import DraftFile

USUAL = timedelta(days=30)
MOST_DAYS = 180


async def ask(group: GroupState, number: int, days: int, *, to: ChatRef, actor: Actor, now: datetime) -> DraftFile:
    raise NotImplementedError
