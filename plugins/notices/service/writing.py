"""What becomes of a notice somebody has written: published, planned, repeated, kept as a draft, or reviewed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.errors import WrongUsage
from bot.domain.ids import GroupId
from bot.domain.members import Actor, Role
from bot.domain.messages import IncomingMessage
from bot.governance.carried import carried_by
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.notices.domain.drafts import LONGEST_TEXT, Draft
from plugins.notices.models import Notice

from . import places
from .drafting import read
from .enclosing import Content, collect
from .files import NoticeFile, notice_file
from .planning import put_into_plan
from .publishing import go_out, note, publish_notice, send_to_review, submit_notice, write
from .refusals import TooManyDrafts
from .repeating import PlanFile, make_plan

MOST_DRAFTS = {False: 5, True: 20}
"""Of a member, and of an administrator: what is enclosed in them is kept as well."""


@dataclass(frozen=True, slots=True)
class Written:
    """``how``: published, publishing, submitted, planned, repeating, kept, or changed_ and of what.

    A plan where it repeats.
    """

    how: str
    notice: NoticeFile | PlanFile

    def is_heard_in(self, group_id: GroupId) -> bool:
        """Whether this group hears the notice itself."""
        found = self.notice
        return isinstance(found, NoticeFile) and any(place.group_id == group_id for place in found.places)


async def write_notice(group: GroupState, message: IncomingMessage, actor: Actor, now: datetime) -> Written:
    """From a command's message to what becomes of it.

    Raises WrongUsage where nothing is said, NotAdministratorThere, and what cannot be read or published.
    """
    draft = await read(group, message, now)
    contents = await collect(group, message)
    if not draft.text:
        draft = replace(draft, text=await _quoted_text(group, message))
    if not draft.text and not contents:
        raise WrongUsage()
    if draft.kept:
        return Written("kept", await keep_draft(group, draft, by=actor, message=message, now=now, contents=contents))
    if actor.role < Role.ADMIN:
        waiting = await submit_notice(group, draft, by=actor, message=message, now=now, contents=contents)
        return Written("submitted", waiting)
    ids = places.group_ids(group, draft.groups)
    await places.require_power(group, ids, actor)
    if draft.planned is not None:
        return await _plan(group, draft, by=actor, message=message, now=now, contents=contents)
    await places.know_everybody(group, ids, now)
    published = await publish_notice(group, draft, by=actor, message=message, now=now, contents=contents)
    return out(published)


async def _quoted_text(group: GroupState, message: IncomingMessage) -> str:
    """A command without words means the words of the message it answers."""
    if message.quoted is None or message.chat != group.chat:
        return ""
    quoted = await carried_by(group.id, message.quoted.message)
    return quoted.text.strip()[:LONGEST_TEXT] if quoted is not None else ""


@transaction
async def keep_draft(
    group: GroupState, draft: Draft, *, by: Actor, message: IncomingMessage, now: datetime, contents: Sequence[Content]
) -> NoticeFile:
    """Nobody but its author is shown it. Raises TooManyDrafts."""
    most = MOST_DRAFTS[by.role >= Role.ADMIN]
    if await Notice.filter(group_id=group.id, state="draft", publisher_id=by.id).count() >= most:
        raise TooManyDrafts(most=most)
    row = await write(group, draft, "draft", by, message, now, contents)
    await note(group, row, "notice.drafted", by.id, now)
    return notice_file(row)


@transaction
async def _plan(
    group: GroupState, draft: Draft, *, by: Actor, message: IncomingMessage, now: datetime, contents: Sequence[Content]
) -> Written:
    row = await write(group, draft, "planned", by, message, now, contents)
    return await release(group, row, by, now)


def out(notice: NoticeFile) -> Written:
    """What goes to very many people is on its way, any other has gone out."""
    return Written("publishing" if notice.state == "publishing" else "published", notice)


async def release(group: GroupState, row: Notice, by: Actor, now: datetime, *, at_once: bool = False) -> Written:
    """Whoever may publish it has said yes: out it goes, now or at its time. Inside a transaction.

    Raises DeadlinePast, NobodyAsked, PlanPast.
    """
    if row.wider and row.wider.get("repeat") and not at_once:
        return Written("repeating", await make_plan(group, row, by, now))
    if row.planned_at is not None and row.planned_at > now and not at_once:
        return Written("planned", await put_into_plan(group, row, by, now))
    return out(await go_out(group, row, now))


async def release_or_review(
    group: GroupState, row: Notice, by: Actor, now: datetime, *, allowed: bool, at_once: bool = False
) -> Written:
    """``allowed`` False: somebody else decides. Inside a transaction."""
    if allowed:
        return await release(group, row, by, now, at_once=at_once)
    again = f":{now.timestamp():.0f}"
    return Written("submitted", await send_to_review(group, row, now, again=again))
