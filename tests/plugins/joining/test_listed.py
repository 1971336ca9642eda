"""Requests that a look at the platform's list shows: filtered ones, and those made while the bot was away."""

from datetime import timedelta

from bot.domain.events import JoinRequested, ListedRequest
from bot.domain.ids import MemberId
from bot.domain.ports import Outcome
from bot.governance.requests import look_for_requests
from plugins.joining.domain.asking import APPROVED, BY_HAND, ELSEWHERE, OPEN
from plugins.joining.models import Asking
from tests.support.house import TestHouse

from .conftest import Ask
from .test_requests import CERTAIN, answers


def listed(
    house: TestHouse, member: str, comment: str, *, flag: str = "", settled: bool = False, filtered: bool = False
) -> None:
    """One more in the platform's list."""
    event = JoinRequested(
        account=house.platform.account,
        chat=house.group.chat,
        at=house.clock.now(),
        member=MemberId(member),
        flag=flag or f"flag-{member}",
        comment=comment,
        filtered=filtered,
    )
    house.platform.listed_requests = [*(house.platform.listed_requests or []), ListedRequest(event, settled)]


async def look(house: TestHouse) -> None:
    await look_for_requests(house.platform.account, now=house.clock.now())
    await house.pass_time(timedelta(seconds=1))


async def test_a_request_made_while_the_bot_was_away_is_answered_as_any_other(house: TestHouse) -> None:
    listed(house, "30001", CERTAIN)
    await look(house)
    assert answers(house) == [("flag-30001", True)]
    await look(house)
    assert await Asking.all().count() == 1


async def test_one_that_its_event_had_told_is_the_same_request(house: TestHouse, ask: Ask) -> None:
    await ask("30001", "我是新来的")
    before = len(house.said())
    listed(house, "30001", "我是新来的")
    listed(house, "30001", "我是新来的", flag="123")
    await look(house)
    assert await Asking.all().count() == 1
    assert len(house.said()) == before
    await house.say("林静", "/通过 1")
    assert answers(house) == [("123", True)]


async def test_a_filtered_one_is_put_before_the_administrators_as_such(house: TestHouse) -> None:
    listed(house, "30001", "你好", filtered=True)
    await look(house)
    assert "申请 #1" in house.last()
    assert "QQ 认为可疑而过滤" in house.last()


async def test_several_at_once_are_not_told_in_a_stream(house: TestHouse) -> None:
    for number in range(30):
        listed(house, f"30{number:03}", f"你好{number}")
    await look(house)
    await house.pass_time(timedelta(minutes=2))
    assert len([text for text in house.said() if "待审核" in text]) == 2
    assert await Asking.filter(state=OPEN).count() == 30


async def test_one_answered_on_the_platform_is_closed_here(house: TestHouse, ask: Ask) -> None:
    await ask("30001", "你好")
    listed(house, "30001", "你好", settled=True)
    await look(house)
    assert (await Asking.get(number=1)).state == ELSEWHERE


async def test_an_old_answer_on_the_platform_does_not_close_a_new_request(house: TestHouse, ask: Ask) -> None:
    await ask("30001", "你好，我又来了")
    listed(house, "30001", "你好", flag="old", settled=True)
    await look(house)
    assert (await Asking.get(number=1)).state == OPEN


async def test_an_answer_without_effect_is_handed_to_a_person_once(house: TestHouse) -> None:
    listed(house, "30001", CERTAIN, filtered=True)
    await look(house)
    assert answers(house) == [("flag-30001", True)]
    await house.pass_time(timedelta(minutes=5))
    await look(house)
    assert (await Asking.get(number=1)).state == APPROVED
    await house.pass_time(timedelta(minutes=20))
    await look(house)
    await look(house)
    assert (await Asking.get(number=1)).state == BY_HAND
    told = [text for text in house.said() if "仍显示待处理" in text]
    assert len(told) == 1
    assert "手动通过" in told[0]
    assert answers(house) == [("flag-30001", True)]


async def test_whoever_is_in_already_is_no_applicant(house: TestHouse) -> None:
    listed(house, house.id_of("李雷"), "我是李雷")
    await look(house)
    assert await Asking.all().count() == 0


async def test_a_list_that_cannot_be_had_changes_nothing(house: TestHouse) -> None:
    await look(house)
    house.platform.script("join_requests", Outcome.UNKNOWN)
    listed(house, "30001", CERTAIN)
    await look(house)
    assert await Asking.all().count() == 0
