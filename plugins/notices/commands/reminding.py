"""The chat entrance for whoever waits for answers: remind."""

from bot.chat.commands import Call, Reply, reply
from bot.domain.members import Role
from plugins.notices.service import reminding

from .area import area


@area.command("remind", "催办", role=Role.ADMIN, usage="[编号]", summary="提醒还没有回复通知的成员")
async def remind(call: Call) -> Reply | None:
    number = call.arguments.optional_number()
    call.arguments.end()
    in_group = call.message.chat == call.place.chat
    if number is None:
        notices, asked, again = await reminding.remind_all(call.place, by=call.actor, now=call.now)
        if notices and in_group:
            return None
        return reply("notices/reminding_all", notices=notices, asked=asked, again=again)
    found, asked = await reminding.remind(call.place, number, by=call.actor, now=call.now)
    if not asked:
        return reply("notices/all_answered", notice=found)
    return None if in_group else reply("notices/reminding", notice=found, asked=asked)
