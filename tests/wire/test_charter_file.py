"""A Word file in the group becomes the regulation: reviewed, changed by its text file, announced, accepted, cited."""

from collections.abc import AsyncIterator

import pytest

from sandbox.world import Platform
from tests.plugins.charter.word import document, docx, paragraph
from tests.wire.process import PATIENCE
from tests.wire.room import Room
from tests.wire.test_charter import TEXT, admin_of, house, owner_of, warned


@pytest.fixture(params=[Platform.QQ, Platform.WECHAT], ids=["qq", "wechat"])
async def place(request: pytest.FixtureRequest) -> AsyncIterator[Room]:
    async with house(request.param) as room:
        yield room


async def test_a_word_file_is_reviewed_changed_by_its_text_file_announced_and_cited(place: Room) -> None:
    room, admin = place, admin_of(place)
    lines = TEXT.partition("导入 ")[2].splitlines()
    word = docx(document(*(paragraph(line) for line in lines)))
    posted = room.wire.upload(room.group, admin, "车间制度.docx", word)
    await room.settled("王小明")
    room.say(admin, "/制度 导入", quote=posted)
    said = await room.hears("，草案）")
    number = int(said.split("制度 #", 1)[1].split("《", 1)[0])
    shown = await room.order(admin, f"/制度 {number} 条 第三条", "notice.ack")
    assert "2h" in shown or "within" in shown
    changed = await room.order(admin, f"/制度 {number} 条 第三条 notice.ack.ack_words=收到|明白", "收到|明白")
    assert "ack_words" in changed
    room.say(admin, f"/制度 {number} 文件")
    name = f"群规草案{number}.txt"
    await room.wire.until(lambda: any(file.name == name for file in room.world.files.values()), PATIENCE)
    [sent] = [file for file in room.world.files.values() if file.name == name]
    text = sent.content.decode("utf-8-sig")
    edited = text.replace("不得发布广告、推销及垃圾信息。", "不得发布广告、推销、拼团及垃圾信息。").replace("2h", "1h")
    assert edited != text
    back = room.wire.upload(room.group, admin, "改好.txt", edited.encode("gb18030"))
    await room.settled("王小明")
    room.say(admin, f"/制度 {number} 导入", quote=back)
    await room.hears(f"制度 #{number}")
    await room.order(admin, f"/制度 {number} 审定 仍", "已审定")
    await room.order(owner_of(room), f"/制度 {number} 公布", "【群规修订】《车间工作群管理制度》")
    await room.settled("王小明")
    room.say("韩梅梅", "收到")
    await room.settled("王小明")
    assert "拼团" in await room.order("李雷", "/群规 第二条", "第二条")
    case = await warned(room, "韩梅梅", "第二条 拼团")
    assert "不得发布广告、推销、拼团" in await room.order(admin, f"/依据 {case}", "车间工作群管理制度")
