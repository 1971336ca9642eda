"""Clock entrances: the look at the member list that finds who came and went unannounced."""

from bot.domain.ids import GroupId
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance import roster, signals
from bot.governance.directory import directory

EVERY = "*/10 * * * *"


@signals.on(signals.GroupEnabled)
async def plan_looks(signal: signals.GroupEnabled, context: signals.Context) -> None:
    """Look every ten minutes: the only way to see joins on WeChat, and a safety net on QQ."""
    await schedule.every(
        f"administration:members:{signal.group_id}",
        "administration.members",
        EVERY,
        "UTC",
        {},
        group_id=signal.group_id,
        late=None,
        now=context.now,
    )


@signals.on(signals.GroupDisabled)
async def stop_looks(signal: signals.GroupDisabled, context: signals.Context) -> None:
    await schedule.stop(f"administration:members:{signal.group_id}")


@schedule.work("administration.members")
async def look_at_members(work: Work) -> None:
    group = directory.get(GroupId(work.group_id or 0))
    if group is not None:
        await roster.look_at_list(group, now=work.now)
