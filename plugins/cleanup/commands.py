"""The chat entrance: look at the list, confirm it, keep somebody, stop a round."""

from bot.chat.commands import Area, Call, Reply, reply
from bot.domain.errors import WrongUsage
from bot.domain.ids import MemberId
from bot.domain.members import Role
from bot.domain.messages import Mention
from bot.governance import roster

from . import contents, service

area = Area("cleanup")
_VERBS = {
    **dict.fromkeys(("preview", "预览", "名单"), "preview"),
    **dict.fromkeys(("run", "执行", "确认"), "run"),
    **dict.fromkeys(("keep", "保留"), "keep"),
    **dict.fromkeys(("stop", "停止", "取消"), "stop"),
    **dict.fromkeys(("content", "内容"), "content"),
    **dict.fromkeys(("checked", "核实", "已核实"), "checked"),
}
PAGE = 30
_LONGEST_KEEP_REASON = 200


@area.command(
    "cleanup",
    "清理",
    role=Role.ADMIN,
    usage="[预览|执行 [编号]|保留 @成员 天数 [理由]|核实 编号|停止 编号"
    "|内容 [执行 编号 [序号…]|保留 编号 序号…|完成 编号]]",
    summary="列出建议移出的成员，确认后提醒、到期逐个移出；列出过期的公告、精华和群文件",
    acts_on=True,
    target_optional=True,
    target_unchecked=True,
)
async def cleanup(call: Call) -> Reply:
    verb = call.arguments.choice(_VERBS)
    if verb is None and call.arguments.rest:
        raise WrongUsage()
    if verb == "content":
        return await contents.answer(call)
    if verb == "keep":
        return await _keep(call)
    number = call.arguments.optional_number()
    call.arguments.end()
    if verb == "run":
        return await _run(call, number)
    if verb == "stop":
        return await _stop(call, number)
    if verb == "checked":
        return await _checked(call, number)
    return await _preview(call, number or 1)


async def _preview(call: Call, page: int) -> Reply:
    findings = await service.look(call.place, now=call.now)
    made = await service.make_round(call.place, findings, by=call.actor, now=call.now)
    keeps = await service.keeps_of(call.place.id, now=call.now)
    if made is None:
        return reply("cleanup/nobody", keeps=keeps, believed=findings.believed)
    pages = -(-len(made.staged) // PAGE)
    shown = min(page, pages)
    return reply(
        "cleanup/preview",
        marker=f"清理 #{made.number}",
        round=made,
        lines=made.staged[(shown - 1) * PAGE : shown * PAGE],
        page=shown,
        pages=pages,
        keeps=keeps,
        believed=findings.believed,
    )


async def _run(call: Call, number: int | None) -> Reply:
    if number is None:
        return reply("cleanup/confirm_asked", round=await service.last_preview(call.place))
    done = await service.confirm(call.place, number, by=call.actor, now=call.now)
    return reply(f"cleanup/run_{done.what}", round=done.round, alone=done.alone)


async def _stop(call: Call, number: int | None) -> Reply:
    if number is None:
        raise WrongUsage()
    stopped = await service.stop_round(call.place, number, by=call.actor, now=call.now)
    return reply("cleanup/stopped", round=stopped)


async def _checked(call: Call, number: int | None) -> Reply:
    if number is None:
        raise WrongUsage()
    count = await service.vouch(call.place, number, by=call.actor, now=call.now)
    return reply("cleanup/vouched", number=number, count=count)


async def _keep(call: Call) -> Reply:
    member = call.target or await _named(call)
    if call.target is not None and (call.arguments.peek() or "").startswith("@"):
        call.arguments.word()  # some clients write the name into the text as well
    days = call.arguments.optional_number()
    if days is None:
        word = call.arguments.peek() or ""
        days = call.arguments.duration().days or 1 if word[:1].isdecimal() else service.USUAL_DAYS
    reason = call.arguments.optional_text(limit=_LONGEST_KEEP_REASON)
    until = await service.keep_member(call.place, member, days, reason, by=call.actor, now=call.now)
    return reply("cleanup/kept", member=member, until=until)


async def _named(call: Call) -> Mention:
    """The member named by id or by ``@name`` after the verb. Raises WrongUsage, NoSuchMember."""
    word = (call.arguments.word() or "").removeprefix("@")
    if not word:
        raise WrongUsage()
    known = await roster.member_of(call.place.id, MemberId(word))
    if known is None:
        known = await roster.find_by_name(call.place.id, word)
    return Mention(known.id, known.name)
