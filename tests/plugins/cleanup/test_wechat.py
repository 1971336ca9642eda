"""Where the platform removes nobody the owner is asked, and the round notices when members are gone."""

from datetime import timedelta

from tests.support.house import TestHouse

DAY = timedelta(days=1)


async def begun(house: TestHouse) -> None:
    await house.say("林静", "/清理")
    assert "清理 #1" in house.last()
    await house.say("林静", "/清理 run 1")
    await house.pass_time(7 * DAY)
    for _ in range(12):
        await house.pass_time(5.0)


async def test_each_removal_becomes_a_work_order(wechat: TestHouse) -> None:
    await begun(wechat)
    orders = [text for text in wechat.said() if "【工单】" in text]
    assert len(orders) == 2
    assert "第十四条" in orders[0]
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


async def test_nobody_with_a_granted_role_is_listed(wechat: TestHouse) -> None:
    await wechat.pass_time(61 * DAY)
    await wechat.say("林静", "/清理")
    assert not any(f"（{wechat.id_of(name)}）" in wechat.last() for name in ("陈立", "林静", "赵敏"))
    assert f"王强（{wechat.id_of('王强')}）" in wechat.last()
