import itertools

import pytest

from bot.gateway.pacing import QQ, WECHAT, Limits, Pacer, Rate
from tests.support.clock import FakeClock


class Paced:
    """A pacer whose sleeping moves the clock, with the times at which messages went."""

    def __init__(self, limits: Limits, clock: FakeClock) -> None:
        self.clock = clock
        self.start = clock.monotonic()
        self.pacer = Pacer(limits, clock, self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.clock.advance(seconds)

    async def send(self, chat: str) -> float | None:
        return self.clock.monotonic() - self.start if await self.pacer.message(chat) else None


@pytest.fixture
def qq(clock: FakeClock) -> Paced:
    return Paced(QQ, clock)


async def test_a_burst_goes_at_once_and_then_one_each_half_second(qq: Paced) -> None:
    times = [await qq.send("a") for _ in range(23)]
    assert times[:20] == [0.0] * 20
    assert times[20:] == pytest.approx([0.5, 1.0, 1.5])


async def test_one_busy_chat_does_not_hold_up_another(qq: Paced) -> None:
    for _ in range(25):
        await qq.send("a")
    before = qq.clock.monotonic()
    await qq.send("b")
    assert qq.clock.monotonic() == before


async def test_the_account_as_a_whole_is_paced(clock: FakeClock) -> None:
    paced = Paced(Limits(per_chat=Rate(10, 1), per_account=Rate(3, 2), moderation=Rate(1, 1)), clock)
    assert [await paced.send(f"chat {n}") for n in range(5)] == pytest.approx([0, 0, 0, 2, 4])


async def test_moderation_never_waits_behind_chatter(qq: Paced) -> None:
    for n in range(100):
        await qq.send(f"chat {n % 3}")
    before = qq.clock.monotonic()
    assert await qq.pacer.moderation()
    assert qq.clock.monotonic() == before


async def test_who_would_wait_too_long_is_turned_away_and_takes_no_place(clock: FakeClock) -> None:
    waits: list[float] = []

    async def note(seconds: float) -> None:
        waits.append(seconds)

    pacer = Pacer(QQ, clock, note)
    passed = [await pacer.message("a") for _ in range(200)]
    assert passed.count(True) == 50, "20 at once and 30 in the next 15 seconds"
    assert max(waits) == pytest.approx(15.0)
    clock.advance(0.5)
    assert await pacer.message("a")


async def test_wechat_never_gets_more_than_forty_messages_in_a_minute(clock: FakeClock) -> None:
    paced = Paced(WECHAT, clock)
    times = [t for n in range(200) if (t := await paced.send(f"chat {n % 7}")) is not None]
    assert len(times) == 200
    assert all(sum(1 for t in times if start <= t < start + 60) <= 40 for start in times)
    same = [await paced.send("one chat") or 0.0 for _ in range(5)]
    assert all(later - earlier >= 1.0 for earlier, later in itertools.pairwise(same))


async def test_chats_long_silent_are_forgotten(qq: Paced) -> None:
    for n in range(3000):
        await qq.send(f"chat {n}")
    assert len(qq.pacer._chats) < 1500  # pyright: ignore[reportPrivateUsage]
