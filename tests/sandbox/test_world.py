"""The simulated world's rules: who may do what, and what is told of it."""

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.offices import (
    ADMIN,
    LI_LEI,
    OWNER,
    QQ_BOT,
    QQ_GROUP,
    WX_BOT,
    WX_GROUP,
    WX_OWNER,
    furnish_qq,
    furnish_wechat,
    names,
    qq_world,
    wechat_world,
)
from sandbox.world import Refused, Role, World, changes
from sandbox.world.changes import Change

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


class Hands:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def office(bot_role: str = "admin") -> tuple[World, Hands, list[Change]]:
    clock = Hands()
    world, _ = qq_world(clock)
    furnish_qq(world, bot_role=bot_role)
    told: list[Change] = []
    world.subscribe(told.extend)
    return world, clock, told


def refusal(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, check=lambda error: error.code == code)


def test_the_office_has_thirty_people_and_one_owner() -> None:
    world, _, _ = office()
    members = world.group(QQ_GROUP).members.values()
    assert len(members) == 30
    assert [member.id for member in members if member.role is Role.OWNER] == [OWNER]
    assert world.member(QQ_GROUP, QQ_BOT).role is Role.ADMIN


def test_a_bot_that_owns_the_group_leaves_its_former_owner_an_admin() -> None:
    world, _, _ = office("owner")
    owners = [member.id for member in world.group(QQ_GROUP).members.values() if member.role is Role.OWNER]
    assert owners == [QQ_BOT]
    assert world.member(QQ_GROUP, OWNER).role is Role.ADMIN


def test_three_thousand_colleagues_have_different_names() -> None:
    assert len({name for _, name in names(3000)}) == 3000


def test_a_muted_member_cannot_speak_until_the_time_is_up() -> None:
    world, clock, _ = office()
    world.mute(QQ_GROUP, LI_LEI, 600, ADMIN)
    with refusal("muted"):
        world.say(QQ_GROUP, LI_LEI, "喂")
    clock.now += timedelta(seconds=601)
    assert world.say(QQ_GROUP, LI_LEI, "喂").text == "喂"


def test_while_everyone_is_muted_admins_still_speak() -> None:
    world, _, _ = office()
    world.mute_all(QQ_GROUP, True, OWNER)
    with refusal("whole_muted"):
        world.say(QQ_GROUP, LI_LEI, "喂")
    assert world.say(QQ_GROUP, ADMIN, "大家安静").text == "大家安静"


@pytest.mark.parametrize(
    ("operator", "target", "code"),
    [
        (LI_LEI, "10000102", "not_admin"),
        (ADMIN, "10000203", "target_protected"),
        (ADMIN, OWNER, "target_protected"),
        (QQ_BOT, ADMIN, "target_protected"),
    ],
)
def test_nobody_acts_on_an_equal_or_a_higher_rank(operator: str, target: str, code: str) -> None:
    world, _, told = office()
    with refusal(code):
        world.mute(QQ_GROUP, target, 60, operator)
    with refusal(code):
        world.kick(QQ_GROUP, target, operator)
    assert told == []


def test_a_mute_of_thirty_days_is_out_of_range() -> None:
    world, _, _ = office()
    with refusal("duration"):
        world.mute(QQ_GROUP, LI_LEI, 2_592_000, OWNER)


def test_one_recalls_ones_own_and_an_admin_a_members_message() -> None:
    world, _, told = office()
    own, other = world.say(QQ_GROUP, LI_LEI, "错了"), world.say(QQ_GROUP, LI_LEI, "广告")
    world.recall(own.number, LI_LEI)
    world.recall(other.number, QQ_BOT)
    assert (own.recalled_by, other.recalled_by) == (LI_LEI, QQ_BOT)
    with refusal("already_recalled"):
        world.recall(other.number, ADMIN)
    assert [type(change) for change in told] == [changes.Said, changes.Said, changes.Recalled, changes.Recalled]


def test_a_kicked_members_messages_can_still_be_recalled() -> None:
    world, _, _ = office()
    said = world.say(QQ_GROUP, LI_LEI, "广告")
    world.kick(QQ_GROUP, LI_LEI, ADMIN)
    world.recall(said.number, ADMIN)
    assert said.recalled_by == ADMIN


def test_who_was_kicked_for_good_cannot_even_ask() -> None:
    world, _, _ = office()
    world.kick(QQ_GROUP, LI_LEI, ADMIN, for_good=True)
    with refusal("refused_again"):
        world.request_join(QQ_GROUP, LI_LEI, "让我回来")


def test_a_request_is_settled_once_and_by_an_admin() -> None:
    world, _, _ = office()
    request = world.request_join(QQ_GROUP, "10009001", "我是张三", nickname="三三")
    with refusal("not_admin"):
        world.settle_request(request.flag, True, LI_LEI)
    world.settle_request(request.flag, True, ADMIN)
    assert world.member(QQ_GROUP, "10009001").person.nickname == "三三"
    with refusal("request_settled"):
        world.settle_request(request.flag, False, ADMIN)


def test_a_second_equal_reaction_changes_nothing() -> None:
    world, _, told = office()
    said = world.say(QQ_GROUP, ADMIN, "通知")
    assert world.react(said.number, LI_LEI, "76")
    assert not world.react(said.number, LI_LEI, "76")
    assert world.react(said.number, LI_LEI, "76", added=False)
    assert said.reactions == {}
    assert sum(isinstance(change, changes.Reacted) for change in told) == 2


def test_wechat_has_no_mute() -> None:
    world, _ = wechat_world(Hands())
    furnish_wechat(world)
    assert world.member(WX_GROUP, WX_BOT).role is Role.MEMBER
    with refusal("unsupported"):
        world.mute(WX_GROUP, "wxid_zhangsan", 60, WX_OWNER)


def test_history_keeps_order_and_counts_each_chat_on_its_own() -> None:
    world, _, _ = office()
    first = world.say(QQ_GROUP, LI_LEI, "一")
    aside = world.say_private(QQ_BOT, LI_LEI, LI_LEI, "悄悄")
    second = world.say(QQ_GROUP, LI_LEI, "二")
    assert [message.text for message in world.history(first.chat)] == ["一", "二"]
    assert (aside.seq, second.seq, second.number) == (1, 2, 3)
