"""The group's calendar: a file in the chat, and an address nobody can guess."""

from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI
from icalendar import Calendar

from bot.domain.ports import Ability, Capabilities
from bot.governance.directory import directory
from bot.web.routes import routes
from tests.support.house import TestHouse

HIKE = "/活动 登山 | 周五14:00-16:00 | 西山 | 带水"


def client(house: TestHouse) -> httpx.AsyncClient:
    app = FastAPI()
    routes.mount(app, clock=house.clock, base="https://bot.example.com")
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://bot.example.com")


async def address(house: TestHouse, who: str = "王强", words: str = "/日历") -> str:
    await house.say(who, words)
    return (
        next(word for word in house.last().split() if "/calendar/" in word)
        .rpartition("：")[2]
        .removeprefix("https://bot.example.com")
    )


async def events(http: httpx.AsyncClient, path: str) -> list[tuple[str, str, int]]:
    answer = await http.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return [
        (str(e["SUMMARY"]), str(e["STATUS"]), int(str(e["SEQUENCE"])))
        for e in Calendar.from_ical(answer.content).walk("VEVENT")
    ]


async def test_published_activities_stand_in_the_calendar_and_cancelled_ones_stay_as_cancelled(
    each_store: TestHouse,
) -> None:
    house = each_store
    await house.say("赵磊", HIKE)
    await house.say("赵磊", "/活动 读书会 | 周四18:00 | 三楼 | 分享")
    await house.say("王强", "/活动 球赛 | 周六9:00 | 球场 | 待审核")
    async with client(house) as http:
        path = await address(house)
        assert await events(http, path) == [("读书会", "CONFIRMED", 0), ("登山", "CONFIRMED", 0)]
        await house.say("赵磊", "/活动 1 改 时间 周五15:00-17:00")
        await house.say("赵磊", "/活动 2 取消 讲师生病")
        found = await events(http, path)
    assert found[0][:2] == ("读书会", "CANCELLED")
    assert found[0][2] > 0
    assert found[1][2] > 0


async def test_whoever_has_the_newest_copy_is_told_so(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    async with client(house) as http:
        path = await address(house)
        first = await http.get(path)
        again = await http.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_the_address_is_the_same_for_all_and_a_new_one_shuts_the_old(house: TestHouse) -> None:
    async with client(house) as http:
        old = await address(house)
        assert await address(house, "李娜") == old
        await house.say("王强", "/日历 重置")
        assert (await http.get(old)).status_code == 200
        new = await address(house, "林静", "/日历 重置")
        assert new != old
        assert (await http.get(old)).status_code == 404
        assert (await http.get(new)).status_code == 200


@pytest.mark.parametrize("token", ["x", "a" * 43, "..%2F..%2Fetc", "a" * 500])
async def test_a_wrong_address_tells_nothing(house: TestHouse, token: str) -> None:
    async with client(house) as http:
        assert (await http.get(f"/calendar/{token}.ics")).status_code == 404


async def test_a_disabled_group_has_no_calendar(house: TestHouse) -> None:
    async with client(house) as http:
        path = await address(house)
        await house.say("林静", "/停用")
        assert (await http.get(path)).status_code == 404


async def test_past_activities_leave_the_calendar_after_three_months(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    async with client(house) as http:
        path = await address(house)
        house.clock.advance(timedelta(days=100))
        assert await events(http, path) == []


async def test_one_activity_is_sent_as_a_file(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    await house.say("王强", "/活动 1 日历")
    (event,) = Calendar.from_ical(house.platform.files["活动1.ics"]).walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("登山", "西山")


async def test_without_files_the_address_is_offered(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    house.platform.capabilities = Capabilities("Fake", frozenset(Ability) - {Ability.FILES})
    await house.say("王强", "/活动 1 日历")
    assert "/日历" in house.last()
    assert directory.find(house.chat) is not None
