"""Making a list: a round whose number names exactly the people and reasons that were shown."""

from datetime import datetime

from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor
from bot.governance import workorders
from bot.governance.directory import GroupState
from bot.store import audit
from bot.store.numbers import next_number
from bot.store.transaction import transaction
from plugins.cleanup.domain.members import Proposal
from plugins.cleanup.models import Item, Round

from .files import (
    KIND,
    OPEN,
    STAGED,
    RoundFile,
    line_of,
    open_round,
    reasons_to_json,
    round_file,
    rounds_under_way,
)
from .findings import Findings


@transaction
async def make_round(group: GroupState, findings: Findings, *, by: Actor, now: datetime) -> RoundFile | None:
    """The list as a round, or None where nobody is proposed who is not in a round under way.

    The same people for the same reasons keep their round and its number; anything else is a new
    one, and earlier previews can no longer be confirmed.
    """
    proposals = await _not_under_way(group.id, findings)
    current = await open_round(group.id)
    if current is not None and proposals and await _is_same(current, proposals):
        await _refresh(current, proposals, len(findings.members), now)
        return await round_file(current)
    await Round.filter(group_id=group.id, state__in=OPEN).update(state="dropped", finished_at=now)
    if not proposals:
        return None
    number = await next_number(group.id, KIND)
    row = await Round.create(
        group_id=group.id,
        number=number,
        members=len(findings.members),
        made_at=now,
        made_by=by.id,
        made_name="" if by.is_system else by.name,
    )
    await Item.bulk_create([_item(row, place, each, now) for place, each in enumerate(proposals, 1)])
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor=by.id,
        action="cleanup.previewed",
        subject=f"cleanup:{number}",
        members=[proposal.member.id for proposal in proposals],
    )
    return await round_file(row)


async def _not_under_way(group_id: GroupId, findings: Findings) -> list[Proposal]:
    rounds = [row.id for row in await rounds_under_way(group_id)]
    busy = await Item.filter(round_id__in=rounds, state__in=[*STAGED, "removing", "ordered"]) if rounds else []
    members = {MemberId(item.member_id) for item in busy}
    # a person was asked to remove them, by an earlier round or by a case, and still has time to
    members |= {MemberId(o.member_id) for o in await workorders.open_orders(group_id) if o.action == "kick"}
    return [proposal for proposal in findings.proposals if proposal.member.id not in members]


async def _is_same(row: Round, proposals: list[Proposal]) -> bool:
    lines = [line_of(item) for item in await Item.filter(round_id=row.id, state="proposed")]
    known = {(line.member, frozenset(line.codes)) for line in lines}
    return known == {(proposal.member.id, proposal.codes) for proposal in proposals}


async def _refresh(row: Round, proposals: list[Proposal], members: int, now: datetime) -> None:
    await Round.filter(id=row.id).update(members=members, made_at=now)
    row.members, row.made_at = members, now
    for proposal in proposals:
        await Item.filter(round_id=row.id, member_id=proposal.member.id).update(
            reasons=reasons_to_json(proposal.reasons), member_name=proposal.member.name[:200]
        )


def _item(row: Round, position: int, proposal: Proposal, now: datetime) -> Item:
    return Item(
        round_id=row.id,
        position=position,
        member_id=proposal.member.id,
        member_name=proposal.member.name[:200],
        reasons=reasons_to_json(proposal.reasons),
        changed_at=now,
    )
