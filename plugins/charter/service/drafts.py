"""Drafts: made of a document, shown, changed clause by clause or as a file, reviewed."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import F

from bot.domain.errors import NoSuchNumber, NotAllowed
from bot.domain.ids import GroupId
from bot.domain.members import Actor, Role
from bot.domain.regulation import RegulationText
from bot.governance import enacting
from bot.governance.directory import GroupState
from bot.store import audit
from bot.store.numbers import next_number
from bot.store.transaction import transaction
from plugins.charter.catalogue import vocabulary
from plugins.charter.checking import check_bytes
from plugins.charter.domain.difference import Change, differences
from plugins.charter.domain.draft import (
    DRAFT,
    REVIEWED,
    SUPPLEMENT,
    Draft,
    DraftClause,
    draft_of,
    to_json,
)
from plugins.charter.domain.draftfile import FileErrors, looks_like_file, read_draft, write_draft
from plugins.charter.domain.editing import WrongEdit, changed
from plugins.charter.domain.given import known_codes, known_parameters
from plugins.charter.models import RegulationDraft
from plugins.charter.reading import Unreadable
from plugins.charter.reading.files import decode

from .refusals import HasErrors, NoSuchDraftClause, NotInThisState, NotReadable, WrongChange, WrongLines

KIND = "regulation"
EDITABLE = (DRAFT, REVIEWED)
_EMPTY = "群规"


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it came: its content, and a name whose ending says what it is."""

    data: bytes
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A stored draft: the row, and its content."""

    row: RegulationDraft
    draft: Draft

    @property
    def number(self) -> int:
        return self.row.number

    @property
    def problems(self) -> Sequence[dict[str, Any]]:
        return self.row.problems

    @property
    def errors(self) -> list[dict[str, Any]]:
        return [problem for problem in self.problems if problem.get("severity") == "error"]


def draft_file(row: RegulationDraft) -> DraftFile:
    return DraftFile(row, row.draft())


async def find_draft(group: GroupState, number: int) -> DraftFile:
    """A draft made in this group. Raises NoSuchNumber."""
    row = await RegulationDraft.get_or_none(group_id=group.id, number=number)
    if row is None:
        raise NoSuchNumber(number=number)
    return draft_file(row)


async def drafts_of(group: GroupState, limit: int = 10) -> list[DraftFile]:
    """The latest drafts of the group, newest first."""
    rows = await RegulationDraft.filter(group_id=group.id).order_by("-number").limit(limit)
    return [draft_file(row) for row in rows]


async def import_document(group: GroupState, source: Source, scope: str, *, actor: Actor, now: datetime) -> DraftFile:
    """Read a document in a limited child process and keep what was read as a draft.

    A draft's own file makes a new draft as well. Raises NotAllowed, NotReadable, WrongLines.
    """
    _needs(actor, Role.ADMIN)
    text = _draft_text(source)
    if text is not None:
        draft = _read_file(text, Draft(_EMPTY, "1.0", scope, ()))
        return await _keep(group, draft, [], source.key, actor, now)
    try:
        reading = await asyncio.to_thread(check_bytes, source.data, source.name)
    except Unreadable as error:
        raise NotReadable(reason=str(error)) from error
    if not reading.clauses:
        raise NotReadable(reason="没有找到条文")
    problems = [
        {"path": p.path, "kind": p.kind, "severity": p.severity, "text": p.text, "proposal": p.proposal}
        for p in reading.problems
    ]
    version = await _next_version(group, scope, now)
    return await _keep(group, draft_of(reading, scope, version=version), problems, source.key, actor, now)


async def _next_version(group: GroupState, scope: str, now: datetime) -> str:
    """For a document that states none: one more than the last one that was made here."""
    made = await RegulationDraft.filter(group_id=group.id, scope=scope).count()
    return f"{made + 1}.0"


@transaction
async def _keep(
    group: GroupState, draft: Draft, problems: list[dict[str, Any]], key: str, actor: Actor, now: datetime
) -> DraftFile:
    known = await RegulationDraft.get_or_none(source_key=key)
    if known is not None:
        return draft_file(known)
    row = await RegulationDraft.create(
        organisation_id=group.organisation_id,
        group_id=group.id,
        number=await next_number(group.id, KIND),
        scope=draft.scope,
        state=DRAFT,
        title=draft.title,
        version=draft.version,
        effective=draft.effective,
        clauses=to_json(draft.clauses),
        problems=problems,
        source_key=key[:200],
        made_by=actor.id,
        made_by_name=actor.name[:200],
        made_at=now,
        changed_at=now,
        changed_by=actor.id,
    )
    await note(row, "regulation.drafted", actor, now, title=draft.title, clauses=len(draft.clauses))
    return draft_file(row)


async def replace_by_file(group: GroupState, number: int, source: Source, *, actor: Actor, now: datetime) -> DraftFile:
    """Take an edited draft file over, whole or not at all. Raises NotReadable, WrongLines, NotInThisState."""
    text = _draft_text(source)
    if text is None:
        raise NotReadable(reason="这不是草案文件，请先用“/制度 编号 文件”取得，改好再导入")

    def change(before: Draft) -> Draft:
        return _read_file(text, before)

    return await _change(group, number, change, "file", actor, now)


async def change_clause(
    group: GroupState, number: int, path: str, words: str, *, actor: Actor, now: datetime
) -> tuple[DraftFile, DraftClause]:
    """Change what serves one clause. Raises NoSuchDraftClause, WrongChange, NotInThisState, NotAllowed."""

    def change(before: Draft) -> Draft:
        clause = before.clause(path)
        if clause is None:
            raise NoSuchDraftClause(spoken=path)
        try:
            return before.with_clause(changed(before, clause, words, vocabulary()))
        except WrongEdit as error:
            raise WrongChange(reason=str(error)) from error

    kept = await _change(group, number, change, f"{path} {words}"[:200], actor, now)
    return kept, clause_of(kept, path)


def clause_of(kept: DraftFile, path: str) -> DraftClause:
    """Raises NoSuchDraftClause."""
    clause = kept.draft.clause(path)
    if clause is None:
        raise NoSuchDraftClause(spoken=path)
    return clause


@transaction
async def _change(
    group: GroupState, number: int, change: Callable[[Draft], Draft], what: str, actor: Actor, now: datetime
) -> DraftFile:
    """What was reviewed is a draft again once it is changed."""
    _needs(actor, Role.ADMIN)
    row = await locked(group.id, number, EDITABLE)
    draft = change(row.draft())
    row.title, row.version, row.scope, row.effective = draft.title, draft.version, draft.scope, draft.effective
    row.clauses = to_json(draft.clauses)
    row.state, row.reviewed_by, row.reviewed_at = DRAFT, "", None
    row.changed_at, row.changed_by, row.touched = now, actor.id, row.touched + 1
    await row.save()
    await note(row, "regulation.edited", actor, now, what=what)
    return draft_file(row)


@transaction
async def review(group: GroupState, number: int, *, accepted: bool, actor: Actor, now: datetime) -> DraftFile:
    """An administrator has looked at every clause; ``accepted``: errors that were read are known and stay.

    Raises HasErrors, NotInThisState, NotAllowed.
    """
    _needs(actor, Role.ADMIN)
    row = await locked(group.id, number, (DRAFT,))
    kept = draft_file(row)
    if kept.errors and not accepted:
        raise HasErrors(draft=kept, errors=kept.errors)
    row.state, row.reviewed_by, row.reviewed_at = REVIEWED, actor.id, now
    await row.save()
    await note(row, "regulation.reviewed", actor, now, errors=len(kept.errors))
    return kept


async def predecessor(group: GroupState, kept: DraftFile, *, now: datetime) -> RegulationText:
    """What the draft revises: the document of the same kind in force; empty where there is none yet."""
    place = GroupId(kept.row.group_id) if kept.row.scope == SUPPLEMENT else None
    found = await enacting.current(group.organisation_id, place, now=now)
    return found.text if found is not None else RegulationText(kept.draft.title, "", ())


async def changes_of(group: GroupState, kept: DraftFile, *, now: datetime) -> list[Change]:
    """What the draft changes of what holds now."""
    before = await predecessor(group, kept, now=now)
    return differences(before.clauses, kept.draft.as_text().clauses)


def as_file(kept: DraftFile) -> str:
    return write_draft(kept.draft, heading=f"#{kept.number}")


async def locked(group_id: GroupId, number: int, states: Sequence[str]) -> RegulationDraft:
    """The row, written to be locked, in one of these states. Raises NoSuchNumber, NotInThisState."""
    rows = RegulationDraft.filter(group_id=group_id, number=number)
    if not await rows.update(touched=F("touched")):
        raise NoSuchNumber(number=number)
    row = await rows.get()
    if row.state not in states:
        raise NotInThisState(number=number, state=row.state)
    return row


async def note(row: RegulationDraft, action: str, actor: Actor, now: datetime, **details: Any) -> None:
    """An entry in the audit chain of the group the draft belongs to."""
    await audit.record(
        f"group:{row.group_id}", at=now, actor=actor.id, action=action, subject=f"regulation:{row.number}", **details
    )


def _needs(actor: Actor, role: Role) -> None:
    if actor.role < role:
        raise NotAllowed()


def _draft_text(source: Source) -> str | None:
    """The text of a draft's own file, or None for any other document."""
    if not source.name.lower().endswith((".txt", ".md")):
        return None
    try:
        text = decode(source.data)
    except Unreadable as error:
        raise NotReadable(reason=str(error)) from error
    return text if looks_like_file(text) else None


def _read_file(text: str, before: Draft) -> Draft:
    words = vocabulary()
    try:
        return read_draft(text, before, codes=known_codes(words), names=known_parameters(words))
    except FileErrors as errors:
        raise WrongLines(errors=errors.errors) from errors
