"""A published notice is never changed silently: each edit is a version, announced by what it changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor
from bot.domain.messages import Mention
from bot.governance import voice
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction
from plugins.notices.domain.changes import Change, compare
from plugins.notices.domain.drafts import Draft
from plugins.notices.domain.tally import MOST_MENTIONS
from plugins.notices.models import Notice, NoticeVersion, Recipient

from . import timetable
from .drafting import ack_words
from .enclosing import Content, keep, pictures_of, send_files
from .files import NoticeFile, filed
from .names import LASTS, OWNER
from .publishing import note, put_on_board
from .refusals import DeadlinePast, NothingChanged, OnlyTextAndDeadline, WrongState
from .saying import announce


@transaction
async def publish_version(
    group: GroupState,
    notice_id: int,
    draft: Draft,
    *,
    asks_again: bool,
    contents: Sequence[Content],
    by: Actor,
    now: datetime,
) -> NoticeFile:
    """Say what changed in every group of the notice; with ``asks_again`` all are asked to answer anew.

    Earlier answers stay recorded with their version. Raises NothingChanged, OnlyTextAndDeadline, DeadlinePast,
    WrongState.
    """
    row = await Notice.filter(id=notice_id).select_for_update().get()
    if draft.names_audience or draft.planned or not draft.needs_answer or draft.source or draft.urgent:
        raise OnlyTextAndDeadline(number=row.number)
    if row.state not in ("open", "published"):
        raise WrongState(number=row.number, state=row.state, wanted="edit")
    if draft.deadline is not None and draft.deadline <= now:
        raise DeadlinePast(deadline=draft.deadline)
    change = compare(row.text, draft.text or None, row.deadline, draft.deadline)
    if not change and not contents:
        raise NothingChanged()
    again = asks_again and row.needs_answer
    await _keep_version(row, draft, change, asks_again=again, by=by, now=now)
    await keep(contents, row, now)
    await row.save()
    notice = await filed(row)
    await _say(group, notice, change, asks_again=again, contents=bool(contents), by=by, now=now)
    if row.state == "open":
        await timetable.plan(row, now)
        await put_on_board(row)
    await note(group, row, "notice.edited", by.id, now, version=row.version, asks_again=again, text=row.text[:500])
    return notice


async def _keep_version(
    row: Notice, draft: Draft, change: Change, *, asks_again: bool, by: Actor, now: datetime
) -> None:
    if row.version == 1:
        await NoticeVersion.create(
            notice_id=row.id,
            version=1,
            text=row.text,
            deadline=row.deadline,
            edited_by=row.publisher_id,
            edited_name=row.publisher_name,
            edited_at=row.published_at or row.written_at,
        )
    row.text, row.deadline, row.version = draft.text or row.text, draft.deadline or row.deadline, row.version + 1
    if asks_again:
        row.asked_version = row.version
    await NoticeVersion.create(
        notice_id=row.id,
        version=row.version,
        text=row.text,
        change="\n".join(f"{old} → {new}" for old, new in change.replaced),
        deadline=row.deadline,
        asks_again=asks_again,
        edited_by=by.id,
        edited_name=by.name[:200],
        edited_at=now,
    )


async def _say(
    group: GroupState,
    notice: NoticeFile,
    change: Change,
    *,
    asks_again: bool,
    contents: bool,
    by: Actor,
    now: datetime,
) -> None:
    for place in notice.places:
        target = group if place.group_id == group.id else directory.get(place.group_id)
        if target is None:
            continue
        here = notice.in_place(target.id)
        fields: dict[str, Any] = {
            "notice": here,
            "change": change,
            "asks_again": asks_again,
            "by": by.name,
            "word": ack_words(target)[0],
            "contents": contents,
        }
        await voice.say_in(
            target,
            "notices/updated",
            key=f"notice:{notice.id}:update:{notice.version}:{target.id}",
            now=now,
            mention=await _mentioned(notice, target.id),
            marker=f"【通知 #{here.number} 更新】",
            enclosed=pictures_of(notice) if contents else (),
            valid_for=LASTS,
            owner=OWNER,
            about={"notice": notice.id, "what": "update"},
            fields=fields,
        )
        if contents:
            await send_files(target, notice, now)
        await announce(target, here, "notices/updated", fields, now)


async def _mentioned(notice: NoticeFile, group_id: GroupId) -> list[Mention]:
    """Those asked by name, as when it was published."""
    if notice.for_everybody:
        return []
    rows = await Recipient.filter(notice_id=notice.id, place_id=group_id).order_by("id").limit(MOST_MENTIONS + 1)
    found = [Mention(MemberId(row.member_id), row.member_name) for row in rows]
    return found if len(found) <= MOST_MENTIONS else []
