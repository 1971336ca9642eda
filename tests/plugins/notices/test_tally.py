from datetime import UTC, datetime, timedelta

from bot.domain.ids import MemberId
from plugins.notices.domain.tally import Answer, Asked, by_department, default_deadline, reminder_due, tally

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def person(n: int, department: str = "", here: bool = True) -> Asked:
    return Asked(MemberId(str(n)), f"员工{n}", department, here)


def test_those_who_left_are_missing_only_if_they_had_answered_nothing_and_are_here() -> None:
    result = tally(
        [person(1), person(2), person(3, here=False)],
        [Answer(MemberId("1"), "员工1", NOW, late=True), Answer(MemberId("9"), "员工9", NOW, late=False)],
    )
    assert [p.name for p in result.missing] == ["员工2"]
    assert (result.total, result.answered, result.late) == (3, 2, 1)


def test_names_are_listed_by_department_and_the_first_forty_only() -> None:
    people = [person(1), *(person(n, "财务部") for n in range(2, 32)), *(person(n, "研发部") for n in range(32, 62))]
    lines = by_department(people)
    assert [(department, len(names), more) for department, names, more in lines] == [
        ("财务部", 30, 0),
        ("研发部", 10, 20),
        ("", 0, 1),
    ]


def test_no_reminder_is_planned_for_a_time_that_has_passed() -> None:
    assert reminder_due(NOW + timedelta(hours=3), timedelta(hours=2), NOW) == NOW + timedelta(hours=1)
    assert reminder_due(NOW + timedelta(hours=2), timedelta(hours=2), NOW) is None
    assert reminder_due(NOW + timedelta(hours=2), timedelta(0), NOW) is None


def test_a_time_of_day_in_the_regulation_comes_before_a_length_of_time() -> None:
    evening = NOW + timedelta(hours=11)
    assert default_deadline(NOW, timedelta(hours=24), evening) == evening
    assert default_deadline(NOW, timedelta(hours=24), None) == NOW + timedelta(hours=24)
    assert default_deadline(NOW, None, None) is None
