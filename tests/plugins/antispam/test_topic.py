"""``/topic`` through the whole house."""

from datetime import timedelta

import pytest

from bot.domain.messages import Quote, Text
from bot.governance import signals
from bot.store import models
from plugins.antispam.quiet import nights
from plugins.antispam.topic.memory import TopicMemory, topics
from plugins.antispam.topic.models import StoppedTopic
from tests.plugins.antispam.clauses import add_clause
from tests.support.house import TestHouse

CLAUSE = "群内不得讨论与工作无关的话题，管理员有权终止不合时宜的话题。"
SHOWN = {"code": "moderation.offtopic", "via": "show", "parameters": {}}
SERVED = {"code": "moderation.offtopic", "via": "auto", "parameters": {}}
DINNER = ("周末聚餐去哪家火锅店", "我知道一家火锅店不错", "那家火锅店聚餐要排队")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    topics.clear()
    nights.clear()


async def talk_of_dinner(house: TestHouse) -> str:
    said: list[str] = []
    for who, text in zip(("王强", "李雷", "王强"), DINNER, strict=True):
        said.append(await house.say(who, text))
        house.clock.advance(20)
    return said[0]


async def sanctions() -> list[tuple[str, str]]:
    return [(c.member_id, c.sanction) for c in await models.Case.all().order_by("number")]


async def test_a_topic_is_stopped_politely_with_clause_and_time(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, SHOWN)
    await talk_of_dinner(house)
    await house.say("林静", "/停止话题 20")
    assert "话题先到这里" in house.last()
    assert "第九十九条" in house.last()
    assert "09:21" in house.last()
    assert len(house.said()) == 1
    actions = [entry.action for entry in await models.AuditEntry.all()]
    assert "topic.stopped" in actions


async def test_who_goes_on_is_reminded_once_others_are_not(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, SHOWN)
    await talk_of_dinner(house)
    await house.say("林静", "/topic stop 20m")
    for text in ("那就定这家火锅店聚餐吧", "火锅店几点开门", "聚餐带家属去火锅店行不行", "我去火锅店占座"):
        await house.say("王强", text)
        await house.pass_time(60)
    await house.say("李雷", "明天的例会改到十点")
    assert await sanctions() == [(house.id_of("王强"), "remind")]
    assert house.calls("recall") == []


async def test_where_the_clause_names_a_sanction_going_on_is_sanctioned_once(house: TestHouse) -> None:
    await add_clause(
        house, CLAUSE + "屡劝不改的警告。", SERVED, {"code": "sanction.warn", "via": "auto", "parameters": {}}
    )
    await house.say("林静", "/topic stop 20m 火锅")
    for number in range(7):
        await house.say("王强", f"火锅要定{number}个人的位子")
        await house.pass_time(60)
    assert [sanction for _, sanction in await sanctions()] == ["remind", "warn"]


async def test_after_its_time_a_topic_is_free(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, SHOWN)
    await house.say("林静", "/停止话题 10分钟 火锅")
    await house.pass_time(timedelta(minutes=11))
    await house.say("王强", "火锅几点开始")
    assert await sanctions() == []


async def test_a_topic_can_be_freed_and_listed(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, SHOWN)
    await house.say("林静", "/停止话题 列表")
    assert "没有停止中的话题" in house.last()
    await house.say("林静", "/停止话题 1小时 火锅")
    await house.say("林静", "/停止话题 1小时 炒股")
    await house.say("林静", "/topic list")
    assert "1. 火锅" in house.last()
    assert "2. 炒股" in house.last()
    await house.say("林静", "/停止话题 恢复 火锅")
    await house.say("王强", "火锅几点开始")
    assert await sanctions() == []
    await house.say("王强", "炒股亏了不少")
    assert len(await sanctions()) == 1
    await house.say("林静", "/topic resume")
    await house.say("林静", "/topic resume")
    assert "没有这个停止中的话题" in house.last()
    assert [row.marks for row in await StoppedTopic.all()] == [{}, {}]


async def test_a_quoted_message_names_the_topic(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, SHOWN)
    first = await talk_of_dinner(house)
    await house.say("王强", "服务器报警了谁看一下服务器")
    await house.say("林静", [Quote(first, house.id_of("王强")), Text("/停止话题 30分钟")])  # type: ignore[arg-type]
    await house.say("李雷", "服务器报警我来处理")
    assert await sanctions() == []
    await house.say("李雷", "火锅店聚餐算我一个")
    assert len(await sanctions()) == 1


async def test_it_goes_on_over_a_restart(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, SHOWN)
    await talk_of_dinner(house)
    await house.say("林静", "/停止话题 20")
    topics.clear()
    await signals.emit(signals.KernelStarted(), signals.Context(None, house.clock.now()))
    for _ in range(2):
        await house.say("王强", "那就定这家火锅店聚餐吧")
    topics.clear()
    await signals.emit(signals.KernelStarted(), signals.Context(None, house.clock.now()))
    await house.say("王强", "那就定这家火锅店聚餐吧")
    assert len(await sanctions()) == 1
    await house.pass_time(timedelta(hours=1))
    await signals.emit(signals.KernelStarted(), signals.Context(None, house.clock.now()))
    [row] = await StoppedTopic.all()
    assert row.marks == {}
    assert row.ended_at is not None


async def test_without_a_clause_no_topic_is_stopped(house: TestHouse) -> None:
    await talk_of_dinner(house)
    await house.say("林静", "/停止话题 20")
    assert "无条不罚" in house.last()
    assert await StoppedTopic.all().count() == 0


async def test_a_clause_about_quiet_hours_serves_in_them(house: TestHouse) -> None:
    quiet = {"code": "hours", "via": "auto", "parameters": {"quiet": "22:30-06:30"}}
    await add_clause(house, "夜间22:30-06:30不得发布与工作无关的信息。", quiet)
    await house.say("林静", "/停止话题 20 火锅")
    assert "无条不罚" in house.last()
    await house.pass_time(timedelta(hours=14))
    await house.say("林静", "/停止话题 20 火锅")
    assert "第九十九条" in house.last()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/停止话题 20", "写明话题"),
        ("/停止话题 3天 火锅", "最长停止 1天"),
        ("/停止话题 列表 多余", "停止话题"),
    ],
)
async def test_what_cannot_be_done_is_said(house: TestHouse, text: str, answer: str) -> None:
    await add_clause(house, CLAUSE, SHOWN)
    await house.say("林静", text)
    assert answer in house.last()
    assert await StoppedTopic.all().count() == 0


async def test_five_topics_at_most(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, SHOWN)
    for word in ("火锅", "炒股", "球赛", "电影", "装修", "减肥"):
        await house.say("林静", f"/停止话题 1小时 {word}")
        await house.pass_time(10)
    assert "最多 5 个" in house.last()


async def test_members_cannot_stop_anybody(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, SHOWN)
    await house.say("王强", "/停止话题 20 火锅")
    assert await StoppedTopic.all().count() == 0


async def test_administrators_may_go_on(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, SHOWN)
    await house.say("林静", "/停止话题 20 火锅")
    await house.say("赵敏", "火锅的事会后再说")
    assert await sanctions() == []


async def test_when_the_clause_is_gone_nobody_is_reminded(house: TestHouse) -> None:
    await add_clause(house, CLAUSE, SHOWN)
    await house.say("林静", "/停止话题 20 火锅")
    await add_clause(house, "本群用于交流。")
    await house.say("王强", "火锅几点开始")
    assert await sanctions() == []


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugins.antispam.topic.memory._GROUPS", 3)
    monkeypatch.setattr("plugins.antispam.topic.memory._COUNTED", 5)
    memory = TopicMemory()
    for i in range(50):
        memory.hear(i, f"m{i}", "一句话" * 200, None)  # type: ignore[arg-type]
        memory.count(i, f"u{i}")  # type: ignore[arg-type]
    assert len(memory._recent) == 3  # pyright: ignore[reportPrivateUsage]
    assert len(memory._counts) == 5  # pyright: ignore[reportPrivateUsage]
