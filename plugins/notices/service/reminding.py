"""Reminders: only to those who have not answered at the moment the message leaves.

A round goes out message by message: each one is computed when the one before has been delivered,
and checked once more right before it is sent, so nobody who has answered is mentioned.
"""

from datetime import datetime, timedelta
from typing import Any

from tortoise.expressions import Q

from bot.domain.ids import ChatRef, MemberId
from bot.domain.members import SYSTEM, Actor
from bot.domain.messages import Mention
from bot.effects.outbox import Effect, Settlement
from bot.governance import roster, voice
from bot.governance.directory import GroupState
from bot.store import audit
from bot.store.transaction import insert_once, transaction
from plugins.notices.domain.tally import MOST_MENTIONS, Tally, by_department
from plugins.notices.models import Notice, Receipt, Recipient, Reminder

from .board import RECENT
from .drafting import ack_words
from .files import NoticeFile, find_notice, notice_file, open_notice, tally_of
from .publishing import LASTS, OWNER
from .refusals import AlreadyClosed, NoAnswerAsked, NotPublished, RemindedRecently

PAUSE = RECENT
REMINDER_LASTS = timedelta(minutes=30)


@transaction
async def remind(group: GroupState, number: int, *, by: Actor, now: datetime) -> tuple[NoticeFile, int]:
    """An administrator's reminder; answers how many are asked, 0 when all have answered.

    Raises NoSuchNumber, NotPublished, NoAnswerAsked, AlreadyClosed, RemindedRecently.
    """
    notice = await find_notice(group.id, number)
    require_open(notice)
    missing = len((await tally_of(group, notice)).missing)
    if missing and not await _start_round(group, notice, "manual", missing, by, now):
        row = await Notice.get(id=notice.id)
        last = row.reminded_at or now
        raise RemindedRecently(number=number, again=last + PAUSE)
    return notice, missing


def require_open(notice: NoticeFile) -> None:
    """Raises NotPublished, NoAnswerAsked, AlreadyClosed."""
    if notice.state in ("review", "rejected"):
        raise NotPublished(number=notice.number)
    if not notice.needs_answer:
        raise NoAnswerAsked(number=notice.number)
    if notice.state != "open":
        raise AlreadyClosed(number=notice.number)


async def remind_automatically(group: GroupState, notice: NoticeFile, occasion: str, now: datetime) -> None:
    """``before`` or ``deadline``: once each, not when all have answered, not right after another reminder."""
    missing = len((await tally_of(group, notice)).missing)
    if missing:
        await _start_round(group, notice, occasion, missing, SYSTEM, now)


async def _start_round(
    group: GroupState, notice: NoticeFile, occasion: str, missing: int, by: Actor, now: datetime
) -> bool:
    """Write first: of two at once, one finds that the pause has begun."""
    quiet = Q(reminded_at=None) | Q(reminded_at__lte=now - PAUSE)
    if not await Notice.filter(quiet, id=notice.id, state="open").update(reminded_at=now):
        return False
    number = await Reminder.filter(notice_id=notice.id).count() + 1
    name = f"manual:{number}" if occasion == "manual" else occasion
    row = Reminder(notice_id=notice.id, round=number, occasion=name, asked=missing, by=by.id, at=now)
    if not await insert_once(row):
        return False
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor=by.id,
        action="notice.reminded",
        subject=f"notice:{notice.number}",
        round=number,
        occasion=name,
        asked=missing,
    )
    await _put_batch(group, notice, {"round": number, "batch": 1, "attempt": 1, "after": 0}, now)
    return True


async def _put_batch(group: GroupState, notice: NoticeFile, place: dict[str, Any], now: datetime) -> None:
    """The next message of a round, to the next people after ``after`` who have not answered; none when none is left."""
    people = await _next_missing(group, notice, int(place["after"]))
    if not people:
        return
    round_number, batch = int(place["round"]), int(place["batch"])
    sign = f"通知 #{notice.number}·提醒{round_number}" + (f"-{batch}" if batch > 1 else "")
    await voice.say_in(
        group,
        "notices/reminder",
        key=f"notice:{notice.id}:remind:{round_number}:{batch}:{place['attempt']}",
        now=now,
        mention=[mention for _, mention in people],
        marker=f"【{sign}】",
        valid_for=REMINDER_LASTS,
        owner=OWNER,
        about={
            "notice": notice.id,
            "what": "remind",
            **place,
            "last": people[-1][0],
            "members": [mention.user for _, mention in people],
        },
        fields={"notice": notice, "sign": sign, "word": ack_words(group)[0], "now": now},
    )


async def _next_missing(group: GroupState, notice: NoticeFile, after: int) -> list[tuple[int, Mention]]:
    done = {str(m) for m in await Receipt.filter(notice_id=notice.id).values_list("member_id", flat=True)}
    here = {member.id: member.name for member in await roster.members_of(group.id)}
    found: list[tuple[int, Mention]] = []
    for row in await Recipient.filter(notice_id=notice.id, id__gt=after).order_by("id"):
        member = MemberId(row.member_id)
        if row.member_id in done or (here and member not in here):
            continue
        found.append((row.id, Mention(member, here.get(member, row.member_name))))
        if len(found) == MOST_MENTIONS:
            break
    return found


async def still_missing(effect: Effect) -> str | None:
    """Right before it is sent: a reason when somebody mentioned in it has answered, or the notice is over."""
    notice_id, members = int(effect.about["notice"]), [str(m) for m in effect.about["members"]]
    if not await Notice.filter(id=notice_id, state="open").exists():
        return "closed"
    return "answered" if await Receipt.filter(notice_id=notice_id, member_id__in=members).exists() else None


async def go_on(group: GroupState, effect: Effect, settlement: Settlement) -> None:
    """After a message of a round: the same one anew where somebody answered meanwhile, else the next."""
    notice = await open_notice(int(effect.about["notice"]))
    if notice is None:
        return
    place = {key: int(effect.about[key]) for key in ("round", "batch", "attempt", "after")}
    if settlement.state == "cancelled" and settlement.detail == "answered":
        place["attempt"] += 1
    elif settlement.state in ("done", "unverified", "needs_person"):
        place |= {"batch": place["batch"] + 1, "attempt": 1, "after": int(effect.about["last"])}
    else:
        return
    await _put_batch(group, notice, place, settlement.at)


async def report(group: GroupState, notice: NoticeFile, result: Tally, now: datetime) -> None:
    """Tell the administrators and the publisher how it stands at the deadline."""
    fields = {"notice": notice, "tally": result, "missing": by_department(result.missing)}
    marker = f"通知 #{notice.number} 已到截止时间"
    key = f"notice:{notice.id}:report"
    publisher = Mention(notice.publisher, notice.publisher_name)
    await voice.tell_administrators(
        group, "notices/report", key=key, now=now, mention=[publisher], marker=marker, valid_for=LASTS, fields=fields
    )
    if group.console is not None:
        await voice.say(
            ChatRef(group.chat.platform, user=notice.publisher),
            group.account,
            "notices/report",
            key=f"{key}:publisher",
            now=now,
            marker=marker,
            group_id=group.id,
            valid_for=LASTS,
            fields=fields,
        )


@transaction
async def at_deadline(group: GroupState, notice_id: int, *, now: datetime) -> None:
    """The last reminder where a clause asks for reminders, and the report."""
    row = await Notice.get_or_none(id=notice_id, state="open")
    if row is None:
        return
    notice = notice_file(row)
    if group.regulation is not None and group.regulation.clause("notice.followup") is not None:
        await remind_automatically(group, notice, "deadline", now)
    await report(group, notice, await tally_of(group, notice), now)


@transaction
async def before_deadline(group: GroupState, notice_id: int, *, now: datetime) -> None:
    notice = await open_notice(notice_id)
    if notice is not None:
        await remind_automatically(group, notice, "before", now)
