"""The chat entrance: one's own card, somebody's, and whose are wrong."""

from bot.chat.commands import Area, Call, Reply, reply
from bot.domain.errors import NotAllowed
from bot.domain.members import Role

from . import service

area = Area("names")
_CHECK = {"check": "check", "检查": "check", "核对": "check", "list": "check", "名单": "check"}
SHOWN = 15


@area.command("card", "名片", role=Role.MEMBER, usage="[检查]", summary="我的群名片应是什么；管理员可检查全群")
async def card(call: Call) -> Reply:
    form = call.arguments.choice(_CHECK)
    call.arguments.end()
    if form is None:
        shown = await service.card_of(call.place, call.sender, call.actor.name)
        return reply("names/own_card", shown=shown)
    if (await call.standing()).role < Role.ADMIN:
        raise NotAllowed()
    pattern, clause, wrong = await service.list_wrong(call.place)
    return reply("names/wrong_cards", pattern=pattern, clause=clause, wrong=wrong, most=SHOWN)
