"""The process is gone while a reminder is on its way: when it is back, everybody is reminded once, by day."""

import random
from collections.abc import Sequence
from datetime import timedelta

import pytest

from benchmarks.notices import town
from benchmarks.notices.month import Month
from bot.domain.ids import ChatRef
from bot.domain.messages import Segment
from bot.domain.ports import Result
from bot.effects.accounts import accounts
from bot.governance import people
from bot.store import models
from plugins.notices.models import Nudge
from plugins.notices.service import board
from tests.plugins.notices.conftest import HOUR, MINUTE
from tests.plugins.notices.rules import with_duty
from tests.plugins.notices.test_reminding import mentioned, reminders
from tests.support.house import TestHouse, open_house


class Killed(BaseException):
    """The end of the process, as nothing in it can catch it."""


class Trap:
    """Ends the process at its next message, before (``arrived`` False) or after it has reached the group."""

    def __init__(self, house: TestHouse, *, arrived: bool) -> None:
        self._send, self._house, self._arrived = house.platform.send, house, arrived
        house.platform.send = self._go_down  # type: ignore[method-assign]

    async def _go_down(self, chat: ChatRef, parts: Sequence[Segment]) -> Result:
        self._house.platform.send = self._send  # type: ignore[method-assign]
        if self._arrived:
            await self._send(chat, parts)
        raise Killed


async def gone_while_reminding(house: TestHouse, until: timedelta, *, arrived: bool) -> None:
    """Go on until the next reminder, which ends the process."""
    Trap(house, arrived=arrived)
    with pytest.raises(Killed):
        await house.pass_time(until)


async def back(house: TestHouse, after: timedelta, pace: dict[str, str]) -> TestHouse:
    """Started again over the same store, a minute on."""
    house.clock.advance(after)
    board.clear()
    again = await open_house(house.clock, house.platform, timezone="Asia/Shanghai")
    again.names = house.names
    with_duty(again, "notice.followup", **pace)
    await again.house.worker.leases.release_orphans()
    await again.settle()
    await again.pass_time(1 * MINUTE)
    return again


PACE = {"remind_before": "2d|1h"}


@pytest.mark.parametrize("arrived", [True, False])
@pytest.mark.parametrize("away", [timedelta(seconds=5), 10 * MINUTE, HOUR, 9 * HOUR, 23 * HOUR])
async def test_everybody_is_reminded_once(house: TestHouse, away: timedelta, arrived: bool) -> None:
    with_duty(house, "notice.followup", **PACE)
    await house.say("林静", "/notice 停电 截止 2026-03-04 10:00")  # the day after tomorrow
    await gone_while_reminding(house, 1 * HOUR, arrived=arrived)
    house = await back(house, away, PACE)
    await house.pass_time(2 * MINUTE)
    assert len(reminders(house)) == 1
    assert [row.state for row in await Nudge.all()] == ["told"] * 4
    house.clock.advance(3 * HOUR)
    await house.settle()
    assert len(reminders(house)) == 1


async def test_the_hour_counts_from_when_a_message_arrived_not_from_when_it_was_found(house: TestHouse) -> None:
    with_duty(house, "notice.followup", **PACE)
    await house.say("林静", "/notice 停电 截止 2026-03-04 10:00")
    await gone_while_reminding(house, 1 * HOUR, arrived=True)
    arrived_at = house.clock.now()
    house = await back(house, 3 * HOUR, PACE)
    assert {row.told_at for row in await Nudge.all()} == {arrived_at}


@pytest.mark.parametrize("arrived", [True, False])
async def test_back_at_night_what_did_not_arrive_waits_for_the_morning(house: TestHouse, arrived: bool) -> None:
    with_duty(house, "notice.followup", **PACE)
    await house.say("林静", "/notice 停电 截止 2026-03-04 10:00")
    await gone_while_reminding(house, 1 * HOUR, arrived=arrived)
    house = await back(house, 14 * HOUR, PACE)  # after midnight
    await house.pass_time(2 * MINUTE)
    assert len(reminders(house)) == int(arrived)
    await house.pass_time(7 * HOUR)
    assert len(reminders(house)) == 1


async def test_whoever_answers_meanwhile_is_left_out(house: TestHouse) -> None:
    with_duty(house, "notice.followup", **PACE)
    await house.say("林静", "/notice 停电 截止 2026-03-04 10:00")
    await gone_while_reminding(house, 1 * HOUR, arrived=False)
    house.clock.advance(5)
    board.clear()
    again = await open_house(house.clock, house.platform, timezone="Asia/Shanghai")
    again.names = house.names
    with_duty(again, "notice.followup", **PACE)
    await again.say("王强", "收到")
    await again.house.worker.leases.release_orphans()
    await again.pass_time(1 * MINUTE)
    await again.pass_time(1 * MINUTE)
    assert mentioned(again)[-1] == ["赵敏", "李雷", "周明"]
    assert len(reminders(again)) == 1


async def test_a_message_that_was_lost_with_its_row_is_said_again(house: TestHouse) -> None:
    with_duty(house, "notice.followup", **PACE)
    await house.say("林静", "/notice 停电 截止 2026-03-04 10:00")
    await gone_while_reminding(house, 1 * HOUR, arrived=False)
    await models.Job.filter(kind="effect", state="running").delete()
    house = await back(house, 9 * HOUR, PACE)
    await house.pass_time(1 * MINUTE)
    assert len(reminders(house)) == 1


async def test_what_could_not_be_said_for_a_day_is_missed_and_recorded_not_said_late(house: TestHouse) -> None:
    """Its message was not even begun: the account was away, then the whole process."""
    with_duty(house, "notice.followup", **PACE)
    await house.say("林静", "/notice 停电 截止 2026-03-06 10:00")
    house.clock.advance(47 * HOUR)
    accounts.down(house.account, house.platform)
    await house.pass_time(2 * HOUR)  # two days before: written down for everybody, the message waits
    assert {row.state for row in await Nudge.all()} == {"put"}
    accounts.up(house.platform)
    house = await back(house, 25 * HOUR, PACE)
    await house.pass_time(2 * MINUTE)
    assert reminders(house) == []
    assert {row.state for row in await Nudge.all()} == {"void"}
    missed = await models.AuditEntry.filter(action="notice.reminder_missed")
    assert [(entry.details["occasion"], entry.details["people"]) for entry in missed] == [("before:172800", 4)]


async def test_nothing_is_called_missed_where_all_had_answered(house: TestHouse) -> None:
    with_duty(house, "notice.followup", remind_before="1h")
    await house.say("林静", "/notice 停电 截止 18:00")
    for name in ("赵敏", "王强", "李雷", "周明"):
        await house.say(name, "收到")
    for _ in range(50):
        await house.pass_time(1 * HOUR)
    assert reminders(house) == []
    assert await models.AuditEntry.filter(action="notice.reminder_missed").count() == 0


async def test_notices_of_the_time_without_a_bot_are_told_apart(
    sqlite_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fourteen that were to be given at one moment: the simulation gives them one after the other, as people would."""
    monkeypatch.setattr("tests.support.house.load_areas", town.load_needed_areas)
    people.forget_rosters()
    place = await town.build(["700014"], 3)
    now = place.clock.now()
    found = await Month(place, random.Random(4), 1).follow([(now, "publish")] * 14, now + 12 * HOUR)
    assert found.faults == []
    assert found.notices == 14
