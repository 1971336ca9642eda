"""The chat entrance for whoever organises: propose, look, change, cancel."""

import re
import unicodedata

from bot.chat.commands import Call, Reply, reply
from bot.domain.errors import WrongUsage
from bot.domain.members import Actor, Role
from bot.governance import numbered
from bot.governance.directory import GroupState
from plugins.activities import service
from plugins.activities.domain.draft import has_bars, looks_like_draft
from plugins.activities.domain.poll import LETTERS

from .area import area
from .attending import NotMine, on_event

LONGEST_DRAFT = 2000
_CHANGE = re.compile(
    r"(?:改为?|修改|更改|change)\s*(时间|地点|内容|标题|名额|人数|截止)(?:为|[:：])?\s*(.+)", re.DOTALL | re.IGNORECASE
)
_CANCEL = re.compile(r"(?:取消|cancel)\s*(.*)", re.DOTALL | re.IGNORECASE)
_SETTLE = re.compile(
    r"(?:定|确定|选定|就定|settle)(?:时间)?\s*[:：]?\s*(?:([A-JＡ-Ｊａ-ｊ])|第?(\d{1,2})[个项]?)?\s*[。.!！]?",
    re.IGNORECASE,
)
_CALENDAR = ("日历", "ics", "calendar")
_NUMBER_FIRST = re.compile(r"[#＃]?[0-9０-９]{1,9}(?=\s|$)")


@area.command(
    "event", "活动", role=Role.MEMBER,
    usage="标题 | 时间 | 地点 | 内容 [| 名额] [截止报名 …] [不设候补] [带人 2]；时间可写 投票: 周五18:00 / 周六9:00；"
    "编号；编号 定 B；编号 取消 [原因]；编号 改 时间 新时间；编号 日历；编号 名单 [导出]；编号 签到码",
    summary="发布活动（成员发布须经审核），查看、取消或更改活动",
)  # fmt: skip
async def event(call: Call) -> Reply | None:
    rest = call.arguments.rest
    if _NUMBER_FIRST.match(rest):
        after = rest.split(maxsplit=1)[1] if len(rest.split(maxsplit=1)) > 1 else ""
        if not after:
            return await _show(call)
        if after.strip().lower() in _CALENDAR:
            return await _send_calendar(call)
        if not isinstance(about_roll := await on_event(call, after), NotMine):
            return about_roll
        if _CANCEL.fullmatch(after) and not has_bars(after):
            return await _cancel(call)
        if (settles := _SETTLE.fullmatch(after)) is not None:
            return await _settle(call, settles)
        if _CHANGE.fullmatch(after):
            return await _change(call)
    if not looks_like_draft(rest):
        raise WrongUsage()
    return await _propose(call)


async def _propose(call: Call) -> Reply | None:
    actor, text = await call.standing(), call.arguments.text(limit=LONGEST_DRAFT)
    # the platform may use an id again, but not for another message of the same second
    source = f"{call.key}:{call.message.sent_at.timestamp():.0f}"
    enclosed = await service.enclosed_with(call.place, call.message)
    activity = await service.propose(call.place, text, actor=actor, source_key=source, now=call.now, enclosed=enclosed)
    # what is said in the group itself is answer enough
    if activity.state in ("open", "poll"):
        return None if _is_here(call) else reply("activities/approved", activity=activity)
    return None if _is_here(call) and call.place.console is None else reply("activities/proposed", activity=activity)


def _is_here(call: Call) -> bool:
    return call.message.chat.key == call.place.chat.key


async def _show(call: Call) -> Reply:
    number = call.arguments.number()
    actor = await call.standing()
    fields = await service.show(call.place, number, actor, now=call.now)
    picture = await service.picture_for(call.place, number, actor)
    return reply("activities/show", marker=f"活动 #{number}", enclosed=picture, **fields)


async def _settle(call: Call, said: re.Match[str]) -> Reply | None:
    """``/event N 定 B``: the date voted on is taken; the group is told by the announcement."""
    number = call.arguments.number()
    place = LETTERS.index(unicodedata.normalize("NFKC", said[1]).upper()) if said[1] else None
    place = int(said[2]) - 1 if said[2] else place
    activity = await service.settle_poll(call.place, number, place, actor=await call.standing(), now=call.now)
    return None if _is_here(call) else reply("activities/approved", activity=activity)


async def _send_calendar(call: Call) -> None:
    number = call.arguments.number()
    await service.send_calendar_file(
        call.place, number, actor=call.actor, to=call.message.chat, key=call.key, now=call.now
    )


async def _cancel(call: Call) -> Reply | None:
    number, match = call.arguments.number(), _CANCEL.fullmatch(call.arguments.text())
    reason = match[1].strip() if match else ""
    done = await service.cancel(call.place, number, reason, actor=await call.standing(), now=call.now)
    # what the group has just been told needs no second answer in it
    return None if _is_here(call) and done.told else reply("activities/cancel_done", activity=done.activity)


async def _change(call: Call) -> Reply | None:
    number, match = call.arguments.number(), _CHANGE.fullmatch(call.arguments.text(limit=LONGEST_DRAFT))
    if match is None:
        raise WrongUsage()
    actor = await call.standing()
    done = await service.change(call.place, number, match[1], match[2], actor=actor, now=call.now)
    if _is_here(call) and done.told:
        return None
    return reply("activities/change_done", activity=done.activity, what=service.CHANGEABLE[match[1]], word=match[1])


@area.command("events", "活动列表", role=Role.MEMBER, usage="", summary="即将举行的活动")
async def list_activities(call: Call) -> Reply:
    call.arguments.end()
    return reply("activities/list", **await service.list_activities(call.place, now=call.now))


async def show_numbered(group: GroupState, number: int, actor: Actor) -> tuple[str, dict[str, object]]:
    """For ``/show N``."""
    return "activities/show", await service.show(group, number, actor, now=None)


numbered.register("activity", show_numbered)
