"""Groups teach the bot, on the wire: by a reply, by a number, and back again."""

from tests.wire.room import Room

SPEECH = "二手钢琴转让，有意者联系我"
QUIET = "新到一批手工皂，想要的同事找我登记"


async def test_a_reply_recalls_the_message_teaches_and_is_taken_back(room: Room) -> None:
    said = room.say("李雷", SPEECH)
    room.say("林静", "/垃圾", quote=said)
    told = await room.hears("案件 #1 已立案。学到：这类内容是垃圾")
    assert "撤回：/教学 del 1" in told
    call = await room.call("delete_msg")
    assert call["message_id"] == room.wire.link.frames.handle(said)  # type: ignore[attr-defined]
    await room.said("违反《基本群规》第四条")
    listed = await room.order("周敏", "/教学", "教学记录")
    assert "林静：垃圾" in listed
    assert SPEECH[:10] not in "".join(room.texts)
    await room.order("周敏", "/lessons del 1", "已撤回教学 #1")


async def test_ham_on_what_was_recalled_pardons_the_case(room: Room) -> None:
    said = room.say("王小明", "加微信 abc123 日结兼职 一天三百，名额有限")
    await room.hears("警告：违反")
    room.say("林静", "/正常", quote=said)
    await room.said("更正：案件 #1 已撤销", "案件 #1 已撤销。已记下（#1），暂不生效：与原有判断相差太大")
    await room.order("林静", "/案件 1", "已撤销")
    await room.order("林静", "/教学 del 1", "已撤回教学 #1")


async def test_on_wechat_the_same_words_teach(wechat_room: Room) -> None:
    room = wechat_room
    said = room.say("李雷", QUIET)
    room.say("超级", "/垃圾", quote=said)
    await room.hears("学到：这类内容是垃圾")
    await room.order("超级", "/教学 del 1", "已撤回教学 #1")
    answer = await room.order("超级", "/准确率", "准确率")
    assert "停止执法" in answer or "还没有" in answer


async def test_members_teach_nothing(room: Room) -> None:
    said = room.say("李雷", "周报模板我放到共享盘了，大家自取")
    room.say("韩梅梅", "/垃圾", quote=said)
    await room.settled()
    assert not any("学到" in words or "立案" in words for words in room.texts)
    assert room.calls("delete_msg") == []
