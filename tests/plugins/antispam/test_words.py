"""A group's own words and allowances, by command."""

import pytest

from bot.domain.members import Role
from bot.governance import signals
from bot.store import audit, models
from plugins.antispam.models import GroupWord
from plugins.antispam.policies import kind_of_allowance, policies
from tests.support.house import TestHouse

LINK = "资料下载 https://files.example-shop.top/a.exe"


async def count() -> int:
    return await models.Case.all().count()


async def test_a_word_of_the_group_s_own_acts_until_it_is_removed(house: TestHouse) -> None:
    await house.say("林静", "/词 添加 蓝莓行动")
    assert house.last() == "已加入（违禁词）。"
    await house.say("王强", "今晚蓝莓行动照旧")
    assert await count() == 1
    assert all("蓝莓行动" not in text for text in house.said())
    await house.say("林静", "/word del 蓝莓行动")
    await house.say("王强", "今晚蓝莓行动照旧吧")
    assert await count() == 1


async def test_adding_twice_and_removing_nothing_are_told(house: TestHouse) -> None:
    await house.say("林静", "/词 加 蓝莓行动")
    await house.say("林静", "/词 加 蓝莓行动 ")
    assert house.last() == "已经在内（违禁词）。"
    await house.say("林静", "/词 删 没有的词")
    assert house.last() == "没有这一项（违禁词）。"


async def test_the_list_does_not_spell_the_words_out(house: TestHouse) -> None:
    await house.say("林静", "/词 列表")
    assert house.last() == "本群没有自己的违禁词。"
    await house.say("林静", "/词 加 蓝莓行动")
    await house.say("林静", "/词")
    assert "蓝＊＊＊" in house.last()
    assert "蓝莓行动" not in house.last()


@pytest.mark.parametrize("text", ["词", "=", "***", "🀄", "（", "."])
async def test_a_word_that_would_hit_everything_is_refused(house: TestHouse, text: str) -> None:
    await house.say("林静", f"/词 add {text}")
    assert "太短" in house.last()
    assert await GroupWord.all().count() == 0


@pytest.mark.parametrize("text", ["(?i)[", "a*b", "{{ 7*7 }}", "%s_%", "测\n试", "字" * 100])
async def test_a_strange_word_breaks_nothing(house: TestHouse, text: str) -> None:
    await house.say("林静", f"/词 add {text}")
    await house.say("王强", "今天的日报已经发了")
    assert await count() == 0
    await house.say("王强", "日结兼职 一天三百 加微信 abc12345")
    assert await count() == 1


async def test_a_word_longer_than_a_hundred_is_refused(house: TestHouse) -> None:
    await house.say("林静", "/词 add " + "字" * 101)
    assert house.last() == "内容太长（101 字），最多 100 字，请缩短后再发。"


@pytest.mark.parametrize("command", ["/词 add", "/词 别的 蓝莓", "/词 list 多余", "/白名单 add"])
async def test_a_mistaken_form_gets_the_right_one(house: TestHouse, command: str) -> None:
    await house.say("林静", command)
    assert house.last().startswith("写法：/")


async def test_a_whole_sentence_only_hits_when_it_stands_alone(house: TestHouse) -> None:
    await house.say("林静", "/词 add =滴滴")
    await house.say("王强", "滴滴打车的发票")
    assert await count() == 0
    await house.say("王强", "滴滴")
    assert await count() == 1


async def test_an_allowed_phrase_is_held_against_nobody(house: TestHouse) -> None:
    await house.say("林静", "/词 add 蓝莓")
    await house.say("林静", "/白名单 add 蓝莓酸奶")
    await house.say("王强", "食堂今天有蓝莓酸奶")
    assert await count() == 0
    await house.say("王强", "今晚蓝莓见")
    assert await count() == 1


@pytest.mark.parametrize(
    "allowed",
    ["example-shop.top", "Example-Shop.Top", "https://www.example-shop.top/", "https://example-shop.top/a?b=c"],
)
async def test_an_allowed_domain_may_be_linked_to(house: TestHouse, allowed: str) -> None:
    await house.say("王强", LINK)
    assert await count() == 1
    await house.say("林静", f"/白名单 add {allowed}")
    await house.say("王强", LINK)
    assert await count() == 1
    await house.say("林静", "/白名单 list")
    assert allowed in house.last()


@pytest.mark.parametrize(
    ("text", "kind"),
    [("example.com", "domain"), ("http://a.example.com/x", "domain"), ("蓝莓酸奶", "allow"), ("v1.0 版本", "allow")],
)
def test_a_domain_is_told_from_a_phrase(text: str, kind: str) -> None:
    assert kind_of_allowance(text) == kind


async def test_words_of_another_group_have_no_effect_here(house: TestHouse) -> None:
    await house.say("林静", "/词 add 蓝莓行动")
    house.group_number = "901"
    house.platform.add_member(house.account, Role.ADMIN, group="901")
    for name, role in (("陈立", Role.OWNER), ("王强", Role.MEMBER)):
        house.platform.add_member(house.id_of(name), role, group="901")
    house.clock.advance(120)
    await house.say("陈立", "/启用")
    await house.say("王强", "今晚蓝莓行动照旧")
    assert await count() == 0


async def test_words_that_another_process_wrote_are_read(house: TestHouse) -> None:
    await GroupWord.create(
        group_id=house.group.id, kind="word", text="蓝莓行动", added_by="x", added_at=house.clock.now()
    )
    made = policies.of(house.group)
    await signals.emit(signals.MemoryOutdated(), signals.Context(None, house.clock.now()))
    changed = policies.of(house.group)
    assert changed is not made
    await signals.emit(signals.MemoryOutdated(), signals.Context(None, house.clock.now()))
    assert policies.of(house.group) is changed
    await house.say("王强", "今晚蓝莓行动照旧")
    assert await count() == 1


async def test_changes_are_in_the_audit_chain(house: TestHouse) -> None:
    await house.say("林静", "/词 add 蓝莓行动")
    await house.say("林静", "/词 del 蓝莓行动")
    entries = await models.AuditEntry.filter(action__startswith="antispam.").order_by("position")
    assert [e.action for e in entries] == ["antispam.word_added", "antispam.entry_removed"]
    assert await audit.verify(f"group:{house.group.id}") is None
