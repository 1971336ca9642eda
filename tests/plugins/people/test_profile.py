"""``/profile``: one's own details, masked, kept current."""

from bot.governance import people
from bot.store import models
from bot.store.connection import database
from tests.support.house import TestHouse

from .conftest import answer, newcomer, row_of


async def test_ones_details_are_shown_masked_and_only_in_private(house: TestHouse) -> None:
    text = await answer(house, "李雷", "/资料")
    assert "李四" in text
    assert "139****9000" in text
    assert "13900139000" not in text
    assert "A1024" not in text
    await house.say("李雷", "/资料")
    assert "私聊" in house.last()
    assert "李四" not in house.last()


async def test_a_new_phone_holds_at_once(house: TestHouse) -> None:
    assert "已更新" in await answer(house, "李雷", "/资料 电话 139-1111 2222")
    assert (await people.find_person(house.group.organisation_id, "13911112222"))[1].name == "李四"
    assert "11 位" in await answer(house, "李雷", "/资料 电话 12345")


async def test_somebody_elses_phone_is_put_before_the_administrators(house: TestHouse) -> None:
    assert "#1" in await answer(house, "李雷", "/资料 电话 13800138000")
    assert "另有一人用这个号码" in house.last()
    assert "13800138000" not in house.last()
    await house.say("林静", "/驳回 1 号码是张三的")
    assert any("号码是张三的" in text for text in house.platform.sent_privately(house.id_of("李雷")))
    person = await models.Person.get(id=await row_of(house, "李四"))
    assert person.phone == "13900139000"


async def test_a_new_department_waits_for_an_administrator(house: TestHouse) -> None:
    assert "审核" in await answer(house, "李雷", "/资料 部门 研发部")
    assert "/通过 1" in house.last()
    assert "等管理员审核" in await answer(house, "李雷", "/资料 部门 市场部")
    await house.say("林静", "/申请")
    assert "部门改为 研发部" in house.last()
    await house.say("林静", "/通过 1")
    person = await models.Person.get(id=await row_of(house, "李四"))
    assert person.department == "研发部"
    assert any("已生效" in text for text in house.platform.sent_privately(house.id_of("李雷")))
    await house.say("赵敏", "/通过 1")
    assert "已经有人处理" in house.last()


async def test_what_a_change_shall_be_lies_sealed(house: TestHouse) -> None:
    await answer(house, "李雷", "/资料 部门 研发部")
    _, [row] = await database().execute_query("SELECT value FROM people_change")
    assert "研发部" not in row["value"]


async def test_whoever_is_not_registered_is_told_how(house: TestHouse) -> None:
    await newcomer(house, "路人")
    assert "/登记" in await answer(house, "路人", "/资料")
    assert "先入群" in await answer(house, "88888", "/资料")
