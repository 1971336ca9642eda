"""What nobody watched and what was not done is told, once."""

from datetime import timedelta

import pytest

from bot.domain.events import AccountState
from bot.domain.ports import Outcome
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance import presence, signals
from bot.governance.workorders import is_silenced
from bot.store import models
from bot.store.transaction import transact
from tests.support.house import TestHouse


@pytest.fixture(autouse=True)
def _nobody_away() -> None:
    presence._away.clear()  # pyright: ignore[reportPrivateUsage]


async def online(house: TestHouse, up: bool) -> None:
    at = house.clock.now()
    await house.happen(AccountState(account=house.account, chat=house.chat, at=at, online=up, reason="踢下线"))


async def test_a_gap_is_told_once_when_the_account_is_back(house: TestHouse) -> None:
    await online(house, False)
    house.clock.advance(timedelta(minutes=20))
    await online(house, True)
    await online(house, True)
    [text] = house.said()
    assert "09:00 至 3月2日（周一）09:20 不在线" in text


async def test_a_short_gap_is_not_worth_telling(house: TestHouse) -> None:
    await online(house, False)
    house.clock.advance(60)
    await online(house, True)
    assert house.said() == []


async def test_the_gap_begins_when_it_was_first_seen(house: TestHouse) -> None:
    await online(house, False)
    house.clock.advance(timedelta(minutes=10))
    await online(house, False)
    house.clock.advance(timedelta(minutes=10))
    await online(house, True)
    assert "09:00 至" in house.last()


async def test_an_unmute_that_the_platform_refuses_is_shown(house: TestHouse) -> None:
    await house.say("林静", "/禁言 10m 吵闹", mention="王强")
    house.platform.script("mute", Outcome.DENIED, detail="没有权限")
    await house.say("林静", "/解禁", mention="王强")
    assert any("有一件事没有做成" in text and "禁言或解禁" in text and "没有权限" in text for text in house.said())


async def test_work_that_failed_for_good_is_shown(house: TestHouse) -> None:
    now = house.clock.now()
    work = Work(key="notices:1", kind="notices.remind", payload={}, group_id=house.group.id, due_at=now, now=now)
    for _ in range(2):
        for handler in schedule.dead_handlers():
            await transact(lambda handler=handler: handler(work, "RuntimeError: {{ x }}\n第二行"))
    await house.settle()
    [text] = house.said()
    assert "定时任务 notices.remind" in text
    assert "{{ x }} 第二行" in text


async def test_a_message_about_a_failure_that_fails_is_not_told_again(house: TestHouse) -> None:
    house.platform.script("mute", Outcome.DENIED)
    house.platform.script("send", Outcome.DENIED, times=9)
    await house.say("林静", "/解禁", mention="王强")
    await house.pass_time(timedelta(minutes=1))
    assert len(house.calls("send")) <= 3


async def test_a_silence_that_another_process_settled_is_forgotten(house: TestHouse) -> None:
    house.platform.script("mute", Outcome.UNSUPPORTED)
    await house.say("林静", "/禁言 1h 吵闹", mention="王强")
    wang = house.id_of("王强")
    assert is_silenced(house.group.id, wang, house.clock.now())
    await models.WorkOrder.all().update(state="dropped")
    await signals.emit(signals.MemoryOutdated(), signals.Context(None, house.clock.now()))
    assert not is_silenced(house.group.id, wang, house.clock.now())
