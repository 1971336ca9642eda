"""What is not text, on the wire: codes in pictures, forwards, files with two endings."""

from sandbox.world import Message, Segment
from tests.support.pictures import png, poster, scenery
from tests.wire.process import Process
from tests.wire.room import Room, room_on

AD = "代开发票 加微信 abc12345"


def picture(room: Room, content: bytes, name: str = "图片.png") -> list[Segment]:
    return [{"type": "image", "data": {"file": room.world.add_file(name, content).id}}]


def elsewhere(room: Room, *contents: str | list[Segment]) -> list[Message]:
    """Said in a group that the bot is not in."""
    group = f"9{room.group}"
    room.world.add_group(group, "别处")
    room.world.settle_in(group, room.id("李雷"))
    return [room.world.say(group, room.id("李雷"), content) for content in contents]


def forward(messages: list[Message]) -> list[Segment]:
    return [{"type": "forward", "data": {"id": "-".join(["fwd", *(str(message.number) for message in messages)])}}]


async def test_an_advertisement_in_a_code_is_recalled_with_a_case(room: Room) -> None:
    room.say("王小明", picture(room, png(scenery(3))))
    bad = room.say("李雷", picture(room, png(poster(AD))))
    await room.call("delete_msg")
    words = await room.hears("违反")
    assert "abc12345" not in words
    assert bad.recalled_by is not None
    assert len(room.calls("delete_msg")) == 1
    await room.order("林静", "/案件 1", "#1")


async def test_the_same_picture_is_recalled_again_whoever_shows_it(room: Room) -> None:
    content = png(poster(AD, seed=5))
    room.say("李雷", picture(room, content))
    await room.call("delete_msg", 1)
    room.say("王小明", picture(room, content, "改名.png"))
    await room.call("delete_msg", 2)


async def test_an_advertisement_within_a_forward_is_recalled_and_ordinary_ones_are_not(room: Room) -> None:
    fine = elsewhere(room, "今天的会议改到三点", "收到")
    bad = elsewhere(room, "大家看看", AD)
    inner = elsewhere(room, forward(bad))
    ordinary = room.say("韩梅梅", forward(fine))
    room.say("李雷", forward(inner))
    await room.call("delete_msg")
    await room.hears("违反")
    assert ordinary.recalled_by is None
    assert len(room.calls("delete_msg")) == 1


async def test_a_file_with_two_endings_is_recalled(room: Room) -> None:
    room.world.upload(room.group, room.id("李雷"), "十月报表.xlsx", b"PK\x03\x04")
    bad = room.world.upload(room.group, room.id("李雷"), "工资表.pdf.exe", b"MZ")
    await room.call("delete_msg")
    assert bad.recalled_by is not None
    assert len(room.calls("delete_msg")) == 1


async def test_a_forward_that_has_expired_and_a_picture_nobody_has_hold_nothing_up(room: Room) -> None:
    room.say("李雷", [{"type": "forward", "data": {"id": "fwd-999999"}}])
    room.say("李雷", [{"type": "image", "data": {"file": "gone.png", "url": "http://10.0.0.1/x", "file_size": "9"}}])
    await room.settled()
    assert not room.calls("delete_msg")


async def test_in_observe_mode_nothing_is_recalled(bot: Process) -> None:
    async with room_on(bot) as room:
        await room.open("观察")
        room.say("李雷", picture(room, png(poster(AD, seed=9))))
        await room.hears("【观察】")
        assert not room.calls("delete_msg")
