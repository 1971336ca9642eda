"""The chat entrance: binding accounts and one's own details. Both are for private chats only."""

import re

from bot.chat.commands import Area, Call, Reply, reply
from bot.domain.errors import WrongUsage
from bot.domain.members import Role
from bot.governance.roster import name_of

from .service import binding, profile

area = Area("people")
_YES = {"确认": "yes", "yes": "yes", "confirm": "yes", "是": "yes"}
_BIND = {"解除": "release", "解绑": "release", "release": "release", "unbind": "release"}
_PROFILE = {
    **dict.fromkeys(("确认", "无误", "confirm"), "confirm"),
    **dict.fromkeys(("电话", "手机", "手机号", "phone"), "phone"),
    **dict.fromkeys(("姓名", "name"), "name"),
    **dict.fromkeys(("部门", "科室", "单位", "department"), "department"),
    **dict.fromkeys(("职务", "岗位", "职位", "position"), "position"),
}
_CODE = re.compile(r"\d{8}")
_LONGEST = 40


@area.command(
    "bind", "绑定", role=Role.MEMBER, usage="[验证码 [确认]]|解除", summary="绑定自己的另一个账号", private=True
)
async def bind(call: Call) -> Reply:
    if call.message.is_group:
        return reply("people/in_private", command="绑定")
    group = await binding.home_of(call.message.chat.platform, call.sender)
    if not call.arguments.rest:
        # WeChat tells no name with a private message
        name = call.message.sender_name or await name_of(group.id, call.sender)
        return reply("people/code", code=await binding.ask(group, call.sender, name=name, now=call.now))
    if call.arguments.choice(_BIND) is not None:
        call.arguments.end()
        await binding.let_go(group, call.sender, actor=call.actor, now=call.now)
        return reply("people/released")
    code = (call.arguments.word() or "").replace("-", "")
    yes = call.arguments.choice(_YES) is not None
    call.arguments.end()
    if not _CODE.fullmatch(code):
        raise WrongUsage()
    if not yes:
        found = await binding.look(group, call.sender, code, now=call.now)
        return reply("people/confirm_binding", found=found, code=code)
    found, bound = await binding.confirm(group, call.sender, code, actor=call.actor, key=call.key, now=call.now)
    return reply("people/bound" if bound else "people/confirm_binding", found=found, code=code)


@area.command(
    "profile",
    "资料",
    role=Role.MEMBER,
    usage="[确认|电话 号码|姓名 …|部门 …|职务 …]",
    summary="查看、核对或更改自己的资料",
    private=True,
)
async def show_profile(call: Call) -> Reply:
    if call.message.is_group:
        return reply("people/in_private", command="资料")
    group = await binding.home_of(call.message.chat.platform, call.sender)
    if not call.arguments.rest:
        return reply("people/profile", profile=await profile.own(group, call.sender))
    form = call.arguments.choice(_PROFILE)
    if form is None:
        raise WrongUsage()
    if form == "confirm":
        call.arguments.end()
        await profile.confirm(group, call.sender, actor=call.actor, now=call.now)
        return reply("people/confirmed")
    value = " ".join(call.arguments.text(limit=_LONGEST).split())
    if form == "phone":
        number = await profile.change_phone(group, call.sender, value, actor=call.actor, now=call.now)
    else:
        number = await profile.change(group, call.sender, form, value, now=call.now)
    return reply("people/change_taken", number=number, column=form)
