"""``/bind``: a second account of the same person."""

from datetime import datetime

from bot.domain.ids import ChatRef, MemberId
from bot.domain.members import Actor
from bot.governance import people, voice
from bot.governance.directory import GroupState, directory
from bot.governance.people import binding
from bot.governance.people.binding import NewAccount
from bot.governance.roster import groups_of
from bot.store.transaction import transaction
from plugins.people.domain.refusals import NotInAGroup, NotRegistered


async def home_of(platform: str, member: MemberId) -> GroupState:
    """An enabled group that somebody speaking in private is a member of. Raises NotInAGroup."""
    for each in await groups_of(member):
        group = directory.get(each)
        if group is not None and group.chat.platform == platform:
            return group
    raise NotInAGroup()


async def ask(group: GroupState, member: MemberId, *, name: str, now: datetime) -> str:
    return await binding.ask_code(group.organisation_id, group.chat.platform, member, name=name, now=now)


async def look(group: GroupState, member: MemberId, code: str, *, now: datetime) -> NewAccount:
    return await binding.answer_code(group.organisation_id, group.chat.platform, member, code, now=now)


@transaction
async def confirm(
    group: GroupState, member: MemberId, code: str, *, actor: Actor, key: str, now: datetime
) -> tuple[NewAccount, bool]:
    """Bound, and the new account is told; or shown once more what it would bind."""
    platform = group.chat.platform
    found, bound = await binding.confirm_code(group.organisation_id, platform, member, code, actor=actor, now=now)
    if bound:
        there = await home_of(found.platform, found.account)
        chat = ChatRef(found.platform, user=found.account)
        await voice.say(chat, there.account, "people/bound_told", key=f"people:bound:{key}", now=now, fields={})
    return found, bound


@transaction
async def let_go(group: GroupState, member: MemberId, *, actor: Actor, now: datetime) -> None:
    """This account is nobody's any more. Raises NotRegistered."""
    row = await people.unlink_account(group.organisation_id, group.chat.platform, member, actor=actor, now=now)
    if row is None:
        raise NotRegistered()
