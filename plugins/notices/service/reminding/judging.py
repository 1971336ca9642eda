"""Who of those written down is told now, who later, and who not any more: asked when a message is made and right
before it is sent, so both agree.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import MemberId
from bot.governance import hours
from bot.governance.directory import GroupState
from bot.governance.zone import local
from plugins.notices.domain.nudging import DAY, allowed_at
from plugins.notices.domain.occasions import TOGETHER, TOO_LATE
from plugins.notices.models import Notice, Nudge

from .present import standing_in

MORNING = 9
"""The hour at which it is asked each day whether somebody is back from leave."""
_CHUNK = 500


@dataclass
class Verdict:
    ready: list[Nudge] = field(default_factory=list[Nudge])
    later: dict[datetime, list[Nudge]] = field(default_factory=dict[datetime, list[Nudge]])
    void: list[Nudge] = field(default_factory=list[Nudge])
    missed: list[Nudge] = field(default_factory=list[Nudge])
    """Nobody could say it for so long that it is not said any more."""


@dataclass(frozen=True, slots=True)
class _Standing:
    missing: frozenset[MemberId]
    away: frozenset[MemberId]


@dataclass(frozen=True, slots=True)
class _Told:
    """When somebody was reminded: by the bot itself, each message once; and of which notice by hand, last."""

    by_itself: frozenset[datetime]
    last: dict[int, datetime]


_NEVER = _Told(frozenset(), {})


def is_manual(nudge: Nudge) -> bool:
    return nudge.occasion.startswith("manual")


async def judge(group: GroupState, nudges: Sequence[Nudge], now: datetime) -> Verdict:
    """Sort these rows, all of this group, as things stand now."""
    verdict = Verdict()
    if not nudges:
        return verdict
    rows = await Notice.filter(id__in=list({nudge.notice_id for nudge in nudges}), state="open")
    notices = {row.id: row for row in rows}
    standing = {row.id: await _standing(group, row) for row in rows}
    told = await _told({nudge.member_id for nudge in nudges}, {nudge.batch for nudge in nudges}, now)
    quiet, loud = hours.is_quiet(group, now), hours.next_loud(group, now)
    for nudge in nudges:
        notice, member = notices.get(nudge.notice_id), MemberId(nudge.member_id)
        if notice is None:
            verdict.void.append(nudge)
            continue
        stands, free = standing[notice.id], is_manual(nudge)
        if member in stands.away and nudge.way != "superior":
            verdict.later.setdefault(_next_morning(group, now), []).append(nudge)
        elif member not in stands.missing or _told_just_now(nudge, told.get(member, _NEVER), now):
            verdict.void.append(nudge)
        elif now - nudge.due_at > TOO_LATE:
            verdict.missed.append(nudge)
        elif quiet and not free and not notice.urgent:
            verdict.later.setdefault(loud, []).append(nudge)
        elif free or nudge.way == "superior":
            verdict.ready.append(nudge)
        else:
            allowed = allowed_at(told.get(member, _NEVER).by_itself, now)
            if allowed > now:
                moment = allowed if notice.urgent else hours.next_loud(group, allowed)
                verdict.later.setdefault(moment, []).append(nudge)
            else:
                verdict.ready.append(nudge)
    return verdict


async def _standing(group: GroupState, row: Notice) -> _Standing:
    result = await standing_in(group, row)
    return _Standing(
        frozenset(person.member for person in result.missing), frozenset(person.member for person in result.away)
    )


def _told_just_now(nudge: Nudge, told: _Told, now: datetime) -> bool:
    """An administrator's reminder stands for the bot's own of the same notice; by hand itself is always said."""
    last = told.last.get(nudge.notice_id)
    return last is not None and last > now - TOGETHER and not is_manual(nudge) and nudge.way != "superior"


async def _told(members: Collection[str], own: Collection[str], now: datetime) -> dict[MemberId, _Told]:
    wanted, itself = sorted(members), defaultdict[MemberId, dict[str, datetime]](dict)
    last: defaultdict[MemberId, dict[int, datetime]] = defaultdict(dict)
    for start in range(0, len(wanted), _CHUNK):
        rows = Nudge.filter(member_id__in=wanted[start : start + _CHUNK], told_at__gt=now - DAY - timedelta(hours=1))
        found = await rows.filter(state__in=["put", "told"]).values_list(
            "member_id", "notice_id", "batch", "told_at", "occasion", "way"
        )
        for member_id, notice, batch, told_at, occasion, way in found:
            if way == "superior" or batch in own:
                continue
            member = MemberId(member_id)
            if occasion.startswith("manual"):
                last[member][notice] = max(told_at, last[member].get(notice, told_at))
            else:
                itself[member][batch] = told_at
    return {member: _Told(frozenset(itself[member].values()), last[member]) for member in {*last, *itself}}


def _next_morning(group: GroupState, now: datetime) -> datetime:
    morning = local(now).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if morning <= now:
        morning += timedelta(days=1)
    return hours.next_loud(group, morning)
