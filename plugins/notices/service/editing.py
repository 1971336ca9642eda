"""Changing what was written: freely before it is published, as a new version after that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.errors import NoSuchNumber, NotAllowed, WrongUsage
from bot.domain.members import Actor, Role
from bot.domain.messages import IncomingMessage
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.notices.domain.changes import after_edit_word, take_not_again
from plugins.notices.domain.drafts import Draft, written
from plugins.notices.models import Notice, NoticeContent, NoticePlan

from . import places
from .drafting import read
from .enclosing import Content, collect, keep
from .files import find_row, notice_file
from .planning import put_into_plan
from .publishing import note, send_to_review, tell_reviewers, wider_of
from .refusals import NothingChanged, StillPublishing, WrongState
from .repeating import PlanFile, change_rule, find_plan, plan_file
from .saying import tell_author
from .versions import publish_version
from .writing import Written


@dataclass(frozen=True, slots=True)
class Edit:
    """What was said after 改; of ``draft`` only what it says is changed."""

    draft: Draft
    contents: Sequence[Content]
    not_again: bool

    @property
    def is_empty(self) -> bool:
        said = self.draft
        return not (
            said.text or said.deadline or said.names_audience or said.planned or said.source or said.urgent
            or not said.needs_answer or self.contents
        )  # fmt: skip


async def edit_notice(group: GroupState, number: int, message: IncomingMessage, actor: Actor, now: datetime) -> Written:
    """``/notice N 改 …``, whatever state it is in.

    Raises NoSuchNumber, NotAllowed, ManagedElsewhere, StillPublishing, WrongState, NothingChanged,
    OnlyTextAndDeadline and what cannot be read.
    """
    edit = await _read_edit(group, message, now)
    plan = await find_plan(group.id, number)
    if plan is not None:
        return Written("changed_plan", await _edit_plan(group, plan.id, edit, by=actor, now=now))
    row = await find_row(group.id, number)
    places.require_home(group, row)
    if row.state == "publishing":
        raise StillPublishing(number=number)
    if row.state in ("open", "published"):
        if actor.role < Role.ADMIN:
            raise NotAllowed()
        changed = await publish_version(
            group, row.id, edit.draft, asks_again=not edit.not_again, contents=edit.contents, by=actor, now=now
        )
        return Written("changed_version", changed)
    if actor.role >= Role.ADMIN and edit.draft.groups:
        await places.require_power(group, places.group_ids(group, edit.draft.groups), actor)
    return await _edit_unpublished(group, number, edit, by=actor, now=now)


async def _read_edit(group: GroupState, message: IncomingMessage, now: datetime) -> Edit:
    words, mentions = written(message)
    rest, not_again = take_not_again(after_edit_word(words) or "")
    edit = Edit(await read(group, message, now, (rest, mentions)), await collect(group, message), not_again)
    if edit.is_empty:
        raise WrongUsage()
    return edit


@transaction
async def _edit_unpublished(group: GroupState, number: int, edit: Edit, *, by: Actor, now: datetime) -> Written:
    row = await Notice.filter(group_id=group.id, number=number).select_for_update().get()
    _require_right(row, by)
    before = (row.text, row.deadline, row.planned_at, row.source, row.urgent, row.needs_answer, row.departments,
              row.mentioned, row.wider)  # fmt: skip
    _apply(group, row, edit.draft)
    after = (row.text, row.deadline, row.planned_at, row.source, row.urgent, row.needs_answer, row.departments,
             row.mentioned, row.wider)  # fmt: skip
    if before == after and not edit.contents:
        raise NothingChanged()
    await keep(edit.contents, row, now)
    await row.save()
    await note(group, row, "notice.edited", by.id, now, state=row.state, text=row.text[:500])
    return await _go_on(group, row, by, now)


def _require_right(row: Notice, by: Actor) -> None:
    mine = by.id == row.publisher_id
    if row.state == "draft" and not mine:
        raise NoSuchNumber(number=row.number)
    if row.state not in ("draft", "review", "rejected", "planned"):
        raise WrongState(number=row.number, state=row.state, wanted="edit")
    if by.role < Role.ADMIN and (not mine or row.state == "planned"):
        raise NotAllowed()
    if row.state == "rejected" and not mine:
        raise WrongState(number=row.number, state=row.state, wanted="edit")


async def _go_on(group: GroupState, row: Notice, by: Actor, now: datetime) -> Written:
    """What follows from an edit in each state."""
    again = f":{now.timestamp():.0f}"
    if row.state == "planned":
        return Written("planned", await put_into_plan(group, row, by, now))
    if row.state == "rejected":
        row.decided_by, row.decided_name, row.decision = None, "", ""
        return Written("submitted", await send_to_review(group, row, now, again=again))
    if row.state == "review":
        if by.id == row.publisher_id:
            await tell_reviewers(group, row, now, again=again)
            return Written("changed_review", notice_file(row))
        row.wider = {**(row.wider or {}), "edited": True}
        await row.save(update_fields=["wider"])
        await tell_author(
            group, row, "notices/edited_in_review", key=f"edited{again}", now=now, notice=notice_file(row), by=by.name
        )
        return Written("changed_review", notice_file(row))
    return Written("kept", notice_file(row))


def _apply(group: GroupState, row: Notice, draft: Draft) -> None:
    """Take over what the words said; what they did not mention stays."""
    row.text = draft.text or row.text
    row.deadline = draft.deadline or row.deadline
    row.source = draft.source[:200] or row.source
    row.urgent = row.urgent or draft.urgent
    row.needs_answer = row.needs_answer and draft.needs_answer
    row.planned_at = draft.planned or row.planned_at
    wider: dict[str, Any] = dict(row.wider or {})
    said = wider_of(group, draft) or {}
    if draft.names_audience:
        row.departments = list(draft.departments)
        row.mentioned = [mention.user for mention in draft.members]
        for name in ("roles", "lists", "groups"):
            wider.pop(name, None)
        wider |= {name: value for name, value in said.items() if name in ("roles", "lists", "groups")}
    if draft.planned is not None:
        wider.pop("repeat", None)
    wider |= {name: value for name, value in said.items() if name in ("repeat", "deadline_words")}
    row.wider = wider or None


@transaction
async def _edit_plan(group: GroupState, plan_id: int, edit: Edit, *, by: Actor, now: datetime) -> PlanFile:
    """From the next time on. Raises NotAllowed, NoSuchNumber, PlanPast."""
    plan = await NoticePlan.filter(id=plan_id).select_for_update().get()
    if plan.ended_at is not None:
        raise NoSuchNumber(number=plan.number)
    if by.role < Role.ADMIN:
        raise NotAllowed()
    draft, words = edit.draft, dict[str, Any](plan.words)
    words["text"] = draft.text or words["text"]
    words["source"] = draft.source or words["source"]
    words["urgent"] = words["urgent"] or draft.urgent
    words["needs_answer"] = words["needs_answer"] and draft.needs_answer
    words["deadline_words"] = draft.deadline_words or words.get("deadline_words", "")
    if draft.names_audience:
        said = wider_of(group, draft) or {}
        words["departments"] = list(draft.departments)
        words["mentioned"] = [mention.user for mention in draft.members]
        words["wider"] = {n: said[n] for n in ("roles", "lists", "groups") if n in said} or None
    if edit.contents:
        words["enclosed"] = await _kept_by_plan(plan, edit.contents, now)
    plan.words = words
    await plan.save()
    if draft.repeats:
        await change_rule(plan, draft.spoken, now)
    return plan_file(plan)


async def _kept_by_plan(plan: NoticePlan, contents: Sequence[Content], now: datetime) -> list[dict[str, Any]]:
    await NoticeContent.filter(plan_id=plan.id).delete()
    kept: list[dict[str, Any]] = []
    for each in contents:
        made = await NoticeContent.create(
            plan_id=plan.id, kind=each.kind, name=each.name, content=each.content, made_at=now
        )
        kept.append({"content": made.id, "kind": each.kind, "name": each.name})
    return kept
