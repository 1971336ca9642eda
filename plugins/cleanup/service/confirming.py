"""The administrators' word: exactly the last list, by its number, twice where it is large."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import MemberId
from bot.domain.members import Actor, Role
from bot.governance import permissions
from bot.governance.directory import GroupState
from bot.store import audit
from bot.store.transaction import transaction
from plugins.cleanup.models import Item, Round

from .answering import unanswered
from .checking import ask_superiors, checks_of
from .files import OPEN, STAGED, RoundFile, find_round, open_round, round_file
from .findings import Findings, look, persons_of
from .refusals import AlreadyConfirmed, AlreadyFinished, NeedsAnother, NobodyLeft, NotChecked, NothingToRun, NotLatest
from .retrying import take_up_again
from .warning import go_on


@dataclass(frozen=True, slots=True)
class Confirmation:
    """``what`` is first (a second word is needed; ``alone``: from the same one), confirmed or resumed."""

    what: str
    round: RoundFile
    alone: bool = False


async def last_preview(group: GroupState) -> RoundFile:
    """What ``run`` without a number asks about. Raises NothingToRun."""
    row = await open_round(group.id)
    if row is None:
        raise NothingToRun()
    return await round_file(row)


async def confirm(group: GroupState, number: int, *, by: Actor, now: datetime) -> Confirmation:
    """Say yes to a list, or go on with a paused round. Not inside a transaction.

    Whoever has lost their reasons since the preview is taken off the list; nobody is ever added.
    Raises NoSuchNumber, NotLatest, AlreadyConfirmed, AlreadyFinished, NotChecked, NeedsAnother, NobodyLeft,
    NoClause.
    """
    row = await find_round(group.id, number)
    findings = await look(group, now=now)
    await _have_checked(group, row, findings, now)
    first = MemberId(row.first_by) if row.first_by else None
    first_counts = first is not None and await _is_administrator(group, first)
    alone = not _has_other_administrator(group, findings, by.id)
    done = await _confirm(group, number, findings, by, first_counts, alone, now)
    if done is None:
        raise NobodyLeft(number=number)
    return done


async def _have_checked(group: GroupState, row: Round, findings: Findings, now: datetime) -> None:
    """Where the regulation asks the departments first, they are asked now at the latest. Raises NotChecked."""
    if not findings.rules.verify or row.state not in OPEN:
        return
    await ask_superiors(group, row.id, persons_of(findings), now=now)
    waiting = await unanswered(row)
    if waiting:
        raise NotChecked(number=row.number, count=len(waiting), checks=await checks_of(row.id))


@transaction
async def _confirm(
    group: GroupState, number: int, findings: Findings, by: Actor, first_counts: bool, alone: bool, now: datetime
) -> Confirmation | None:
    row = await find_round(group.id, number)
    _require_decidable(row)
    if row.state == "paused":
        return await _start(group, row, by, now, "resumed")
    await _take_off(row, findings, now)
    round = await round_file(row)
    if not round.staged:
        await Round.filter(id=row.id).update(state="dropped", finished_at=now)
        return None
    if round.large and not (row.state == "waiting" and first_counts):
        await Round.filter(id=row.id).update(state="waiting", first_by=by.id, first_name=by.name)
        await _audit(group, row, by, "cleanup.confirmed_first", now)
        return Confirmation("first", await round_file(await Round.get(id=row.id)), alone)
    if round.large and row.first_by == by.id and not alone:
        raise NeedsAnother(number=number)
    return await _start(group, row, by, now, "confirmed")


def _require_decidable(row: Round) -> None:
    if row.state == "dropped":
        raise NotLatest(number=row.number)
    if row.state in ("grace", "removing"):
        raise AlreadyConfirmed(number=row.number, remove_at=row.remove_at, state=row.state)
    if row.state == "finished":
        raise AlreadyFinished(number=row.number)


async def _start(group: GroupState, row: Round, by: Actor, now: datetime, what: str) -> Confirmation:
    """Write first: of two who confirm at once, one finds it under way."""
    changed = await Round.filter(id=row.id, state=row.state, attempt=row.attempt).update(
        state="grace",
        attempt=row.attempt + 1,
        confirmed_by=by.id,
        confirmed_name=by.name,
        confirmed_at=now,
        paused_why="",
    )
    if not changed:
        raise AlreadyConfirmed(number=row.number, remove_at=row.remove_at, state="grace")
    await Item.filter(round_id=row.id, state="proposed").update(state="confirmed", changed_at=now)
    await take_up_again(row, now=now)
    await _audit(group, row, by, f"cleanup.{what}", now)
    fresh = await Round.get(id=row.id)
    await go_on(group, fresh, now=now)
    return Confirmation(what, await round_file(await Round.get(id=row.id)))


async def _take_off(row: Round, findings: Findings, now: datetime) -> None:
    """The reasons shown, as far as they still hold; who has none left stays."""
    for item in await Item.filter(round_id=row.id, state__in=STAGED):
        proposal = findings.of(MemberId(item.member_id))
        shown = {str(reason["code"]) for reason in item.reasons}
        if proposal is None or not proposal.codes & shown:
            item.state, item.note, item.changed_at = "kept", "changed", now
            await item.save(update_fields=["state", "note", "changed_at"])


def _has_other_administrator(group: GroupState, findings: Findings, one: MemberId) -> bool:
    """Whether anybody else here could give the second word; else the only one gives it twice."""
    standing = permissions.standing()
    for member in findings.members:
        role = max(member.role or Role.MEMBER, group.grants.get(member.id, Role.MEMBER))
        if member.id != one and (role >= Role.ADMIN or standing.is_superuser(member.id)):
            return True
    return False


async def _is_administrator(group: GroupState, member: MemberId) -> bool:
    role = await permissions.standing().role(group, group.chat, group.account, member)
    return role is not None and role >= Role.ADMIN


async def _audit(group: GroupState, row: Round, by: Actor, action: str, now: datetime) -> None:
    left = await Item.filter(round_id=row.id, state__in=STAGED).count()
    await audit.record(
        f"group:{group.id}", at=now, actor=by.id, action=action, subject=f"cleanup:{row.number}", members=left
    )
