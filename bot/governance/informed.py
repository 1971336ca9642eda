"""Who has been told which clauses: until then a first breach is brought to mind, not punished (知情才罚).

Told is who was in the group when it was put under its regulation, who came in under it, who accepted a revision,
who was there when a clause was made known, and whoever has had a case about it. A version that revises none, the
first of all, was told with the group's being enabled. What is told is a clause's words, whatever its number.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.ids import GroupId, MemberId
from bot.domain.regulation import Clause
from bot.governance import regulations, signals
from bot.governance.directory import directory
from bot.governance.regulations import Regulation
from bot.governance.regulations import clause_digest as clause_digest
from bot.store import models
from bot.store.transaction import insert_once, transaction

EVERYBODY = MemberId("")
ENABLED, ENTRY, ACCEPTED, PROMOTED, CASE = "enabled", "entry", "accepted", "promoted", "case"


@transaction
async def tell_version(
    group_id: GroupId, version_id: int, *, how: str, now: datetime, member: MemberId = EVERYBODY
) -> None:
    """Note that the member, or everybody present, was told a version; ``accepted``: only what is new in it."""
    await _note(group_id, member, how, "", version_id, now)


@transaction
async def tell_clauses(
    group_id: GroupId, texts: Iterable[str], *, how: str, now: datetime, member: MemberId = EVERYBODY
) -> None:
    """Note that these words were told, whatever version they stand in."""
    for digest in sorted({clause_digest(text) for text in texts}):
        await _note(group_id, member, how, digest, 0, now)


async def _note(group_id: GroupId, member: MemberId, how: str, clause: str, version_id: int, now: datetime) -> None:
    about = {"group_id": group_id, "member_id": member, "how": how, "clause": clause, "version": version_id}
    if not await models.ClauseTelling.filter(**about).update(told_at=now):
        await insert_once(models.ClauseTelling(**about, told_at=now))


@transaction
async def ensure_begun(group_id: GroupId, holding: Regulation | None, *, now: datetime) -> None:
    """Before a revision is announced: in a group that was never told of, what holds now counts as known to all.

    For groups that were enabled before anybody wrote down who is told.
    """
    told = models.ClauseTelling.filter(group_id=group_id, member_id=EVERYBODY, how=ENABLED)
    if holding is not None and not await told.exists():
        await tell_version(group_id, holding.id, how=ENABLED, now=now)


async def untold(
    regulation: Regulation, group_id: GroupId, member: MemberId, clauses: Sequence[Clause]
) -> frozenset[str]:
    """Paths of those of the clauses that the member has not been told in any way."""
    if regulation.revises is None:
        return frozenset()
    wanted = {clause_digest(clause.text): clause.path for clause in clauses}
    for row in await _tellings(group_id, [member]):
        for digest in await _covered(row):
            wanted.pop(digest, None)
        if not wanted:
            break
    return frozenset(wanted.values())


async def knows(regulation: Regulation, group_id: GroupId, member: MemberId, clause: Clause) -> bool:
    return not await untold(regulation, group_id, member, [clause])


async def _tellings(group_id: GroupId, members: Sequence[MemberId]) -> list[models.ClauseTelling]:
    """What was told to the member, and to everybody since they came in: newest first."""
    rows = await models.ClauseTelling.filter(group_id=group_id, member_id__in=[*members, EVERYBODY]).order_by(
        "-told_at", "-id"
    )
    came = max((row.told_at for row in rows if row.how == ENTRY), default=None)
    return [row for row in rows if row.member_id or came is None or row.told_at >= came]


async def _covered(row: models.ClauseTelling) -> frozenset[str]:
    if row.clause:
        return frozenset({row.clause})
    version = await regulations.version(row.version)
    if version is None:
        return frozenset()
    before = await regulations.version(version.revises) if row.how == ACCEPTED and version.revises else None
    return version.wordings - (before.wordings if before is not None else frozenset())


@signals.on(signals.GroupEnabled)
async def tell_at_enabling(signal: signals.GroupEnabled, context: signals.Context) -> None:
    """The announcement of being enabled names the regulation and how to read it: everybody there is told."""
    group = directory.get(signal.group_id)
    if group is not None and group.regulation is not None:
        await tell_version(group.id, group.regulation.id, how=ENABLED, now=context.now)


@signals.on(signals.MemberAppeared)
async def tell_at_entry(signal: signals.MemberAppeared, context: signals.Context) -> None:
    """Whoever comes in takes the regulation as it stands; the welcome names it."""
    group = directory.get(signal.group_id)
    if group is not None and group.regulation is not None:
        await models.ClauseTelling.filter(group_id=group.id, member_id=signal.member, how=ENTRY).delete()
        await tell_version(group.id, group.regulation.id, how=ENTRY, now=context.now, member=signal.member)


async def promotions(group_id: GroupId) -> dict[str, datetime]:
    """When each clause was made known to the group last, by the digest of its words."""
    rows = models.ClauseTelling.filter(group_id=group_id, member_id=EVERYBODY, how=PROMOTED)
    return {row.clause: row.told_at for row in await rows}
