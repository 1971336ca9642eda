"""Names through the whole house: the morning's look, cards set and asked, impostors told."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.events import CardChanged, MemberJoined
from bot.domain.ids import MemberId
from bot.domain.members import SYSTEM
from bot.governance import people
from plugins.names.models import WrongCard
from tests.support.house import TestHouse

MORNING = timedelta(hours=1, minutes=1)
DAY = timedelta(days=1)


def rename(house: TestHouse, who: str, *, card: str = "", nickname: str = "") -> None:
    members = house.platform.group().members
    member = house.id_of(who)
    members[member] = replace(members[member], card=card, nickname=nickname)


async def changed(house: TestHouse, who: str, card: str) -> None:
    rename(house, who, card=card)
    event = CardChanged(
        account=house.account, chat=house.chat, at=house.clock.now(), member=house.id_of(who), card=card
    )
    await house.happen(event)


async def all_right(house: TestHouse, *wrong: str) -> None:
    """Everybody but those named has a card as it should be."""
    for who in ("陈立", "林静", "赵敏", "王强", "李雷"):
        rename(house, who, card=f"研发部-{who}" if who not in wrong else who)


async def link(house: TestHouse, who: str, *, account: MemberId | None = None) -> None:
    roster = await people.roster_of(house.group.organisation_id)
    row = next(roster.row_of(each) for each in roster.people if each.name == who)
    await people.link_member(house.group, account or house.id_of(who), row, actor=SYSTEM, now=house.clock.now())


def heard(house: TestHouse, part: str) -> list[str]:
    return [text for text in house.said() if part in text]


async def test_wrong_cards_are_reminded_in_one_message_with_the_exact_right_one(house: TestHouse) -> None:
    await all_right(house, "王强", "李雷")
    await house.pass_time(MORNING)
    [text] = heard(house, "群名片应为")
    assert "第十三条" in text
    assert "王强：缺部门，请改为“研发部-王强”" in text
    assert "李雷：格式不对" in text
    assert "@王强" in text
    assert house.calls("set_card") == []


async def test_whoever_is_certainly_known_has_the_card_set_and_is_not_reminded(house: TestHouse) -> None:
    await all_right(house, "王强")
    await link(house, "王强")
    await house.pass_time(MORNING)
    [call] = house.calls("set_card")
    assert (call["member"], call["card"]) == (house.id_of("王强"), "研发部-王强")
    assert heard(house, "群名片应为") == []
    await house.pass_time(DAY)
    assert await WrongCard.exclude(faults="").count() == 0


async def test_a_card_that_cannot_be_set_is_asked(wechat: TestHouse) -> None:
    await all_right(wechat, "王强")
    await link(wechat, "王强")
    await wechat.pass_time(MORNING)
    [text] = heard(wechat, "群名片应为")
    assert "请改为“研发部-王强”" in text
    assert wechat.calls("set_card") == []


async def test_reminders_are_counted_and_after_the_grace_time_the_administrators_get_the_list(house: TestHouse) -> None:
    await all_right(house, "李雷")
    await house.pass_time(MORNING)
    for _ in range(9):
        await house.pass_time(DAY)
    reminders = heard(house, "群名片应为")
    assert len(reminders) == 3
    assert "第 3 次提醒" in reminders[2]
    [listed] = heard(house, "群名片超过 7 天")
    assert "李雷" in listed
    assert "已提醒 3 次" in listed
    assert "第十三条" in listed


async def test_nobody_is_reminded_on_a_day_off(house: TestHouse) -> None:
    await all_right(house, "李雷")
    await house.pass_time(timedelta(days=5, hours=1, minutes=1))  # Saturday, ten o'clock, made up for Friday's too
    assert heard(house, "群名片应为") == []


async def test_in_observe_mode_members_are_left_alone(house: TestHouse) -> None:
    await all_right(house, "王强")
    await link(house, "王强")
    await house.say("陈立", "/模式 观察")
    await house.pass_time(MORNING)
    assert heard(house, "群名片应为") == []
    assert house.calls("set_card") == []


async def test_a_card_put_right_is_forgotten_at_once_and_a_spoilt_one_set_back(house: TestHouse) -> None:
    await all_right(house, "王强", "李雷")
    await house.pass_time(MORNING)
    await changed(house, "王强", "研发部-王强")
    assert {row.member_id for row in await WrongCard.exclude(faults="")} == {house.id_of("李雷")}
    await link(house, "王强")
    await changed(house, "王强", "财务部-王强")
    [call] = house.calls("set_card")
    assert call["card"] == "研发部-王强"


async def test_whoever_changes_it_back_each_time_is_asked_in_the_end(house: TestHouse) -> None:
    await all_right(house)
    await link(house, "王强")
    for _ in range(5):
        await changed(house, "王强", "潇洒哥")
        await house.pass_time(60)
        await changed(house, "王强", "研发部-王强")
    assert len(house.calls("set_card")) == 3
    await changed(house, "王强", "潇洒哥")
    await house.pass_time(MORNING)
    [text] = heard(house, "群名片应为")
    assert "王强" in text


async def test_a_member_asks_for_their_own_card_and_an_administrator_for_all(house: TestHouse) -> None:
    await all_right(house, "王强")
    await house.pass_time(MORNING)
    await house.say("王强", "/名片")
    assert "研发部-王强" in house.last()
    await house.say("王强", "/名片 检查")
    assert "权限" in house.last()
    await house.say("林静", "/card check")
    assert "有 1 人" in house.last()
    assert "王强：缺部门" in house.last()


async def test_a_card_like_an_administrators_is_told_at_once_and_once(house: TestHouse) -> None:
    await all_right(house)
    await house.pass_time(MORNING)
    await changed(house, "李雷", "研发部-林靜")
    [text] = heard(house, "可能冒充")
    assert "李雷" not in text
    assert "写法不同" in text
    assert "第十一条" in text
    assert f"/警告 {house.id_of('李雷')}" in text
    await changed(house, "李雷", "研发部-林靜")
    await house.pass_time(DAY)
    assert len(heard(house, "可能冒充")) == 1


async def test_a_nickname_changed_without_an_event_is_seen_with_the_next_message(house: TestHouse) -> None:
    await house.say("李雷", "早")
    house.names["管 理 员"] = house.names["李雷"]
    await house.say("管 理 员", "转账请加我")
    [text] = heard(house, "但不是管理员")
    assert house.id_of("李雷") in text


async def test_a_newcomer_under_an_administrators_name_is_told_within_seconds(house: TestHouse) -> None:
    await all_right(house)
    await house.pass_time(MORNING)
    house.platform.add_member("31000", nickname="林静")
    event = MemberJoined(account=house.account, chat=house.chat, at=house.clock.now(), member=MemberId("31000"))
    await house.happen(event)
    await house.pass_time(7)
    [text] = heard(house, "可能冒充")
    assert "31000" in text


async def test_on_wechat_a_newcomer_of_the_list_is_seen_as_well(wechat: TestHouse) -> None:
    await all_right(wechat)
    await wechat.pass_time(MORNING)
    wechat.platform.add_member("wxid_fake01", nickname="林\u200b静")
    await wechat.pass_time(timedelta(minutes=11))
    await wechat.pass_time(7)
    [text] = heard(wechat, "可能冒充")
    assert "wxid_fake01" in text
    assert "写法不同" in text
