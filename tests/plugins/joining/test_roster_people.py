"""``/roster`` about one person, and as a file; and what an erased person leaves behind."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.members import Role
from bot.governance import people, roster
from bot.governance.directory import directory
from bot.governance.sheet_process import read_roster
from bot.store import audit, models
from bot.store.connection import database
from plugins.joining.models import Asking
from plugins.joining.service.roster_people import make_table
from tests.plugins.joining.conftest import opened
from tests.support.clock import FakeClock
from tests.support.house import TestHouse
from tests.support.platform import FakePlatform


@pytest.fixture
async def house(sqlite_store: str, clock: FakeClock, platform: FakePlatform) -> AsyncIterator[TestHouse]:
    yield await opened(clock, platform)


async def test_a_person_is_shown_without_the_middle_of_the_phone(house: TestHouse) -> None:
    await house.say("林静", "/花名册 查 张三")
    told = house.platform.sent_privately(house.id_of("林静"))[-1]
    assert "研发部" in told
    assert "138****8000" in told
    assert "13800138000" not in told
    assert "已私聊发给你" in house.last()
    assert not any("研发部" in text for text in house.said())
    await house.say("林静", "/花名册 查 无此人")
    assert "没有“无此人”" in house.last()


async def test_leave_and_departure_are_noted_and_remembered(house: TestHouse) -> None:
    await house.say("林静", "/花名册 休假 张三")
    assert "已记为休假" in house.last()
    await house.say("林静", "/花名册 休假 张三")
    assert "原本就是" in house.last()
    await house.say("林静", "/花名册 离职 张三")
    await house.say("林静", "/花名册 历史 张三")
    told = house.platform.sent_privately(house.id_of("林静"))[-1]
    assert "休假→离职" in told
    assert "在职→休假" in told
    await roster.look_at_list(house.group, now=house.clock.now())
    await house.say("林静", "/花名册 历史 张三")
    assert "（林静）" in house.platform.sent_privately(house.id_of("林静"))[-1]


async def test_an_administrator_takes_an_account_from_a_person(house: TestHouse) -> None:
    await house.say("王强", "/登记 王强 研发部 13700137000")
    assert "王强" in house.last()
    await house.say("王强", "/花名册 解绑 " + house.id_of("王强"))
    assert await models.Account.filter(account=house.id_of("王强")).exists()
    await house.say("林静", "/花名册 解绑", mention="王强")
    assert "已与王强解绑" in house.last()
    assert not await models.Account.filter(account=house.id_of("王强")).exists()
    assert await people.linked_person(house.group.id, house.id_of("王强")) is None
    await house.say("林静", f"/花名册 解绑 {house.id_of('王强')}")
    assert "没有登记为任何人" in house.last()
    assert await audit.verify(people.chain(house.group.organisation_id)) is None


async def test_a_member_reads_and_changes_nothing(house: TestHouse) -> None:
    await house.say("王强", "/花名册 查 张三")
    await house.say("王强", "/花名册 抹去 张三")
    assert not any("138****8000" in text for text in house.said())
    assert (await people.find_person(house.group.organisation_id, "张三"))[1].name == "张三"


async def test_who_is_erased_leaves_no_word_behind(house: TestHouse) -> None:
    await house.say("王强", "/登记 王强 研发部 13711112222")
    await house.say("林静", "/通过 1")
    await house.say("林静", "/花名册 抹去 王强")
    assert "已抹去" in house.last()
    [asking] = await Asking.all()
    assert asking.member_id.startswith("已抹去")
    assert (asking.text, asking.said, asking.member_name, asking.state) == ("", None, "", "approved")
    assert not await models.Account.filter(account=house.id_of("王强")).exists()
    assert await audit.verify(people.chain(house.group.organisation_id)) is None
    _, rows = await database().execute_query("SELECT * FROM archived_message")
    assert not any("13711112222" in str(dict(row)) for row in rows)


async def test_what_an_applicant_wrote_lies_sealed(house: TestHouse) -> None:
    await house.say("李雷", "/登记 李雷 销售部 13911112222")
    _, [row] = await database().execute_query("SELECT text, said FROM joining_asking")
    assert "13911112222" not in str(dict(row))
    asking = await Asking.get()
    assert "13911112222" in asking.text
    assert (asking.said or {})["phone"] == "13911112222"


async def test_the_roster_as_a_file_goes_to_the_administration_group_only(house: TestHouse) -> None:
    await house.say("林静", "/花名册 导出")
    assert "先绑定管理群" in house.last()
    assert house.calls("send_file") == []
    house.platform.add_member(house.platform.account, Role.ADMIN, group="901")
    await models.Group.filter(id=house.group.id).update(console_external_id="901")
    await directory.reload(house.group.id, now=house.clock.now())
    await house.say("林静", "/花名册 导出 csv")
    [call] = house.calls("send_file")
    assert call["chat"].group == "901"


async def test_the_file_is_read_back_by_an_import_without_a_change(house: TestHouse) -> None:
    for form in ("csv", "xlsx"):
        made = await make_table({"group": house.group.id, "form": form}, house.clock.now())
        assert made is not None
        sheet = await read_roster(made.content, made.name)
        change = await people.preview_roster(house.group.organisation_id, sheet)
        assert (sheet.errors, change.added, change.changed, change.missing) == ((), (), (), ())
