"""Irrelevant content: what has had its time is listed, only the confirmed is taken away, else a person is asked."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ports import Outcome
from bot.domain.regulation import Clause
from bot.domain.things import GroupThing, ThingKind
from bot.governance import regulations
from bot.governance.directory import directory
from bot.store import audit, models
from plugins.cleanup import service
from plugins.cleanup.domain.content import STALE_DAYS, ContentRules, judge_things, last_date
from tests.support.house import TestHouse

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
RULES = ContentRules(Clause("第五条", "清理"), "monthly", {k: timedelta(days=d) for k, d in STALE_DAYS.items()})
ANNOUNCEMENT, ESSENCE, FILE = ThingKind.ANNOUNCEMENT, ThingKind.ESSENCE, ThingKind.FILE


def ago(days: float, now: datetime = NOW) -> datetime:
    return now - timedelta(days=days)


def thing(kind: ThingKind, text: str, days: float | None, **more: object) -> GroupThing:
    at = ago(days) if days is not None else None
    return GroupThing(kind, f"{kind.value}-{text}-{days}", text, at=at, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (thing(ANNOUNCEMENT, "5月10日停电，请关机", 30), "over"),
        (thing(ANNOUNCEMENT, "6月10日停电，请关机", 30), None),
        (thing(ANNOUNCEMENT, "自2026年3月1日起执行新考勤", 30), None),
        (thing(ANNOUNCEMENT, "大家早上好", 91), "old"),
        (thing(ANNOUNCEMENT, "大家早上好", 10), None),
        (thing(ANNOUNCEMENT, "本群群规，请遵守", 400), None),
        (thing(ANNOUNCEMENT, "大家早上好", None), None),
        (thing(ESSENCE, "2025-12-31 前交表", 200), "over"),
        (thing(ESSENCE, "会议纪要", 100), None),
        (thing(ESSENCE, "会议纪要", 181), "old"),
        (thing(FILE, "旧表.xlsx", 100, downloads=0, size=5), "unused"),
        (thing(FILE, "旧表.xlsx", 100, downloads=3, size=5), None),
        (thing(FILE, "旧表.xlsx", 100, size=5), None),
        (thing(FILE, "旧表.xlsx", 200, downloads=9, size=5), "old"),
        (thing(FILE, "通讯录.xlsx", 900, downloads=0, size=5), None),
        (thing(FILE, "旧表.xlsx", None), None),
    ],
)
def test_what_has_had_its_time_is_proposed(one: GroupThing, reason: str | None) -> None:
    found = judge_things([one], RULES, now=NOW, zone=ZONE, kept=set())
    assert [each.reason for each in found] == ([reason] if reason else [])


def test_of_two_equal_files_the_older_is_a_copy() -> None:
    files = [thing(FILE, "表.xlsx", days, downloads=2, size=8) for days in (3, 9)]
    [found] = judge_things(files, RULES, now=NOW, zone=ZONE, kept=set())
    assert (found.thing.id, found.reason) == (files[1].id, "copy")


def test_what_an_administrator_left_is_not_proposed_again() -> None:
    one = thing(ANNOUNCEMENT, "大家早上好", 91)
    assert judge_things([one], RULES, now=NOW, zone=ZONE, kept={(one.kind.value, one.id)}) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12月30日聚餐", date(2026, 12, 30)),
        ("1月5日交表", date(2027, 1, 5)),
        ("2026.4.3-4.5放假", date(2026, 4, 3)),
        ("2026年4月3日截止", date(2026, 4, 3)),
        ("13月40日", None),
        ("电话 13-8001", None),
        ("版本 1.2.3", None),
    ],
)
def test_days_are_read_in_the_year_they_were_meant(text: str, day: date | None) -> None:
    written = (
        datetime(2026, 12, 20, tzinfo=UTC) if "月" in text and "年" not in text else datetime(2026, 3, 1, tzinfo=UTC)
    )
    assert last_date(text, written, ZONE) == day


@pytest.fixture
async def office(house: TestHouse) -> TestHouse:
    """The regulation asks to clean up content; two stale announcements, a pin and a file lie about."""
    row = await models.Regulation.get()
    clauses = regulations.clauses_to_json(regulations.from_row(row).text.clauses)
    clauses[0]["duties"].append({"code": "cleanup.content", "via": "assist", "parameters": {}})
    await models.Regulation.filter(id=row.id).update(clauses=clauses)
    await directory.reload(house.group.id, now=house.clock.now())
    now = house.clock.now()
    house.platform.group().things += [
        GroupThing(ANNOUNCEMENT, "n1", "欢迎新同事", at=ago(100, now)),
        GroupThing(ANNOUNCEMENT, "n2", "今天加班", at=ago(1, now)),
        GroupThing(ESSENCE, "e1", "去年的安排", at=ago(300, now)),
        GroupThing(FILE, "f1", "旧.doc", at=ago(400, now), downloads=0, size=4, handle={"busid": 102}),
    ]
    return house


def left(house: TestHouse) -> list[str]:
    return [each.id for each in house.platform.group().things]


async def test_a_list_touches_nothing_and_only_the_chosen_is_taken_away(office: TestHouse) -> None:
    await office.say("林静", "/清理 内容")
    assert "1. 公告：欢迎新同事（已 100 天）" in office.last()
    assert "2. 精华：去年的安排（已 300 天）" in office.last()
    assert "3. 群文件：旧.doc（上传 400 天无人下载）" in office.last()
    assert "今天加班" not in office.last()
    number = office.last().split("#")[1].split("（")[0]
    assert len(left(office)) == 4
    await office.say("林静", f"/清理 内容 执行 {number} 1 3")
    for _ in range(4):
        await office.pass_time(10)
    assert left(office) == ["n2", "e1"]
    assert "已完成，删除 2 项" in office.last()
    assert await audit.verify(f"group:{office.group.id}") is None


async def test_what_is_left_is_not_proposed_again(office: TestHouse) -> None:
    await office.say("林静", "/清理 内容")
    await office.say("林静", "/清理 内容 保留 1 2")
    assert "留下 1 项" in office.last()
    await office.say("林静", "/清理 内容")
    assert "去年的安排" not in office.last()


async def test_the_first_failure_stops_the_rest(office: TestHouse) -> None:
    await office.say("林静", "/清理 内容")
    office.platform.script("remove_thing", Outcome.DENIED, detail="没有权限")
    await office.say("林静", "/清理 内容 执行 1")
    for _ in range(4):
        await office.pass_time(10)
    assert len(left(office)) == 4
    assert "已停下：有一项没删成（没有权限）" in office.last()


async def test_an_ok_without_effect_is_not_believed(office: TestHouse) -> None:
    await office.say("林静", "/清理 内容")
    office.platform.script("remove_thing", Outcome.UNVERIFIED, times=9)
    await office.say("林静", "/清理 内容 执行 1 1")
    for _ in range(8):
        await office.pass_time(10)
    assert len(left(office)) == 4
    assert "没删成" in office.last()


async def test_a_halt_takes_nothing_away(office: TestHouse) -> None:
    await office.say("林静", "/清理 内容")
    await office.say("林静", "/停止执法")
    await office.say("林静", "/清理 内容 执行 1")
    await office.pass_time(30)
    assert len(left(office)) == 4


async def test_where_nothing_can_be_listed_a_person_is_asked_and_reminded(office: TestHouse) -> None:
    office.platform.lists = frozenset()
    await service.content.run_content_round(office.group.id, "k", now=office.clock.now())
    await office.settle()
    assert "【工单】清理 #1：请人工查看本群的公告、精华、群文件" in office.last()
    await service.content.run_content_round(office.group.id, "k2", now=office.clock.now())
    await office.pass_time(timedelta(days=3))
    assert sum("【工单催办】" in text for text in office.said()) == 1
    await office.say("林静", "/清理 内容 完成 1")
    assert "已记下" in office.last()
    await office.pass_time(timedelta(days=3))
    assert sum("【工单催办】" in text for text in office.said()) == 1


async def test_without_a_clause_nothing_is_looked_at(house: TestHouse) -> None:
    await house.say("林静", "/清理 内容")
    assert house.calls("things") == []


async def test_the_look_comes_by_itself_and_touches_nothing(office: TestHouse) -> None:
    await service.set_up(office.group, now=office.clock.now())
    rule = await models.Recurrence.get(name=f"cleanup:content:{office.group.id}")
    assert rule.cron == "0 10 1 * *"
    office.clock.set(rule.next_at)
    await office.settle()
    assert any("群内信息" in text and "欢迎新同事" in text for text in office.said())
    assert len(left(office)) == 4
