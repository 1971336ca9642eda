"""The index of a roster that changes one person at a time."""

from bot.domain.applicants import RosterIndex, match_line
from bot.domain.people import Person

ZHANG = Person("张三", "研发部", "工程师", "13800138000", "A1023")


def test_who_goes_is_no_longer_found_by_anything() -> None:
    index = RosterIndex([ZHANG])
    index.drop(0)
    assert match_line("张三 研发部", index)["decision"] == "ask"
    assert not index.people
    assert not index.columns
    assert not index.departments
    assert "张三" not in index.lexicon.names


def test_a_changed_department_is_a_word_of_the_next_text() -> None:
    index = RosterIndex([ZHANG])
    assert match_line("张三 拓展部", index)["decision"] == "ask"
    index.put(0, Person("张三", "拓展部", "工程师", "13800138000", "A1023"))
    assert match_line("张三 拓展部", index)["decision"] == "approve"
    assert match_line("张三 研发部", index)["decision"] == "ask"


def test_namesakes_stay_apart_when_one_of_them_goes() -> None:
    index = RosterIndex([ZHANG, Person("张三", "财务部", None, "13900139000", "A2")])
    assert match_line("张三 13900139000", index)["match"] == "A2"
    index.drop(0)
    assert match_line("张三 财务部", index)["match"] == "A2"
    assert match_line("13800138000", index)["match"] is None


def test_phones_may_stand_in_the_index_as_digests_only() -> None:
    index = RosterIndex(digest=lambda column, value: f"{column}:{hash(value)}")
    index.put(7, ZHANG, {"phone": f"phone:{hash('13800138000')}", "staff_number": f"staff_number:{hash('A1023')}"})
    assert match_line("张三 a1023", index) == {
        "fields": {"name": "张三", "staff_number": "A1023"},
        "match": "A1023",
        "decision": "approve",
        "why": "与花名册一致",
    }
