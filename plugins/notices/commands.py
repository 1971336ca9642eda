"""The chat entrance: publish or look at a notice, acknowledge, remind, close."""

import re

from bot.chat.commands import Area, Call, Reply, reply
from bot.domain.errors import WrongUsage
from bot.domain.members import Role

from . import service
from .domain.tally import by_department

area = Area("notices")
_ONLY_A_NUMBER = re.compile(r"[#＃]?\s*(\d{1,9})")


@area.command(
    "notice",
    "通知",
    role=Role.MEMBER,
    usage="内容 [截止 18:00] [给 部门或@成员] [免回复]，或 编号",
    summary="发布通知（非管理员须经审核）；写编号则查看回复情况",
)
async def notice(call: Call) -> Reply | None:
    group, number = call.place, _ONLY_A_NUMBER.fullmatch(call.arguments.rest)
    actor = await call.standing()
    if number is not None:
        template, fields = await service.show_notice(group, int(number[1]), actor)
        return Reply(template, fields)
    draft = await service.read(group, call.message, call.now)
    if not draft.text:
        raise WrongUsage()
    if actor.role < Role.ADMIN:
        waiting = await service.submit_notice(group, draft, by=actor, message=call.message, now=call.now)
        return reply("notices/submitted", notice=waiting)
    await service.know_members(group, call.now)
    published = await service.publish_notice(group, draft, by=actor, message=call.message, now=call.now)
    if call.message.chat == group.chat:
        return None  # the notice itself is the answer
    return reply("notices/published_elsewhere", notice=published, group=group)


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


@area.command("close", "结束", role=Role.ADMIN, usage="编号", summary="结束通知，不再提醒")
async def close(call: Call) -> Reply:
    number = call.arguments.number()
    call.arguments.end()
    found, result = await service.close_notice(call.place, number, by=call.actor, now=call.now)
    return reply("notices/closed", notice=found, tally=result, missing=by_department(result.missing))
