"""Expressions, secrets and domains of a group's own; trying a text; removing by number."""

import pytest

from bot.store import models
from plugins.antispam.models import GroupWord
from plugins.antispam.wording import Entry, read_word
from tests.support.house import TestHouse


async def count() -> int:
    return await models.Case.all().count()


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("蓝莓", Entry("word", "蓝莓")),
        ("=滴滴", Entry("word", "=滴滴")),
        (r"re:蓝莓\d+", Entry("regex", r"蓝莓\d+")),
        (r"RE：蓝莓\d+", Entry("regex", r"蓝莓\d+")),
        ("正则:蓝.莓", Entry("regex", "蓝.莓")),
        ("/蓝.莓/", Entry("regex", "蓝.莓")),
        ("保密：蓝莓计划", Entry("secret", "蓝莓计划")),
        ("example.com", Entry("deny", "example.com")),
        ("域名 example.com", Entry("deny", "example.com")),
        ("域名：example.com", Entry("deny", "example.com")),
        ("域名 备案", Entry("word", "域名 备案")),
        ("/", Entry("word", "/")),
        ("re:", Entry("word", "re:")),
    ],
)
def test_what_was_given_says_of_which_kind_it_is(text: str, entry: Entry) -> None:
    assert read_word(text) == entry


@pytest.mark.parametrize("given", [r"re:蓝莓\d{2,}号", r"/蓝莓\d{2,}号/"])
async def test_an_expression_acts_until_it_is_removed(house: TestHouse, given: str) -> None:
    await house.say("林静", f"/词 add {given}")
    assert house.last() == "已加入（违禁词）。"
    await house.say("王强", "今天的蓝莓很甜")
    assert await count() == 0
    await house.say("王强", "今晚蓝莓１２号照旧")
    assert await count() == 1
    await house.say("林静", f"/词 del {given}")
    assert house.last() == "已删除（违禁词）。"
    await house.say("王强", "今晚蓝莓13号照旧吧")
    assert await count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("re:(?=x)abc", "不支持环视"),
        (r"re:(ab)\1", "不支持反向引用"),
        ("re:[abc", "方括号没有配对"),
        ("re:a*", "连空白都能命中"),
        ("re:.", "会命中日常用语"),
        (r"re:\d+", "会命中日常用语"),
    ],
)
async def test_a_bad_expression_is_refused_with_the_reason(house: TestHouse, given: str, said: str) -> None:
    await house.say("林静", f"/词 add {given}")
    assert said in house.last()
    assert await GroupWord.all().count() == 0


async def test_there_is_a_most_of_expressions(house: TestHouse) -> None:
    for i in range(50):
        await GroupWord.create(
            group_id=house.group.id, kind="regex", text=f"蓝莓{i}号", added_by="x", added_at=house.clock.now()
        )
    await house.say("林静", "/词 add re:草莓.号")
    assert "最多 50 条" in house.last()


async def test_the_list_tells_the_kinds_and_an_entry_is_removed_by_its_number(house: TestHouse) -> None:
    for given in ("蓝莓行动", "re:草莓.号", "保密:樱桃计划", "bad-shop.top"):
        await house.say("林静", f"/词 add {given}")
    await house.say("林静", "/词 list")
    for part in ("1. 蓝＊＊＊", "2. 正则 草＊＊＊", "3. 保密 樱＊＊＊", "4. 域名 bad-shop.top"):
        assert part in house.last()
    await house.say("林静", "/词 del #2")
    assert house.last() == "已删除（违禁词）。"
    assert sorted(await GroupWord.all().values_list("kind", flat=True)) == ["deny", "secret", "word"]
    await house.say("林静", "/词 del #9")
    assert house.last() == "没有这一项（违禁词）。"


async def test_a_text_can_be_tried(house: TestHouse) -> None:
    await house.say("林静", "/词 add 蓝莓行动")
    await house.say("林静", "/词 test 蓝莓行动之后代开发票")
    assert "命中" in house.last()
    assert "本群“蓝＊＊＊”" in house.last()
    assert "内置“代＊＊＊”" in house.last()
    assert "蓝莓行动" not in house.last()
    await house.say("林静", "/词 测试 今天下午开会")
    assert "没有命中" in house.last()


async def test_a_text_is_tried_against_the_groups_expressions_too(house: TestHouse) -> None:
    await house.say("林静", r"/词 add re:蓝莓\d{2,}号")
    await house.say("林静", "/词 test 蓝莓300号的书架")
    assert "命中 1 项" in house.last()


async def test_trying_nothing_shows_the_usage(house: TestHouse) -> None:
    await house.say("林静", "/词 test")
    assert house.last().startswith("写法：/")


async def test_members_may_not_try_texts(house: TestHouse) -> None:
    await house.say("王强", "/词 test 你好")
    assert "命中" not in house.last()


async def test_a_denied_domain_and_a_secret_of_the_unit_s_own_act(house: TestHouse) -> None:
    await house.say("林静", "/词 add bad-shop.top")
    await house.say("林静", "/词 add 保密:樱桃计划")
    await house.say("王强", "资料 https://bad-shop.top/x")
    assert await count() == 1
    await house.say("王强", "樱桃计划的报价定了")
    assert await count() == 2


async def test_an_entry_is_removed_by_its_number_as_the_list_shows_it(house: TestHouse) -> None:
    for word in ("蓝莓行动", "=滴滴打车"):
        await house.say("林静", f"/词 add {word}")
    await house.say("林静", "/词 list")
    assert "1. 蓝＊＊＊、2. =滴＊＊＊" in house.last()
    await house.say("林静", "/词 del 2")
    assert house.last() == "已删除（违禁词）。"
    assert [row.text for row in await GroupWord.all()] == ["蓝莓行动"]
    await house.say("林静", "/词 del 1.")
    assert await GroupWord.all().count() == 0
