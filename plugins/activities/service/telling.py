"""What is said about an activity, so that it can be dropped when it is no longer right."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.domain.ids import ChatRef, GroupId
from bot.domain.messages import Enclosure, Mention
from bot.effects import outbox
from bot.effects.outbox import Effect, Settlement
from bot.governance import voice
from bot.governance.directory import GroupState, directory
from bot.store.transaction import after_commit, insert_once
from bot.texts import clean_name
from plugins.activities.domain.activity import Activity
from plugins.activities.domain.places import Party
from plugins.activities.models import ActivityMessage, ActivityRow, Poster

from . import planning
from .codes import ShownCode
from .opensignups import open_sign_ups

OWNER = "activities"
MOST_MENTIONS = 20
NEWS_LASTS = timedelta(hours=12)
_WHILE_OPEN = ("place_offered", "moved_up", "offer_missed", "poll_over")
_TIMED = ("remind", "code", "code_in_group")
"""What is wrong as soon as the activity is at another time."""
POSTER = "activities.poster"


def mentions(parties: Iterable[Party], *, but: str = "") -> list[Mention]:
    return [Mention(party.member, party.name) for party in parties if party.member != but]


async def tell_group(group: GroupState, activity: Activity, template: str, kind: str, *, now: datetime,
                     people: Iterable[Mention] = (), until: datetime | None = None, marker: str = "",
                     by_name: bool = False, enclosed: Sequence[Enclosure] = (), **fields: Any) -> None:  # fmt: skip
    """Say it in the group, mentioning ``people`` in messages of at most 20; once per plan and ``kind``.

    A lost message is looked for by its marker, so that differs between the messages of one telling
    and, with ``by_name``, between tellings to different people. The template begins with ``head``
    (and ``：names`` with ``by_name``), or has the ``marker`` that is given.
    """
    people = list(people)
    batches = [people[i : i + MOST_MENTIONS] for i in range(0, len(people), MOST_MENTIONS)] or [[]]
    for index, batch in enumerate(batches):
        part = f"（{index + 1}/{len(batches)}）" if len(batches) > 1 else ""
        head, names = f"活动 #{activity.number}{part}", "、".join(clean_name(person.name) for person in batch)
        await voice.say_in(
            group,
            template,
            key=f"{planning.key(activity, kind)}:{index}",
            now=now,
            mention=batch,
            enclosed=enclosed if index == 0 else (),
            marker=marker or (f"{head}：{names}" if by_name else head),
            valid_for=until - now if until is not None and until > now else NEWS_LASTS,
            owner=OWNER,
            about=_about(activity, kind),
            fields={"activity": activity, "head": head, "names": names, **fields},
        )


async def poster_parts(activity: Activity) -> tuple[Enclosure, ...]:
    """The pictures that the organiser gave, to go with an announcement."""
    ids = await Poster.filter(activity_id=activity.id).order_by("id").values_list("id", flat=True)
    return tuple(Enclosure(POSTER, {"poster": key}) for key in ids)


async def tell_administrators(group: GroupState, activity: Activity, template: str, kind: str, *, now: datetime,
                              enclosed: Sequence[Enclosure] = (), **fields: Any) -> None:  # fmt: skip
    await voice.tell_administrators(
        group,
        template,
        key=planning.key(activity, kind),
        now=now,
        marker=f"活动 #{activity.number}",
        valid_for=timedelta(hours=24),
        enclosed=enclosed,
        fields={"activity": activity, **fields},
    )


async def tell_organiser_code(group: GroupState, activity: Activity, shown: ShownCode, *, now: datetime) -> None:
    """In private; where that cannot be delivered before the start, the group is told (see ``settled``)."""
    await voice.say(
        ChatRef(group.chat.platform, user=activity.organiser),
        group.account,
        "activities/code",
        key=planning.key(activity, "code"),
        now=now,
        marker=f"活动 #{activity.number}",
        group_id=group.id,
        valid_for=max(activity.starts_at - now, timedelta(minutes=2)),
        owner=OWNER,
        about=_about(activity, "code"),
        fields={"activity": activity, "shown": shown, "group": group},
    )


def _about(activity: Activity, kind: str) -> dict[str, Any]:
    return {"activity": activity.id, "plan": activity.plan, "kind": kind}


async def still_right(effect: Effect, now: datetime) -> str | None:
    """Announcements, reminders and codes of an activity that was cancelled or moved are not sent."""
    kind = str(effect.about.get("kind")).partition(":")[0]
    if kind not in ("announced", *_TIMED) and not str(kind).startswith(_WHILE_OPEN):
        return None
    row = await ActivityRow.get_or_none(id=effect.about["activity"])
    if row is None or row.state not in ("open", "over", "poll"):
        return "activity_cancelled"
    return "activity_moved" if kind in _TIMED and row.plan != effect.about["plan"] else None


async def settled(effect: Effect, settlement: Settlement) -> None:
    """Learn the ids of what was said, so that replies and reactions are understood.

    A code that the organiser did not get is told in the group.
    """
    kind, delivered = effect.about.get("kind"), settlement.state in (outbox.DONE, outbox.UNVERIFIED)
    row = await ActivityRow.get_or_none(id=effect.about["activity"]) if "activity" in effect.about else None
    group = directory.get(GroupId(effect.group_id or 0))
    if row is None or group is None or row.state not in ("open", "poll"):
        return
    if kind == "code" and not delivered and row.plan == effect.about["plan"]:
        await planning.plan_code_in_group(group, row.activity(), now=settlement.at)
    message = settlement.result.message if settlement.result is not None else None
    if kind == "code" or not delivered or message is None:
        return
    if kind == "announced":
        await ActivityRow.filter(id=row.id).update(message_id=message)
    account = effect.account or group.account or ""
    await insert_once(ActivityMessage(activity_id=row.id, account=account, message_id=message))
    after_commit(lambda: open_sign_ups.remember(group.id, row.number, message))


outbox.register(OWNER, check=still_right, settled=settled)
