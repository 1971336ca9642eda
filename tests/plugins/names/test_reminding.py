"""When a wrong card is reminded and when it is listed."""

from datetime import UTC, datetime, timedelta

from bot.domain.ids import MemberId
from plugins.names.domain.reminding import GRACE, Wrong, overdue, to_remind, worth_listing

DAY = timedelta(days=1)
START = datetime(2026, 3, 2, 2, tzinfo=UTC)


def wrong(reminders: int = 0, reminded: datetime | None = None, listed: datetime | None = None) -> Wrong:
    return Wrong(MemberId("1"), "小王", ("shape",), "", START, reminders, reminded, listed)


def test_a_wrong_card_is_reminded_three_times_two_days_apart_and_not_after_the_grace_time() -> None:
    assert to_remind([wrong()], START, GRACE)
    assert not to_remind([wrong(1, START)], START + DAY, GRACE)
    assert to_remind([wrong(1, START)], START + 2 * DAY, GRACE)
    assert not to_remind([wrong(3, START)], START + 6 * DAY, GRACE)
    assert not to_remind([wrong()], START + GRACE, GRACE)


def test_the_late_are_listed_once_a_week_most_reminded_first() -> None:
    late = START + GRACE
    assert overdue([wrong()], late - DAY, GRACE) == []
    assert [each.reminders for each in overdue([wrong(1), wrong(3)], late, GRACE)] == [3, 1]
    assert worth_listing([wrong()], late)
    assert not worth_listing([wrong(listed=late)], late + 6 * DAY)
    assert worth_listing([wrong(listed=late)], late + 7 * DAY)


def test_whoever_was_reminded_least_comes_first() -> None:
    many = [
        Wrong(MemberId(str(n)), "某人", ("shape",), "", START, int(n < 5), START if n < 5 else None) for n in range(10)
    ]
    turn = [each.member for each in to_remind(many, START + 3 * DAY, GRACE)]
    assert turn == [MemberId(str(n)) for n in (5, 6, 7, 8, 9, 0, 1, 2, 3, 4)]
