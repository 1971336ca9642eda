"""Who came and who did not: the list from sign-ups, answers and what was noted."""

from datetime import UTC, datetime, timedelta

from bot.domain.ids import MemberId
from plugins.activities.domain.roll import Noted, call_roll, is_late

START = datetime(2026, 3, 6, 6, 0, tzinfo=UTC)
A, B, C, D, E = (MemberId(each) for each in "ABCDE")


def came(member: MemberId, minutes: int = 0, *, late: bool = False, guests: int | None = None) -> Noted:
    return Noted(member, f"名{member}", START + timedelta(minutes=minutes), late, guests, excused=False)


def test_everybody_stands_on_the_list_once_and_in_order() -> None:
    roll = call_roll(
        [(A, "甲", 0), (B, "乙", 2), (C, "丙", 0)],
        [(D, "丁")],
        [came(E, 3), came(B, 20, late=True), came(A, 1)],
    )
    assert [(e.member, e.state) for e in roll.entries] == [
        (A, "came"), (E, "walk_in"), (B, "late"), (C, "absent"), (D, "excused"),
    ]  # fmt: skip
    assert (roll.people, roll.expected, roll.used) == (5, 3, True)


def test_guests_are_those_signed_up_unless_said_otherwise_and_only_of_who_came() -> None:
    roll = call_roll([(A, "甲", 2), (B, "乙", 3), (C, "丙", 4)], [], [came(A), came(B, guests=1)])
    assert [e.guests for e in roll.entries] == [2, 1, 0]
    assert roll.people == 5


def test_who_said_no_but_came_is_a_walk_in_and_not_excused() -> None:
    roll = call_roll([], [(A, "甲")], [came(A)])
    assert [(e.member, e.state) for e in roll.entries] == [(A, "walk_in")]


def test_the_organiser_or_the_roster_excuses() -> None:
    excused = Noted(A, "甲", None, late=False, guests=None, excused=True)
    roll = call_roll([(A, "甲", 0), (B, "乙", 0), (C, "丙", 0)], [], [excused], on_leave={B})
    assert [e.member for e in roll.absent] == [C]
    assert {e.member for e in roll.excused} == {A, B}


def test_without_a_single_check_in_the_list_was_not_used() -> None:
    assert not call_roll([(A, "甲", 0)], [], []).used


def test_ten_minutes_are_not_late() -> None:
    grace = timedelta(minutes=10)
    assert not is_late(START + grace, START, grace)
    assert is_late(START + grace + timedelta(seconds=1), START, grace)
