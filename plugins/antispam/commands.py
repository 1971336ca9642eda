"""The chat entrance for a group's own words and allowances."""

from bot.chat.arguments import TooLong
from bot.chat.commands import Area, Call, Reply, reply
from bot.domain.errors import WrongUsage
from bot.domain.members import Role

from . import wording

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
_TRY = {"test": "test", "测试": "test", "试": "test"}
_MARKS = 10
"""Characters that ``re:`` or ``保密:`` may add to an entry."""


@area.command(
    "word",
    "词",
    role=Role.ADMIN,
    usage="add|del|list|test 词（* 通配，=整句，re:正则，保密:词）",
    summary="本群自己的违禁词；test 试一句话",
)
async def words(call: Call) -> Reply:
    if call.arguments.choice(_TRY) is not None:
        return reply("antispam/tried", found=wording.try_text(call.place, call.arguments.text()))
    return await _edit(call, "word", wording.WORD_KINDS)


@area.command("allow", "白名单", role=Role.ADMIN, usage="add|del|list 词或域名", summary="本群不作处理的词和域名")
async def allow(call: Call) -> Reply:
    return await _edit(call, "allow", wording.ALLOW_KINDS)


async def _edit(call: Call, what: str, kinds: tuple[str, ...]) -> Reply:
    doing = call.arguments.choice(_DO) or ("list" if call.arguments.peek() is None else None)
    if doing is None:
        raise WrongUsage()
    if doing == "list":
        call.arguments.end()
        return reply("antispam/entries", what=what, entries=await wording.entries(call.place.id, kinds))
    text = call.arguments.text(limit=wording.LONGEST + _MARKS)
    entry = wording.read_word(text) if what == "word" else wording.read_allowance(text)
    if len(entry.text) > wording.LONGEST:
        raise TooLong(limit=wording.LONGEST, length=len(entry.text))
    if doing == "add":
        done = await wording.add_entry(call.place, entry, actor=call.actor, now=call.now)
    else:
        done = await wording.remove_entry(call.place, kinds, text, actor=call.actor, now=call.now)
    return reply("antispam/edited", what=what, doing=doing, done=done)
