"""``/accept`` 知悉: a member has read what a revision changes."""

from bot.chat.commands import Call, Reply, reply
from bot.domain.members import Role
from bot.governance.directory import GroupState
from plugins.charter.service import accepting
from plugins.charter.service.accepting import Accepted
from plugins.charter.service.citing import groups_of_asker
from plugins.charter.service.refusals import NothingToAccept

from .area import area


@area.command(
    "accept",
    "知悉",
    role=Role.MEMBER,
    usage="[编号]",
    summary="表示已知悉群规的修订；回复修订公告“收到”也可以，可私聊",
    private=True,
)
async def accept(call: Call) -> Reply:
    number = call.arguments.optional_number()
    call.arguments.end()
    if call.group is not None:
        done = await accepting.accept(call.group, call.sender, number, way="command", now=call.now)
    else:
        done = await _in_private(call, number)
    return reply("charter/accepted", done=done)


async def _in_private(call: Call, number: int | None) -> Accepted:
    """In every group where this revision waits for the member."""
    groups: list[GroupState] = await groups_of_asker(call.sender, call.message.chat.platform)
    done: list[Accepted] = []
    for group in groups:
        try:
            done.append(await accepting.accept(group, call.sender, number, way="private", now=call.now))
        except NothingToAccept:
            continue
    if not done:
        raise NothingToAccept()
    return done[0]
