"""The chat entrance for whoever is asked: acknowledge; and for whoever waits: remind."""

from bot.chat.commands import Call, Reply, reply
from bot.domain.members import Role
from plugins.notices import service

from .area import area


@area.command("ack", "收到", role=Role.MEMBER, usage="[编号]", summary="确认收到通知")
async def acknowledge(call: Call) -> Reply | None:
    number = call.arguments.optional_number()
    call.arguments.end()
    if number is not None:
        by = service.answering(call.message, "command")
        await service.acknowledge_number(call.place, number, by, now=call.now)
        return None
    waiting = await service.acknowledge_latest(call.place, call.message, now=call.now)
    if waiting is None:
        return None
    return reply("notices/which_one", notices=waiting) if waiting else reply("notices/nothing_open")


@area.command("remind", "催办", role=Role.ADMIN, usage="编号", summary="提醒还没有回复通知的成员")
async def remind(call: Call) -> Reply | None:
    number = call.arguments.number()
    call.arguments.end()
    found, asked = await service.remind(call.place, number, by=call.actor, now=call.now)
    if not asked:
        return reply("notices/all_answered", notice=found)
    return None if call.message.chat == call.place.chat else reply("notices/reminding", notice=found, asked=asked)
