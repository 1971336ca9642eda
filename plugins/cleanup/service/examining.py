"""Right before somebody is removed: are they still here, and does anything still speak for it?"""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import TargetProtected
from bot.domain.ids import MemberId
from bot.domain.members import MemberInfo, Role
from bot.domain.ports import Outcome
from bot.governance import permissions, roster
from bot.governance.directory import GroupState
from plugins.cleanup.domain.members import Reason
from plugins.cleanup.models import Item, Round

from .files import line_of
from .findings import judge
from .standing_here import AWAY, POWERLESS, own_trouble


@dataclass(frozen=True, slots=True)
class Verdict:
    """``what``: go, gone, stays (``note`` says why), unknown (ask again), or trouble: ``note`` is why the round
    stops (the administrator is none any more, nor are we)."""

    what: str
    note: str = ""
    reasons: tuple[Reason, ...] = ()


async def examine(group: GroupState, row: Round, item: Item, *, now: datetime) -> Verdict:
    """Asks the platform afresh; not inside a transaction. Raises NoClause."""
    member = MemberId(item.member_id)
    trouble = await own_trouble(group)
    if trouble == AWAY:
        return Verdict("unknown")
    if trouble is not None:
        return Verdict("trouble", trouble)
    here = await is_here(group, member, now=now)
    if here is None:
        return Verdict("unknown")
    if not here:
        return Verdict("gone")
    refused = await _refused(group, MemberId(row.confirmed_by or ""), member)
    if refused is not None:
        return refused
    info = await permissions.standing().info(group.chat, group.account, member)
    told = {member: info} if isinstance(info, MemberInfo) else {}
    proposal = (await judge(group, told, now=now)).of(member)
    shown = set(line_of(item).codes)
    holding = tuple(r for r in proposal.reasons if r.code in shown) if proposal is not None else ()
    return Verdict("go", reasons=holding) if holding else Verdict("stays", "changed")


async def is_here(group: GroupState, member: MemberId, *, now: datetime) -> bool | None:
    """Whether the member is in the group by the platform's answer of this moment; None where it gives none.

    "No such member" from a group we are not in ourselves is no answer. Where nothing is told of one
    member the whole list is looked at. Who is found to have gone is noted, so that everybody who waits for that
    hears of it.
    """
    standing = permissions.standing()
    standing.forget(group.chat, member)
    answer = await standing.info(group.chat, group.account, member)
    if isinstance(answer, MemberInfo):
        return True
    if answer is Outcome.DENIED:
        if await own_trouble(group) not in (None, POWERLESS):
            return None
        await roster.note_left(group, member, by=None, kicked=None, noticed=True, asked=True, now=now)
        return False
    difference = await roster.look_at_list(group, now=now)
    if not difference.trusted:
        return None
    known = await roster.member_of(group.id, member)
    return known is not None and known.left_at is None


async def _refused(group: GroupState, decider: MemberId, member: MemberId) -> Verdict | None:
    """The same question that is asked again at delivery; asked here so that the round learns the answer."""
    standing = permissions.standing()
    role = await standing.role(group, group.chat, group.account, decider)
    if role is None:
        return Verdict("unknown")
    if role < Role.ADMIN:
        return Verdict("trouble", "powerless")
    if roster.is_ours(member):
        return Verdict("stays", "protected")
    target = await standing.target(group, group.chat, group.account, member)
    refusal = permissions.authorize(decider, role, needs=Role.ADMIN, target=target)
    if refusal is None:
        return None
    return Verdict("stays", "protected") if isinstance(refusal, TargetProtected) else Verdict("trouble", "powerless")
