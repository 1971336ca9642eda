"""Whom a command means, through the whole house."""

import pytest

from bot.domain.ids import MemberId
from bot.domain.members import Role
from bot.domain.messages import Mention, Quote, Segment, Text
from bot.governance import roster
from bot.store import models
from tests.support.house import TestHouse


async def muted(house: TestHouse) -> list[str]:
    return [str(call["member"]) for call in house.calls("mute")]


@pytest.mark.parametrize("form", ["{id}", "@{id}", "＠{id}", "@王强", "＠王强"])
async def test_somebody_is_named_by_id_or_by_name(house: TestHouse, form: str) -> None:
    await house.say("林静", f"/禁言 {form.format(id=house.id_of('王强'))} 10m 吵闹")
    assert await muted(house) == [house.id_of("王强")]


async def test_a_mention_may_stand_right_behind_the_name_or_be_written_out_as_well(house: TestHouse) -> None:
    wang = Mention(house.id_of("王强"), "王强")
    await house.say("林静", [Text("/禁言"), wang, Text(" 10m 吵闹")])
    await house.say("林静", [Text("/禁言 "), wang, Text("@王强 10m 吵闹")])
    assert await muted(house) == [house.id_of("王强")] * 2


async def test_a_mention_of_the_bot_at_the_head_is_nobody(house: TestHouse) -> None:
    head: list[Segment] = [
        Mention(MemberId(house.account), "群规"),
        Text(" /禁言 "),
        Mention(house.id_of("王强"), "王强"),
    ]
    await house.say("林静", [*head, Text(" 10m 吵闹")])
    assert await muted(house) == [house.id_of("王强")]


async def test_two_members_at_once_are_refused(house: TestHouse) -> None:
    both: list[Segment] = [Mention(house.id_of("王强")), Mention(house.id_of("李雷"))]
    await house.say("林静", [Text("/禁言 "), *both, Text(" 10m")])
    assert house.last() == "一次只能指定一位成员。"
    assert await muted(house) == []


async def test_the_same_member_twice_is_one(house: TestHouse) -> None:
    wang = Mention(house.id_of("王强"))
    await house.say("林静", [Text("/禁言 "), wang, wang, Text(" 10m")])
    assert await muted(house) == [house.id_of("王强")]


async def test_nobody_named_is_asked_for(house: TestHouse) -> None:
    await house.say("林静", "/禁言 10m 吵闹")
    assert house.last() == "请 @ 一位成员、写账号，或回复对方的消息。"


async def test_a_name_that_two_have_is_refused_with_a_way_out(house: TestHouse) -> None:
    for number in ("31", "32"):
        house.platform.add_member(number, card="重名")
    await roster.look_at_list(house.group, now=house.clock.now())
    await house.say("林静", "/禁言 @重名 10m")
    assert "“重名”" in house.last()
    assert "写账号" in house.last()
    assert await muted(house) == []


async def test_a_reply_means_the_author_of_the_quoted_message(house: TestHouse) -> None:
    message = await house.say("王强", "吵吵吵")
    await house.say("林静", "/禁言 10m 吵闹", quote=message)
    assert await muted(house) == [house.id_of("王强")]


async def test_a_reply_to_an_old_message_is_looked_up_in_the_archive(house: TestHouse) -> None:
    message = await house.say("王强", "吵吵吵")
    await house.house.archive.flush()
    house.house.archive.recent.clear()
    await house.say("林静", "/禁言 10m 吵闹", quote=message)
    assert await muted(house) == [house.id_of("王强")]


async def test_the_platform_s_word_for_the_author_counts_first(house: TestHouse) -> None:
    await house.say("林静", [Quote("none", house.id_of("李雷")), Text("/禁言 10m")])  # type: ignore[arg-type]
    assert await muted(house) == [house.id_of("李雷")]


async def test_a_reply_to_a_message_nobody_knows_is_refused(house: TestHouse) -> None:
    await house.say("林静", "/禁言 10m 吵闹", quote="unknown")
    assert house.last() == "找不到这位成员，请直接 @ 或写账号。"


async def test_a_number_in_the_reason_of_a_reply_is_no_member(house: TestHouse) -> None:
    message = await house.say("王强", "吵吵吵")
    await house.say("林静", "/警告 20260301 迟到", quote=message)
    assert [case.member_id for case in await models.Case.all()] == [house.id_of("王强")]
    assert "20260301 迟到" in house.last()


async def test_somebody_who_left_can_still_be_banned(house: TestHouse) -> None:
    house.platform.group().members.pop(house.id_of("王强"))
    await roster.look_at_list(house.group, now=house.clock.now())
    house.clock.advance(120)
    await house.say("林静", f"/拉黑 {house.id_of('王强')} 发广告")
    assert await models.Ban.filter(member_id=house.id_of("王强")).exists()


async def test_an_administrator_named_by_id_is_protected_too(house: TestHouse) -> None:
    await house.say("林静", f"/踢 {house.id_of('赵敏')} 理由")
    assert house.calls("kick") == []
    assert "不能对自己" in house.last()


@pytest.mark.parametrize("words", ["/解禁 @王强 再多", "/案件 1 2", "/停止执法 现在", "/申请 全部", "/模式 执行 吧"])
async def test_leftover_words_are_refused(house: TestHouse, words: str) -> None:
    house.names["群主"] = house.id_of("陈立")
    await house.say("陈立", words)
    assert house.last().startswith("写法：/")


async def test_an_unknown_article_is_named_with_the_right_form_and_no_case(house: TestHouse) -> None:
    await house.say("林静", "/警告 第九十九条 迟到", mention="王强")
    assert house.last().startswith("现行群规没有第九十九条")
    assert "写法：/警告" in house.last()
    assert await models.Case.all().count() == 0


async def test_a_superuser_outside_the_group_s_roles_has_power(house: TestHouse) -> None:
    house.platform.add_member("90000", Role.MEMBER, card="超管")
    await house.say("90000", "/禁言 10m", mention="林静")
    assert await muted(house) == [house.id_of("林静")]
