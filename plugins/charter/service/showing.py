"""A draft as it is shown: to administrators whole, to members what has been announced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import NoSuchNumber
from bot.domain.ids import GroupId
from bot.domain.members import Actor, Role
from bot.governance import numbered, regulations
from bot.governance.directory import GroupState, directory
from plugins.charter.domain.difference import Change, differences
from plugins.charter.domain.draft import ANNOUNCED, IN_FORCE, SUPERSEDED, VOTING
from plugins.charter.models import Acceptance, RegulationDraft, RevisionVote, Trial

from .accepting import missing
from .drafts import KIND, DraftFile, changes_of, find_draft

PUBLIC = (VOTING, ANNOUNCED, IN_FORCE, SUPERSEDED)
NAMED = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """``left``: names of who has not accepted, None where that is not asked or not shown."""

    draft: DraftFile
    changes: Sequence[Change]
    accepted: int
    left: Sequence[str] | None
    vote: RevisionVote | None
    trial: Trial | None


async def look(group: GroupState, number: int, actor: Actor, *, now: datetime) -> Shown:
    """Raises NoSuchNumber, for members also where it is not announced yet."""
    kept = await find_draft(group, number)
    is_admin = actor.role >= Role.ADMIN
    if not is_admin and kept.row.state not in PUBLIC:
        raise NoSuchNumber(number=number)
    left = None
    if is_admin and kept.row.state in (ANNOUNCED, IN_FORCE):
        left = [one.name for one in await missing(group, kept.row)]
    return Shown(
        kept,
        await announced_changes(group, kept, now=now),
        await Acceptance.filter(draft_id=kept.row.id, place_id=group.id).count(),
        left,
        await RevisionVote.filter(draft_id=kept.row.id).order_by("-id").first(),
        await Trial.filter(draft_id=kept.row.id).order_by("-id").first(),
    )


async def announced_changes(group: GroupState, kept: DraftFile, *, now: datetime) -> list[Change]:
    """What an announced version changed of the one before it; of a draft, what it would change now."""
    version = await regulations.version(kept.row.version_id) if kept.row.version_id is not None else None
    if version is None:
        return await changes_of(group, kept, now=now)
    before = await regulations.version(version.revises) if version.revises is not None else None
    return differences(before.text.clauses if before is not None else (), version.text.clauses)


async def show(group: GroupState, number: int, actor: Actor) -> tuple[str, dict[str, object]]:
    """What ``/show N`` answers."""
    row = await RegulationDraft.get(group_id=group.id, number=number)
    return "charter/draft", fields_of(await look(group, number, actor, now=row.changed_at), actor)


def fields_of(shown: Shown, actor: Actor) -> dict[str, object]:
    kept = shown.draft
    here = directory.get(GroupId(kept.row.group_id))
    return {
        "shown": shown,
        "row": kept.row,
        "draft": kept.draft,
        "coverage": kept.draft.coverage(),
        "errors": kept.errors,
        "admin": actor.role >= Role.ADMIN,
        "named": (shown.left or ())[:NAMED],
        "place": here.name if here is not None else "",
    }


numbered.register(KIND, show)
