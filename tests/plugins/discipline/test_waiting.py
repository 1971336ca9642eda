"""What waits for administrators, and what a case shows of itself."""

from tests.support.house import TestHouse


async def test_an_open_appeal_stands_in_the_list_of_what_waits(house: TestHouse) -> None:
    await house.say("林静", "/警告 第六条 争吵", mention="王强")
    await house.say("王强", "/申诉 1 他先骂的")
    await house.say("赵敏", "/申请")
    assert "【申诉】王强 第六条：他先骂的" in house.last()
    await house.say("赵敏", "/案件 1")
    assert "申诉：待复核" in house.last()
    await house.say("赵敏", "/维持 1 都有责任")
    await house.say("赵敏", "/申请")
    assert "没有待审核" in house.last()
    await house.say("王强", "/案件 1")
    assert "申诉：维持原处理" in house.last()


async def test_a_proposal_is_listed_with_its_whole_step(house: TestHouse) -> None:
    await house.say("陈立", "/模式 协助")
    await house.say("王强", "日结兼职 一天三百 加微信 abc12345")
    await house.say("赵敏", "/申请")
    assert "王强 第五条" in house.last()
    assert "警告" in house.last()


async def test_approving_what_stands_and_asks_nothing_is_refused(house: TestHouse) -> None:
    await house.say("林静", "/警告 迟到", mention="王强")
    await house.say("赵敏", "/通过 1")
    assert "不能再这样处理" in house.last()
