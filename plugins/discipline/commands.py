"""The chat entrance for sanctions."""

from bot.chat.commands import Area, Call, Reply, reply
from bot.domain.errors import WrongUsage
from bot.domain.ids import MemberId
from bot.domain.members import Role
from bot.domain.sanctions import Sanction, Step
from bot.governance.cases import CaseFile

from . import service

area = Area("discipline")


def _order(call: Call, *, reason_needed: bool = True) -> service.Order:
    """``[第N条] reason`` after the target. Raises WrongUsage without a reason where one is needed."""
    regulation = call.place.regulation
    clause = call.arguments.clause(regulation.text) if regulation is not None else None
    reason = call.arguments.text() if reason_needed and clause is None else call.arguments.optional_text()
    quoted = call.message.quoted
    return service.Order(call.subject, clause, reason, quoted.message if quoted is not None else None, call.key)


def _elsewhere(call: Call, case: CaseFile) -> Reply | None:
    """An answer where the order came from another chat: in the group, what the member is told says it all."""
    return None if call.message.chat == call.place.chat else reply("discipline/ordered", case=case)


@area.command(
    "warn", "警告", role=Role.ADMIN, usage="@成员 [第N条] 理由", summary="立案警告；屡犯按群规逐级处理", acts_on=True
)
async def warn(call: Call) -> Reply | None:
    case = await service.sanction(call.place, _order(call), None, actor=call.actor, now=call.now)
    return _elsewhere(call, case)


@area.command(
    "mute",
    "禁言",
    role=Role.ADMIN,
    usage="@成员 时长 [第N条] 理由（时长如 10m、2小时）",
    summary="禁言一段时间",
    acts_on=True,
)
async def mute(call: Call) -> Reply | None:
    step = Step(Sanction.MUTE, call.arguments.duration())
    order = _order(call, reason_needed=False)
    case = await service.sanction(call.place, order, step, actor=call.actor, now=call.now)
    return _elsewhere(call, case)


@area.command("unmute", "解禁", role=Role.ADMIN, usage="@成员", summary="解除禁言", acts_on=True)
async def unmute(call: Call) -> Reply:
    call.arguments.end()
    await service.unmute(call.place, call.subject.user, actor=call.actor, now=call.now, key=call.key)
    return reply("discipline/unmuted", member=call.subject)


@area.command("kick", "踢", role=Role.ADMIN, usage="@成员 [第N条] 理由", summary="移出本群", acts_on=True)
async def kick(call: Call) -> Reply | None:
    order = _order(call, reason_needed=False)
    case = await service.sanction(call.place, order, Step(Sanction.KICK), actor=call.actor, now=call.now)
    return _elsewhere(call, case)


@area.command("ban", "拉黑", role=Role.ADMIN, usage="@成员 理由", summary="移出并不再批准入群", acts_on=True)
async def ban(call: Call) -> Reply | None:
    order = _order(call, reason_needed=False)
    case = await service.sanction(call.place, order, Step(Sanction.BAN), actor=call.actor, now=call.now)
    return _elsewhere(call, case)


@area.command("unban", "解除拉黑", role=Role.ADMIN, usage="账号", summary="从黑名单中移除")
async def unban(call: Call) -> Reply:
    word = call.arguments.word()
    call.arguments.end()
    member = call.message.mentions[0] if call.message.mentions and not word else MemberId((word or "").lstrip("@"))
    if not member:
        raise WrongUsage()
    await service.unban(call.place, member, actor=call.actor, now=call.now)
    return reply("discipline/unbanned", member=member)
