"""Joining, activities and cleaning up, from request to outcome."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sandbox.world import JoinRequest
from tests.wire.process import PATIENCE
from tests.wire.room import Room, number_in

ROSTER = """姓名,部门,电话,工号,职务
司马青,研发部,13800138001,E0101,工程师
钱进,市场部,13800138002,E0102,专员
"""


def ask_in(room: Room, user: str, comment: str) -> JoinRequest:
    return room.wire.request_join(room.group, user, comment, nickname="申请人")


async def test_a_request_is_approved_when_certain_refused_when_banned_and_told_when_unknown(room: Room) -> None:
    sheet = room.wire.upload(room.group, "林静", "花名册.csv", ROSTER.encode("utf-8-sig"))
    room.say("林静", "/花名册 导入", quote=sheet)
    await room.hears("花名册已导入：新增 2 人")
    certain = ask_in(room, "87000001", "研发部 司马青 工号E0101 电话13800138001")
    call = await room.call("set_group_add_request")
    assert (call["flag"], call["sub_type"], call["approve"]) == (certain.flag, "add", True)
    assert certain.approved is True
    unknown = ask_in(room, "87000002", "我是新来的李大嘴，行政部")
    told = await room.hears("待审核：申请 #")
    assert "/通过" in told
    assert unknown.approved is None
    await room.order("韩梅梅", f"/驳回 {number_in(told)} 不认识", "没有使用这个命令的权限")
    await room.order("林静", f"/驳回 {number_in(told)} 不认识", "已驳回")
    call = await room.call("set_group_add_request", 2)
    assert (call["flag"], call["sub_type"], call["approve"]) == (unknown.flag, "add", False)
    assert isinstance(call["reason"], str)
    room.say("林静", room.at("王小明", "/拉黑", "冒充领导"))
    await room.call("set_group_kick")
    banned = room.id("王小明")
    room.world.group(room.group).refused.discard(banned)  # the platform may forget, the black list does not
    again = ask_in(room, banned, "市场部 钱进 E0102 13800138002")
    call = await room.call("set_group_add_request", 3)
    assert (call["flag"], call["approve"]) == (again.flag, False)
    assert again.approved is False


async def test_an_activity_is_announced_joined_queued_for_and_checked_in(room: Room) -> None:
    room.say("林静", "/活动 下午茶 | 明天 21:00 | 三楼 | 饮料管够 | 2")
    announced = await room.hears("【活动 #")
    number = number_in(announced)
    for part in ("下午茶", "三楼", "饮料管够", f"/报名 {number}"):
        assert part in announced
    await room.order("李雷", f"/报名 {number}", "已报名")
    await room.order("韩梅梅", f"/报名 {number}", "已报名")
    await room.order("王小明", f"/报名 {number}", "候补第 1 位")
    await room.order("李雷", f"/报名 {number}", "改人数：/报名")
    room.say("李雷", f"/取消报名 {number}")
    await room.said("已取消", "即由候补转为参加")
    await room.order("王小明", f"/报名 {number}", "已由候补转为参加")
    shown = await room.order("林静", f"/活动 {number}", "参加（2 人）")
    assert "王小明" in shown
    assert "韩梅梅" in shown
    assert "李雷" not in shown.split("组织者")[1].split("参加")[1]


async def test_a_member_s_activity_waits_for_an_admin(room: Room) -> None:
    number = number_in(await room.order("李雷", "/活动 爬山 | 明天 9:00 | 北门 | 带水", "待审核：活动"))
    assert not any("【活动" in words for words in room.texts)
    room.say("周敏", f"/通过 {number}")
    announced = await room.hears(f"【活动 #{number}】")
    assert "李雷" in announced


async def test_check_in_works_with_the_code_and_no_other(room: Room) -> None:
    number = number_in(await room.order("林静", f"/活动 站会 | {_soon(room)} | 门口 | 碰头", "【活动 #"))
    await room.wire.until(
        lambda: any("签到码" in words for words in room.wire.private_texts(room.id("林静"))), PATIENCE
    )
    told = next(words for words in room.wire.private_texts(room.id("林静")) if "签到码" in words)
    code = told.split("签到码：")[1][:4]
    wrong = "0000" if code != "0000" else "1111"
    refused = await room.order("韩梅梅", f"/签到 {number} {wrong}", "签到码")  # it may be one of minutes ago
    assert "签到成功" not in refused
    await room.order("韩梅梅", f"/签到 {number} {code}", "签到成功")
    assert not any(code in words for words in room.texts if "签到成功" not in words and "/签到" not in words)


def _soon(room: Room) -> str:
    """Some minutes from now, as people say it in the group's zone."""
    soon = room.world.clock().astimezone(ZoneInfo("Asia/Shanghai")) + timedelta(minutes=10)
    return soon.strftime("%-m月%-d日%H:%M")


async def test_a_preview_of_the_clean_up_removes_nobody(room: Room) -> None:
    members = set(room.world.group(room.group).members)
    room.say("林静", "/清理")
    await room.hears("清理")
    await room.order("李雷", "/清理 执行", "没有使用这个命令的权限")
    room.say("林静", "/清理 执行")
    await room.settled()
    assert not room.calls("set_group_kick")
    assert set(room.world.group(room.group).members) == members
