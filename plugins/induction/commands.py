"""The chat entrance: questions, acceptance, and the administrators' view of both."""

import re

from bot.chat.commands import Area, Call, Reply, reply
from bot.chat.privately import privately
from bot.domain.errors import NotAllowed, WrongUsage
from bot.domain.ids import MemberId
from bot.domain.members import Role
from bot.governance.directory import GroupState

from . import service
from .domain.answers import answer_in

area = Area("induction")
_FORMS = {
    **dict.fromkeys(("题库", "bank"), "bank"),
    **dict.fromkeys(("名单", "list"), "list"),
    **dict.fromkeys(("免试", "excuse", "pass"), "excuse"),
    **dict.fromkeys(("重考", "again"), "again"),
}
_BANK = {
    **dict.fromkeys(("add", "加", "添加"), "add"),
    **dict.fromkeys(("del", "删", "删除"), "del"),
    **dict.fromkeys(("list", "列表"), "list"),
    **dict.fromkeys(("test", "试", "试题"), "test"),
}
_LISTED = {"名单": "list", "list": "list"}
FEW = 10
"""So many names a group may read; more go to whoever asked."""
MOST = 100
_BETWEEN = re.compile("[|｜]")


@area.command(
    "quiz",
    "考核",
    role=Role.MEMBER,
    usage="[A|名单|免试 @x|重考 @x|题库 add 题目 | 正确选项 | 错误选项|题库 del N|题库 list|题库 test]",
    summary="群规答题；管理员管理题库和名单",
    private=True,
    always_heard=True,
)
async def quiz(call: Call) -> Reply:
    form = call.arguments.choice(_FORMS)
    if form is not None:
        return await _govern(call, form)
    here = call.group if call.message.is_group else None
    letter = answer_in(call.arguments.optional_text(limit=20))
    if letter is None:
        turn = await service.next_question(here, call.message.chat.platform, call.sender, now=call.now)
        return reply("induction/question", turn=turn)
    turn = await service.answer(here, call.message.chat.platform, call.sender, letter, now=call.now)
    return reply("induction/passed" if turn.question is None else "induction/question", turn=turn)


async def _govern(call: Call, form: str) -> Reply:
    if form == "bank" and not call.message.is_group:
        return await _bank(call, await service.governed_by(call.message.chat.platform, call.sender))
    group = call.place
    if (await call.standing()).role < Role.ADMIN:
        raise NotAllowed()
    if form == "bank":
        return await _bank(call, group)
    if form == "list":
        call.arguments.end()
        return reply("induction/list", rows=await service.open_courses(group), most=30)
    member = _meant(call)
    if form == "excuse":
        name = await service.excuse(group, member, actor=call.actor, now=call.now)
        return reply("induction/excused", name=name)
    return reply("induction/again", name=await service.restart(group, member, actor=call.actor, now=call.now))


async def _bank(call: Call, group: GroupState) -> Reply:
    form = call.arguments.choice(_BANK)
    if form == "add":
        clause = call.arguments.clause(group.regulation.text) if group.regulation is not None else None
        text, *choices = (part.strip() for part in _BETWEEN.split(call.arguments.text(limit=700)))
        number = await service.add_question(
            group, text, choices, clause.path if clause is not None else "", actor=call.actor, now=call.now
        )
        return reply("induction/question_added", number=number, in_group=call.message.is_group)
    if form == "del":
        number = call.arguments.number()
        await service.remove_question(group, number, actor=call.actor, now=call.now)
        return reply("induction/question_removed", number=number)
    if form == "test":
        return reply("induction/sample", posed=await service.sample(group, call.key))
    if form == "list":
        written, made = await service.listed_questions(group)
        return reply("induction/bank", written=written, made=made, most=30)
    raise WrongUsage()


def _meant(call: Call) -> MemberId:
    mentioned = [each for each in call.message.mentions if each != call.message.account]
    if len(mentioned) == 1:
        return mentioned[0]
    word = (call.arguments.word() or "").lstrip("@＠")
    if not word or len(mentioned) > 1:
        raise WrongUsage()
    return MemberId(word)


@area.command("agree", "认同", role=Role.MEMBER, usage="[名单]", summary="认同群规；管理员可看谁还没有")
async def accept(call: Call) -> Reply:
    group = call.place
    listed = call.arguments.choice(_LISTED)
    call.arguments.end()
    version = group.regulation.text.version if group.regulation is not None else ""
    if listed is None:
        new = await service.accept(group, call.sender, how="word", actor=call.actor, now=call.now)
        return reply("induction/accepted", new=new, version=version)
    if (await call.standing()).role < Role.ADMIN:
        raise NotAllowed()
    count, left = await service.not_accepted(group)
    if len(left) <= FEW:
        return reply("induction/acceptances", count=count, left=left, version=version, most=FEW)
    return await privately(call, "induction/acceptances", count=count, left=left, version=version, most=MOST)
