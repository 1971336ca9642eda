"""The chat entrance for a group's own words and allowances."""

from bot.chat.commands import Area, Call, Reply, reply
from bot.domain.errors import WrongUsage
from bot.domain.members import Role

from . import service
from .policies import kind_of_allowance

area = Area("antispam")
_DO = {
    "add": "add",
    "添加": "add",
    "加": "add",
    "del": "del",
    "删除": "del",
    "删": "del",
    "list": "list",
    "列表": "list",
}


@area.command("word", "词", role=Role.ADMIN, usage="add|del|list 词（可用 * 通配，=整句）", summary="本群自己的违禁词")
async def words(call: Call) -> Reply:
    return await _edit(call, "word", ("word",))


@area.command("allow", "白名单", role=Role.ADMIN, usage="add|del|list 词或域名", summary="本群不作处理的词和域名")
async def allow(call: Call) -> Reply:
    return await _edit(call, "allow", ("allow", "domain"))


async def _edit(call: Call, what: str, kinds: tuple[str, ...]) -> Reply:
    doing = call.arguments.choice(_DO) or ("list" if call.arguments.peek() is None else None)
    if doing is None:
        raise WrongUsage()
    if doing == "list":
        call.arguments.end()
        return reply("antispam/entries", what=what, entries=await service.entries(call.place.id, kinds))
    text = call.arguments.text(limit=100)
    if doing == "add":
        kind = what if what == "word" else kind_of_allowance(text)
        done = await service.add_entry(call.place, kind, text, actor=call.actor, now=call.now)
    else:
        done = await service.remove_entry(call.place, kinds, text, actor=call.actor, now=call.now)
    return reply("antispam/edited", what=what, doing=doing, done=done)
