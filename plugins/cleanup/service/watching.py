"""What the clean-up hears of members between its steps: somebody has gone, somebody gave a sign of life."""

from datetime import datetime, timedelta

from bot.domain.ids import GroupId, MemberId
from bot.store.transaction import transaction
from plugins.cleanup.models import Item, Round, Sign

from .files import OPEN, STAGED, UNDER_WAY
from .ordering import tell_when_done

ONCE_IN = timedelta(days=1)
_MOST_REMEMBERED = 10_000
_noted: dict[tuple[GroupId, MemberId], datetime] = {}


@transaction
async def note_gone(group_id: GroupId, member: MemberId, *, kicked: bool, now: datetime) -> None:
    """Off every list; whoever was being removed, by us or by a person (asked or not), is removed."""
    rounds = [row.id for row in await Round.filter(group_id=group_id, state__in=[*OPEN, *UNDER_WAY, "finished"])]
    if not rounds:
        return
    theirs = Item.filter(round_id__in=rounds, member_id=member)
    await theirs.filter(state__in=STAGED).update(state="removed" if kicked else "gone", changed_at=now)
    ordered = await theirs.filter(state="ordered").exists()
    await theirs.filter(state__in=["removing", "ordered", "failed"]).update(state="removed", changed_at=now)
    if ordered:
        await tell_when_done(group_id, rounds, now=now)


async def note_sign(group_id: GroupId, member: MemberId, *, now: datetime) -> None:
    """An emoji reaction counts as being active; one row write a member a day."""
    known = _noted.get((group_id, member))
    if known is not None and timedelta(0) <= now - known < ONCE_IN:
        return
    if len(_noted) >= _MOST_REMEMBERED:
        _noted.clear()
    await _write_sign(group_id, member, now)
    _noted[(group_id, member)] = now


@transaction
async def _write_sign(group_id: GroupId, member: MemberId, now: datetime) -> None:
    await Sign.update_or_create(  # pyright: ignore[reportUnknownMemberType]
        defaults={"seen_at": now}, group_id=group_id, member_id=member
    )


def forget_signs() -> None:
    """Write the next sign of everybody: at start."""
    _noted.clear()
