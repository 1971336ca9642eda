"""Sign-up, the waiting list and a vote on the date, on both protocols."""

import pytest

from sandbox.world import Platform
from tests.support.pictures import png, scenery
from tests.wire.process import PATIENCE, Process
from tests.wire.room import Room, number_in, room_on

BOTH = pytest.mark.parametrize("platform", [Platform.QQ, Platform.WECHAT])


def chief(room: Room) -> str:
    return "超级" if room.world.platform is Platform.WECHAT else "林静"


def said_to(room: Room, *parts: str) -> bool:
    return any(all(part in words for part in parts) for words in room.texts)


async def mentioned(room: Room, part: str) -> list[str]:
    """Who is mentioned in the message that contains ``part``, of two members."""
    said = await room.wire.said_like(room.group, part, PATIENCE)
    users = [part["data"]["user"] for part in said.segments if part["type"] == "at"]
    return [name for name in ("李雷", "韩梅梅") if room.id(name) in users]


@BOTH
async def test_words_sign_up_decline_and_wait_and_an_offer_is_taken(bot: Process, platform: Platform) -> None:
    async with room_on(bot, platform) as room:
        await room.open()
        room.say(chief(room), "/活动 登山 | 明天 21:00 | 西山 | 带水 | 2 带人 1")
        number = number_in(await room.hears("【活动 #"))
        room.say("韩梅梅", "谁报名了")
        room.say("王小明", "报名截止了吗")
        await room.order("李雷", f"/报名 {number} +1", "共 2 人，名额已满")
        room.say("韩梅梅", "报名")
        await room.hears("候补第 1 位")
        room.say("王小明", "待定")
        room.say("赵敏", "有事，参加不了")
        shown = await room.order(chief(room), f"/活动 {number}", "参加（2 人）")
        for part in ("李雷+1", "候补（1）", "待定（1）", "不参加（1）"):
            assert part in shown
        room.say("李雷", "参加不了")
        await room.wire.until(lambda: said_to(room, "有了名额", f"#{number}", "为你保留到"), PATIENCE)
        room.say("韩梅梅", "要")
        shown = await room.order(chief(room), f"/event {number}", "参加（1 人）")
        assert "保留至" not in shown
        assert "韩梅梅" in shown


@BOTH
async def test_a_date_is_voted_on_and_taken(bot: Process, platform: Platform) -> None:
    async with room_on(bot, platform) as room:
        await room.open()
        room.say(chief(room), "/活动 聚餐 | 投票: 明天18:00 / 后天12:00 / 大后天18:00 | 食堂 | AA")
        asked = await room.hears("（投票定时间）")
        number = number_in(asked)
        assert "C. " in asked
        await room.order("李雷", f"/报名 {number} A B", "A、B 可以")
        room.say("韩梅梅", "B C都行")
        room.say("王小明", "A可以，B不行")
        await room.order("赵敏", f"/join {number} B 可能", "B 待定")
        shown = await room.order(chief(room), f"/活动 {number}", "4 人投票")
        assert "2 人可以" in shown
        room.say("李雷", f"/活动 {number} 定 B")
        await room.hears("只有活动")
        room.say(chief(room), f"/活动 {number} 定 B")
        taken = await room.hears("时间定为 B")
        assert "已按投票报名（2 人）" in taken
        shown = await room.order(chief(room), f"/活动 {number}", "参加（2 人）")
        assert "待定（1）" in shown


@BOTH
async def test_who_signs_up_without_a_number_is_asked_once_which_of_two_is_meant(
    bot: Process, platform: Platform
) -> None:
    async with room_on(bot, platform) as room:
        await room.open()
        first = number_in(await room.order(chief(room), "/活动 登山 | 明天9:00 | 西山 | 带水", "【活动 #"))
        await room.order(chief(room), "/活动 聚餐 | 明天18:00 | 食堂 | AA", "【活动 #")
        room.say("李雷", "报名")
        asked = await room.hears("有2个活动")
        assert f"“报名 #{first}”" in asked
        assert "聚餐" in asked
        room.say("李雷", "不能参加")
        room.say("李雷", f"报名 #{first}")
        await room.settled()
        assert sum("有2个活动" in words for words in room.texts) == 1
        shown = await room.order(chief(room), f"/活动 {first}", "参加（1 人）")
        assert "李雷" in shown


async def test_short_replies_to_the_announcement_count(room: Room) -> None:
    room.say("林静", "/活动 站会 | 明天 21:00 | 门口 | 碰头")
    number = number_in(await room.hears("【活动 #"))
    await room.settled()  # the bot has learned its message's id
    announced = next(said for said in room.wire.said(room.group) if "【活动 #" in said.text)
    room.say("李雷", "+1", quote=announced)
    room.say("韩梅梅", "去不了", quote=announced)
    await room.settled()
    shown = await room.order("林静", f"/活动 {number}", "参加（1 人）")
    assert "不参加（1）" in shown


async def test_the_poster_goes_with_the_announcement(room: Room) -> None:
    poster = room.world.add_file("海报.png", png(scenery(7))).id
    room.say(
        "林静",
        [
            {"type": "text", "data": {"text": "/活动 摄影展 | 明天 9:00 | 大厅 | 看照片"}},
            {"type": "image", "data": {"file": poster}},
        ],
    )
    await room.hears("【活动 #")
    call = next(call for call in room.wire.calls if "【活动 #" in str(call.params))
    assert any(part["type"] == "image" for part in call["message"])


@BOTH
async def test_only_those_concerned_hear_of_changes_and_all_who_signed_up_of_the_end(
    bot: Process, platform: Platform
) -> None:
    async with room_on(bot, platform) as room:
        await room.open()
        room.say(chief(room), "/活动 读书会 | 明天 21:00 | 阅览室 | 带书 | 1")
        number = number_in(await room.hears("【活动 #"))
        await room.order("李雷", f"/报名 {number}", "名额已满")
        await room.order("韩梅梅", f"/报名 {number}", "候补第 1 位")
        room.say(chief(room), f"/活动 {number} 改 名额 3")
        assert await mentioned(room, "名额有变") == ["韩梅梅"]
        room.say(chief(room), f"/活动 {number} 改 地点 二楼")
        assert await mentioned(room, "地点有变") == ["李雷", "韩梅梅"]
        room.say("李雷", "去不了了")
        shown = await room.order(chief(room), f"/活动 {number}", "不参加（1）")
        assert "参加（1 人）：李雷" not in shown
        room.say(chief(room), f"/活动 {number} 取消 停电")
        assert "李雷" not in await mentioned(room, "停电")
