"""Which names pass for whose, by table."""

import pytest

from bot.domain.ids import MemberId
from plugins.names.domain.likeness import Guard, Guarded, Shown, leads, skeleton

LIN = Guarded(MemberId("1"), ("综合部-林静", "静静"), "林静", 7)
BOSS = Guarded(None, (), "赵敏", 8, "总经理")
GUARD = Guard([LIN, BOSS])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("综合部-林静", "综合部林靜"),
        ("综合部-林静", "综合部 - 林\u200b静"),
        ("admin", "аdмin".replace("м", "m")),
        ("Lin01", "Ｌｉｎ０１"),
        ("林静", "林 静"),
        ("未来", "末来"),
        ("OK1", "0KI"),
    ],
)
def test_what_looks_the_same_has_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("name", "kind", "disguised"),
    [
        ("综合部-林静", "same", False),
        ("综合部-林靜", "same", True),
        ("综合部 林静", "same", True),
        ("静静", "same", False),
        ("研发部-林静", "name", False),
        ("研发部-林 静", "name", True),
        ("研发部-林\u200b靜", "name", True),
        ("市场部-赵敏", None, False),
        ("市场部-趙敏", "name", True),
        ("群主", "title", False),
        ("群 管 理 员", "title", True),
        ("研发部-林静怡", None, False),
        ("行政管理-王强", None, False),
        ("静", None, False),
    ],
)
def test_a_name_passes_for_a_guarded_one(name: str, kind: str | None, disguised: bool) -> None:
    found = GUARD.likeness(Shown(MemberId("9"), (name,)))
    assert (found.kind if found else None) == kind
    assert found is None or found.disguised is disguised


def test_nobody_passes_for_themselves() -> None:
    assert GUARD.likeness(Shown(MemberId("1"), ("综合部-林静",))) is None


def test_a_second_account_of_the_same_person_and_a_namesake_of_the_roster_are_no_impostors() -> None:
    assert GUARD.likeness(Shown(MemberId("9"), ("综合部-林静",), 7, "林静")) is None
    assert GUARD.likeness(Shown(MemberId("9"), ("研发部-林静",), 55, "林静")) is None


@pytest.mark.parametrize(
    ("names", "real", "is_told"),
    [
        (("静静",), "静静", False),
        (("研发部-静静",), "静静", False),
        (("静静",), "", True),
        (("静静",), "王强", True),
        (("综合部-林静",), "林静", False),
        (("综合部-林静",), "林静怡", True),
        (("赵主任",), "赵主任", False),
    ],
)
def test_whoever_the_roster_knows_by_the_name_they_go_by_passes_for_nobody(
    names: tuple[str, ...], real: str, is_told: bool
) -> None:
    """静静 is only what the administrator 林静 calls herself, 赵主任 what another one does."""
    guard = Guard([LIN, Guarded(MemberId("2"), ("赵主任",), "", None)])
    found = guard.likeness(Shown(MemberId("9"), names, 55 if real else None, real))
    assert (found is not None) is is_told
    assert GUARD.likeness(Shown(MemberId("9"), ("研发部-林静",), 55, "李雷")) is not None


@pytest.mark.parametrize(
    ("position", "yes"), [("总经理", True), ("财务科长", True), ("班主任", True), ("工程师", False), (None, False)]
)
def test_leaders_are_known_by_their_position(position: str | None, yes: bool) -> None:
    assert leads(position) is yes
