"""What platforms and people do in the middle of a round: it stops, tells, loses nothing and removes nobody wrongly."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.events import GroupGone, MemberLeft
from bot.domain.ids import AccountId
from bot.domain.members import Role
from bot.domain.ports import Outcome
from bot.effects.accounts import accounts
from bot.governance import presence, roster, signals
from bot.store import models
from plugins.cleanup.models import Gap
from tests.plugins.cleanup.conftest import DAY, SILENT, SPEAKERS, confirmed, kicked, run_through, speak
from tests.support.clock import FakeClock
from tests.support.house import TestHouse
from tests.support.platform import FakePlatform

SECOND = "10002"


@pytest.fixture
async def second(house: TestHouse) -> AsyncIterator[FakePlatform]:
    """Another account of ours on the same groups, connected too."""
    other = FakePlatform(SECOND, clock=house.clock)
    other.groups = house.platform.groups
    house.platform.add_member(SECOND, Role.ADMIN, card="群规二号")
    house.house.account_up(other)
    await house.settle()
    yield other
    accounts.down(AccountId(SECOND))


async def test_a_bot_that_is_no_administrator_any_more_removes_nobody(house: TestHouse) -> None:
    await confirmed(house)
    house.platform.add_member(house.account, Role.MEMBER, card="群规")
    await house.pass_time(7 * DAY)
    await run_through(house)
    assert kicked(house) == []
    assert any("我已不是管理员" in text for text in house.said())
    assert not await models.Case.filter(offence="cleanup.members").exists()
    house.platform.add_member(house.account, Role.ADMIN, card="群规")
    await house.say("赵敏", "/清理 run 1")
    await run_through(house)
    assert kicked(house) == [house.id_of(name) for name in SILENT]


async def test_a_bot_that_was_removed_without_a_word_believes_nobody_gone(house: TestHouse) -> None:
    await confirmed(house)
    before = len(await roster.members_of(house.group.id))
    house.platform.group().members.clear()
    await house.pass_time(7 * DAY)
    await run_through(house)
    assert kicked(house) == []
    assert len(await roster.members_of(house.group.id)) == before
    assert any("我已不在群里" in text for text in house.said())


async def test_a_group_that_was_lost_and_enabled_again_is_watched_afresh_before_anybody_goes(house: TestHouse) -> None:
    await confirmed(house)
    house.platform.script("kick", Outcome.LIMITED, times=3)
    await house.pass_time(7 * DAY)
    asked = kicked(house)
    await house.happen(GroupGone(account=house.account, chat=house.chat, at=house.clock.now(), removed_by=None))
    await run_through(house)
    assert kicked(house) == asked
    await house.say("陈立", "/启用")
    await house.say("赵敏", "/清理 run 1")
    await run_through(house, *(6.0,) * 12)
    assert kicked(house) == asked
    assert set(house.platform.group().members) >= {house.id_of(name) for name in SILENT}
    assert any("清理 #1 已完成：移出 0 人" in text for text in house.said())


async def test_the_other_bot_is_neither_listed_nor_removed(house: TestHouse, second: FakePlatform) -> None:
    accounts.down(AccountId(SECOND))  # nor when its line is lost
    await house.pass_time(61 * DAY)
    await speak(house, *SPEAKERS, "陈立", "林静", "赵敏")
    house.platform.add_member(SECOND, Role.MEMBER, card="")
    await house.say("林静", "/清理")
    assert "王强" in house.last()
    assert SECOND not in house.last()
    assert second.called("kick") == []


async def test_where_the_first_bot_was_removed_the_second_goes_on(house: TestHouse, second: FakePlatform) -> None:
    await confirmed(house)
    del house.platform.group().members[house.account]  # type: ignore[arg-type]
    event = GroupGone(account=house.account, chat=house.chat, at=house.clock.now(), removed_by=house.id_of("陈立"))
    await house.happen(event)
    assert house.group.account == SECOND
    await house.pass_time(7 * DAY)
    await run_through(house)
    assert kicked(house) == []
    assert [str(call["member"]) for call in second.called("kick")] == [house.id_of(name) for name in SILENT]


async def test_the_second_bot_being_removed_changes_nothing(house: TestHouse, second: FakePlatform) -> None:
    accounts.down(house.account)
    await house.happen(GroupGone(account=AccountId(SECOND), chat=house.chat, at=house.clock.now()))
    assert house.group.enabled
    assert house.group.account == house.account
    accounts.up(house.platform)


async def test_when_many_others_leave_meanwhile_the_round_waits(house: TestHouse) -> None:
    await confirmed(house)
    house.clock.advance(7 * DAY)
    house.platform.script("member", Outcome.UNKNOWN, times=2)
    await house.settle()
    for name in SPEAKERS[:6]:
        house.platform.group().members.pop(house.id_of(name))
        left = MemberLeft(account=house.account, chat=house.chat, at=house.clock.now(), member=house.id_of(name))
        await house.happen(left)
    await run_through(house, *(61.0,) * 4)
    assert any("群里另有许多人离开" in text for text in house.said())


async def test_a_torn_list_takes_nobody_off_the_roster(house: TestHouse) -> None:
    whole = dict(house.platform.group().members)
    for number in range(100):
        house.platform.add_member(str(40_000 + number), card=f"技术部-员工{number}")
    await roster.look_at_list(house.group, now=house.clock.now())
    members = house.platform.group().members
    torn = {m: info for m, info in members.items() if m in whole or int(m) % 3}
    full, house.platform.group().members = members, torn

    async def still_told(chat: object, member: object) -> object:
        return full.get(member, Outcome.DENIED)  # type: ignore[call-overload]

    house.platform.member = still_told  # type: ignore[method-assign, assignment]
    difference = await roster.look_at_list(house.group, now=house.clock.now())
    assert not difference.trusted
    assert len(await roster.members_of(house.group.id)) == len(full)


async def test_a_stale_list_does_not_bring_back_who_was_just_removed(house: TestHouse) -> None:
    gone = house.id_of("王强")
    await house.happen(MemberLeft(account=house.account, chat=house.chat, at=house.clock.now(), member=gone))
    assert (await roster.look_at_list(house.group, now=house.clock.now())).appeared == ()
    member = await roster.member_of(house.group.id, gone)
    assert member is not None
    assert member.left_at is not None
    house.clock.advance(timedelta(minutes=11))
    assert (await roster.look_at_list(house.group, now=house.clock.now())).appeared == (gone,)


async def test_times_that_lie_accuse_nobody_who_speaks(house: TestHouse) -> None:
    for number, info in list(house.platform.group().members.items()):
        house.platform.add_member(
            number, info.role or Role.MEMBER, card=info.card, last_sent_at=house.clock.now() - 900 * DAY
        )
    await house.say("林静", "/清理")
    assert "王强" in house.last()
    assert not any(name in house.last() for name in SPEAKERS)


async def test_weeks_in_which_nobody_watched_are_remembered(house: TestHouse) -> None:
    now = house.clock.now()
    await models.Group.filter(id=house.group.id).update(primary_seen_at=now - 10 * DAY)
    await presence.came_back(house.account, now=now)
    gap = await Gap.get()
    assert (gap.since, gap.until) == (now - 10 * DAY, now)
    await house.say("林静", "/清理")
    assert "51 天无互动" not in house.last()
    assert "名片“王强”不是“部门-姓名”\n" in house.last()


async def test_a_large_group_is_looked_at_with_one_statement_a_question(
    house: TestHouse, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3_000):
        house.platform.add_member(str(3_000_000 + number), card=f"技术部-员工{number}")
    monkeypatch.setattr(signals, "_handlers", {})
    await roster.look_at_list(house.group, now=clock.now())
    for number in range(3_000):
        house.platform.add_member(str(3_000_000 + number), card=f"财务部-员工{number}")
    await roster.look_at_list(house.group, now=clock.now())
    assert await models.Membership.filter(card__startswith="财务部").count() == 3_000
