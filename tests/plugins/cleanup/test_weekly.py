"""The round that comes by itself previews and tells; it warns and removes nobody."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.governance import regulations, signals
from bot.governance.directory import directory
from bot.store import models
from plugins.cleanup import service
from tests.plugins.cleanup.conftest import forget
from tests.support.house import TestHouse

FRIDAY = datetime(2026, 5, 8, 2, 0, tzinfo=UTC)
"""10:00 in Shanghai."""


async def restarted(house: TestHouse) -> None:
    await signals.emit(signals.KernelStarted(), signals.Context(None, house.clock.now()))


def lists(house: TestHouse) -> list[str]:
    return [text for text in house.said() if "定期检查" in text]


async def test_the_round_comes_on_friday_at_ten_and_touches_nobody(house: TestHouse) -> None:
    await restarted(house)
    house.clock.set(FRIDAY - timedelta(minutes=1))
    await house.settle()
    assert lists(house) == []
    await house.pass_time(60)
    [told] = lists(house)
    assert "清理 #1" in told
    assert "王强" in told
    assert "未经确认不会提醒或移出任何人" in told
    for _ in range(3):
        await house.pass_time(timedelta(days=2))
    assert len(lists(house)) == 1
    assert house.calls("kick") == []
    assert not any("@王强" in text for text in house.said())


async def test_an_unchanged_list_comes_again_next_week_with_its_number(house: TestHouse) -> None:
    await restarted(house)
    house.clock.set(FRIDAY)
    await house.settle()
    await house.pass_time(timedelta(days=7))
    assert [("清理 #1" in text) for text in lists(house)] == [True, True]


async def test_the_list_goes_to_the_administration_group_where_there_is_one(house: TestHouse) -> None:
    house.platform.add_member(house.account, group="901")
    house.platform.add_member(house.id_of("林静"), group="901")
    await models.Group.filter(id=house.group.id).update(console_external_id="901")
    await directory.reload(house.group.id, now=house.clock.now())
    await restarted(house)
    house.clock.set(FRIDAY)
    await house.settle()
    assert lists(house) == []
    assert any("定期检查" in text and "王强" in text for text in house.platform.sent("901"))


async def test_starting_again_and_again_keeps_one_rule(house: TestHouse) -> None:
    await restarted(house)
    await restarted(house)
    assert await models.Recurrence.filter(name__startswith="cleanup:").count() == 1


async def test_a_disabled_group_has_no_rounds(house: TestHouse) -> None:
    await restarted(house)
    await house.say("陈立", "/停用")
    assert not await models.Recurrence.filter(name__startswith="cleanup:").exists()
    house.clock.set(FRIDAY)
    await house.settle()
    assert lists(house) == []


async def test_enabling_sets_the_rule_up_in_the_zone_of_the_setting(house: TestHouse) -> None:
    await house.say("陈立", "/停用")
    await house.say("陈立", "/启用")
    rule = await models.Recurrence.get(name=f"cleanup:{house.group.id}")
    assert (rule.cron, rule.timezone) == ("0 10 * * 5", "Asia/Shanghai")


async def test_a_changed_regulation_is_seen_before_the_round(house: TestHouse) -> None:
    await restarted(house)
    row = await models.Regulation.get()
    text = regulations.from_row(row).text
    clauses = [c for c in regulations.clauses_to_json(text.clauses) if c["path"] != "第十四条"]
    await models.Regulation.filter(id=row.id).update(clauses=clauses)
    house.clock.set(FRIDAY)
    await house.settle()
    assert lists(house) == []
    assert not await models.Recurrence.filter(name__startswith="cleanup:").exists()
    await house.say("林静", "/清理")
    assert "清理 #" not in house.last()


async def test_an_unreadable_schedule_counts_as_the_usual_one(house: TestHouse) -> None:
    group = house.group
    assert group.regulation is not None
    text = group.regulation.text
    clauses = tuple(
        replace(c, duties=tuple(replace(d, parameters={**d.parameters, "schedule": "有空时"}) for d in c.duties))
        for c in text.clauses
    )
    changed = replace(group, regulation=replace(group.regulation, text=replace(text, clauses=clauses)))
    await service.set_up(changed, now=house.clock.now())
    assert (await models.Recurrence.get(name=f"cleanup:{group.id}")).cron == "0 10 * * 5"


async def test_a_week_without_anybody_to_propose_is_silent(house: TestHouse) -> None:
    await restarted(house)
    for name in ("王强", "李雷"):
        await house.say("林静", "/清理 keep 90", mention=name)
    forget(house)
    house.clock.set(FRIDAY)
    await house.settle()
    assert house.said() == []


async def test_on_a_public_holiday_the_list_waits_for_the_next_working_day(house: TestHouse) -> None:
    await restarted(house)
    labour_day = datetime(2026, 5, 1, 2, 0, tzinfo=UTC)
    rule = await models.Recurrence.get(name=f"cleanup:{house.group.id}")
    assert rule is not None
    await service.run_round(house.group.id, "holiday", now=labour_day)
    assert lists(house) == []
    job = await models.Job.get(key="holiday:later")
    assert (job.kind, job.due_at.astimezone(UTC)) == ("cleanup.round", datetime(2026, 5, 6, 2, 0, tzinfo=UTC))
