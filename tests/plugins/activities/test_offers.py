"""A free place is offered to who waits longest, for a time; then to the next."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import MemberId
from bot.store import audit
from plugins.activities import service
from plugins.activities.domain.places import Party, fits_newcomer, moving_up, offer_ends, taken
from plugins.activities.models import ActivityRow, SignUp
from tests.support.house import TestHouse

HIKE = "/活动 登山 | 周五14:00-16:00 | 西山 | 带水"
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


async def states(house: TestHouse) -> dict[str, str]:
    def state(row: SignUp) -> str:
        return "going" if row.going else "offered" if row.offered_until else "missed" if row.missed else "waits"

    return {row.member_name: state(row) for row in await SignUp.filter(answer="yes")}


async def _full(house: TestHouse, *waiting: str) -> None:
    await house.say("赵磊", f"{HIKE} | 1")
    for name in ("王强", *waiting):
        await house.say(name, "/报名 1")


async def test_an_offered_place_is_held_and_taken_by_a_word(each_store: TestHouse) -> None:
    house = each_store
    await _full(house, "李娜", "周明")
    await house.say("王强", "/取消报名 1")
    told = house.said()[-2]
    assert told.startswith("@李娜 活动 #1：李娜")
    assert "为你保留到" in told
    assert await states(house) == {"李娜": "offered", "周明": "waits"}
    await house.say("孙悦", "/报名 1")
    assert "候补第 2 位" in house.last()
    await house.say("周明", "要")
    await house.say("李娜", "要")
    assert await states(house) == {"李娜": "going", "周明": "waits", "孙悦": "waits"}
    assert await audit.verify(f"group:{house.group.id}") is None


async def test_an_offer_that_goes_by_falls_to_the_next_and_is_told_once(house: TestHouse) -> None:
    await _full(house, "李娜", "周明")
    await house.say("王强", "/取消报名 1")
    await house.pass_time(timedelta(hours=2, seconds=1))
    assert await states(house) == {"李娜": "missed", "周明": "offered"}
    assert any(said.startswith("@李娜 ") and "已过时" in said for said in house.said())
    assert any(said.startswith("@周明 ") and "为你保留到" in said for said in house.said())
    await house.say("周明", "/报名 1")
    assert "已由候补转为参加" in house.last()
    said = [text for text in house.said() if "保留" in text]
    await house.pass_time(timedelta(hours=5))
    assert [text for text in house.said() if "保留" in text] == said


async def test_who_let_an_offer_go_by_may_still_ask_for_a_free_place(house: TestHouse) -> None:
    await _full(house, "李娜")
    await house.say("王强", "/取消报名 1")
    await house.pass_time(timedelta(hours=3))
    assert await states(house) == {"李娜": "missed"}
    await house.say("李娜", "/报名 1")
    assert "已由候补转为参加" in house.last()
    assert await states(house) == {"李娜": "going"}


async def test_who_leaves_the_offer_gives_it_to_the_next(house: TestHouse) -> None:
    await _full(house, "李娜", "周明")
    await house.say("王强", "/取消报名 1")
    await house.say("李娜", "不要了")
    assert await states(house) == {"周明": "offered"}


async def test_the_time_of_an_offer_does_not_run_at_night(house: TestHouse) -> None:
    await _full(house, "李娜")
    now = house.clock.now()
    night = now.replace(hour=15, minute=30)  # 23:30 in the group
    await house.pass_time(night - now)
    await house.say("王强", "/取消报名 1")
    assert any("为你保留到" in said and "09:00" in said for said in house.said())
    await house.pass_time(timedelta(hours=9, minutes=29))
    assert await states(house) == {"李娜": "offered"}
    await house.pass_time(timedelta(minutes=2))
    assert await states(house) == {"李娜": "missed"}


async def test_close_to_the_start_a_place_is_given_at_once(house: TestHouse) -> None:
    await _full(house, "李娜")
    await house.pass_time(datetime(2026, 3, 6, 5, 40, tzinfo=UTC) - house.clock.now())
    await house.say("王强", "/取消报名 1")
    assert await states(house) == {"李娜": "going"}
    assert any("你已由候补转为参加" in said for said in house.said())


async def test_offers_survive_a_restart(house: TestHouse) -> None:
    await _full(house, "李娜")
    await house.say("王强", "/取消报名 1")
    service.open_sign_ups.load([])
    await service.load_open(now=house.clock.now())
    await house.say("李娜", "确认")
    assert await states(house) == {"李娜": "going"}


async def test_two_who_ask_for_the_last_place_at_once_do_not_both_get_it(each_store: TestHouse) -> None:
    house = each_store
    await house.say("赵磊", f"{HIKE} | 3")
    await house.say("王强", "/报名 1 +1")
    now = house.clock.now()
    joined = await asyncio.gather(
        *(
            service.join(house.group, 1, member=MemberId(f"3000{i}"), name=f"成员{i}", guests=None, now=now)
            for i in range(2)
        )
    )
    assert sorted((each.position is None) for each in joined) == [False, True]
    assert sum(1 + row.guests for row in await SignUp.filter(going=True)) == 3


async def test_an_offer_taken_while_it_ends_is_one_place_only(each_store: TestHouse) -> None:
    house = each_store
    await _full(house, "李娜", "周明")
    await house.say("王强", "/取消报名 1")
    row = await SignUp.get(member_name="李娜")
    late = house.clock.now() + timedelta(hours=2)
    results = await asyncio.gather(
        service.join(house.group, 1, member=MemberId(row.member_id), name="李娜", guests=None, now=late),
        service.end_offers(house.group, (await ActivityRow.get(number=1)).id, 1, now=late),
        return_exceptions=True,
    )
    assert len(results) == 2
    held = [party for party in (await states(house)).values() if party in ("going", "offered")]
    assert len(held) == 1


def _party(order: int, *, people: int = 1, going: bool = False, offered: bool = False, missed: bool = False) -> Party:
    until = NOW if offered else None
    return Party(MemberId(str(order)), str(order), people - 1, going, order, until, missed)


def test_a_held_place_is_taken_and_a_missed_one_is_not_offered_again() -> None:
    parties = [_party(1, going=True), _party(2, offered=True), _party(3, missed=True), _party(4)]
    assert taken(parties) == 2
    assert [party.order for party in moving_up(3, parties)] == [4]
    assert not fits_newcomer(3, parties, 1)
    assert fits_newcomer(4, parties, 1)


@pytest.mark.parametrize(
    ("to_start", "held"),
    [
        (timedelta(days=3), timedelta(hours=2)),
        (timedelta(hours=3), timedelta(hours=1)),
        (timedelta(minutes=30), timedelta(minutes=10)),
        (timedelta(minutes=29), None),
    ],
)
def test_an_offer_is_shorter_near_the_start(to_start: timedelta, held: timedelta | None) -> None:
    ends = offer_ends(NOW, NOW + to_start, timedelta(hours=2))
    assert ends == (NOW + held if held is not None else None)
