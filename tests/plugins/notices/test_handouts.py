"""How a notice stands, as a picture and as a file."""

import base64
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from PIL import Image as Picture

from bot.domain.messages import Image
from bot.domain.ports import Ability, Capabilities
from bot.effects import enclosures
from bot.governance import roster
from bot.governance.directory import directory
from bot.store import models
from plugins.notices.models import Notice
from plugins.notices.service.files import notice_file
from plugins.notices.service.handouts import board_of
from plugins.notices.service.tallying import tally_of
from tests.support.house import TestHouse

NAMES = ("孙悦", "吴桐", "郑洁", "冯远")


async def know(house: TestHouse, *names: str) -> None:
    for name in names:
        house.member(name)
    await roster.look_at_list(house.group, now=house.clock.now())


@pytest.fixture
async def published(house: TestHouse) -> TestHouse:
    """Seven are asked; 王强 has answered in time."""
    await know(house, *NAMES)
    await house.say("赵敏", "/notice 明天停电 截止 18:00")
    await house.say("王强", "收到")
    return house


def pictures(house: TestHouse) -> list[Picture.Image]:
    parts = [part for call in house.calls("send") for part in call["parts"] if isinstance(part, Image)]
    return [Picture.open(BytesIO(base64.b64decode(part.file.removeprefix("base64://")))) for part in parts]


def rows(content: bytes) -> list[list[Any]]:
    (sheet,) = openpyxl.load_workbook(BytesIO(content)).worksheets
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


async def test_an_administrator_sees_the_status_as_text_and_picture(published: TestHouse) -> None:
    await published.say("赵敏", "/notice 1")
    assert "应回 8 人，已回 1 人，未回 7 人" in published.last()
    (picture,) = pictures(published)
    assert (picture.format, picture.width) == ("PNG", 960)


async def test_the_picture_names_who_has_not_answered_and_on_which_clause(published: TestHouse) -> None:
    row = await Notice.get(number=1)
    group = published.group
    board = board_of(group, notice_file(row), await tally_of(group, notice_file(row)), published.clock.now())
    assert [(tile.label, tile.value) for tile in board.tiles] == [("应回复", "8"), ("已回复", "1"), ("未回复", "7")]
    assert board.progress == (1, 8)
    missing, answered = board.sections
    assert missing.title == "未回复 7 人"
    assert set(NAMES) < {name for cluster in missing.clusters for name in cluster.names}
    assert [cluster.names for cluster in answered.clusters] == [("王强",)]
    assert "《基本群规》第十七条" in board.footer


async def test_a_member_gets_no_picture_with_names(published: TestHouse) -> None:
    await published.say("王强", "/notice 1")
    assert pictures(published) == []


async def test_few_names_are_told_in_a_line(house: TestHouse) -> None:
    await house.say("赵敏", "/notice 明天停电")
    await house.say("赵敏", "/notice 1")
    assert pictures(house) == []


async def test_the_table_is_sent_as_a_file_with_those_missing_first(published: TestHouse) -> None:
    await published.say("赵敏", "/通知 1 导出")
    head, *people = rows(published.platform.files["通知1回复情况.xlsx"])
    assert head == ["部门", "姓名", "账号", "状态", "回复时间", "代回复人", "备注"]
    assert [row[3] for row in people] == ["未回复"] * 7 + ["已回复"]
    assert people[-1][1] == "王强"
    assert "notice.exported" in [entry.action for entry in await models.AuditEntry.all()]


async def test_a_name_that_looks_like_a_formula_stays_text_in_the_file(house: TestHouse) -> None:
    await know(house, "=1+1")
    await house.say("赵敏", "/notice 明天停电")
    await house.say("赵敏", "/notice 1 export csv")
    assert b"'=1+1" in house.platform.files["通知1回复情况.csv"]


async def test_members_cannot_export(published: TestHouse) -> None:
    await published.say("王强", "/notice 1 导出")
    assert published.platform.files == {}


async def test_without_files_the_table_comes_as_text_to_whoever_asked(published: TestHouse) -> None:
    published.platform.capabilities = Capabilities("Fake", frozenset(Ability) - {Ability.FILES})
    await published.say("赵敏", "/notice 1 导出")
    assert "已用文字私聊发给你" in published.last()
    assert published.platform.files == {}
    told = "\n".join(published.platform.sent_privately(published.id_of("赵敏")))
    assert "部门,姓名,账号,状态,回复时间,代回复人,备注" in told
    assert told.count("未回复") == 7
    assert "王强" in told
    assert "notice.exported" in [entry.action for entry in await models.AuditEntry.all()]


async def test_a_long_table_is_not_sent_as_text(published: TestHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugins.notices.service.handouts.MOST_LINES", 3)
    published.platform.capabilities = Capabilities("Fake", frozenset(Ability) - {Ability.FILES})
    await published.say("赵敏", "/notice 1 导出")
    assert "请在 QQ 群里导出" in published.last()
    assert published.platform.sent_privately(published.id_of("赵敏")) == []
    assert "notice.exported" not in [entry.action for entry in await models.AuditEntry.all()]


async def test_a_picture_of_a_group_that_was_disabled_meanwhile_is_left_out(published: TestHouse) -> None:
    about = {"group": published.group.id, "notice": (await Notice.get(number=1)).id}
    directory.clear()
    assert await enclosures.make("notices.picture", about, published.clock.now()) is None
