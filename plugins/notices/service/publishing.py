"""Publishing: an administrator's notice goes out at once, anybody else's after review."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.domain.members import Actor
from bot.domain.messages import IncomingMessage
from bot.governance import voice
from bot.governance.directory import GroupState
from bot.store import audit
from bot.store.numbers import next_number
from bot.store.transaction import after_commit, transaction
from plugins.notices.domain.drafts import Draft
from plugins.notices.models import Notice, NoticeMessage, NoticePlace

from . import parts, places, timetable
from .asked import AskedHere, department_of, fix_audience
from .board import OpenNotice, board
from .drafting import regulations_deadline
from .enclosing import Content, forget_later, keep, pictures_of
from .files import NoticeFile, filed, load_entries, notice_file
from .names import LASTS, OWNER
from .refusals import DeadlinePast, TooManyWaiting
from .saying import say_published

__all__ = ["LASTS", "OWNER", "go_out", "publish_notice", "send_to_review", "submit_notice", "write"]

MOST_WAITING = 3


@transaction
async def publish_notice(
    group: GroupState,
    draft: Draft,
    *,
    by: Actor,
    message: IncomingMessage,
    now: datetime,
    contents: Sequence[Content] = (),
) -> NoticeFile:
    """Publish at once. Raises DeadlinePast, NobodyAsked."""
    return await go_out(group, await write(group, draft, "open", by, message, now, contents), now)


@transaction
async def submit_notice(
    group: GroupState,
    draft: Draft,
    *,
    by: Actor,
    message: IncomingMessage,
    now: datetime,
    contents: Sequence[Content] = (),
) -> NoticeFile:
    """Keep it for review and tell the administrators. Raises DeadlinePast, TooManyWaiting."""
    return await send_to_review(group, await write(group, draft, "review", by, message, now, contents), now)


async def send_to_review(group: GroupState, row: Notice, now: datetime, *, again: str = "") -> NoticeFile:
    """Inside a transaction; ``again`` is the identity of another request for the same notice.

    Raises DeadlinePast, TooManyWaiting.
    """
    waiting = Notice.filter(group_id=group.id, state="review", publisher_id=row.publisher_id).exclude(id=row.id)
    if await waiting.count() >= MOST_WAITING:
        raise TooManyWaiting(most=MOST_WAITING)
    if row.deadline is not None and row.deadline <= now:
        raise DeadlinePast(deadline=row.deadline)
    row.state = "review"
    await row.save()
    await tell_reviewers(group, row, now, again=again)
    await note(group, row, "notice.submitted", row.publisher_id, now)
    return notice_file(row)


async def tell_reviewers(group: GroupState, row: Notice, now: datetime, *, again: str = "") -> None:
    """What waits, with its pictures."""
    notice = notice_file(row)
    wider: dict[str, Any] = row.wider or {}
    await voice.tell_administrators(
        group,
        "notices/to_review",
        key=f"notice:{row.id}:review{again}",
        now=now,
        marker=f"【待审核】通知 #{row.number}：",
        enclosed=pictures_of(notice),
        valid_for=LASTS,
        fields={
            "notice": notice,
            "group": group,
            "groups": [each.name for each in places.targets(group, notice.groups)] if notice.groups else [],
            "spoken": wider.get("repeat", ""),
        },
    )


async def write(
    group: GroupState,
    draft: Draft,
    state: str,
    by: Actor,
    message: IncomingMessage,
    now: datetime,
    contents: Sequence[Content] = (),
) -> Notice:
    """The row of a draft under the group's next number, with what is enclosed. Inside a transaction."""
    row = await Notice.create(
        group_id=group.id,
        number=await next_number(group.id, "notice"),
        state=state,
        text=draft.text,
        source=draft.source[:200],
        publisher_id=by.id,
        publisher_name=by.name[:200],
        needs_answer=draft.needs_answer,
        urgent=draft.urgent,
        departments=list(draft.departments),
        mentioned=[mention.user for mention in draft.members],
        wider=wider_of(group, draft),
        deadline=draft.deadline,
        planned_at=draft.planned,
        written_at=now,
        written_account=message.account,
        written_message=message.id if message.chat == group.chat else "",
    )
    if contents:
        await keep(contents, row, now)
        await row.save(update_fields=["enclosed"])
    return row


def wider_of(group: GroupState, draft: Draft) -> dict[str, Any] | None:
    """What a draft says beyond departments and members; None where that is nothing."""
    told = {
        "roles": list(draft.roles),
        "lists": list(draft.lists),
        "groups": places.group_ids(group, draft.groups),
        "repeat": draft.spoken,
        "deadline_words": draft.deadline_words if draft.repeats else "",
    }
    return {name: value for name, value in told.items() if value} or None


async def go_out(group: GroupState, row: Notice, now: datetime) -> NoticeFile:
    """Fix the audience, say it in its groups, plan the reminders. Inside a transaction that made it open.

    What goes to more people than one transaction should take is ``publishing`` when this returns, and goes on by
    itself; that nobody is asked is then told to its author. ``group`` is where it is kept.

    Raises DeadlinePast, NobodyAsked.
    """
    if row.needs_answer and row.deadline is None:
        row.deadline = regulations_deadline(group, now)
    if row.deadline is not None and row.deadline <= now:
        raise DeadlinePast(deadline=row.deadline)
    row.source = row.source or (await department_of(group, notice_file(row).publisher))[:200] or group.name[:200]
    row.planned_at, targets = None, places.targets(group, notice_file(row).groups)
    if await parts.are_too_many(targets):
        return await _go_out_in_parts(group, row, targets, now)
    row.published_at, row.state = now, "open" if row.needs_answer else "published"
    found, total = await fix_audience(notice_file(row), targets)
    await _take_places(group, row, found)
    await row.save()
    notice = await filed(row)
    await say_published(notice, found, total, now)
    await _note_command(group, row)
    if notice.needs_answer:
        await timetable.plan(row, now)
        await put_on_board(row)
    else:
        await forget_later(notice, now)
    await note_published(group, row, total, now)
    return notice


async def note_published(group: GroupState, row: Notice, asked: int, now: datetime) -> None:
    """In the audit chain: it has come to everybody who is asked, ``asked`` persons."""
    await note(
        group,
        row,
        "notice.published",
        row.publisher_id,
        now,
        asked=asked,
        reviewed_by=row.decided_by or "",
        deadline=row.deadline.isoformat() if row.deadline is not None else "",
    )


async def _go_out_in_parts(group: GroupState, row: Notice, targets: Sequence[GroupState], now: datetime) -> NoticeFile:
    """Begin it: ``spreading`` goes on, one transaction a part. Who answers already is heard from now on."""
    row.state = "publishing"
    await row.save()
    await _note_command(group, row)
    if row.needs_answer:
        await put_on_board(row)
    await parts.plan(parts.Progress(row.id, tuple(target.id for target in targets)), group.id, now)
    await note(group, row, "notice.publishing", row.publisher_id, now, groups=len(targets))
    return await filed(row)


async def _take_places(group: GroupState, row: Notice, found: Sequence[AskedHere]) -> None:
    """A number in each further group; where nobody is asked in a group that was named, it is not sent there."""
    reached = [place.group for place in found]
    for place in reached:
        if place.id != group.id:
            number = await next_number(place.id, "notice")
            await NoticePlace.create(notice_id=row.id, group_id=place.id, number=number)
    if row.wider and row.wider.get("groups"):
        row.wider = {**row.wider, "groups": [place.id for place in reached]}


async def _note_command(group: GroupState, row: Notice) -> None:
    """Members also answer by quoting the publisher's own command."""
    if row.needs_answer and row.written_message:
        await NoticeMessage.create(
            notice_id=row.id, place_id=group.id, account=row.written_account, message_id=row.written_message
        )


async def put_on_board(row: Notice) -> None:
    """Have talk heard for it after the commit, in every place; an entry from before is replaced."""
    entries: list[OpenNotice] = await load_entries(row)

    def change() -> None:
        board.remove_everywhere(row.id)
        for entry in entries:
            board.add(entry)

    after_commit(change)


async def note(group: GroupState, row: Notice, action: str, by: str, now: datetime, **details: Any) -> None:
    """The audit entry of something that happened to a notice."""
    await audit.record(f"group:{group.id}", at=now, actor=by, action=action, subject=f"notice:{row.number}", **details)
