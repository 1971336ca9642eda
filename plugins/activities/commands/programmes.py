"""The chat entrance for what comes again by itself."""

import re

from bot.chat.commands import Call, Reply, reply
from bot.domain.errors import NotAllowed, WrongUsage
from bot.domain.members import Actor, Role
from bot.governance import numbered
from bot.governance.directory import GroupState
from plugins.activities import service

from .area import area

LONGEST_DRAFT = 2000
_NUMBER_FIRST = re.compile(r"[#＃]?[0-9０-９]{1,9}(?=\s|$)")
_STOP = {"停止": "stop", "取消": "stop", "结束": "stop", "stop": "stop", "cancel": "stop"}
_SKIP = {"跳过": "skip", "skip": "skip"}


@area.command(
    "programme", "例行活动", role=Role.MEMBER,
    usage="标题 | 每周三 14:00-16:00 [遇节假日顺延/跳过] | 地点 | 内容 [| 名额] [| 提前3天]；"
    "列表：不写内容；编号；编号 跳过；编号 停止",
    summary="每周、每月自动发布的活动（组织者设立须经审核）",
)  # fmt: skip
async def programme(call: Call) -> Reply | None:
    rest = call.arguments.rest
    if not rest or rest in ("列表", "list"):
        return reply("activities/programmes", programmes=await service.list_programmes(call.place))
    if _NUMBER_FIRST.match(rest) and "|" not in rest and "｜" not in rest:
        return await _about_one(call)
    if "|" not in rest and "｜" not in rest:
        raise WrongUsage()
    actor = await call.standing()
    if actor.role < Role.ORGANISER:
        raise NotAllowed()
    source = f"programme:{call.key}:{call.message.sent_at.timestamp():.0f}"
    text = call.arguments.text(limit=LONGEST_DRAFT)
    row = await service.propose_programme(call.place, text, actor=actor, source_key=source, now=call.now)
    if row.state == "running":
        return reply("activities/programme_started", programme=row)
    is_here = call.message.chat.key == call.place.chat.key and call.place.console is None
    return None if is_here else reply("activities/programme_proposed", programme=row)


async def _about_one(call: Call) -> Reply:
    number = call.arguments.number()
    what = call.arguments.choice(_STOP, _SKIP)
    call.arguments.end()
    if what is None:
        return reply("activities/programme", programme=await service.find_programme(call.place.id, number))
    actor = await call.standing()
    if what == "stop":
        row = await service.stop(call.place, number, actor=actor, now=call.now)
        return reply("activities/programme_stopped", programme=row)
    row, skipped = await service.skip(call.place, number, actor=actor, now=call.now)
    return reply("activities/programme_skipped", programme=row, skipped=skipped)


async def show_numbered(group: GroupState, number: int, actor: Actor) -> tuple[str, dict[str, object]]:
    """For ``/show N``."""
    return "activities/programme", {"programme": await service.find_programme(group.id, number)}


numbered.register("programme", show_numbered)
