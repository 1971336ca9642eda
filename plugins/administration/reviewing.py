"""The chat entrance for what waits: listing, deciding and showing by number."""

from bot.chat.commands import Area, Call, Reply, reply
from bot.domain.members import Role
from bot.governance import numbered, reviews

area = Area("administration")


@area.command("requests", "申请", role=Role.ADMIN, usage="", summary="列出待审核的事项")
async def list_requests(call: Call) -> Reply:
    call.arguments.end()
    return reply("administration/requests", lines=await reviews.pending(call.place))


@area.command("approve", "通过", role=Role.ADMIN, usage="编号", summary="同意一项申请")
async def approve(call: Call) -> Reply | None:
    number = call.arguments.number()
    call.arguments.end()
    decided = await reviews.approve(call.place, number, actor=call.actor, now=call.now)
    if decided.shows and call.message.chat == call.place.chat:
        return None
    return Reply(decided.template, dict(decided.fields))


@area.command("reject", "驳回", role=Role.ADMIN, usage="编号 理由", summary="驳回一项申请或一件待确认的案件")
async def reject(call: Call) -> Reply:
    number = call.arguments.number()
    reason = call.arguments.text()
    decided = await reviews.reject(call.place, number, reason, actor=call.actor, now=call.now)
    return Reply(decided.template, dict(decided.fields))


@area.command("show", "查看", role=Role.MEMBER, usage="编号", summary="查看任一编号的事项")
async def show(call: Call) -> Reply:
    number = call.arguments.number()
    call.arguments.end()
    template, fields = await numbered.show(call.place, number, await call.standing())
    return Reply(template, dict(fields))
