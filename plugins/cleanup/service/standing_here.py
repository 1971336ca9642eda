"""Whether we still may remove anybody here: asked afresh before each step."""

from bot.domain.ids import MemberId
from bot.domain.members import MemberInfo, Role
from bot.domain.ports import Ability, Outcome
from bot.effects.accounts import accounts
from bot.governance import permissions
from bot.governance.directory import GroupState

AWAY, OUTSIDE, POWERLESS = "away", "outside", "bot_powerless"


async def own_trouble(group: GroupState) -> str | None:
    """Why the group's primary account can do nothing now, or None. Not inside a transaction.

    ``away``: it is not connected or does not answer; ``outside``: it is no member any more, so that an
    answer of "no such member" says nothing of anybody; ``bot_powerless``: it is no administrator. On a
    platform without roles only the call itself shows whether there is power.
    """
    platform = accounts.get(group.account) if group.account is not None else None
    if platform is None or group.account is None:
        return AWAY
    me = MemberId(group.account)
    permissions.standing().forget(group.chat, me)
    answer = await platform.member(group.chat, me)
    if answer is Outcome.DENIED:
        # some implementations leave themselves out of their own lists
        return None if await platform.members(group.chat) else OUTSIDE
    if not isinstance(answer, MemberInfo):
        return AWAY
    if Ability.ROLES in platform.capabilities and answer.role is not None and answer.role < Role.ADMIN:
        return POWERLESS
    return None
