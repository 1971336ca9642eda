"""A regulation on the wire: drafted, reviewed, announced, accepted, in force and cited; old cases cite the old one."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from sandbox.world import Platform
from tests.wire.process import started
from tests.wire.room import SUPERUSERS, Room, number_in, room_on

TOKEN = "wire-token-charter"
TEXT = """/制度 导入 车间工作群管理制度
第一条 本群用于工作交流。
第二条 不得发布广告、推销及垃圾信息。
第三条 看到通知后应在2小时内回复“收到”。
第四条 违反本制度的，30天内第一次警告，第二次禁言1天，第三次移出本群。"""


@asynccontextmanager
async def house(platform: Platform) -> AsyncIterator[Room]:
    """A bot of its own: a regulation holds in all groups of the organisation, those of other tests too."""
    async with started({"ONEBOT_ACCESS_TOKEN": TOKEN, "SUPERUSERS": json.dumps(SUPERUSERS)}) as bot:
        async with room_on(bot, platform) as room:
            yield await room.open()
        assert bot.tracebacks() == []


@pytest.fixture(params=[Platform.QQ, Platform.WECHAT], ids=["qq", "wechat"])
async def place(request: pytest.FixtureRequest) -> AsyncIterator[Room]:
    """The same group on OneBot V11 and V12."""
    async with house(request.param) as room:
        yield room


@pytest.fixture
async def workshop() -> AsyncIterator[Room]:
    async with house(Platform.QQ) as room:
        yield room


def admin_of(room: Room) -> str:
    """WeChat tells no roles: there the superuser has them."""
    return "林静" if room.world.platform is Platform.QQ else "超级"


def owner_of(room: Room) -> str:
    return "陈立" if room.world.platform is Platform.QQ else "超级"


async def drafted(room: Room) -> int:
    said = await room.order(admin_of(room), TEXT, "，草案）")
    return int(said.split("制度 #", 1)[1].split("《", 1)[0])


async def announced(room: Room) -> int:
    """Drafted, reviewed and announced; the announcement has been sent and dealt with."""
    number = await drafted(room)
    await room.order(admin_of(room), f"/制度 {number} 审定 仍", "已审定")
    await room.order(owner_of(room), f"/制度 {number} 公布", "【群规修订】《车间工作群管理制度》")
    await room.settled("王小明")
    return number


async def warned(room: Room, who: str, words: str) -> int:
    """The number of the case that the member is told."""
    room.say(admin_of(room), room.at(who, "/警告", words))
    told = await room.hears("/申诉")
    return int(told.split("/申诉 ", 1)[1].split()[0].strip("。，；"))


async def test_a_regulation_goes_from_draft_to_effect_and_each_case_cites_its_own_version(place: Room) -> None:
    room = place
    before = await warned(room, "王小明", "刷屏")
    number = await announced(room)
    rules = await room.order("赵敏", "/群规", "车间工作群管理制度")
    assert "第四条" in rules
    assert "不得发布广告" in await room.order("赵敏", "/群规 第二条", "第二条")
    await room.order("韩梅梅", f"/知悉 {number}", "已记下")
    after = await warned(room, "韩梅梅", "第二条 推销保健品")
    old = await room.order(admin_of(room), f"/依据 {before}", "基本群规")
    assert "车间" not in old
    new = await room.order(admin_of(room), f"/依据 {after}", "车间工作群管理制度")
    assert "不得发布广告、推销及垃圾信息" in new


async def test_an_answer_to_the_announcement_accepts_and_so_does_a_bare_one(place: Room) -> None:
    room = place
    number = await announced(room)
    announcement = next(said for said in reversed(room.wire.said(room.group)) if "【群规修订】" in said.text)
    room.say("李雷", "收到", quote=announcement)
    room.say("韩梅梅", "收到")
    room.say("赵敏", "收到的话请说一声")
    await room.settled("王小明")
    for who in ("李雷", "韩梅梅"):
        await room.order(who, f"/知悉 {number}", "之前已经记下了")
    await room.order("赵敏", f"/知悉 {number}", "已记下：你已知悉")


async def test_only_the_owner_announces_and_only_what_was_reviewed(workshop: Room) -> None:
    room = workshop
    number = await drafted(room)
    await room.order("陈立", f"/制度 {number} 公布", "现在是“草案”")
    await room.order("李雷", f"/制度 {number} 审定", "没有使用这个命令的权限")
    await room.order("林静", f"/制度 {number} 审定 仍", "已审定")
    await room.order("林静", f"/制度 {number} 公布", "由群主或超级用户公布")
    await room.order("李雷", "/群规", "基本群规")


async def test_a_notice_and_a_revision_are_told_apart(workshop: Room) -> None:
    room = workshop
    number = await announced(room)
    notice = number_in(await room.order("林静", "/通知 周五盘点，请回复", "【通知 #"))
    await room.settled("王小明")
    room.say("李雷", "收到")
    await room.settled("王小明")
    assert "已回 1 人" in await room.order("林静", f"/通知 {notice}", "应回")
    await room.order("李雷", f"/知悉 {number}", "已记下：你已知悉")
