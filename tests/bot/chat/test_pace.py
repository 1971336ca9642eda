"""Whoever types commands too fast is not answered; others are."""

from bot.chat.pace import BURST, REMEMBERED, WINDOW, CommandPace
from bot.domain.ids import MemberId
from tests.support.clock import FakeClock

WANG, LI = MemberId("1"), MemberId("2")


def test_twelve_at_once_then_one_each_four_seconds(clock: FakeClock) -> None:
    pace = CommandPace(clock)
    assert [pace.allows(WANG) for _ in range(13)] == [True] * 12 + [False]
    clock.advance(4)
    assert [pace.allows(WANG), pace.allows(WANG)] == [True, False]


def test_one_person_s_haste_does_not_silence_another(clock: FakeClock) -> None:
    pace = CommandPace(clock)
    for _ in range(20):
        pace.allows(WANG)
    assert pace.allows(LI)


def test_rest_fills_the_bucket_and_no_more(clock: FakeClock) -> None:
    pace = CommandPace(clock)
    for _ in range(20):
        pace.allows(WANG)
    clock.advance(3600)
    assert sum(pace.allows(WANG) for _ in range(30)) == int(BURST)


def test_whoever_is_too_fast_is_told_once_in_a_window(clock: FakeClock) -> None:
    pace = CommandPace(clock)
    assert [pace.may_tell(WANG), pace.may_tell(WANG), pace.may_tell(LI)] == [True, False, True]
    clock.advance(WINDOW - 1)
    assert not pace.may_tell(WANG)
    clock.advance(1)
    assert pace.may_tell(WANG)


def test_memory_is_bounded(clock: FakeClock) -> None:
    pace = CommandPace(clock)
    for number in range(REMEMBERED + 100):
        pace.allows(MemberId(str(number)))
        pace.may_tell(MemberId(str(number)))
    assert len(pace._buckets) == REMEMBERED  # pyright: ignore[reportPrivateUsage]
    assert len(pace._told) == REMEMBERED  # pyright: ignore[reportPrivateUsage]
