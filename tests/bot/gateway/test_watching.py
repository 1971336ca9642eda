"""Noticing what has gone silent, and telling each change once."""

from datetime import UTC, datetime

import pytest

from bot.domain.events import AccountState
from bot.domain.ids import AccountId, ChatRef
from bot.domain.ports import Ability
from bot.gateway import capabilities
from bot.gateway.admission import bearer_of, is_admitted
from bot.gateway.presence import Presence
from bot.gateway.watchdog import Watchdog
from tests.bot.gateway.lines import Heard, Line
from tests.support.clock import FakeClock


class Watched:
    """A watchdog whose sleep moves the clock, with what it asked and said."""

    def __init__(self, clock: FakeClock, *, alive: bool) -> None:
        self.clock = clock
        self.heard = Heard(Line(), clock)
        self.alive = alive
        self.asked: list[float] = []
        self.stalled = 0
        self.naps = 0
        self.watchdog = Watchdog(self.heard.link, clock, self.nap, is_alive=self.ask, stalled=self.say)

    async def nap(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.naps += 1
        if self.naps > 50:
            self.heard.link.closed = True

    async def ask(self, timeout: float) -> bool:
        self.asked.append(timeout)
        return self.alive

    async def say(self) -> None:
        self.stalled += 1
        await self.heard.link.close()


async def test_after_three_silent_intervals_it_asks_and_where_nobody_answers_it_is_over(clock: FakeClock) -> None:
    watched = Watched(clock, alive=False)
    watched.watchdog.promised(10)
    await watched.watchdog.run()
    assert (watched.naps, watched.asked, watched.stalled) == (3, [5.0], 1)
    assert watched.heard.link.closed


async def test_a_quiet_night_is_no_stall(clock: FakeClock) -> None:
    watched = Watched(clock, alive=True)
    await watched.watchdog.run()
    assert watched.stalled == 0
    assert len(watched.asked) > 10


async def test_frames_keep_it_quiet(clock: FakeClock) -> None:
    watched = Watched(clock, alive=False)
    for _ in range(20):
        clock.advance(80)
        watched.heard.link.last_frame = clock.monotonic()
        assert not await watched.watchdog.has_stalled()
    assert watched.asked == []


async def test_a_frame_that_comes_while_it_asks_is_as_good_as_an_answer(clock: FakeClock) -> None:
    watched = Watched(clock, alive=False)

    async def ask(timeout: float) -> bool:
        clock.advance(timeout)
        watched.heard.link.last_frame = clock.monotonic()
        return False

    watchdog = Watchdog(watched.heard.link, clock, watched.nap, is_alive=ask, stalled=watched.say)
    clock.advance(1000)
    assert not await watchdog.has_stalled()


@pytest.mark.parametrize(("told", "used"), [(30, 30), (0.001, 1), (10**9, 600)])
async def test_an_absurd_interval_is_not_believed(clock: FakeClock, told: float, used: float) -> None:
    watched = Watched(clock, alive=True)
    watched.watchdog.promised(told)
    assert watched.watchdog.interval == used


def test_a_change_is_told_once() -> None:
    heard: list[AccountState] = []
    presence = Presence(heard.append)
    at = datetime(2026, 11, 23, tzinfo=UTC)
    for account, online in [
        ("a", True),
        ("a", False),
        ("b", False),
        ("a", False),
        ("a", None),
        ("a", True),
        ("a", True),
    ]:
        state = AccountState(account=AccountId(account), chat=ChatRef("qq"), at=at, online=online, reason="r")
        presence.heard(state)
    assert [(state.account, state.online) for state in heard] == [("a", False), ("b", False), ("a", True)]
    assert presence.reason(AccountId("b")) == "r"
    assert presence.reason(AccountId("a")) is None


@pytest.mark.parametrize(
    ("header", "token"),
    [("Bearer a b", "a b"), ("bearer x", "x"), ("Token x", "x"), ("Basic x", ""), ("x", ""), ("", ""), ("Bearer", "")],
)
def test_where_the_token_stands(header: str, token: str) -> None:
    assert bearer_of({"authorization": header}) == token


def test_who_is_admitted() -> None:
    assert is_admitted("", "")
    assert is_admitted("", "anything")
    assert is_admitted("令牌", "令牌")
    assert is_admitted("t", "", "t")
    assert not is_admitted("t", "")
    assert not is_admitted("t", "T", "tt")
    assert not is_admitted("t", "令")


def test_capabilities_are_learnt_from_what_is_offered() -> None:
    assert capabilities.v11("").abilities == frozenset(Ability)
    assert Ability.REACT not in capabilities.v11("go-cqhttp v1")
    assert capabilities.v12("ComWechat", []).abilities == {Ability.MENTION}
    assert Ability.KICK in capabilities.v12("ComWechat", ["wx.kick_groupmember"])
    assert Ability.KICK not in capabilities.v12("ComWechat", ["wx.kick_groupmember"], [Ability.KICK])
    assert Ability.JOIN_EVENTS in capabilities.v12("other", [])
    assert capabilities.abilities_of("set_group_kick") == {Ability.KICK, Ability.BAN}
    assert capabilities.abilities_of("wx.delete_groupmember") == {Ability.KICK}
    assert capabilities.abilities_of("get_msg") == frozenset()
