"""The chat entrance for whoever publishes: write a notice, look at it, close it."""

import re

from bot.chat.commands import Call, Reply, reply
from bot.domain.errors import WrongUsage
from bot.domain.members import Role
from plugins.notices import service
from plugins.notices.domain.tally import by_department

from .area import area

_ONLY_A_NUMBER = re.compile(r"[#＃]?\s*(\d{1,9})")
_EXPORT = re.compile(r"[#＃]?\s*(\d{1,9})\s*(?:导出|export)\s*(xlsx|csv|)", re.IGNORECASE)


@area.command(
    "notice",
    "通知",
    role=Role.MEMBER,
    usage="内容 [截止 18:00] [给 部门或@成员] [免回复]，或 编号 [导出 [csv]]",
    summary="发布通知（非管理员须经审核）；写编号则查看回复情况",
)
async def notice(call: Call) -> Reply | None:
    group, number = call.place, _ONLY_A_NUMBER.fullmatch(call.arguments.rest)
    actor = await call.standing()
    if number is not None:
        template, fields = await service.show_notice(group, int(number[1]), actor)
        return Reply(template, fields, enclosed=await service.status_picture(group, int(number[1]), actor))
    if export := _EXPORT.fullmatch(call.arguments.rest):
        form = export[2].lower() or "xlsx"
        await service.export_notice(
            group, int(export[1]), form, actor=actor, to=call.message.chat, key=call.key, now=call.now
        )
        return None
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


@area.command("close", "结束", role=Role.ADMIN, usage="编号", summary="结束通知，不再提醒")
async def close(call: Call) -> Reply:
    number = call.arguments.number()
    call.arguments.end()
    found, result = await service.close_notice(call.place, number, by=call.actor, now=call.now)
    return reply("notices/closed", notice=found, tally=result, missing=by_department(result.missing))
