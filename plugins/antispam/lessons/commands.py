"""The chat entrance for teaching, and for how well the judge does."""

from bot.chat.commands import Area, Call, Reply, reply
from bot.domain.errors import NoSuchNumber, NotAllowed
from bot.domain.members import Actor, Role
from bot.governance import accuracy, numbered
from bot.governance.directory import GroupState

from . import marking, service
from .marking import Meant
from .reading import scheme

area = Area("antispam")
_DELETE: dict[str, str] = dict.fromkeys(("del", "undo", "删除", "删", "撤回"), "del")


async def _meant(call: Call) -> tuple[Meant, str]:
    """The message answered to, else the case of this number, else the text itself; and a reason, if any."""
    quoted = call.message.quoted
    if quoted is not None:
        return await marking.meant_by_reply(call.place, call.message, quoted), call.arguments.optional_text(limit=200)
    number = call.arguments.optional_number()
    if number is not None:
        return await marking.meant_by_number(call.place, number), call.arguments.optional_text(limit=200)
    return Meant(call.arguments.text(limit=1000)), ""


@area.command(
    "spam",
    "垃圾",
    role=Role.ADMIN,
    usage="（回复一条消息，或写）编号|文字",
    summary="指认垃圾：撤回、立案并教给机器人",
)
async def spam(call: Call) -> Reply:
    meant, reason = await _meant(call)
    marked = await marking.mark_spam(call.place, meant, reason, actor=call.actor, now=call.now)
    return reply("antispam/lesson_taught", marked=marked, spam=True)


@area.command(
    "ham",
    "正常",
    role=Role.ADMIN,
    usage="（回复一条消息，或写）编号|文字",
    summary="指认误判：撤销案件并教给机器人",
)
async def ham(call: Call) -> Reply:
    meant, reason = await _meant(call)
    marked = await marking.mark_ham(call.place, meant, reason, actor=call.actor, now=call.now)
    return reply("antispam/lesson_taught", marked=marked, spam=False)


@area.command("lessons", "教学", role=Role.ADMIN, usage="[页码] 或 del 编号", summary="教过机器人的内容；可撤回")
async def lessons(call: Call) -> Reply:
    if call.arguments.choice(_DELETE) is not None:
        number = call.arguments.number()
        call.arguments.end()
        await service.withdraw(call.place, number, actor=call.actor, now=call.now)
        return reply("antispam/lesson_withdrawn", number=number)
    page = call.arguments.optional_number() or 1
    call.arguments.end()
    rows, total = await service.lessons(call.place, page)
    pages = max(1, -(-total // service.PAGE))
    groups = {row.group_id: service.group_named(row.group_id) for row in rows if row.group_id != call.place.id}
    return reply("antispam/lessons", lessons=rows, total=total, page=page, pages=pages, groups=groups, scheme=scheme())


@area.command("accuracy", "准确率", role=Role.ADMIN, usage="", summary="各条款、检查项判得准不准，是自动还是先问")
async def show_accuracy(call: Call) -> Reply:
    call.arguments.end()
    lines = await accuracy.report(call.place.organisation_id)
    paths = accuracy.paths_of(call.place, [line.key for line in lines])
    return reply("accuracy/report", lines=lines, paths=paths, goal=accuracy.goal())


async def show_lesson(group: GroupState, number: int, actor: Actor) -> tuple[str, dict[str, object]]:
    """``/show N`` for a lesson without a case: administrators only."""
    if actor.role < Role.ADMIN:
        raise NotAllowed()
    row = await service.find_lesson(group.id, number)
    if row is None:
        raise NoSuchNumber(number=number)
    return "antispam/lesson", {"lesson": row, "scheme": scheme()}


numbered.register("lesson", show_lesson)
