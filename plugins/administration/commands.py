"""The chat entrance: enabling, modes, roles, halting and help."""

from bot.chat.commands import Area, Call, Command, Reply, reply, table
from bot.domain.errors import WrongUsage
from bot.domain.members import Role
from bot.effects.accounts import accounts
from bot.governance import groups, roster

from . import service

area = Area("administration")
_MODES = {
    "observe": "observe",
    "assist": "assist",
    "enforce": "enforce",
    "观察": "observe",
    "协助": "assist",
    "执行": "enforce",
}
_GRANTS = {"admin": "ADMIN", "管理员": "ADMIN", "organiser": "ORGANISER", "组织者": "ORGANISER", "组织人": "ORGANISER"}


@area.command("help", "帮助", role=Role.MEMBER, usage="[命令]", summary="可用的命令", private=True)
async def show_help(call: Call) -> Reply:
    word = call.arguments.word()
    call.arguments.end()
    if word is not None:
        command = table.get(word)
        if command is None:
            raise WrongUsage()
        return reply("administration/help_one", command=command)
    role = (await call.standing()).role
    return reply("administration/help", areas=_visible(call, role), role=role)


def _visible(call: Call, role: Role) -> list[tuple[str, list[Command]]]:
    """Commands this person may use here, by area, in order of declaration."""
    here = [c for c in table.all() if c.role <= role]
    if call.message.is_group:
        here = [c for c in here if not c.private_only and (call.group is not None or c.anywhere)]
    else:
        here = [c for c in here if c.private]
    areas: dict[str, list[Command]] = {}
    for command in here:
        areas.setdefault(command.area, []).append(command)
    return list(areas.items())


@area.command("enable", "启用", role=Role.OWNER, usage="", summary="在本群启用《基本群规》", anywhere=True)
async def enable(call: Call) -> Reply:
    call.arguments.end()
    platform = accounts.get(call.message.account)
    name = await platform.group_name(call.message.chat) if platform is not None else None
    group = await groups.enable_group(
        call.message.chat,
        call.message.account,
        name=name or "",
        mode=service.default_mode(),
        actor=call.actor,
        now=call.now,
    )
    await roster.look_at_list(group, now=call.now)
    return reply("groups/enabled", group=group)


@area.command("disable", "停用", role=Role.OWNER, usage="", summary="停用，本群不再受管理")
async def disable(call: Call) -> Reply:
    call.arguments.end()
    await groups.disable_group(call.place, actor=call.actor, now=call.now)
    return reply("groups/disabled")


@area.command(
    "mode", "模式", role=Role.OWNER, usage="observe|assist|enforce（观察|协助|执行）", summary="查看或更改运行模式"
)
async def mode(call: Call) -> Reply:
    if call.arguments.peek() is None:
        return reply("groups/mode", group=call.place, changed=False)
    chosen = call.arguments.choice(_MODES)
    call.arguments.end()
    if chosen is None:
        raise WrongUsage()
    state = await groups.set_mode(call.place, chosen, actor=call.actor, now=call.now)
    return reply("groups/mode", group=state or call.place, changed=True)


@area.command(
    "grant",
    "任命",
    role=Role.OWNER,
    usage="@成员 admin|organiser（管理员|组织者）",
    summary="任命管理员或组织者",
    acts_on=True,
)
async def grant(call: Call) -> Reply:
    chosen = call.arguments.choice(_GRANTS)
    call.arguments.end()
    if chosen is None:
        raise WrongUsage()
    role = Role[chosen]
    await groups.grant_role(call.place, call.subject.user, role, actor=call.actor, now=call.now)
    return reply("groups/granted", member=call.subject, role=role)


@area.command("revoke", "撤销", role=Role.OWNER, usage="@成员", summary="撤销任命", acts_on=True)
async def revoke(call: Call) -> Reply:
    call.arguments.end()
    removed = await groups.revoke_role(call.place, call.subject.user, actor=call.actor, now=call.now)
    return reply("groups/revoked", member=call.subject, removed=removed)


@area.command("console", "管理群", role=Role.OWNER, usage="群号|off（关闭）", summary="把管理消息发到另一个群")
async def console(call: Call) -> Reply:
    word = call.arguments.word()
    call.arguments.end()
    if word is None:
        raise WrongUsage()
    if word.lower() in ("off", "关闭", "取消"):
        await groups.bind_console(call.place, None, actor=call.actor, now=call.now)
        return reply("groups/console_off")
    name = await service.console_name(call.place, word, call.sender)
    if name is None:
        raise service.ConsoleUnreachable(group=word)
    await groups.bind_console(call.place, word, actor=call.actor, now=call.now)
    return reply("groups/console", name=name, number=word)


@area.command("halt", "停止执法", role=Role.ADMIN, usage="", summary="立即停止一切自动处理")
async def halt(call: Call) -> Reply:
    call.arguments.end()
    await groups.set_halted(call.place, True, actor=call.actor, now=call.now)
    return reply("groups/halted")


@area.command("resume", "恢复执法", role=Role.ADMIN, usage="", summary="恢复自动处理")
async def resume(call: Call) -> Reply:
    call.arguments.end()
    await groups.set_halted(call.place, False, actor=call.actor, now=call.now)
    return reply("groups/resumed", group=call.place)
