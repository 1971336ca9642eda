"""The chat entrance of activities."""

import re

from bot.chat.arguments import Arguments
from bot.chat.commands import Area, Call, Reply, reply
from bot.domain.errors import WrongUsage
from bot.domain.ids import MemberId
from bot.domain.members import Actor, Role
from bot.governance import numbered
from bot.governance.directory import GroupState

from . import service
from .domain.draft import has_bars, looks_like_draft
from .domain.words import read_guests

LONGEST_DRAFT = 2000
LONGEST_SUMMARY = 3000
area = Area("activities")
_CHANGE = re.compile(
    r"(?:改为?|修改|更改|change)\s*(时间|地点|内容|标题|名额|人数|截止)(?:为|[:：])?\s*(.+)", re.DOTALL | re.IGNORECASE
)
_CANCEL = re.compile(r"(?:取消|cancel)\s*(.*)", re.DOTALL | re.IGNORECASE)
_NUMBER_FIRST = re.compile(r"[#＃]?[0-9０-９]{1,9}(?=\s|$)")
_CODE = re.compile(r"[0-9０-９]{4}")
_WIDTH = {ord("０") + i: str(i) for i in range(10)}
_BETWEEN_NAMES = re.compile(r"[\s、,，;；]+")


@area.command(
    "event", "活动", role=Role.MEMBER,
    usage="标题 | 时间 | 地点 | 内容 [| 名额]；查看：编号；编号 取消 [原因]；编号 改 时间 新时间",
    summary="发布活动（成员发布须经审核），查看、取消或更改活动",
)  # fmt: skip
async def event(call: Call) -> Reply | None:
    rest = call.arguments.rest
    if _NUMBER_FIRST.match(rest):
        after = rest.split(maxsplit=1)[1] if len(rest.split(maxsplit=1)) > 1 else ""
        if not after:
            return await _show(call)
        if _CANCEL.fullmatch(after) and not has_bars(after):
            return await _cancel(call)
        if _CHANGE.fullmatch(after):
            return await _change(call)
    if not looks_like_draft(rest):
        raise WrongUsage()
    return await _propose(call)


async def _propose(call: Call) -> Reply | None:
    actor, text = await call.standing(), call.arguments.text(limit=LONGEST_DRAFT)
    # the platform may use an id again, but not for another message of the same second
    source = f"{call.key}:{call.message.sent_at.timestamp():.0f}"
    activity = await service.propose(call.place, text, actor=actor, source_key=source, now=call.now)
    # what is said in the group itself is answer enough
    if activity.state == "open":
        return None if _is_here(call) else reply("activities/approved", activity=activity)
    return None if _is_here(call) and call.place.console is None else reply("activities/proposed", activity=activity)


def _is_here(call: Call) -> bool:
    return call.message.chat.key == call.place.chat.key


async def _show(call: Call) -> Reply:
    number = call.arguments.number()
    actor = await call.standing()
    return reply("activities/show", **await service.show(call.place, number, actor, now=call.now))


async def _cancel(call: Call) -> Reply:
    number, match = call.arguments.number(), _CANCEL.fullmatch(call.arguments.text())
    reason = match[1].strip() if match else ""
    activity = await service.cancel(call.place, number, reason, actor=await call.standing(), now=call.now)
    return reply("activities/cancel_done", activity=activity)


async def _change(call: Call) -> Reply | None:
    number, match = call.arguments.number(), _CHANGE.fullmatch(call.arguments.text(limit=LONGEST_DRAFT))
    if match is None:
        raise WrongUsage()
    actor = await call.standing()
    activity = await service.change(call.place, number, match[1], match[2], actor=actor, now=call.now)
    # of a published one the group is told
    return None if _is_here(call) and activity.state == "open" else reply("activities/change_done", activity=activity)


@area.command("join", "报名", role=Role.MEMBER, usage="[编号] [+同行人数]", summary="报名参加活动，名额满了进候补")
async def join(call: Call) -> Reply:
    number, guests = _number_and_guests(call.arguments)
    if number is None:
        number = await service.choose_open(call.place.id, now=call.now)
    joined = await service.join(
        call.place, number, member=call.sender, name=call.actor.name, guests=guests, now=call.now
    )
    return reply("activities/joined", joined=joined)


def _number_and_guests(arguments: Arguments) -> tuple[int | None, int | None]:
    number = arguments.optional_number()
    if not arguments.rest:
        return number, None
    guests = read_guests(arguments.text())
    if guests is None:
        raise WrongUsage()
    return number, guests


@area.command("quit", "取消报名", role=Role.MEMBER, usage="[编号]", summary="取消报名，空出的名额给候补")
async def withdraw(call: Call) -> Reply:
    number = call.arguments.optional_number()
    call.arguments.end()
    if number is None:
        number = await service.choose_joined(call.place.id, call.sender, now=call.now)
    activity = await service.withdraw(call.place, number, member=call.sender, now=call.now)
    return reply("activities/withdrawn", activity=activity)


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


@area.command("events", "活动列表", role=Role.MEMBER, usage="", summary="即将举行的活动")
async def list_activities(call: Call) -> Reply:
    call.arguments.end()
    return reply("activities/list", **await service.list_activities(call.place, now=call.now))


async def show_numbered(group: GroupState, number: int, actor: Actor) -> tuple[str, dict[str, object]]:
    """For ``/show N``."""
    return "activities/show", await service.show(group, number, actor, now=None)


numbered.register("activity", show_numbered)
