"""The chat entrance: one's own card, somebody's, and whose are wrong."""

from bot.chat.commands import Area, Call, Reply, reply
from bot.domain.errors import NotAllowed
from bot.domain.members import Role

from . import service

area = Area("names")
_CHECK = {"check": "check", "检查": "check", "核对": "check", "list": "check", "名单": "check"}
SHOWN = 30


@area.command("card", "名片", role=Role.MEMBER, usage="[检查 [页]]", summary="我的群名片应是什么；管理员可检查全群")
async def card(call: Call) -> Reply:
    form = call.arguments.choice(_CHECK)
    page = (call.arguments.optional_number() or 1) if form is not None else 1
    call.arguments.end()
    if form is None:
        shown = await service.card_of(call.place, call.sender, call.actor.name)
        return reply("names/own_card", shown=shown)
    if (await call.standing()).role < Role.ADMIN:
        raise NotAllowed()
    pattern, clause, wrong = await service.list_wrong(call.place)
    pages = max(-(-len(wrong) // SHOWN), 1)
    page = min(max(page, 1), pages)
    shown = wrong[(page - 1) * SHOWN : page * SHOWN]
    return reply(
        "names/wrong_cards", pattern=pattern, clause=clause, count=len(wrong), shown=shown, page=page, pages=pages
    )
