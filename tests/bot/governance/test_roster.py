"""Who is in a group: events and differences of the member list."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.errors import NoSuchMember
from bot.domain.ids import MemberId
from bot.domain.members import Role
from bot.domain.ports import Outcome
from bot.governance import roster, signals
from bot.governance.signals import Context, MemberAppeared, MemberGone
from bot.store import models
from tests.support.house import TestHouse

Heard = list[MemberAppeared | MemberGone]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """Only what the roster says, to nobody else."""
    told: Heard = []

    async def hear(signal: MemberAppeared | MemberGone, context: Context) -> None:
        told.append(signal)

    monkeypatch.setattr(signals, "_handlers", {MemberAppeared: [hear], MemberGone: [hear]})
    return told


async def look(house: TestHouse) -> roster.ListDifference:
    return await roster.look_at_list(house.group, now=house.clock.now())


def members(house: TestHouse) -> dict[MemberId, object]:
    return house.platform.group().members  # type: ignore[return-value]


async def test_the_first_look_only_learns(house: TestHouse) -> None:
    assert {m.name for m in await roster.members_of(house.group.id)} >= {"陈立", "王强"}
    assert house.said() == []


async def test_a_look_finds_who_came_and_who_went(house: TestHouse, heard: Heard) -> None:
    house.member("新人")
    members(house).pop(house.id_of("李雷"))
    difference = await look(house)
    assert difference.appeared == (house.id_of("新人"),)
    assert difference.gone == (house.id_of("李雷"),)
    assert [type(s) for s in heard] == [MemberAppeared, MemberGone]
    assert all(s.noticed for s in heard)
    assert (await look(house)) == roster.ListDifference()


@pytest.mark.parametrize("outcome", [Outcome.UNKNOWN, Outcome.UNSUPPORTED])
async def test_no_list_is_no_news(house: TestHouse, heard: Heard, outcome: Outcome) -> None:
    house.platform.script("members", outcome)
    assert not (await look(house)).trusted
    members(house).clear()
    assert not (await look(house)).trusted
    assert heard == []


async def test_a_torn_list_is_not_believed_until_it_stays_so(house: TestHouse, heard: Heard) -> None:
    for number in range(10):
        house.member(f"成员{number}")
    await look(house)
    heard.clear()
    whole = dict(members(house))
    for torn in range(3):
        for name in list(whole)[: 10 + torn]:
            members(house).pop(name, None)
        assert not (await look(house)).trusted
    assert heard == []
    assert not (await look(house)).trusted
    assert (await look(house)).trusted
    assert len(heard) == 12


async def test_a_group_enabled_again_welcomes_nobody_who_came_meanwhile(house: TestHouse, heard: Heard) -> None:
    await house.say("陈立", "/停用")
    house.member("新人")
    members(house).pop(house.id_of("李雷"))
    house.clock.advance(60)
    await house.say("陈立", "/启用")
    assert heard == []
    present = {m.id for m in await roster.members_of(house.group.id)}
    assert house.id_of("新人") in present
    assert house.id_of("李雷") not in present


async def test_one_coming_is_told_once_though_event_and_list_say_so(house: TestHouse, heard: Heard) -> None:
    async def come() -> bool:
        return await roster.note_joined(
            house.group, MemberId("777"), name="新人", by=None, invited=None, noticed=False, now=house.clock.now()
        )

    assert sorted(await asyncio.gather(come(), come())) == [False, True]
    assert len(heard) == 1


async def test_whoever_comes_back_starts_afresh(house: TestHouse, heard: Heard) -> None:
    group, wang = house.group, house.id_of("王强")
    await models.Membership.filter(member_id=wang).update(role=2, last_spoke_at=house.clock.now())
    now = house.clock.advance(60)
    assert await roster.note_left(group, wang, by=None, kicked=False, noticed=False, now=now)
    assert not await roster.note_left(group, wang, by=None, kicked=False, noticed=False, now=now)
    later = house.clock.advance(60)
    assert await roster.note_joined(group, wang, name="", by=None, invited=None, noticed=False, now=later)
    member = await roster.member_of(group.id, wang)
    assert member is not None
    assert (member.first_seen_at, member.role, member.last_spoke_at, member.left_at) == (later, None, None, None)


async def test_three_thousand_who_have_not_changed_cost_no_row(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3000):
        house.platform.add_member(str(3_000_000 + number), card=f"成员{number}")
    await models.Group.all().update(members_seen_at=None)
    await look(house)
    assert await models.Membership.all().count() >= 3000
    for number in range(3000):
        joined = house.clock.now() + timedelta(seconds=number)
        house.platform.add_member(str(3_000_000 + number), card=f"成员{number}", joined_at=joined)
    written: list[str] = []
    update = models.Membership.filter
    monkeypatch.setattr(models.Membership, "filter", lambda *a, **k: (written.append(str(k)), update(*a, **k))[1])
    assert await look(house) == roster.ListDifference()
    assert [k for k in written if "'id'" in k] == []


async def test_a_new_card_is_learnt(house: TestHouse) -> None:
    house.platform.add_member(house.id_of("王强"), Role.ADMIN, card="财务部-王强")
    await look(house)
    member = await roster.find_by_name(house.group.id, "王强")
    assert (member.card, member.role) == ("财务部-王强", Role.ADMIN)


@pytest.mark.parametrize("name", ["没有这个人", "%", "_", "", "重名"])
async def test_a_name_of_nobody_or_of_several_is_refused(house: TestHouse, name: str) -> None:
    house.member("甲", id="31")
    for number in ("31", "32"):
        house.platform.add_member(number, card="重名")
    await models.Membership.filter(member_id=house.id_of("王强")).update(card="财务部-王强")
    house.platform.add_member(house.id_of("王强"), card="财务部-王强")
    await look(house)
    with pytest.raises(NoSuchMember):
        await roster.find_by_name(house.group.id, name)
