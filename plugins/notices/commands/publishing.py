"""The chat entrance for whoever publishes: write a notice, look at it, change it, close it."""

import re
from collections.abc import Awaitable, Callable

from bot.chat.commands import Call, Reply, reply
from bot.domain.members import Actor, Role
from plugins.notices import service
from plugins.notices.domain.changes import after_edit_word
from plugins.notices.domain.tally import by_department
from plugins.notices.service import Written

from .area import area

_ONLY_A_NUMBER = re.compile(r"[#＃]?\s*(\d{1,9})")
_ORDER = re.compile(
    r"[#＃]?\s*(?P<number>\d{1,9})\s*(?:号)?\s*(?:(?P<plain>发布|删除|停止)|(?P<withdraw>撤回)(?:[\s:：,，]+(?P<reason>.*))?"
    r"|(?P<export>导出|export)\s*(?P<form>xlsx|csv|))",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER_FIRST = re.compile(r"[#＃]?\s*(\d{1,9})")


@area.command(
    "notice",
    "通知",
    role=Role.MEMBER,
    usage="内容 [截止 18:00] [给 部门、职务、@成员、名单“名”、群“名”或全部群] [定时 明天9:00 或 每周一 9:00]"
    " [来源 单位] [紧急] [免回复] [草稿]，可带图片、文件；编号 [发布|改 新内容|撤回 原因|删除|停止|导出 [csv]]",
    summary="发布通知（非管理员须经审核）；写编号则查看回复情况",
)
async def notice(call: Call) -> Reply | None:
    actor, rest = await call.standing(), call.arguments.rest
    if number := _ONLY_A_NUMBER.fullmatch(rest):
        template, fields = await service.show_notice(call.place, int(number[1]), actor)
        return Reply(template, fields, enclosed=await service.status_picture(call.place, int(number[1]), actor))
    if order := _ORDER.fullmatch(rest):
        return await _obey(call, actor, order)
    if after_edit_word(rest) is not None and (number := _NUMBER_FIRST.match(rest)):
        edited = await service.edit_notice(call.place, int(number[1]), call.message, actor, call.now)
        return _answer(call, edited)
    return _answer(call, await service.write_notice(call.place, call.message, actor, call.now))


def _answer(call: Call, done: Written) -> Reply | None:
    """Where the notice itself is heard, it is the answer."""
    if done.how in ("published", "changed_version"):
        if call.message.chat == call.place.chat and done.is_heard_in(call.place.id):
            return None
        return reply("notices/published_elsewhere", notice=done.notice, group=call.place)
    return reply(f"notices/{done.how}", notice=done.notice)


async def _obey(call: Call, actor: Actor, order: re.Match[str]) -> Reply | None:
    group, number = call.place, int(order["number"])
    if order["export"]:
        form = order["form"].lower() or "xlsx"
        is_file = await service.export_notice(
            group, number, form, actor=actor, to=call.message.chat, key=call.key, now=call.now
        )
        return None if is_file or not call.message.is_group else reply("notices/exported_as_text", number=number)
    if order["withdraw"]:
        reason = (order["reason"] or "").strip()[:200]
        withdrawn, announced = await service.withdraw_notice(group, number, reason, by=actor, now=call.now)
        return reply("notices/withdrawn", notice=withdrawn, announced=announced)
    return await _ORDERS[order["plain"]](call, actor, number)


async def _publish(call: Call, actor: Actor, number: int) -> Reply | None:
    return _answer(call, await service.publish_draft(call.place, number, actor, call.now))


async def _delete(call: Call, actor: Actor, number: int) -> Reply | None:
    return reply("notices/deleted", notice=await service.delete_draft(call.place, number, by=actor, now=call.now))


async def _stop(call: Call, actor: Actor, number: int) -> Reply | None:
    return reply("notices/stopped", plan=await service.stop_repeating(call.place, number, by=actor, now=call.now))


_ORDERS: dict[str, Callable[[Call, Actor, int], Awaitable[Reply | None]]] = {
    "发布": _publish,
    "删除": _delete,
    "停止": _stop,
}


@area.command("notices", "通知列表", role=Role.MEMBER, usage="", summary="回复中、定时、定期的通知，和自己的草稿")
async def notices(call: Call) -> Reply:
    call.arguments.end()
    return reply("notices/list", found=await service.list_notices(call.place, await call.standing()))


@area.command("close", "结束", role=Role.ADMIN, usage="编号", summary="结束通知，不再提醒")
async def close(call: Call) -> Reply:
    number = call.arguments.number()
    call.arguments.end()
    found, result = await service.close_notice(call.place, number, by=call.actor, now=call.now)
    return reply("notices/closed", notice=found, tally=result, missing=by_department(result.missing))
