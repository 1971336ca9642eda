"""Telling the administrators what waits for them: the first at once, more of the same minute together."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.ids import GroupId
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance import hours, people, voice
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction
from plugins.joining.domain.asking import EXPIRE_AFTER, EXPIRED, OPEN, REMIND_AFTER, REQUEST, Asked
from plugins.joining.domain.masking import mask
from plugins.joining.domain.short import missing
from plugins.joining.models import Asking

from .records import asked_of, decide

WINDOW = timedelta(minutes=1)
LASTS = timedelta(hours=24)
_TITLES = {"request": "申请", "registration": "登记", "exit": "退群申请"}


def marker(asked: Asked) -> str:
    """The visible words by which a lost message is found again."""
    return f"{_TITLES[asked.kind]} #{asked.number}"


def shown(asked: Asked) -> dict[str, Any]:
    """The fields that templates may show: every long number masked."""
    return {
        "asked": asked,
        "title": _TITLES[asked.kind],
        "text": mask(asked.text),
        "stated": {column: mask(value) for column, value in asked.stated.items()},
    }


def missing_fields(group: GroupState, asked: Asked) -> list[str]:
    """What the regulation asks applicants to state and this one does not, in the regulation's words."""
    regulation = group.regulation
    if regulation is None or asked.kind != REQUEST:
        return []
    words = regulation.words("join.profile", "fields", "") or regulation.words("join.approval", "fields", "")
    return missing(words, asked.stated)


async def tell_asked(group: GroupState, asked: Asked, *, now: datetime, verdict: str = "ask") -> None:
    """What came in, what the roster says, and what to type. ``verdict`` is what enforce mode would do."""
    start = datetime.fromtimestamp(int(now.timestamp()) // 60 * 60, UTC)
    roster = await people.roster_of(group.organisation_id)
    told = await voice.tell_administrators(
        group,
        "joining/asked",
        key=f"joining:asked:{group.id}:{start.timestamp():.0f}",
        now=now,
        marker=marker(asked),
        valid_for=LASTS,
        fields={
            **shown(asked),
            "verdict": verdict,
            "mode": "halted" if group.halted else group.mode,
            "person": roster.by_row(asked.person_id),
            "missing": missing_fields(group, asked),
        },
    )
    if not told:
        since = {"since": start.timestamp()}
        key = f"joining:more:{group.id}:{start.timestamp():.0f}"
        await schedule.at("joining.more", key, start + WINDOW, since, group_id=group.id)


@transaction
async def tell_more(work: Work) -> None:
    """One line each for what came after the first of its minute."""
    group = directory.get(GroupId(work.group_id or 0))
    if group is None:
        return
    since = datetime.fromtimestamp(work.payload["since"], UTC)
    rows = await Asking.filter(group_id=group.id, asked_at__gte=since, asked_at__lt=since + WINDOW).order_by("number")
    told = [row for row in rows if row.state == OPEN or row.decided_by is not None]
    later = [row for row in told[1:] if row.state == OPEN]
    if later:
        await _tell_list(group, "joining/asked_more", f"told:{work.key}", later, work.now)


async def plan(group: GroupState, asked: Asked, now: datetime) -> None:
    """Reminded once after a day, given up after three; both in working time."""
    key, payload = f"joining:{asked.id}", {"asking": asked.id}
    remind_at, expire_at = (in_working_time(group, now + after) for after in (REMIND_AFTER, EXPIRE_AFTER))
    await schedule.at("joining.remind", f"{key}:remind", remind_at, payload, group_id=group.id)
    await schedule.at("joining.expire", f"{key}:expire", max(expire_at, remind_at), payload, group_id=group.id)


def in_working_time(group: GroupState, moment: datetime) -> datetime:
    """``moment`` itself where people work then, else when they begin again."""
    if hours.is_working(group, moment):
        return moment
    of_group = hours.of(group)
    return of_group.work.next_start(moment, of_group.calendar) or moment


@transaction
async def remind(work: Work) -> None:
    """All that have waited for a day, in one message; each is reminded once."""
    group = directory.get(GroupId(work.group_id or 0))
    if group is None:
        return
    old = work.now - REMIND_AFTER + timedelta(minutes=10)
    rows = await Asking.filter(group_id=group.id, state=OPEN, reminded_at=None, asked_at__lte=old).order_by("number")
    if rows:
        await Asking.filter(id__in=[row.id for row in rows]).update(reminded_at=work.now)
        await _tell_list(group, "joining/reminder", f"told:{work.key}", rows, work.now)


@transaction
async def expire(work: Work) -> None:
    """Nobody decided: what has waited three days is closed here, and the administrators are told of all of it."""
    group = directory.get(GroupId(work.group_id or 0))
    if group is None:
        return
    old = work.now - EXPIRE_AFTER + timedelta(minutes=10)
    rows = await Asking.filter(group_id=group.id, state=OPEN, asked_at__lte=old).order_by("number")
    for row in rows:
        await decide(group, row, EXPIRED, actor=None, now=work.now)
    if rows:
        await _tell_list(group, "joining/expired", f"told:{work.key}", rows, work.now)


async def _tell_list(group: GroupState, template: str, key: str, rows: list[Asking], now: datetime) -> None:
    lines = [shown(asked_of(row)) for row in rows]
    await voice.tell_administrators(group, template, key=key, now=now, valid_for=LASTS, fields={"lines": lines})
