"""Where the secrets of check-in codes come from: real chance, unless a test hands in something else.

The organiser is shown the code that holds just then, as often as they ask.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import MemberId
from bot.domain.members import Actor
from bot.governance import roster, zone
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction
from plugins.activities.domain.activity import CHECK_IN_OPENS_BEFORE, Activity
from plugins.activities.domain.codes import SECRET_LENGTH, code_at, valid_until
from plugins.activities.domain.refusals import CheckInShut, WhichOne
from plugins.activities.domain.times import LONGEST
from plugins.activities.models import ActivityRow

from .records import hold, must_be_open, must_manage, record


def _by_chance() -> str:
    return secrets.token_urlsafe(SECRET_LENGTH)[:SECRET_LENGTH]


_draw: Callable[[], str] = _by_chance


@dataclass(frozen=True, slots=True)
class ShownCode:
    """``until`` is when it is taken no longer."""

    activity: Activity
    code: str
    until: datetime


def use(draw: Callable[[], str] | None) -> None:
    """Take secrets from ``draw``; None goes back to real chance."""
    global _draw
    _draw = draw or _by_chance


def draw_code() -> str:
    """The secret of a new activity, from which its codes follow."""
    return _draw()


def shown(row: ActivityRow, now: datetime) -> ShownCode:
    """The code as it is shown now."""
    return ShownCode(row.activity(), code_at(row.code, row.id, now), zone.local(valid_until(now)))


@transaction
async def show_code(group: GroupState, number: int, *, actor: Actor, now: datetime) -> ShownCode:
    """The code for the organiser or an administrator, while check-in is open.

    Raises NoSuchNumber, NotYours, NotOpen, CheckInShut.
    """
    row = await hold(group.id, number)
    activity = row.activity()
    must_manage(activity, actor)
    must_be_open(activity, "open", "over")
    if not activity.takes_check_ins(now):
        raise CheckInShut(activity=activity)
    await record(group, activity, "code_shown", actor.id, now)
    return shown(row, now)


async def check_ins_of(
    member: MemberId, platform: str, number: int | None, *, now: datetime
) -> list[tuple[GroupState, ActivityRow]]:
    """In private: activities whose check-in is open, in the groups this member is in."""
    groups = [directory.get(group_id) for group_id in await roster.groups_of(member)]
    here = {group.id: group for group in groups if group is not None and group.chat.platform == platform}
    rows = ActivityRow.filter(
        group_id__in=list(here),
        state__in=("open", "over"),
        starts_at__lte=now + CHECK_IN_OPENS_BEFORE,
        starts_at__gte=now - LONGEST,
    )
    found = await (rows.filter(number=number) if number is not None else rows).order_by("starts_at")
    return [(here[row.group_key], row) for row in found if row.activity().takes_check_ins(now)]


async def the_check_in(
    member: MemberId, platform: str, number: int | None, *, organised: bool, now: datetime
) -> tuple[GroupState, int]:
    """The one activity that a private check-in means: ``organised`` by the member, or any. Raises WhichOne."""
    found = await check_ins_of(member, platform, number, now=now)
    mine = [(group, row) for group, row in found if row.organiser_id == member]
    meant = mine if organised and mine else found
    if len(meant) != 1:
        raise WhichOne(activities=[row.activity() for _, row in meant])
    return meant[0][0], meant[0][1].number
