"""A notice to very many people goes out part by part: nothing is lost between two parts, and nothing done twice."""

from collections.abc import AsyncIterator
from itertools import count
from typing import Any

import pytest

from bot.domain.ids import MessageId
from bot.domain.messages import IncomingMessage, Text
from bot.store import models
from plugins.notices.models import Notice, NoticePlace, Receipt, Recipient
from plugins.notices.service import board, parts, spreading
from tests.plugins.notices.conftest import HOUR
from tests.plugins.notices.test_places import notices, second_group
from tests.support.house import TestHouse, open_house

_numbers = count(1)
TO_ALL = "/通知 明天停电 截止 18:00 给 全部群"


class Killed(BaseException):
    """The end of the process, as nothing in it can catch it."""


async def hear(house: TestHouse, who: str, text: str) -> None:
    """Until what was said is answered; work that falls due is not begun."""
    now, sender = house.clock.now(), house.id_of(who)
    number = MessageId(f"s{next(_numbers)}")
    house.house.intake.message(
        IncomingMessage(house.account, house.chat, number, sender, who, (Text(text),), now, now)
    )  # fmt: skip
    await house.house.lanes.drain(10)


async def back(house: TestHouse) -> TestHouse:
    """The process is gone, and started again over the same store."""
    board.clear()
    again = await open_house(house.clock, house.platform, timezone="Asia/Shanghai")
    again.names, again.group_number = house.names, house.group_number
    await again.house.worker.leases.release_orphans()
    return again


async def state() -> str:
    return (await Notice.get(text="明天停电")).state


async def parts_done(house: TestHouse, number: int) -> None:
    """So many parts, and what they say; at the beginning of the next one the process ends."""
    read, calls = spreading.planned, count()

    def read_or_die(payload: dict[str, Any]) -> parts.Progress:
        if next(calls) == number:
            raise Killed
        return read(payload)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(spreading, "planned", read_or_die)
        with pytest.raises(Killed):
            await house.house.worker.step()
    house.clock.advance(6)  # the lease of the part that was not done runs out


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST_PEOPLE", 4)
    monkeypatch.setattr(parts, "MOST_GROUPS", 1)


@pytest.fixture
async def three(each_store: TestHouse) -> AsyncIterator[tuple[TestHouse, TestHouse, TestHouse]]:
    """On both engines; 王强 is in all three groups, 何苗 and 马超 in one each."""
    here = each_store
    there, yonder = await second_group(here), await second_group(here, "仓储部群", "902")
    here.platform.calls.clear()
    yield here, there, yonder


Three = tuple[TestHouse, TestHouse, TestHouse]


async def is_out(three: Three) -> None:
    """Once in each group, everybody asked once, one audit entry, open."""
    assert [len(notices(house)) for house in three] == [1, 1, 1]
    rows = await Recipient.filter(notice__text="明天停电").order_by("id").values_list("member_name", flat=True)
    assert rows == ["赵敏", "王强", "李雷", "周明", "何苗", "何苗"]
    assert await NoticePlace.filter(notice__text="明天停电").count() == 2
    assert await state() == "open"
    [entry] = await models.AuditEntry.filter(action="notice.published")
    assert entry.details["asked"] == 6
    assert "同时发到3个群" in notices(three[0])[0]


async def test_it_comes_to_every_group_once_and_its_author_is_told_meanwhile(three: Three) -> None:
    here = three[0]
    await here.say("林静", TO_ALL)
    assert "通知 #1 的对象很多，正在分批发出" in here.said()[0]
    await is_out(three)
    await here.pass_time(7 * HOUR)
    assert sum("·提醒" in text for house in three for text in house.said()) == 3


@pytest.mark.parametrize("done", range(6))
async def test_the_process_may_end_between_any_two_parts(three: Three, done: int) -> None:
    here = three[0]
    await hear(here, "林静", TO_ALL)
    await parts_done(here, done)
    assert await state() == "publishing"
    here = await back(here)
    await here.settle()
    await is_out(three)


async def test_a_part_that_the_end_of_the_process_interrupts_is_done_again(
    three: Three, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, plan, calls = three[0], spreading.plan, count()

    async def die_once(*args: object) -> None:
        if next(calls) == 1:
            raise Killed
        await plan(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(spreading, "plan", die_once)
    await hear(here, "林静", TO_ALL)
    with pytest.raises(Killed):
        await here.house.worker.step()
    assert await NoticePlace.all().count() == 0, "the second part is undone"
    assert await Recipient.all().count() == 4
    here = await back(here)
    here.clock.advance(6)
    await here.settle()
    await is_out(three)


@pytest.mark.parametrize("restarted", [False, True])
@pytest.mark.parametrize("done", range(6))
async def test_an_answer_that_comes_while_it_goes_out_is_kept(three: Three, done: int, restarted: bool) -> None:
    here = three[0]
    await hear(here, "林静", TO_ALL)
    await parts_done(here, done)
    if restarted:
        here = await back(here)
    await hear(here, "王强", "收到")
    assert [row.member_name for row in await Receipt.all()] == ["王强"]
    await here.settle()
    await is_out(three)
    await here.say("林静", "/通知 1")
    assert "已回 1 人" in here.last()
    await three[1].say("王强", "收到")
    assert await Receipt.all().count() == 1


async def test_whoever_turns_out_not_to_be_asked_has_not_answered(three: Three) -> None:
    here = three[0]
    await here.say("赵敏", "/名单 加 党员 王强")
    await hear(here, "林静", "/通知 明天停电 给 名单“党员” 全部群")
    await hear(here, "王强", "/收到 1")
    await hear(here, "李雷", "/收到 1")
    await here.settle()
    assert await state() == "open"
    assert [row.member_name for row in await Receipt.all()] == ["王强"]
    assert [row.member_name for row in await Recipient.all()] == ["王强"]
    assert [len(notices(house)) for house in three] == [1, 1, 1]
    assert notices(three[2])[0].startswith("@王强 ")


async def test_commands_say_meanwhile_that_it_is_going_out(three: Three) -> None:
    here = three[0]
    await hear(here, "林静", TO_ALL)
    await parts_done(here, 2)
    for command in ("/催办 1", "/结束 1", "/通知 1 改 明天停水", "/通知 1 导出", "/通知 1", "/通知列表"):
        await hear(here, "林静", command)
    await here.settle()
    said = here.said()
    assert sum("正在分批发出，请过一会儿再试" in text for text in said) == 4
    assert sum("正在分批发出，已登记 5 人" in text for text in said) == 1
    assert sum("#1 明天停电（正在发出）" in text for text in said) == 1
    await is_out(three)
    assert (await Notice.get(text="明天停电")).version == 1


@pytest.mark.parametrize(("done", "heard"), [(1, 0), (3, 0), (4, 1), (5, 2)])
async def test_it_is_taken_back_where_it_was_said_and_goes_no_further(three: Three, done: int, heard: int) -> None:
    here = three[0]
    await hear(here, "林静", TO_ALL)
    await parts_done(here, done)
    await hear(here, "林静", "/通知 1 撤回 写错了")
    await here.settle()
    assert await state() == "withdrawn"
    assert sum("【更正】" in text for house in three for text in house.said()) == heard
    assert sum(len(notices(house)) for house in three) == 0, "what was said is recalled"
    assert not list(board.everywhere())


async def test_nobody_asked_makes_it_a_draft_again(three: Three) -> None:
    here = three[0]
    await here.say("赵敏", "/名单 加 党员 王强")
    await hear(here, "林静", "/通知 明天停电 给 名单“党员” 全部群")
    await hear(here, "赵敏", "/名单 删 党员")
    await here.settle()
    assert "通知 #1 没有发出" in here.last()
    assert await state() == "draft"
    assert not list(board.everywhere())


async def test_what_fits_into_one_part_goes_out_at_once(three: Three, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST_PEOPLE", 3_000)
    monkeypatch.setattr(parts, "MOST_GROUPS", 50)
    here = three[0]
    await hear(here, "林静", TO_ALL)
    assert await state() == "open"
    assert not await models.Job.filter(kind="notices.spread").exists()
    await here.settle()
    await is_out(three)


async def test_a_planned_one_and_one_after_review_go_out_in_parts_too(three: Three) -> None:
    here = three[0]
    await here.say("林静", f"{TO_ALL} 定时 10:00")
    await here.pass_time(HOUR)
    await is_out(three)
    await here.say("林静", "/通知 1 撤回")
    await here.say("周明", "/通知 明天停水 给 全部群")
    await here.say("林静", "/通过 2")
    assert [len(notices(house)) for house in three] == [1, 1, 1]


async def test_one_for_other_groups_alone_is_told_to_its_author_when_it_is_out(three: Three) -> None:
    here = three[0]
    await here.say("林静", "/通知 明天停电 给 群“技术部群”、群“仓储部群”")
    assert "通知 #1 已发到2个群，共 4 人" in here.last()
    assert notices(here) == []
    await here.say("林静", "/通知 停水 截止 18:00 给 群“技术部群”、群“仓储部群”")
    await here.pass_time(10 * HOUR)
    assert any("通知 #2 已到截止时间" in text for text in here.said())
