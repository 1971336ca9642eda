"""Answers in private, on behalf, with a question, and taken back, on real sockets."""

import pytest

from sandbox.world import Platform
from tests.wire.process import Process
from tests.wire.room import PATIENCE, Room, number_in, room_on


async def test_answers_come_on_behalf_and_with_a_question_and_are_taken_back(room: Room) -> None:
    number = number_in(await room.order("林静", "/通知 明早七点在南门集合", "【通知 #"))
    await room.settled()
    said = room.say("韩梅梅", "收到，请问穿工装吗？")
    room.say("李雷", f"/收到 {number}")
    await room.order("林静", room.at("王小明", f"/收到 {number}"), "对通知")
    status = await room.order("林静", f"/通知 {number}", "应回")
    assert "王小明（" in status
    assert "穿工装吗" in status
    await room.order("李雷", f"/收到 {number} 撤回", "已撤回你")
    room.wire.recall(said, "韩梅梅")
    await room.settled()
    status = await room.order("林静", f"/通知 {number}", "应回")
    for name in ("李雷", "韩梅梅"):
        assert name in status.split("已回复")[0]


async def _answers_in_private(room: Room, publisher: str) -> None:
    number = number_in(await room.order(publisher, "/通知 明早七点在南门集合", "【通知 #"))
    await room.settled()
    room.wire.whisper(room.id("周敏"), "收到")

    def is_confirmed() -> bool:
        return any(f"#{number}" in words for words in room.wire.private_texts(room.id("周敏")))

    await room.wire.until(is_confirmed, PATIENCE)
    status = await room.order(publisher, f"/通知 {number}", "应回")
    assert "周敏" in status.split("已回复")[1]


async def test_a_word_in_private_is_recorded_and_confirmed(room: Room) -> None:
    await _answers_in_private(room, "林静")


async def test_a_word_in_private_is_recorded_on_wechat_too(wechat_room: Room) -> None:
    await _answers_in_private(wechat_room, wechat_room.superuser)


@pytest.mark.parametrize("platform", [Platform.QQ, Platform.WECHAT])
async def test_answers_are_understood_as_people_type_them(bot: Process, platform: Platform) -> None:
    async with room_on(bot, platform) as room:
        await room.open()
        admin = "超级" if platform is Platform.WECHAT else "林静"
        room.say(admin, "/通知 明天停电检修 截止 明天 18:00")
        number = number_in(await room.hears("【通知 #"))
        quoted = f"「群规：【通知 #{number}】\n明天停电检修」\n- - - - - - - - - - - - - - -\n"
        room.say("李雷", "已阅，谢谢")
        room.say("韩梅梅", "莫得收到")
        room.say("王小明", f"{quoted}noted")
        room.say("赵敏", "周敏：收到")
        room.say("周敏", "要得，收到👌")
        shown = await room.order(admin, f"/通知 {number}", "已回 3 人")
        missing = shown.split("未回复：", 1)[1].split("已回复：", 1)[0]
        assert "韩梅梅" in missing
        assert "赵敏" in missing
        assert "李雷" not in missing
