"""A poster and the place on a map, with the announcement or in the message it replies to."""

from base64 import b64decode, b64encode
from datetime import timedelta
from typing import Any

from bot.domain.messages import Card, Image, Segment, Text
from plugins.activities.models import ActivityRow, Poster
from plugins.activities.service.enclosing import PICTURE_BYTES
from tests.support.house import TestHouse

HIKE = "/活动 登山 | 周五14:00 | 西山 | 带水"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
MAP = Card(title="西山公园", description="香山路1号", url="https://uri.amap.com/m?p=1,2", kind="location")


def pictures(house: TestHouse) -> list[bytes]:
    """Those of the last message."""
    parts: Any = house.calls("send")[-1]["parts"]
    return [b64decode(part.file.removeprefix("base64://")) for part in parts if isinstance(part, Image)]


async def test_the_poster_goes_with_the_announcement_as_our_own_bytes(each_store: TestHouse) -> None:
    house = each_store
    house.platform.files["poster.png"] = PNG
    await house.say("赵磊", [Text(HIKE), Image("poster.png")])
    assert house.last().startswith("【活动 #1】")
    assert pictures(house) == [PNG]
    assert [bytes(row.content) for row in await Poster.all()] == [PNG]


async def test_a_members_poster_is_shown_to_the_administrators_and_then_announced(house: TestHouse) -> None:
    house.platform.files["poster.png"] = PNG
    await house.say("王强", [Text(HIKE), Image("poster.png")])
    assert "待审核" in house.last()
    assert pictures(house) == [PNG]
    house.platform.files.clear()
    await house.pass_time(timedelta(hours=1))
    await house.say("林静", "/通过 1")
    announced = next(call for call in house.calls("send") if call["text"].startswith("【活动 #1】"))
    assert any(isinstance(part, Image) and b64encode(PNG).decode() in part.file for part in announced["parts"])


async def test_what_the_replied_message_carries_is_enclosed(house: TestHouse) -> None:
    house.platform.files["poster.png"] = PNG
    carried: list[Segment] = [Image("poster.png"), MAP]
    message = await house.say("赵磊", carried)
    await house.house.archive.flush()
    await house.say("赵磊", "/活动 登山 | 周五14:00 | 见定位 | 带水", quote=message)
    assert "地点：西山公园，香山路1号" in house.last()
    assert "位置：https://uri.amap.com/m?p=1,2" in house.last()
    assert pictures(house) == [PNG]


async def test_a_link_to_a_map_in_the_text_is_the_place_on_the_map(house: TestHouse) -> None:
    await house.say("赵磊", f"{HIKE} https://map.qq.com/m/abc")
    assert (await ActivityRow.get(number=1)).link == "https://map.qq.com/m/abc"
    assert "位置：https://map.qq.com/m/abc" in house.last()


async def test_a_picture_that_cannot_be_had_or_is_none_is_refused_in_one_line(house: TestHouse) -> None:
    house.platform.files["large.png"] = PNG + bytes(PICTURE_BYTES)
    house.platform.files["page.png"] = b"<html>"
    for name in ("gone.png", "large.png", "page.png"):
        await house.say("赵磊", [Text(HIKE), Image(name)])
        assert "图片没能取到" in house.last()
    assert await ActivityRow.all().count() == 0


async def test_a_sticker_is_no_poster(house: TestHouse) -> None:
    await house.say("赵磊", [Text(HIKE), Image("face.gif", sticker=True)])
    assert house.last().startswith("【活动 #1】")
    assert await Poster.all().count() == 0
