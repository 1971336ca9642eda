"""A notice from its publishing to its end."""

from tests.wire.room import Room, number_in


def mentioned(room: Room, part: str) -> set[str]:
    """Who is mentioned in the bot's messages that contain ``part``."""
    found = [said for said in room.wire.said(room.group) if part in said.text]
    return {p["data"]["user"] for said in found for p in said.segments if p["type"] == "at"}


async def test_a_notice_is_acknowledged_in_every_way_and_only_the_rest_is_reminded(room: Room) -> None:
    number = number_in(await room.order("林静", "/通知 明天九点全员大会，带电脑", "【通知 #"))
    published = room.wire.said(room.group)[-1]
    assert "发布人：" in published.text
    assert "林静" in published.text
    before = len(room.texts)
    room.say("李雷", f"/收到 {number}")
    room.say("韩梅梅", "收到")
    room.say("王小明", "马上执行", quote=published)
    room.wire.react(published, "赵敏")
    for extra in ("陈立", "陈立"):
        room.say(extra, "OK")
    room.say("周敏", "我再想想")
    status = await room.order("林静", f"/通知 {number}", "应回")
    assert "已回 5 人" in status, status
    assert "周敏" in status.split("已回复")[0]
    assert len(room.texts) == before + 1, room.texts[before:]
    room.say("林静", f"/催办 {number}")
    await room.hears("还没有收到你的回复")
    answered = {room.id(name) for name in ("李雷", "韩梅梅", "王小明", "赵敏", "陈立", "林静")}
    assert mentioned(room, "还没有收到你的回复") == {room.id("周敏"), room.id("超级")} - answered
    await room.order("林静", f"/催办 {number}", "才能再催")
    room.say("超级", "已收到")
    room.say("周敏", "好的")
    await room.order("林静", f"/催办 {number}", "已全部回复")
    await room.order("林静", f"/结束 {number}", "已结束")


async def test_a_member_s_notice_waits_for_an_admin(room: Room) -> None:
    room.say("李雷", "/通知 周五聚餐")
    number = number_in(await room.hears("【待审核】"))
    assert not any("【通知 #" in words for words in room.texts)
    await room.order("韩梅梅", f"/通过 {number}", "没有使用这个命令的权限")
    room.say("林静", f"/通过 {number}")
    published = await room.hears(f"【通知 #{number}】")
    assert "李雷" in published
    assert "林静" in published


async def test_several_open_notices_and_no_number_get_a_list(room: Room) -> None:
    first = number_in(await room.order("林静", "/通知 交周报", "【通知 #"))
    second = number_in(await room.order("林静", "/通知 领工牌", "【通知 #"))
    listed = await room.order("李雷", "/收到", "条通知待回复")
    assert f"#{first}" in listed
    assert f"#{second}" in listed
    await room.order("林静", "/通知 无事 免回复", "无需回复")
    await room.order("林静", "/通知 晚了 截止 昨天", "截止时间")
