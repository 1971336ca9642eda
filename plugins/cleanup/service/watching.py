"""What the clean-up hears of members between its steps: somebody has gone, somebody gave a sign of life."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain.ids import GroupId, MemberId
from bot.store import bulk
from bot.store.transaction import transaction
from plugins.cleanup.models import Item, Round, Sign

from .files import OPEN, STAGED, UNDER_WAY
from .ordering import tell_when_done

ONCE_IN = timedelta(days=1)
_MOST_REMEMBERED = 10_000
_noted: dict[tuple[GroupId, MemberId], datetime] = {}
_waiting: dict[tuple[GroupId, MemberId], datetime] = {}
_writing = False


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
    """An emoji reaction counts as being active; one row a member a day.

    A notice can bring hundreds of reactions within a second: whoever writes, writes all that wait by then, and
    the others go on. A store that is away leaves them waiting for the next sign.
    """
    global _writing
    known = _noted.get((group_id, member))
    if known is not None and timedelta(0) <= now - known < ONCE_IN:
        return
    if len(_waiting) < _MOST_REMEMBERED:
        _waiting[group_id, member] = now
    if _writing:
        return
    _writing = True
    try:
        while _waiting:
            await _write_signs(dict(_waiting))
    finally:
        _writing = False


async def _write_signs(signs: Mapping[tuple[GroupId, MemberId], datetime]) -> None:
    await _write([(group_id, member, seen_at) for (group_id, member), seen_at in signs.items()])
    if len(_noted) + len(signs) >= _MOST_REMEMBERED:
        _noted.clear()
    _noted.update(signs)
    for key, seen_at in signs.items():
        if _waiting.get(key) == seen_at:
            del _waiting[key]


@transaction
async def _write(rows: Sequence[tuple[GroupId, MemberId, datetime]]) -> None:
    await bulk.insert_new(Sign, ("group_id", "member_id", "seen_at"), rows)
    await bulk.update_each(Sign, ("seen_at",), ("group_id", "member_id"), [(at, group, who) for group, who, at in rows])


def forget_signs() -> None:
    """Write the next sign of everybody: at start."""
    _noted.clear()
    _waiting.clear()
