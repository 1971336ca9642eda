"""The chat entrance on the day and after it: check in, sum up."""

import re

from bot.chat.commands import Call, Reply, reply
from bot.domain.errors import WrongUsage
from bot.domain.ids import MemberId
from bot.domain.members import Role
from plugins.activities import service

from .area import area

LONGEST_SUMMARY = 3000
_CODE = re.compile(r"[0-9０-９]{4}")
_WIDTH = {ord("０") + i: str(i) for i in range(10)}
_BETWEEN_NAMES = re.compile(r"[\s、,，;；]+")


@area.command(
    "checkin",
    "签到",
    role=Role.MEMBER,
    usage="编号 签到码；组织者：编号 @成员 或 姓名",
    summary="活动签到；组织者可代为签到",
)
async def check_in(call: Call) -> Reply:
    mentioned = list(dict.fromkeys(m for m in call.message.mentions if m != call.message.account))
    words = [word.lstrip("@") for word in _BETWEEN_NAMES.split(call.arguments.rest) if word.lstrip("@")]
    if len(words) == 1 and _CODE.fullmatch(words[0]) and not mentioned:
        number, code = await service.choose_check_in(call.place.id, now=call.now), words[0]
        return await _check_in_self(call, number, code)
    number = call.arguments.number()
    if not mentioned and len(words) == 2 and _CODE.fullmatch(words[1]):
        return await _check_in_self(call, number, words[1])
    if not mentioned and len(words) < 2:
        raise WrongUsage()
    people = [MemberId(member) for member in mentioned]
    actor = await call.standing()
    done = await service.check_in_by_organiser(
        call.place, number, mentioned=people, names=words[1:], actor=actor, now=call.now
    )
    return reply("activities/checked_in_others", done=done)


async def _check_in_self(call: Call, number: int, code: str) -> Reply:
    done = await service.check_in(
        call.place, number, code.translate(_WIDTH), member=call.sender, name=call.actor.name, now=call.now
    )
    return reply("activities/checked_in", done=done)


@area.command("summary", "总结", role=Role.MEMBER, usage="编号 总结内容", summary="活动结束后由组织者提交总结")
async def sum_up(call: Call) -> Reply:
    number, text = call.arguments.number(), call.arguments.text(limit=LONGEST_SUMMARY)
    activity = await service.sum_up(call.place, number, text, actor=await call.standing(), now=call.now)
    return reply("activities/summarised", activity=activity)
