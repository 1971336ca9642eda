"""Publishing: an administrator's notice goes out at once, anybody else's after review."""

from datetime import datetime, timedelta

from bot.domain.ids import AccountId, MemberId, MessageId
from bot.domain.members import Actor
from bot.domain.messages import IncomingMessage, Mention
from bot.domain.ports import Ability
from bot.effects import outbox, schedule
from bot.effects.accounts import accounts
from bot.effects.actions import Announce
from bot.effects.outbox import Effect
from bot.governance import audience, voice
from bot.governance.directory import GroupState
from bot.store import audit
from bot.store.numbers import next_number
from bot.store.transaction import after_commit, transaction
from bot.texts import render
from plugins.notices.domain.drafts import Draft
from plugins.notices.domain.tally import MOST_MENTIONS, reminder_due
from plugins.notices.models import Notice, NoticeMessage, Recipient

from .board import board
from .drafting import ack_words, regulations_deadline
from .files import NoticeFile, notice_file, to_board
from .refusals import DeadlinePast, NobodyAsked, TooManyWaiting

OWNER = "notices"
LASTS = timedelta(hours=24)
"""A publication that could not be delivered for this long is told to the administrators, not sent late."""
FORGOTTEN_AFTER = timedelta(days=7)
"""A notice that nobody closes is closed this long after its deadline, so that 收到 stays unambiguous."""
NO_DEADLINE_LASTS = timedelta(days=30)
MOST_WAITING = 3


@transaction
async def publish_notice(
    group: GroupState, draft: Draft, *, by: Actor, message: IncomingMessage, now: datetime
) -> NoticeFile:
    """Publish at once. Raises DeadlinePast, NobodyAsked."""
    return await go_out(group, await _write(group, draft, "open", by, message, now), now)


@transaction
async def submit_notice(
    group: GroupState, draft: Draft, *, by: Actor, message: IncomingMessage, now: datetime
) -> NoticeFile:
    """Keep it for review and tell the administrators. Raises DeadlinePast, TooManyWaiting."""
    if await Notice.filter(group_id=group.id, state="review", publisher_id=by.id).count() >= MOST_WAITING:
        raise TooManyWaiting(most=MOST_WAITING)
    if draft.deadline is not None and draft.deadline <= now:
        raise DeadlinePast(deadline=draft.deadline)
    notice = notice_file(await _write(group, draft, "review", by, message, now))
    await audit.record(
        f"group:{group.id}", at=now, actor=by.id, action="notice.submitted", subject=f"notice:{notice.number}"
    )
    await voice.tell_administrators(
        group,
        "notices/to_review",
        key=f"notice:{notice.id}:review",
        now=now,
        marker=f"【待审核】通知 #{notice.number}：",
        valid_for=LASTS,
        fields={"notice": notice, "group": group},
    )
    return notice


async def _write(
    group: GroupState, draft: Draft, state: str, by: Actor, message: IncomingMessage, now: datetime
) -> Notice:
    return await Notice.create(
        group_id=group.id,
        number=await next_number(group.id, "notice"),
        state=state,
        text=draft.text,
        publisher_id=by.id,
        publisher_name=by.name[:200],
        needs_answer=draft.needs_answer,
        departments=list(draft.departments),
        mentioned=[mention.user for mention in draft.members],
        deadline=draft.deadline,
        written_at=now,
        written_account=message.account,
        written_message=message.id if message.chat == group.chat else "",
    )


async def go_out(group: GroupState, row: Notice, now: datetime) -> NoticeFile:
    """Fix the audience, say it in the group, plan the reminders. Inside a transaction that made it open."""
    if row.needs_answer and row.deadline is None:
        row.deadline = regulations_deadline(group, now)
    if row.deadline is not None and row.deadline <= now:
        raise DeadlinePast(deadline=row.deadline)
    row.published_at, row.state = now, "open" if row.needs_answer else "published"
    await row.save()
    notice = notice_file(row)
    people = await _fix_audience(group, notice)
    await _say(group, notice, people, now)
    if notice.needs_answer:
        await _plan(group, notice, now)
        await _put_on_board(row, notice, people)
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor=notice.publisher,
        action="notice.published",
        subject=f"notice:{notice.number}",
        asked=len(people),
        reviewed_by=row.decided_by or "",
        deadline=notice.deadline.isoformat() if notice.deadline is not None else "",
    )
    return notice


async def _fix_audience(group: GroupState, notice: NoticeFile) -> list[audience.Addressee]:
    people = [p for p in await audience.addressees(group) if p.id != notice.publisher]
    if not notice.for_everybody:
        wanted, members = set(notice.departments), set(notice.mentioned)
        people = [p for p in people if p.department in wanted or p.id in members]
        if not people:
            raise NobodyAsked(departments=notice.departments)
    rows = [
        Recipient(notice_id=notice.id, member_id=p.id, member_name=p.name[:200], department=p.department[:100])
        for p in people
    ]
    await Recipient.bulk_create(rows, batch_size=500)
    return people


async def _say(group: GroupState, notice: NoticeFile, people: list[audience.Addressee], now: datetime) -> None:
    named = [] if notice.for_everybody or len(people) > MOST_MENTIONS else people
    fields = {"notice": notice, "asked": len(people), "word": ack_words(group)[0]}
    await voice.say_in(
        group,
        "notices/published",
        key=f"notice:{notice.id}:publish",
        now=now,
        mention=[Mention(p.id, p.name) for p in named],
        marker=f"【通知 #{notice.number}】",
        valid_for=LASTS,
        owner=OWNER,
        about={"notice": notice.id, "what": "publish"},
        fields=fields,
    )
    if _announces(group):
        effect = Effect(
            key=f"notice:{notice.id}:announce",
            action=Announce(group.chat, render("notices/published", **fields)),
            account=group.account,
            group_id=group.id,
            owner=OWNER,
            about={"notice": notice.id, "what": "announce"},
            valid_until=now + LASTS,
        )
        await outbox.put(effect, now=now)


def _announces(group: GroupState) -> bool:
    """On top of the message, and only where a clause asks for it and the platform can."""
    if group.regulation is None or group.regulation.clause("notice.announcement") is None:
        return False
    platform = accounts.get(group.account) if group.account is not None else None
    return platform is not None and Ability.ANNOUNCE in platform.capabilities


async def _plan(group: GroupState, notice: NoticeFile, now: datetime) -> None:
    payload = {"notice": notice.id}
    deadline, key = notice.deadline, f"notice:{notice.id}"
    forgotten = deadline + FORGOTTEN_AFTER if deadline is not None else now + NO_DEADLINE_LASTS
    await schedule.at("notices.forgotten", f"{key}:forgotten", forgotten, payload, group_id=group.id)
    if deadline is None:
        return
    await schedule.at("notices.deadline", f"{key}:deadline", deadline, payload, group_id=group.id)
    regulation = group.regulation
    if regulation is None or regulation.clause("notice.followup") is None:
        return
    before = regulation.duration("notice.followup", "remind_before", timedelta(hours=2))
    due = reminder_due(deadline, before, now)
    if due is not None:
        await schedule.at("notices.before", f"{key}:before", due, payload, group_id=group.id, valid_until=deadline)


async def _put_on_board(row: Notice, notice: NoticeFile, people: list[audience.Addressee]) -> None:
    asked = None if notice.for_everybody else frozenset(MemberId(p.id) for p in people)
    entry = to_board(notice, asked)
    if row.written_message:
        account, message = AccountId(row.written_account), MessageId(row.written_message)
        await NoticeMessage.create(notice_id=row.id, account=account, message_id=message)
        entry.messages.add((account, message))
    after_commit(lambda: board.add(entry))
