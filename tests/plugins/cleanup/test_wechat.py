"""Where the platform removes nobody the owner is asked, and the round notices when members are gone."""

from datetime import timedelta

from bot.store import models
from tests.support.house import TestHouse

DAY = timedelta(days=1)


async def begun(house: TestHouse) -> None:
    await house.say("林静", "/清理")
    assert "清理 #1" in house.last()
    await house.say("林静", "/清理 run 1")
    await house.pass_time(7 * DAY)
    for _ in range(12):
        await house.pass_time(5.0)


def orders(house: TestHouse, sign: str = "【工单】") -> list[str]:
    return [text for text in house.said() if sign in text]


async def test_the_removals_become_one_list_for_the_owner(wechat: TestHouse) -> None:
    await begun(wechat)
    [told] = orders(wechat)
    assert "请群主移出以下 2 人" in told
    assert all(f"☐ {name}（{wechat.id_of(name)}）" in told for name in ("王强", "李雷"))
    assert "第十四条" in told
    assert "操作：群聊右上角" in told
    assert "期限：" in told
    assert any("清理 #1 已完成：移出 0 人，转工单 2 人" in text for text in wechat.said())


async def test_the_round_notices_who_is_gone(wechat: TestHouse) -> None:
    await begun(wechat)
    del wechat.platform.group().members[wechat.id_of("王强")]
    await wechat.pass_time(DAY)
    await wechat.say("林静", "/清理")
    await wechat.say("林静", "/查看 1")
    lines = {line.split("（")[0]: line for line in wechat.last().splitlines()}
    assert "已移出" in lines["王强"]
    assert "已转工单" in lines["李雷"]
    await wechat.say("林静", "/清理")
    assert "没有需要清理的成员" in wechat.last()


async def test_an_overdue_list_is_reminded_with_those_who_are_left_and_settled_by_the_member_list(
    wechat: TestHouse,
) -> None:
    await begun(wechat)
    del wechat.platform.group().members[wechat.id_of("王强")]
    await wechat.pass_time(DAY)
    [reminder] = orders(wechat, "【工单催办】")
    assert "还有 1 人未移出" in reminder
    assert "李雷" in reminder
    assert "王强" not in reminder
    del wechat.platform.group().members[wechat.id_of("李雷")]
    await wechat.pass_time(DAY)
    assert sum("工单已全部核实" in text for text in wechat.said()) == 1
    await wechat.pass_time(3 * DAY)
    assert len(orders(wechat, "【工单催办】")) == 1
    assert {order.state for order in await models.WorkOrder.all()} == {"done"}


async def test_after_three_reminders_the_list_goes_above(wechat: TestHouse) -> None:
    await begun(wechat)
    for _ in range(6):
        await wechat.pass_time(DAY)
    assert len(orders(wechat, "【工单催办】")) == 3
    assert len(orders(wechat, "【工单逾期】")) == 1


async def test_nobody_with_a_granted_role_is_listed(wechat: TestHouse) -> None:
    await wechat.pass_time(61 * DAY)
    await wechat.say("林静", "/清理")
    assert not any(f"（{wechat.id_of(name)}）" in wechat.last() for name in ("陈立", "林静", "赵敏"))
    assert f"王强（{wechat.id_of('王强')}）" in wechat.last()
