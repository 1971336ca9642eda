"""The chat entrance for saved audiences."""

from bot.chat.commands import Call, Reply, reply
from bot.domain.errors import WrongUsage
from bot.domain.members import Role
from plugins.notices import service

from .area import area

_VERBS = {
    "add": "add", "加": "add", "添加": "add", "新建": "add",
    "del": "del", "删": "del", "移除": "del", "删除": "del",
    "show": "show", "看": "show", "查看": "show",
    "list": "list", "列表": "list",
}  # fmt: skip


@area.command(
    "list",
    "名单",
    role=Role.ADMIN,
    usage="add|del|show|list（加|删|看|列表） 名称 @成员、姓名、部门或职务；只写 del 名称 则删除整个名单",
    summary="保存常用的通知对象，用法：/通知 内容 给 名单“名称”",
)
async def saved_lists(call: Call) -> Reply:
    verb = call.arguments.choice(_VERBS) or ("list" if not call.arguments.rest else None)
    if verb == "list":
        call.arguments.end()
        return reply("notices/lists", lists=await service.all_lists(call.place))
    name = (call.arguments.word() or "").strip('“”"「」『』')
    if verb is None or not name:
        raise WrongUsage()
    if verb == "show":
        call.arguments.end()
        return reply("notices/saved_list", saved=await service.show_list(call.place, name))
    if verb == "del" and not call.arguments.rest and not call.message.mentions:
        await service.delete_list(call.place, name, by=call.actor, now=call.now)
        return reply("notices/list_deleted", name=name)
    entries = await service.read_entries(call.place, call.message, 2)
    change = service.add_to_list if verb == "add" else service.take_off_list
    return reply("notices/saved_list", saved=await change(call.place, name, entries, by=call.actor, now=call.now))
