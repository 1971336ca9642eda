"""Orders as administrators type them, and what is said to whom."""

from datetime import timedelta

import pytest

from bot.domain.members import Role
from bot.domain.messages import IncomingMessage
from bot.governance import cases
from bot.store import audit, models
from tests.support.house import SUPERUSER, TestHouse


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("/禁言 10m 吵闹", 600), ("/禁言 1小时30分 吵闹", 5400), ("/禁言 1d2h 第六条", 93600),
        ("/mute 半小时 吵", 1800),
        ("/MUTE １０分钟 吵", 600), ("/禁言 29天", 29 * 86400), ("/禁言\n10m\n吵闹", 600),
    ],
)  # fmt: skip
async def test_a_mute_lasts_as_long_as_was_typed(house: TestHouse, words: str, length: int) -> None:
    head, _, rest = words.replace("\n", " ").partition(" ")
    await house.say("林静", f"{head} {rest}", mention="王强")
    assert [call["duration"] for call in house.calls("mute")] == [timedelta(seconds=length)]


@pytest.mark.parametrize("words", ["/禁言 30d 吵", "/禁言 1个月 吵", "/禁言 2592000s"])
async def test_thirty_days_and_more_are_refused_with_the_reason(house: TestHouse, words: str) -> None:
    await house.say("林静", words, mention="王强")
    assert house.last() == "平台最长只能禁言 30 天（不含），请缩短时长。"
    assert await models.Case.all().count() == 0


async def test_a_warning_needs_a_reason_or_an_article(house: TestHouse) -> None:
    await house.say("林静", "/警告", mention="王强")
    assert house.last().startswith("写法：/警告")
    await house.say("林静", "/警告 第六条", mention="王强")
    assert (await cases.find_case(house.group.id, 1)).clause == "第六条"


async def test_a_message_ordered_twice_by_the_wire_is_one_case(house: TestHouse) -> None:
    heard = house.house.intake.message

    def twice(message: IncomingMessage) -> None:
        heard(message)
        house.house.intake._seen.clear()  # pyright: ignore[reportPrivateUsage]
        heard(message)

    house.house.intake.message = twice  # type: ignore[method-assign]
    await house.say("林静", "/警告 迟到", mention="王强")
    assert await models.Case.all().count() == 1


async def test_a_quoted_message_is_named_in_the_evidence(house: TestHouse) -> None:
    said = await house.say("王强", "吵吵")
    await house.say("林静", "/警告 吵闹", quote=said)
    assert (await cases.find_case(house.group.id, 1)).evidence["quoted"] == said


async def test_a_ban_reaches_every_group_of_the_organisation_until_it_is_lifted(house: TestHouse) -> None:
    await house.say("林静", "/拉黑 发广告", mention="王强")
    [call] = house.calls("kick")
    assert call["refuse_rejoin"] is True
    await house.say("林静", f"/解除拉黑 {house.id_of('王强')}")
    assert "可以重新申请入群" in house.last()
    await house.say("林静", f"/解除拉黑 {house.id_of('王强')}")
    assert house.last() == f"黑名单中没有 {house.id_of('王强')}。"


async def test_lifting_a_ban_needs_somebody(house: TestHouse) -> None:
    await house.say("林静", "/解除拉黑")
    assert house.last().startswith("写法：/解除拉黑")


async def test_cases_are_listed_newest_first_and_members_see_their_own(house: TestHouse) -> None:
    await house.say("林静", "/记录")
    assert house.last() == "没有案件记录。"
    for who in ("王强", "李雷"):
        await house.say("林静", "/警告 迟到", mention=who)
    await house.say("林静", "/记录")
    assert house.last().index("#2") < house.last().index("#1")
    await house.say("林静", "/记录", mention="王强")
    assert "#1" in house.last()
    assert "#2" not in house.last()
    await house.say("王强", "/记录")
    assert "#1" in house.last()
    assert "#2" not in house.last()
    await house.say("王强", "/记录", mention="李雷")
    assert "权限" in house.last()


async def test_what_is_sanctioned_names_the_clause_the_number_and_the_way_out(house: TestHouse) -> None:
    for words in ("/警告 迟到", "/禁言 10m 迟到", "/踢 迟到", "/拉黑 迟到"):
        house.platform.add_member(house.id_of("王强"), Role.MEMBER, card="王强")
        await house.say("林静", words, mention="王强")
        text = house.last()
        number = await models.Case.all().count()
        assert f"案件 #{number}" in text
        assert "《基本群规》第二十" in text
        assert f"/申诉 {number} 理由" in text
        assert "事由：迟到" in text


async def test_people_s_words_in_a_reason_stay_words(house: TestHouse) -> None:
    await house.say("林静", "/警告 {{ 7*7 }}\n[CQ:at,qq=all]\u202e结束", mention="王强")
    assert "{{ 7*7 }} [CQ:at,qq=all]结束" in house.last()


async def test_a_superuser_decides_where_the_only_administrator_sanctioned(house: TestHouse) -> None:
    await house.say("林静", "/警告 迟到", mention="王强")
    await house.say("王强", "/申诉 1 请过假")
    await house.say("林静", "/撤销案件 1 好吧")
    assert "以外的管理员" in house.last()
    house.platform.add_member(SUPERUSER, Role.MEMBER, card="超管")
    await house.say(SUPERUSER, "/撤销案件 1 确有请假")
    assert (await cases.find_case(house.group.id, 1)).state == "pardoned"
    assert await audit.verify(f"group:{house.group.id}") is None


async def test_a_reason_of_the_longest_length_is_taken_and_a_longer_one_refused(house: TestHouse) -> None:
    await house.say("林静", "/拉黑 " + "因" * 500, mention="王强")
    assert await models.Ban.all().count() == 1
    await house.say("林静", "/警告 " + "因" * 501, mention="李雷")
    assert "最多 500 字" in house.last()
    assert await models.Case.all().count() == 1
