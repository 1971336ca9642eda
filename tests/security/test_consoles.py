"""The administration group, and our own other accounts: what is said there reaches no further than it may."""

from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.domain.members import Role
from bot.domain.messages import IncomingMessage, Mention, Text
from bot.effects.accounts import accounts
from bot.governance.directory import directory
from tests.security.conftest import FIRST, SECOND, Neighbours
from tests.security.test_power import OF_POWER, acts, give, rows


async def bind(house: Neighbours, owner_role: Role | None = Role.MEMBER) -> None:
    """902 is a group that nobody enabled; 魏明 owns it, 钱多 is a member of it only."""
    house.at("902")
    house.platform.add_member(house.account, Role.MEMBER, group="902")
    house.member("魏明", Role.OWNER)
    house.member("钱多")
    if owner_role is not None:
        house.join("陈立", "902", owner_role)
    await house.at(FIRST).say("陈立", "/管理群 902")
    house.clock.advance(60)
    house.platform.calls.clear()


async def test_an_owner_enables_no_group_of_others_by_binding_it(house: Neighbours) -> None:
    """陈立 owns the first group and is a plain member of 902."""
    await bind(house)
    await house.at("902").say("陈立", "/启用")
    assert directory.find(ChatRef("qq", "902")) is None


async def test_a_bound_group_can_still_be_enabled_by_its_owner(house: Neighbours) -> None:
    await bind(house)
    await house.at("902").say("魏明", "/启用")
    assert directory.find(ChatRef("qq", "902")) is not None


async def test_an_owner_binds_no_group_they_have_no_part_in(house: Neighbours) -> None:
    await bind(house, owner_role=None)
    assert house.state(FIRST).console is None


async def test_who_is_no_member_takes_no_part_through_the_administration_group(house: Neighbours) -> None:
    await house.say("林静", "/活动 郊游 | 3月6日14:00 | 公园 | 一起去走走")
    house.clock.advance(60)
    await bind(house)
    house.platform.group("902").history.clear()
    for words in (
        "/报名 1",
        "/查看 1",
        "/活动 1",
        "/通知 请大家加我好友",
        "/活动列表",
        "/登记 钱多 财务部 13900001111",
    ):
        await house.at("902").say("钱多", words)
        house.clock.advance(60)
    assert not [
        text for text in house.said() if "郊游" in text or "已报名" in text or "已提交" in text or "登记 #" in text
    ]


async def test_members_of_the_administration_group_have_no_power_over_the_governed_one(house: Neighbours) -> None:
    await bind(house)
    before = await rows()
    for command in OF_POWER:
        if command.name == "enable":
            continue
        for who in ("魏明", "钱多"):
            await give(house.at("902"), who, command, claim=Role.OWNER)
    house.at(FIRST)
    assert acts(house) == []
    assert await rows() == before


async def test_a_group_that_administers_two_gets_no_command_through(house: Neighbours) -> None:
    """Which of the two would be meant is unknown: nothing is done in either."""
    await bind(house)
    house.join("郑远", "902")
    await house.at(SECOND).say("郑远", "/管理群 902")
    house.platform.calls.clear()
    await house.at("902").say("陈立", "/停用")
    await house.at("902").say("郑远", "/踢 理由", mention="孙浩")
    assert acts(house) == []
    assert len(directory.enabled()) == 2


async def test_another_account_of_ours_is_not_obeyed_either(house: Neighbours) -> None:
    """What our second account says in the group is no command, even where that account has been made administrator."""
    house.platform.add_member("10002", Role.ADMIN, group=FIRST, card="群规二号")
    other = type(house.platform)("10002", clock=house.clock)
    accounts.up(other)
    now = house.clock.now()
    message = IncomingMessage(
        AccountId("10001"), house.chat, MessageId("ours"), MemberId("10002"), "群规二号",
        (Text("/禁言 "), Mention(house.id_of("李雷"), "李雷"), Text(" 10m 理由")), now, now,
    )  # fmt: skip
    house.house.intake.message(message)
    await house.settle()
    accounts.down(AccountId("10002"))
    assert acts(house) == []
