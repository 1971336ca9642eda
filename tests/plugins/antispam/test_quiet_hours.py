"""Quiet hours through the whole house."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ids import MessageId
from bot.domain.members import Role
from bot.domain.messages import File, Image, Media, Quote, Segment, Text
from bot.store import models
from plugins.antispam.quiet import nights
from plugins.antispam.trust import trust
from tests.plugins.antispam.clauses import add_clause
from tests.support.house import TestHouse

CLAUSE = "夜间22:30-06:30请勿在群内发送非紧急消息。"
STRICT = "夜间22:30-06:30请勿在群内发送非紧急消息，违者提醒，屡教不改的警告。"
QUIET = {"code": "hours", "via": "auto", "parameters": {"quiet": "22:30-06:30"}}
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    nights.clear()


async def at(house: TestHouse, text: str) -> None:
    await house.pass_time(datetime.fromisoformat(text).replace(tzinfo=SHANGHAI) - house.clock.now())


async def sanctions() -> list[tuple[str, str, str]]:
    return [(c.offence, c.sanction, c.clause) for c in await models.Case.all().order_by("number")]


async def test_a_first_message_at_night_is_reminded_once_and_not_recalled(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, QUIET)
    await at(house, "2026-03-02T23:00")
    for text in ("有人一起看球吗", "快来快来", "冲啊兄弟们"):
        await house.say("王强", text)
    assert await sanctions() == [("hours", "remind", "第九十九条")]
    assert house.calls("recall") == []
    told = [text for text in house.said() if "第九十九条" in text]
    assert len(told) == 1
    assert "提醒" in told[0]


async def test_the_next_night_reminds_anew_and_a_restart_in_the_night_does_not(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, QUIET)
    await at(house, "2026-03-02T23:00")
    await house.say("王强", "有人一起看球吗")
    nights.clear()
    await at(house, "2026-03-03T05:00")
    await house.say("王强", "还没睡")
    assert len(await sanctions()) == 1
    await at(house, "2026-03-03T22:40")
    await house.say("王强", "今晚还看吗")
    assert len(await sanctions()) == 2


async def test_what_is_shown_of_an_untimely_message_hides_what_must_not_be_told(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, QUIET)
    await at(house, "2026-03-02T23:00")
    await house.say("王强", "张三的身份证号是11010519491231002X")
    assert {case.offence for case in await models.Case.all()} == {"moderation.privacy", "hours"}
    assert all("11010519491231002X" not in case.evidence["masked"] for case in await models.Case.all())


async def test_by_day_nobody_is_reminded(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, QUIET)
    await at(house, "2026-03-02T22:29")
    await house.say("王强", "有人一起看球吗")
    assert await sanctions() == []


@pytest.mark.parametrize("text", ["三楼停电了", "收到", "紧急：请值班人员回电", "/群规"])
async def test_emergencies_acknowledgements_and_commands_are_let_be(house: TestHouse, text: str) -> None:
    await add_clause(house, CLAUSE, QUIET)
    await at(house, "2026-03-02T23:00")
    await house.say("王强", text)
    assert await sanctions() == []


@pytest.mark.parametrize(
    ("segment", "idle"),
    [(Image("a.gif", sticker=True), True), (Image("a.jpg"), False), (Media("face"), True), (File("排班.xlsx"), False)],
)
async def test_stickers_are_idle_other_pictures_and_files_may_be_work(
    house: TestHouse, segment: Segment, idle: bool
) -> None:
    await add_clause(house, "夜间22:30-06:30不得发布与工作无关的信息。", QUIET)
    await at(house, "2026-03-02T23:00")
    await house.say("王强", [segment])
    assert bool(await sanctions()) is idle
    await add_clause(house, CLAUSE, QUIET)
    await house.say("李雷", [segment])
    assert ("hours", "remind", "第九十九条") in await sanctions()


async def test_administrators_and_those_who_answer_them_are_let_be(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, QUIET)
    await at(house, "2026-03-02T23:00")
    await house.say("林静", "明早的车安排好了吗", claim=Role.ADMIN)
    await house.pass_time(timedelta(minutes=5))
    await house.say("王强", "安排好了，七点出发")
    await house.pass_time(timedelta(minutes=30))
    said = await house.say("王强", [Quote(MessageId("m0"), house.id_of("林静")), Text("另外司机是老张")])
    assert said
    assert await sanctions() == []
    await house.say("王强", "大家睡了没有")
    assert len(await sanctions()) == 1


async def test_an_administrator_known_only_to_the_platform_is_spared(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, QUIET)
    await at(house, "2026-03-02T23:00")
    await house.say("林静", "大家睡了没有")
    assert await sanctions() == []


async def test_going_on_is_sanctioned_only_where_the_clause_says_so(house: TestHouse) -> None:
    await add_clause(house, STRICT, QUIET, {"code": "sanction.warn", "via": "auto", "parameters": {}})
    await at(house, "2026-03-02T23:00")
    for number in range(8):
        await house.say("王强", f"第{number}句没什么要紧的话")
        await house.pass_time(timedelta(minutes=2))
    assert [sanction for _, sanction, _ in await sanctions()] == ["remind", "warn"]


@pytest.mark.parametrize(
    "duty",
    [
        {"code": "hours", "via": "show", "parameters": {"quiet": "22:30-06:30"}},
        {"code": "hours", "via": "auto", "parameters": {"outside_working_hours": "yes"}},
        {"code": "hours", "via": "auto", "parameters": {"quiet": "很晚"}},
    ],
)
async def test_what_is_only_stated_or_unreadable_binds_nobody(house: TestHouse, duty: dict[str, object]) -> None:
    await add_clause(house, CLAUSE, duty)
    await at(house, "2026-03-02T23:00")
    await house.say("王强", "有人一起看球吗")
    assert await sanctions() == []


async def test_without_a_clause_the_night_is_free(house: TestHouse) -> None:
    await at(house, "2026-03-02T23:00")
    await house.say("王强", "有人一起看球吗")
    assert await sanctions() == []


async def test_in_observe_mode_nothing_is_said_in_the_group_to_the_member(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, QUIET)
    await house.say("陈立", "/模式 观察")
    await at(house, "2026-03-02T23:00")
    await house.say("王强", "有人一起看球吗")
    assert [case.state for case in await models.Case.all()] == ["observed"]


async def test_a_reminder_takes_no_trust(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, QUIET)
    await at(house, "2026-03-02T23:00")
    await house.say("王强", "有人一起看球吗")
    assert trust.sender_of(house.group.id, house.id_of("王强"), house.clock.now()) == (False, False)
