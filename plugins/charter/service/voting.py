"""Members vote on a draft: one ballot each, quorum and majority as the regulation in force states them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import GroupId, MemberId
from bot.domain.members import SYSTEM, Actor
from bot.effects import schedule
from bot.governance import signals, voice
from bot.governance.audience import addressees
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction
from plugins.charter.domain.draft import REVIEWED, VOTING
from plugins.charter.domain.tally import MAJORITY, QUORUM, Outcome, outcome_of
from plugins.charter.models import Ballot, RegulationDraft, RevisionVote, Trial

from .announcing import announce_now, may_enact, take_effect_here
from .drafts import DraftFile, changes_of, draft_file, find_draft, locked, note
from .refusals import NoVote, TooEarly

CLOSE = "charter.close_vote"
USUAL = timedelta(days=3)
ABOUT = "regulation"
LASTS = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Cast:
    draft: DraftFile
    choice: str
    changed: bool


async def open_vote(
    group: GroupState, number: int, closes: datetime, effective: datetime | None, *, actor: Actor, now: datetime
) -> tuple[DraftFile, RevisionVote]:
    """Put a reviewed draft to the members of this group. ``effective`` None: at once when it passes.

    Raises NotInThisState, OnlyOwner, OnlySuperuser, TooEarly.
    """
    changes = await changes_of(group, await find_draft(group, number), now=now)
    kept, vote = await _open(group, number, closes, effective, len(changes), actor, now)
    return kept, vote


@transaction
async def _open(
    group: GroupState,
    number: int,
    closes: datetime,
    effective: datetime | None,
    changes: int,
    actor: Actor,
    now: datetime,
) -> tuple[DraftFile, RevisionVote]:
    row = await locked(group.id, number, (REVIEWED,))
    may_enact(group, row, actor)
    if closes <= now or (effective is not None and effective < closes):
        raise TooEarly(effective=closes if closes <= now else effective)
    stated = group.regulation.text if group.regulation is not None else None
    vote = await RevisionVote.create(
        draft_id=row.id,
        quorum=stated.parameter("rules.revise", "quorum", QUORUM) if stated else QUORUM,
        majority=stated.parameter("rules.revise", "majority", MAJORITY) if stated else MAJORITY,
        opened_by=actor.id,
        opened_at=now,
        closes_at=closes,
        effective_from=effective,
    )
    row.state = VOTING
    await row.save()
    await note(row, "regulation.vote_opened", actor, now, closes=closes.isoformat())
    await schedule.at(CLOSE, f"charter:vote:{vote.id}", closes, {"vote": vote.id}, group_id=group.id)
    trial = await Trial.filter(draft_id=row.id, state="done").order_by("-id").first()
    await voice.say_in(
        group,
        "charter/vote_opened",
        key=f"charter:vote:{vote.id}:opened",
        now=now,
        marker=f"制度 #{row.number}",
        valid_for=LASTS,
        fields={"row": row, "vote": vote, "changes": changes, "trial": trial},
    )
    return draft_file(row), vote


@transaction
async def cast(group: GroupState, number: int, member: MemberId, choice: str, *, now: datetime) -> Cast:
    """One ballot a member; said again, the last one counts. ``choice`` is yes, no or abstain. Raises NoVote."""
    row = await locked_vote(group, number)
    vote = await RevisionVote.filter(draft_id=row.id, state="open").first()
    if vote is None or now >= vote.closes_at:
        raise NoVote(number=number)
    before = await Ballot.get_or_none(vote_id=vote.id, member_id=member)
    if before is None:
        await Ballot.create(vote_id=vote.id, member_id=member, choice=choice, cast_at=now)
    else:
        await Ballot.filter(id=before.id).update(choice=choice, cast_at=now)
    return Cast(draft_file(row), choice, before is not None and before.choice != choice)


async def locked_vote(group: GroupState, number: int) -> RegulationDraft:
    """Raises NoVote, NoSuchNumber."""
    row = (await find_draft(group, number)).row
    if row.state != VOTING:
        raise NoVote(number=number)
    return await locked(group.id, number, (VOTING,))


async def close(vote_id: int, *, now: datetime) -> None:
    """Count, tell, and carry out what was decided. Done twice, nothing new; not inside a transaction."""
    row = await _close(vote_id, now)
    if row is not None:
        await take_effect_here(draft_file(row), now=now)


@transaction
async def _close(vote_id: int, now: datetime) -> RegulationDraft | None:
    vote = await RevisionVote.get_or_none(id=vote_id, state="open")
    draft = await RegulationDraft.get_or_none(id=vote.draft_id) if vote is not None else None
    group = directory.get(GroupId(draft.group_id)) if draft is not None else None
    if vote is None or draft is None or group is None or draft.state != VOTING:
        return None
    row = await locked(group.id, draft.number, (VOTING,))
    outcome = await _counted(group, vote)
    vote.state = "passed" if outcome.passed else "failed"
    vote.eligible, vote.in_favour = outcome.eligible, outcome.yes
    vote.against, vote.abstained = outcome.no, outcome.abstained
    await vote.save()
    row.state = REVIEWED
    await row.save()
    await note(row, f"regulation.vote_{vote.state}", SYSTEM, now, yes=outcome.yes, no=outcome.no)
    await voice.say_in(
        group,
        "charter/vote_closed",
        key=f"charter:vote:{vote.id}:closed",
        now=now,
        marker=f"制度 #{row.number}",
        valid_for=LASTS,
        fields={"row": row, "vote": vote, "outcome": outcome},
    )
    if outcome.passed:
        signal = signals.DecisionPassed(group.id, f"{ABOUT}:{row.number}", row.number)
        await signals.emit(signal, signals.Context(group.id, now))
    return await RegulationDraft.get(id=row.id)


async def _counted(group: GroupState, vote: RevisionVote) -> Outcome:
    """Whoever has left meanwhile has no vote."""
    eligible = {one.id for one in await addressees(group)}
    ballots = await Ballot.filter(vote_id=vote.id)
    choices = [ballot.choice for ballot in ballots if MemberId(ballot.member_id) in eligible]
    return outcome_of(choices, len(eligible), vote.quorum, vote.majority)


async def carry_out(signal: signals.DecisionPassed, *, now: datetime) -> None:
    """A decision about one of our drafts: announced with the date of its vote. Others are not ours."""
    about, _, number = signal.about.partition(":")
    group = directory.get(signal.group_id)
    if about != ABOUT or not number.isdecimal() or group is None:
        return
    row = await locked(group.id, int(number), (REVIEWED,))
    vote = await RevisionVote.filter(draft_id=row.id, state="passed").order_by("-id").first()
    effective = vote.effective_from if vote is not None and vote.effective_from is not None else now
    await announce_now(group, row, max(effective, now), SYSTEM, now)
