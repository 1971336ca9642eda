"""``/bind``: one person, two accounts; and every way that must not work."""

import re
from datetime import timedelta

from bot.domain.members import SYSTEM
from bot.governance import people
from bot.store import models
from tests.support.house import TestHouse

from .conftest import answer, newcomer, row_of


async def code_for(house: TestHouse, who: str) -> str:
    found = re.search(r"验证码：(\d{8})", await answer(house, who, "/绑定"))
    assert found is not None
    return found[1]


async def accounts_of(house: TestHouse, name: str) -> set[str]:
    return {each.account for each in await people.accounts_of(await row_of(house, name))}


async def test_a_second_account_belongs_to_the_person_who_confirms_it(house: TestHouse) -> None:
    new = await newcomer(house, "小李的新号")
    code = await code_for(house, "小李的新号")
    shown = await answer(house, "李雷", f"/绑定 {code}")
    assert "小李的新号" in shown
    assert f"/绑定 {code} 确认" in shown
    assert await accounts_of(house, "李四") == {house.id_of("李雷")}
    assert "已绑定" in await answer(house, "李雷", f"/绑定 {code} 确认")
    assert await accounts_of(house, "李四") == {house.id_of("李雷"), new}
    assert await people.linked_person(house.group.id, new) == await row_of(house, "李四")
    assert any("算同一个人" in text for text in house.platform.sent_privately(new))


async def test_a_code_works_once(house: TestHouse) -> None:
    await newcomer(house, "小李的新号")
    code = await code_for(house, "小李的新号")
    await answer(house, "李雷", f"/绑定 {code}")
    await answer(house, "李雷", f"/绑定 {code} 确认")
    assert "验证码不对" in await answer(house, "李雷", f"/绑定 {code} 确认")
    assert "验证码不对" in await answer(house, "王强", f"/绑定 {code}")


async def test_a_code_is_void_after_ten_minutes_or_when_a_new_one_is_asked(house: TestHouse) -> None:
    await newcomer(house, "小李的新号")
    first = await code_for(house, "小李的新号")
    second = await code_for(house, "小李的新号")
    assert "验证码不对" in await answer(house, "李雷", f"/绑定 {first}")
    house.clock.advance(timedelta(minutes=11))
    assert "验证码不对" in await answer(house, "李雷", f"/绑定 {second}")


async def test_nobody_confirms_without_having_been_shown_whose_code_it_is(house: TestHouse) -> None:
    await newcomer(house, "小李的新号")
    code = await code_for(house, "小李的新号")
    assert "小李的新号" in await answer(house, "李雷", f"/绑定 {code} 确认")
    assert len(await accounts_of(house, "李四")) == 1
    assert "已绑定" in await answer(house, "李雷", f"/绑定 {code} 确认")


async def test_somebody_else_who_overheard_the_code_cannot_take_it(house: TestHouse) -> None:
    await newcomer(house, "小李的新号")
    code = await code_for(house, "小李的新号")
    await answer(house, "李雷", f"/绑定 {code}")
    assert "验证码不对" in await answer(house, "王强", f"/绑定 {code} 确认")
    assert "已绑定" in await answer(house, "李雷", f"/绑定 {code} 确认")
    assert await accounts_of(house, "王强") == {house.id_of("王强")}


async def test_an_account_that_is_somebodys_gets_no_code_and_a_stranger_confirms_none(house: TestHouse) -> None:
    await newcomer(house, "小李的新号")
    await newcomer(house, "路人")
    assert "已经登记" in await answer(house, "王强", "/绑定")
    code = await code_for(house, "小李的新号")
    assert "还没有登记" in await answer(house, "路人", f"/绑定 {code}")


async def test_somebody_departed_binds_nothing(house: TestHouse) -> None:
    await newcomer(house, "小李的新号")
    code = await code_for(house, "小李的新号")
    row = await row_of(house, "李四")
    await people.set_state(house.group.organisation_id, row, "departed", actor=SYSTEM, now=house.clock.now())
    assert "已离职" in await answer(house, "李雷", f"/绑定 {code}")


async def test_guessing_stops_after_five_tries_and_asking_after_three(house: TestHouse) -> None:
    await newcomer(house, "小李的新号")
    for _ in range(5):
        assert "验证码不对" in await answer(house, "王强", "/绑定 00000000")
    assert "次数过多" in await answer(house, "王强", "/绑定 00000001")
    for _ in range(3):
        await code_for(house, "小李的新号")
    assert "次数过多" in await answer(house, "小李的新号", "/绑定")
    house.clock.advance(timedelta(minutes=61))
    await code_for(house, "小李的新号")


async def test_the_store_holds_no_code(house: TestHouse) -> None:
    await newcomer(house, "小李的新号")
    code = await code_for(house, "小李的新号")
    [row] = await models.AccountCode.all().values()
    assert code not in str(row)


async def test_a_code_is_never_shown_in_the_group(house: TestHouse) -> None:
    await newcomer(house, "小李的新号")
    await house.say("小李的新号", "/绑定")
    assert "私聊" in house.last()
    assert not await models.AccountCode.all().exists()


async def test_an_account_is_let_go_by_itself(house: TestHouse) -> None:
    assert "已解除" in await answer(house, "李雷", "/绑定 解除")
    assert await accounts_of(house, "李四") == set()
    assert await people.linked_person(house.group.id, house.id_of("李雷")) is None
