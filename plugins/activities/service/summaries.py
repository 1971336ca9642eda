"""The organiser's summary after an activity: words, pictures, and what the administrators get of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from bot.domain.members import Actor
from bot.domain.messages import Enclosure
from bot.effects import enclosures, schedule
from bot.effects.enclosures import Handout
from bot.governance import voice
from bot.governance.directory import GroupState
from bot.store.transaction import insert_once, transaction
from plugins.activities.domain.activity import Activity
from plugins.activities.domain.pictures import MOST, PICTURE_BYTES, is_picture
from plugins.activities.domain.refusals import NoPictures, NotBegun
from plugins.activities.models import ActivityRow, SummaryPicture

from . import planning, stating
from .records import hold, must_be_open, must_manage, record, write
from .rolls import roll_of

PICTURE = "activities.summary_picture"
AT_ONCE = 3
"""Pictures in one message: a frame of 8 MB at most."""
_LASTS = timedelta(hours=24)


@transaction
async def sum_up(
    group: GroupState, number: int, text: str, *, actor: Actor, now: datetime, pictures: Sequence[bytes] = ()
) -> tuple[Activity, int]:
    """Record the summary, or replace its words; how many pictures it has now.

    The administrators are told the first words and every new picture. Raises NoSuchNumber, NotYours, NotOpen, NotBegun.
    """
    row = await _held(group, number, actor, now)
    activity = await write(row, summary=text, summarised_at=row.summarised_at or now)
    await planning.unplan(activity, "summary_asked", "summary_soon", "summary_due")
    await record(group, activity, "summarised", actor.id, now)
    new = await _keep(group, activity, pictures, actor, now)
    came = (await roll_of(group, activity)).people
    first = await _tell(group, activity, "activities/summary_told", "summary", new[:AT_ONCE], now, came=came)
    await _pass_on(group, activity, new[AT_ONCE:] if first else new, now)
    return activity, await SummaryPicture.filter(activity_id=activity.id).count()


@transaction
async def add_pictures(
    group: GroupState, number: int, pictures: Sequence[bytes], *, actor: Actor, now: datetime
) -> tuple[Activity, int, int]:
    """Pictures that follow the summary's words: how many were new, and how many it has now.

    Raises NoSuchNumber, NotYours, NotOpen, NotBegun; NoPictures where none can be kept.
    """
    row = await _held(group, number, actor, now)
    activity = row.activity()
    if not any(_keeps(picture) for picture in pictures):
        raise NoPictures(most=MOST, megabytes=PICTURE_BYTES // 1024**2)
    new = await _keep(group, activity, pictures, actor, now)
    await _pass_on(group, activity, new, now)
    return activity, len(new), await SummaryPicture.filter(activity_id=activity.id).count()


@transaction
async def forget_pictures(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """The time for which the regulation has them kept is over; the words stay with the activity."""
    gone = await SummaryPicture.filter(
        activity_id=activity_id, kept_at__lte=now - stating.pictures_kept(group)
    ).delete()
    row = await ActivityRow.get_or_none(id=activity_id)
    if gone and row is not None:
        await record(group, row.activity(), "pictures_forgotten", "", now, count=gone)
    left = await SummaryPicture.filter(activity_id=activity_id).order_by("kept_at").first()
    if row is not None and left is not None:
        await _plan_forgetting(group, row.activity(), left.kept_at)


async def _held(group: GroupState, number: int, actor: Actor, now: datetime) -> ActivityRow:
    row = await hold(group.id, number)
    must_manage(row.activity(), actor)
    must_be_open(row.activity(), "open", "over")
    if not row.activity().has_begun(now):
        raise NotBegun(activity=row.activity())
    return row


def _keeps(picture: bytes) -> bool:
    return len(picture) <= PICTURE_BYTES and is_picture(picture)


async def _keep(
    group: GroupState, activity: Activity, pictures: Sequence[bytes], actor: Actor, now: datetime
) -> list[int]:
    """The rows of those that are new, at most nine in all."""
    held = await SummaryPicture.filter(activity_id=activity.id).count()
    new: list[int] = []
    for content in pictures:
        if held + len(new) >= MOST or not _keeps(content):
            continue
        digest, place = sha256(content).hexdigest(), held + len(new) + 1
        row = SummaryPicture(activity_id=activity.id, place=place, digest=digest, content=content, kept_at=now)
        if await insert_once(row):
            new.append((await SummaryPicture.get(activity_id=activity.id, digest=digest)).id)
    if new:
        await record(group, activity, "pictures_kept", actor.id, now, count=len(new))
        await _plan_forgetting(group, activity, now)
    return new


async def _plan_forgetting(group: GroupState, activity: Activity, kept_at: datetime) -> None:
    due = kept_at + stating.pictures_kept(group) + timedelta(minutes=1)
    payload = {"activity": activity.id, "plan": activity.plan}
    key = f"activity:{activity.id}:forget:{due.timestamp():.0f}"
    await schedule.at("activities.forget_pictures", key, due, payload, group_id=group.id)


async def _pass_on(group: GroupState, activity: Activity, new: Sequence[int], now: datetime) -> None:
    for start in range(0, len(new), AT_ONCE):
        batch = new[start : start + AT_ONCE]
        await _tell(
            group, activity, "activities/summary_pictures", f"pictures:{batch[0]}", batch, now, count=len(batch)
        )


async def _tell(
    group: GroupState, activity: Activity, template: str, kind: str, pictures: Sequence[int], now: datetime,
    **fields: Any,
) -> bool:  # fmt: skip
    """To the administrators, once for each ``kind``; whether it had not been told before."""
    return await voice.tell_administrators(
        group,
        template,
        key=f"activity:{activity.id}:{kind}",
        now=now,
        marker=f"活动 #{activity.number}",
        valid_for=_LASTS,
        enclosed=[Enclosure(PICTURE, {"picture": picture}) for picture in pictures],
        fields={"activity": activity, **fields},
    )


async def _make(about: Mapping[str, Any], now: datetime) -> Handout | None:
    row = await SummaryPicture.get_or_none(id=int(about["picture"]))
    return Handout(f"summary-{row.place}", bytes(row.content)) if row is not None else None


enclosures.register(PICTURE, _make)
