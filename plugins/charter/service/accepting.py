"""Members say that they have read what is new; who has not is reminded once, all together."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import GroupId, MemberId, MessageId
from bot.domain.messages import Mention
from bot.domain.ports import Ability
from bot.effects import outbox, schedule
from bot.effects.accounts import accounts
from bot.effects.actions import React
from bot.effects.outbox import Effect
from bot.governance import hours, informed, voice
from bot.governance.audience import Addressee, addressees
from bot.governance.directory import GroupState, directory
from bot.store.transaction import after_commit, insert_once, transaction
from plugins.charter.domain.draft import ANNOUNCED, IN_FORCE, SUPPLEMENT
from plugins.charter.models import Acceptance, RegulationDraft

from .board import board
from .refusals import NothingToAccept, SeveralToAccept

REMIND_AFTER = timedelta(days=3)
"""Where the regulation states no other ``remind_after`` on ``rules.revise``."""
NAMED = 30
LASTS = timedelta(hours=12)
REMIND = "charter.remind"
_SEEN = "124"
"""The platform's emoji OK."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """``again``: it had been said before, nothing was written."""

    row: RegulationDraft
    group: GroupState
    again: bool


async def waiting_for(group: GroupState, member: MemberId) -> list[RegulationDraft]:
    """Revisions that this member of the group has not accepted, newest first."""
    rows = await _open_for(group)
    accepted = await Acceptance.filter(
        draft_id__in=[row.id for row in rows], place_id=group.id, member_id=member
    ).values_list("draft_id", flat=True)
    done = {int(str(each)) for each in accepted}
    return [row for row in rows if row.id not in done]


async def _open_for(group: GroupState) -> list[RegulationDraft]:
    rows = RegulationDraft.filter(organisation_id=group.organisation_id, state__in=[ANNOUNCED, IN_FORCE])
    found = await rows.order_by("-announced_at", "-id")
    return [row for row in found if row.scope != SUPPLEMENT or row.group_id == group.id]


async def accept(group: GroupState, member: MemberId, number: int | None, *, way: str, now: datetime) -> Accepted:
    """By command. ``number`` is that of the announcement; None where only one waits.

    Raises NothingToAccept, SeveralToAccept.
    """
    waiting = await waiting_for(group, member)
    if number is not None:
        everything = [row for row in await _open_for(group) if row.number == number]
        chosen = [row for row in waiting if row.number == number] or everything
    else:
        chosen = waiting
    if not chosen:
        raise NothingToAccept()
    if len(chosen) > 1:
        raise SeveralToAccept(rows=chosen)
    return Accepted(chosen[0], group, not await record(group, chosen[0].id, member, way=way, now=now))


@transaction
async def record(group: GroupState, draft_id: int, member: MemberId, *, way: str, now: datetime) -> bool:
    """Write it, once; from now on the new clauses count as told. False where it was written before."""
    row = await RegulationDraft.get_or_none(id=draft_id, state__in=[ANNOUNCED, IN_FORCE])
    if row is None or row.version_id is None:
        return False
    mine = Acceptance(draft_id=row.id, place_id=group.id, member_id=member, accepted_at=now, way=way)
    written = await insert_once(mine)
    after_commit(lambda: board.mark(group.id, draft_id, member))
    if not written:
        return False
    await informed.tell_version(group.id, row.version_id, how=informed.ACCEPTED, now=now, member=member)
    return True


@transaction
async def record_answer(group: GroupState, draft_id: int, member: MemberId, message: MessageId, now: datetime) -> None:
    """By a reply to the announcement: answered with a reaction where the platform has any, else with nothing."""
    await record(group, draft_id, member, way="reply", now=now)
    platform = accounts.get(group.account) if group.account is not None else None
    if platform is None or Ability.REACT not in platform.capabilities:
        return
    effect = Effect(
        key=f"charter:seen:{draft_id}:{message}",
        action=React(group.chat, message, _SEEN),
        account=group.account,
        group_id=group.id,
        valid_until=now + timedelta(minutes=5),
    )
    await outbox.put(effect, now=now)


async def missing(group: GroupState, row: RegulationDraft) -> list[Addressee]:
    """Present members who have not accepted, by first sight."""
    rows = await Acceptance.filter(draft_id=row.id, place_id=group.id).values_list("member_id", flat=True)
    done = {str(each) for each in rows}
    return [one for one in await addressees(group) if one.id not in done]


async def plan_reminder(group: GroupState, row: RegulationDraft, *, now: datetime) -> None:
    """Once, some days after the announcement, when it is not quiet."""
    after = REMIND_AFTER
    if group.regulation is not None:
        after = group.regulation.duration("rules.revise", "remind_after", REMIND_AFTER)
    due = hours.next_loud(group, now + after)
    await schedule.at(
        REMIND, f"charter:remind:{row.id}:{group.id}", due, {"draft": row.id}, group_id=group.id,
        valid_until=due + timedelta(days=1),
    )  # fmt: skip


@transaction
async def remind(group_id: GroupId, draft_id: int, *, now: datetime) -> None:
    """One message for all who have not accepted; nobody is reminded of what no longer stands."""
    group = directory.get(group_id)
    row = await RegulationDraft.get_or_none(id=draft_id, state__in=[ANNOUNCED, IN_FORCE])
    if group is None or row is None:
        return
    left = await missing(group, row)
    if not left:
        return
    named = left[:NAMED]
    await voice.say_in(
        group,
        "charter/remind",
        key=f"charter:{row.id}:remind:{group.id}",
        now=now,
        mention=[Mention(one.id, one.name) for one in named],
        marker=f"制度 #{row.number}",
        valid_for=LASTS,
        fields={"row": row, "count": len(left), "more": len(left) - len(named)},
    )
