"""The summary afterwards: asked for, reminded, with pictures, passed on, kept as long as the regulation says."""

from datetime import timedelta

from bot.domain.ids import ChatRef
from bot.domain.messages import Image, Segment, Text
from plugins.activities.domain.pictures import MOST, PICTURE_BYTES
from plugins.activities.models import ActivityRow, SummaryPicture
from tests.support.house import TestHouse

HIKE = "/活动 登山 | 周五14:00-16:00 | 西山 | 带水"
TO_START = timedelta(days=4, hours=5)
PNG = b"\x89PNG\r\n\x1a\n"


def _picture(house: TestHouse, name: str, content: bytes | None = None) -> Image:
    house.platform.files[name] = content if content is not None else PNG + name.encode()
    return Image(name)


async def _over(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    await house.say("王强", "/报名 1")
    await house.pass_time(TO_START + timedelta(hours=3))


def _enclosed(house: TestHouse) -> list[int]:
    """How many pictures each of our messages carried."""
    counts = [sum(isinstance(part, Image) for part in call["parts"]) for call in house.platform.called("send")]
    return [count for count in counts if count]


async def test_words_and_pictures_of_one_message_are_passed_to_the_administrators(each_store: TestHouse) -> None:
    house = each_store
    await _over(house)
    parts: list[Segment] = [Text("/总结 1 到了12人，很顺利"), *(_picture(house, f"p{n}.png") for n in range(4))]
    await house.say("赵磊", parts)
    assert "总结已记录，图片 4 张" in house.last()
    assert _enclosed(house) == [3, 1]
    assert any("总结（赵磊" in text and "到了12人" in text for text in house.said())
    kept = await SummaryPicture.all().order_by("place")
    assert [bytes(row.content) for row in kept] == [PNG + f"p{n}.png".encode() for n in range(4)]


async def test_the_administration_group_gets_them_where_there_is_one(house: TestHouse) -> None:
    role = house.platform.group().members[house.id_of("林静")].role
    assert role is not None
    house.platform.add_member("90000", group="901", role=role)
    await _over(house)
    await house.say("林静", "/管理群 901")
    await house.say("赵磊", [Text("/总结 1 很好"), _picture(house, "a.png")])
    sends = [c for c in house.platform.called("send") if any(isinstance(p, Image) for p in c["parts"])]
    assert len(sends) == 1
    console = house.group.console
    assert sends[0]["chat"] == (console or house.chat)
    assert console in (None, ChatRef("qq", "901"))


async def test_pictures_follow_as_a_caption_or_in_answer_to_a_picture(house: TestHouse) -> None:
    await _over(house)
    await house.say("赵磊", "/总结 1 很好")
    assert "补图片" in house.last()
    await house.say("赵磊", [Text("总结1 图片"), _picture(house, "a.png")])
    assert "已加 1 张图片，共 1 张" in house.last()
    posted = await house.say("王强", [_picture(house, "b.png")])
    await house.say("赵磊", "总结 1 图片", quote=posted)
    assert "已加 1 张图片，共 2 张" in house.last()
    await house.say("赵磊", "/总结 1 图片", quote=posted)
    assert "已在活动 #1 的总结里" in house.last()
    assert await SummaryPicture.all().count() == 2


async def test_nobody_else_s_pictures_and_no_stickers_and_nothing_that_is_no_picture(house: TestHouse) -> None:
    await _over(house)
    said = len(house.said())
    await house.say("王强", [Text("总结 1 图片"), _picture(house, "a.png")])
    await house.say("赵磊", [Text("总结 1 图片"), _picture(house, "evil.png", b"MZ\x90\x00")])
    await house.say("赵磊", [Text("总结 1 图片"), Image("sticker.png", sticker=True)])
    await house.say("赵磊", [Text("这是总结 1 的图片，请看"), _picture(house, "c.png")])
    assert len(house.said()) == said
    await house.say("赵磊", [Text("/总结 1"), _picture(house, "big.png", PNG + b"x" * PICTURE_BYTES)])
    assert "没有能保存的图片" in house.last()
    assert await SummaryPicture.all().count() == 0


async def test_at_most_nine_are_kept_and_go_after_the_regulation_s_time(house: TestHouse) -> None:
    await _over(house)
    for start in (0, 6):
        await house.say(
            "赵磊",
            [Text("/总结 1 好" if not start else "/总结 1 图片"), *(_picture(house, f"{start + n}") for n in range(6))],
        )
    assert await SummaryPicture.all().count() == MOST
    await house.pass_time(timedelta(days=179))
    assert await SummaryPicture.all().count() == MOST
    await house.pass_time(timedelta(days=2))
    assert await SummaryPicture.all().count() == 0
    assert (await ActivityRow.get()).summary == "好"


async def test_in_quiet_hours_nobody_is_asked_for_a_summary(house: TestHouse) -> None:
    await house.say("赵磊", "/活动 观影 | 周五20:00-23:00 | 礼堂 | 看片")
    await house.say("王强", "/报名 1")
    await house.pass_time(timedelta(days=4, hours=14, minutes=1))
    assert not any("已结束" in text for text in house.said())
    await house.pass_time(timedelta(hours=8))
    assert sum("已结束" in text for text in house.said()) == 1
    await house.pass_time(timedelta(days=6))
    await house.pass_time(timedelta(days=1, hours=9))
    assert sum("总结还没有提交" in text for text in house.said()) == 1
    assert sum("仍未提交" in text for text in house.said()) == 1
