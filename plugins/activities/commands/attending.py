"""The chat entrance on the day and after it: check in, call the roll, sum up."""

import re
from collections.abc import Sequence

from bot.chat.commands import Call, Reply, reply
from bot.domain.errors import NotEnabled, WrongUsage
from bot.domain.ids import ChatRef, MemberId
from bot.domain.members import Role
from bot.governance.directory import GroupState
from plugins.activities import service
from plugins.activities.domain.roll import ABSENT, CAME, EXCUSED, LATE
from plugins.activities.domain.words import read_guests

from .area import area

LONGEST_SUMMARY = 3000
_CODE = re.compile(r"[0-9０-９]{4}")
_WIDTH = {ord("０") + i: str(i) for i in range(10)}
_BETWEEN_NAMES = re.compile(r"[\s、,，;；]+")
_ALL = ("全部到齐", "全员到齐", "全部到场", "都到了", "全到", "all")
_CONFIRM = ("确认", "确认名单", "名单确认", "confirm")
_SHOW = ("签到码", "code")
_LIST = ("名单", "list", "roll")
_EXPORT = {"导出": "xlsx", "xlsx": "xlsx", "excel": "xlsx", "表格": "xlsx", "csv": "csv", "export": "xlsx"}
_HOW = {"迟到": LATE, "未到": ABSENT, "缺席": ABSENT, "没到": ABSENT, "请假": EXCUSED, "到": CAME, "已到": CAME}
_PICTURES = ("图片", "照片", "附图", "图", "pictures")


class NotMine:
    """What follows a number in ``/event N …`` is not about attendance."""


@area.command(
    "checkin",
    "签到",
    role=Role.MEMBER,
    usage="编号 签到码 [+同行人数]；组织者：编号（私聊取签到码）；编号 @成员 或 姓名；编号 全部到齐；"
    "编号 迟到/请假/未到 @成员；编号 名单 [导出]；编号 确认",
    summary="活动签到；组织者取签到码、代为签到、核对和导出名单",
    private=True,
)
async def check_in(call: Call) -> Reply | None:
    mentioned = list(dict.fromkeys(m for m in call.message.mentions if m != call.message.account))
    words = [word.lstrip("@") for word in _BETWEEN_NAMES.split(call.arguments.rest) if word.lstrip("@")]
    number = call.arguments.optional_number() if words and not _is_lone_code(words, mentioned) else None
    rest = words[1:] if number is not None else words
    guests = read_guests(rest[-1]) if len(rest) > 1 else None
    said = rest[:-1] if guests is not None else rest
    if not mentioned and len(said) == 1 and _CODE.fullmatch(said[0]):
        return await _check_in_self(call, number, said[0].translate(_WIDTH), guests)
    if not mentioned and (not rest or rest[0].lower() in _SHOW) and len(rest) < 2:
        return await show_code(call, number)
    if number is None or call.group is None:
        raise WrongUsage() if call.group is not None else NotEnabled()
    return await _by_organiser(call, number, mentioned, rest)


def _is_lone_code(words: Sequence[str], mentioned: Sequence[str]) -> bool:
    """``/签到 4821``, perhaps with guests: no number of an activity, which has fewer digits."""
    said = words[:-1] if len(words) > 1 and read_guests(words[-1]) is not None else words
    return len(said) == 1 and _CODE.fullmatch(said[0]) is not None and not mentioned


async def _check_in_self(call: Call, number: int | None, code: str, guests: int | None) -> Reply:
    group, meant = await _meant(call, number, organised=False)
    done = await service.check_in(
        group, meant, code, member=call.sender, name=call.actor.name, now=call.now, guests=guests
    )
    return reply("activities/checked_in", done=done)


async def _meant(call: Call, number: int | None, *, organised: bool) -> tuple[GroupState, int]:
    """The group and the activity, also in private. Raises WhichOne, NotEnabled."""
    if call.group is not None:
        return call.group, number if number is not None else await service.choose_check_in(call.group.id, now=call.now)
    if call.message.is_group:
        raise NotEnabled()
    platform = call.message.chat.platform
    return await service.the_check_in(call.sender, platform, number, organised=organised, now=call.now)


async def show_code(call: Call, number: int | None) -> Reply | None:
    """In private the code itself; in the group it is sent to whoever asked, in private."""
    group, meant = await _meant(call, number, organised=True)
    actor = await call.standing()
    if not call.message.is_group:
        shown = await service.show_code(group, meant, actor=actor, now=call.now)
        return reply("activities/code", shown=shown, activity=shown.activity, group=group)
    shown = await service.send_code(
        group, meant, to=ChatRef(group.chat.platform, user=call.sender), actor=actor, key=call.key, now=call.now
    )
    return reply("activities/code_sent", activity=shown.activity)


async def _by_organiser(call: Call, number: int, mentioned: Sequence[str], words: Sequence[str]) -> Reply | None:
    first = words[0].lower() if words else ""
    actor = await call.standing()
    if first in _LIST and not mentioned:
        return await show_list(call, number, words[1:])
    if first in _CONFIRM and len(words) == 1 and not mentioned:
        activity, roll = await service.confirm_list(call.place, number, actor=actor, now=call.now)
        return reply("activities/list_confirmed", activity=activity, roll=roll)
    if first in _ALL and len(words) == 1 and not mentioned:
        done = await service.check_in_all(call.place, number, actor=actor, now=call.now)
        return reply("activities/checked_in_others", done=done)
    how = _HOW.get(first)
    names = words[1:] if how is not None else words
    if not mentioned and not names:
        raise WrongUsage()
    people = [MemberId(member) for member in mentioned]
    done = await service.check_in_by_organiser(
        call.place, number, mentioned=people, names=names, actor=actor, now=call.now, how=how or CAME
    )
    return reply("activities/checked_in_others", done=done)


async def show_list(call: Call, number: int, words: Sequence[str]) -> Reply | None:
    """The list as text and picture, or as a file."""
    actor = await call.standing()
    if not words:
        activity, roll = await service.roll_for(call.place, number, actor)
        pictures = service.roll_picture(call.place, activity, roll)
        return reply("activities/roll", activity=activity, roll=roll, enclosed=pictures)
    form = _EXPORT.get(words[-1].lower())
    if form is None or len(words) > 2 or (len(words) == 2 and words[0] not in _EXPORT):
        raise WrongUsage()
    is_file = await service.export_roll(
        call.place, number, form, actor=actor, to=call.message.chat, key=call.key, now=call.now
    )
    if is_file or not call.message.is_group:
        return None
    return reply("activities/roll_sent_as_text", number=number)


async def on_event(call: Call, after: str) -> Reply | NotMine | None:
    """``/event N 名单 [导出]``, ``/event N 签到码``; NotMine for any other words behind the number."""
    words = after.split()
    if not words or words[0].lower() not in (*_LIST, *_SHOW):
        return NotMine()
    number = call.arguments.number()
    if words[0].lower() in _SHOW:
        return await show_code(call, number)
    return await show_list(call, number, words[1:])


@area.command(
    "summary",
    "总结",
    role=Role.MEMBER,
    usage="编号 总结内容（可附图）；补图片：编号 图片（附图或回复图片）",
    summary="活动结束后由组织者提交总结和图片",
)
async def sum_up(call: Call) -> Reply:
    number = call.arguments.number()
    if not call.arguments.rest or call.arguments.rest in _PICTURES:
        return await _add_pictures(call, number)
    text = call.arguments.text(limit=LONGEST_SUMMARY)
    actor = await call.standing()
    pictures = await service.pictures_of(call.place, call.message)
    activity, count = await service.sum_up(call.place, number, text, actor=actor, now=call.now, pictures=pictures)
    return reply("activities/summarised", activity=activity, pictures=count)


async def _add_pictures(call: Call, number: int) -> Reply:
    if not service.may_carry_pictures(call.message):
        raise WrongUsage()
    actor = await call.standing()
    pictures = await service.pictures_of(call.place, call.message)
    activity, new, count = await service.add_pictures(call.place, number, pictures, actor=actor, now=call.now)
    return reply("activities/pictures_added", activity=activity, new=new, pictures=count)
