"""Notices that come again: the plan's row is kept, and each time a notice of its own is made of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.errors import NoSuchNumber, Refusal
from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor, Role
from bot.domain.messages import Mention
from bot.domain.moments import parse_moment
from bot.domain.recurring import read_recurrence
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance import hours, voice, zone
from bot.governance.directory import GroupState, directory
from bot.store import audit
from bot.store.numbers import next_number
from bot.store.transaction import transaction
from plugins.notices.models import Notice, NoticeContent, NoticePlan

from . import places
from .files import NoticeFile
from .names import LASTS
from .planning import AGAIN, LATEST
from .publishing import go_out, note, tell_reviewers
from .refusals import NotYours, PlanPast


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan as templates read it; ``next_at`` None once it has ended."""

    id: int
    number: int
    text: str
    spoken: str
    publisher: MemberId
    publisher_name: str
    next_at: datetime | None
    ended: bool


def plan_file(row: NoticePlan) -> PlanFile:
    return PlanFile(
        row.id,
        row.number,
        str(row.words["text"]),
        row.spoken,
        MemberId(row.publisher_id),
        row.publisher_name,
        row.next_at,
        row.ended_at is not None,
    )


async def find_plan(group_id: GroupId, number: int) -> NoticePlan | None:
    return await NoticePlan.get_or_none(group_id=group_id, number=number)


def next_time(row: NoticePlan, after: datetime) -> datetime | None:
    """Rules are read again with the day they were made: ``每两周`` counts from there."""
    read = read_recurrence(row.rule, zone.local(row.made_at).date())
    return read[0].next_after(zone.local(after), hours.chinese_calendar()) if read is not None else None


async def make_plan(group: GroupState, notice: Notice, by: Actor, now: datetime) -> PlanFile:
    """The written notice becomes a plan under its number. Inside a transaction. Raises PlanPast."""
    wider: dict[str, Any] = dict(notice.wider or {})
    spoken = str(wider.pop("repeat"))
    row = NoticePlan(
        group_id=group.id,
        number=notice.number,
        rule=spoken[:100],
        spoken=spoken[:100],
        words=_words(notice, wider),
        publisher_id=notice.publisher_id,
        publisher_name=notice.publisher_name,
        made_at=now,
    )
    row.next_at = next_time(row, now)
    if row.next_at is None:
        raise PlanPast(planned=None)
    await row.save()
    await NoticeContent.filter(notice_id=notice.id).update(notice_id=None, plan_id=row.id)
    await notice.delete()
    await _schedule(row, row.next_at, 1)
    await _note(group, row, "notice.repeating", by.id, now, rule=spoken)
    return plan_file(row)


def _words(notice: Notice, wider: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": notice.text,
        "source": notice.source,
        "needs_answer": notice.needs_answer,
        "urgent": notice.urgent,
        "departments": notice.departments,
        "mentioned": notice.mentioned,
        "deadline_words": wider.pop("deadline_words", ""),
        "wider": wider or None,
        "enclosed": notice.enclosed,
        "reviewer": [notice.decided_by, notice.decided_name] if notice.decided_by else None,
    }


async def _schedule(row: NoticePlan, due: datetime, attempt: int) -> None:
    payload: dict[str, Any] = {"plan": row.id, "due": due.isoformat(), "attempt": attempt}
    key = f"notice:plan:{row.id}:{due.timestamp():.0f}:{attempt}"
    later = due + (attempt - 1) * AGAIN
    await schedule.at("notices.repeat", key, later, payload, group_id=row.group_id)


@schedule.work("notices.repeat")
async def publish_again(work: Work) -> None:
    """Platforms are asked before, and the plan moves on within, the transaction: each time happens once."""
    group = directory.get(GroupId(work.group_id or 0))
    row = await NoticePlan.get_or_none(id=int(work.payload["plan"]), ended_at=None)
    due = datetime.fromisoformat(str(work.payload["due"]))
    if row is None or row.next_at != due:
        return
    if group is None or work.now - due > LATEST:
        await _pass_over(group, row.id, due, "late", work.now)
        return
    words: dict[str, Any] = row.words
    wider: dict[str, Any] = words["wider"] or {}
    ids, reviewer = list[int](wider.get("groups", ())), words["reviewer"]
    lacking = await places.lacking(group, ids, MemberId(reviewer[0] if reviewer else row.publisher_id))
    if lacking is None:
        await _schedule(row, due, int(work.payload["attempt"]) + 1)
        return
    await places.know_everybody(group, ids, work.now)
    try:
        await _go(group, row.id, due, may=not lacking, now=work.now)
    except Refusal:
        await _pass_over(group, row.id, due, "refused", work.now)


async def _move_on(plan_id: int, due: datetime, now: datetime) -> NoticePlan | None:
    """Write first: of two who do it, one finds that the plan has moved on. Times missed meanwhile are left out."""
    row = await NoticePlan.get(id=plan_id)
    following = next_time(row, max(due, now))
    if not await NoticePlan.filter(id=plan_id, next_at=due, ended_at=None).update(next_at=following):
        return None
    if following is not None:
        await _schedule(row, following, 1)
    return row


@transaction
async def _go(group: GroupState, plan_id: int, due: datetime, *, may: bool, now: datetime) -> None:
    plan = await _move_on(plan_id, due, now)
    if plan is None:
        return
    row = await _notice_of(group, plan, due, now)
    if may:
        await go_out(group, row, now)
        return
    row.state, row.decided_by, row.decided_name = "review", None, ""
    await row.save()
    await tell_reviewers(group, row, now)
    await note(group, row, "notice.submitted", row.publisher_id, now, why="right_lost")


async def _notice_of(group: GroupState, plan: NoticePlan, due: datetime, now: datetime) -> Notice:
    words: dict[str, Any] = dict(plan.words)
    spoken = str(words.get("deadline_words") or "")
    deadline = parse_moment(spoken, zone.local(due)) if spoken else None
    reviewer = words.get("reviewer") or (None, "")
    return await Notice.create(
        group_id=group.id,
        number=await next_number(group.id, "notice"),
        state="open",
        text=words["text"],
        source=words["source"],
        publisher_id=plan.publisher_id,
        publisher_name=plan.publisher_name,
        needs_answer=words["needs_answer"],
        urgent=words["urgent"],
        departments=words["departments"],
        mentioned=words["mentioned"],
        wider=words["wider"],
        enclosed=words["enclosed"],
        deadline=deadline[0] if deadline is not None else None,
        decided_by=reviewer[0],
        decided_name=reviewer[1],
        written_at=now,
        plan_id=plan.id,
    )


@transaction
async def _pass_over(group: GroupState | None, plan_id: int, due: datetime, why: str, now: datetime) -> None:
    """This time is left out; its author is told, and the plan goes on."""
    row = await _move_on(plan_id, due, now)
    if row is None or group is None:
        return
    await _note(group, row, "notice.missed", "", now, why=why)
    plan = plan_file(await NoticePlan.get(id=plan_id))
    await voice.say_in(
        group,
        "notices/plan_missed",
        key=f"notice:plan:{plan.id}:missed:{due.timestamp():.0f}",
        now=now,
        mention=[Mention(plan.publisher, plan.publisher_name)],
        marker=f"通知 #{plan.number}",
        valid_for=LASTS,
        fields={"plan": plan, "due": due, "why": why},
    )


@transaction
async def publish_plan_now(group: GroupState, number: int, *, by: Actor, now: datetime) -> NoticeFile:
    """Once more, besides its times. Raises NoSuchNumber, DeadlinePast, NobodyAsked."""
    plan = await find_plan(group.id, number)
    if plan is None or plan.ended_at is not None:
        raise NoSuchNumber(number=number)
    return await go_out(group, await _notice_of(group, plan, now, now), now)


@transaction
async def stop_repeating(group: GroupState, number: int, *, by: Actor, now: datetime) -> PlanFile:
    """It comes no more; what is published already stays. Raises NoSuchNumber, NotYours."""
    plan = await find_plan(group.id, number)
    if plan is not None and by.role < Role.ADMIN and by.id != plan.publisher_id:
        raise NotYours(number=number)
    found = NoticePlan.filter(group_id=group.id, number=number, ended_at=None)
    if plan is None or not await found.update(ended_at=now, ended_by=by.id, next_at=None):
        raise NoSuchNumber(number=number)
    await schedule.cancel(f"notice:plan:{plan.id}:", now=now)
    await NoticeContent.filter(plan_id=plan.id).delete()
    await _note(group, plan, "notice.stopped", by.id, now)
    return plan_file(await NoticePlan.get(id=plan.id))


async def change_rule(plan: NoticePlan, spoken: str, now: datetime) -> None:
    """Another rule, from now on. Inside a transaction; the row is saved. Raises PlanPast."""
    plan.rule = plan.spoken = spoken[:100]
    plan.made_at = now
    plan.next_at = next_time(plan, now)
    if plan.next_at is None:
        raise PlanPast(planned=None)
    await plan.save()
    await _schedule(plan, plan.next_at, 1)


async def _note(group: GroupState, row: NoticePlan, action: str, by: str, now: datetime, **details: Any) -> None:
    await audit.record(f"group:{group.id}", at=now, actor=by, action=action, subject=f"notice:{row.number}", **details)
