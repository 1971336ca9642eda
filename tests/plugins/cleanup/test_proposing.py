"""Who is proposed, with which reasons; and who never is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.applicants import RosterIndex
from bot.domain.cards import parse_pattern
from bot.domain.ids import MemberId
from bot.domain.members import Role
from bot.domain.people import Person
from bot.domain.regulation import Clause
from plugins.cleanup.domain.inactivity import figures_lie
from plugins.cleanup.domain.known_people import KnownPeople
from plugins.cleanup.domain.members import Ground, MemberFacts
from plugins.cleanup.domain.proposing import propose
from plugins.cleanup.domain.rules import Rules
from plugins.cleanup.domain.scale import needs_two

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
RULES = Rules(
    Clause("第十四条", "清理"), off_roster=True, real_name=True, pattern=parse_pattern("部门-姓名"), inactive_days=60
)
PERSONS = {
    1: Person("王强", department="技术部"),
    2: Person("李雷", department="财务部", state="departed"),
    3: Person("韩梅", department="技术部", state="on_leave"),
    4: Person("周明", department="市场部", state="departed"),
}


def known(persons: Mapping[int, Person]) -> KnownPeople:
    index = RosterIndex()
    for row, person in persons.items():
        index.put(row, person)
    return KnownPeople(index)


WATCHED = NOW - timedelta(days=200)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def ground(**changes: object) -> Ground:
    return replace(Ground(known(PERSONS), RULES, {}, WATCHED), **changes)  # type: ignore[arg-type]


PROPER = MemberFacts(
    MemberId("20001"),
    "技术部-王强",
    "技术部-王强",
    "强子",
    first_seen_at=ago(150),
    last_seen_at=ago(1),
    role=Role.MEMBER,
    person=1,
    linked=True,
)
WORST = replace(PROPER, card="🐟", name="🐟", last_seen_at=None, person=2)
"""Departed, without a name, silent for 150 days."""


def codes(member: MemberFacts, within: Ground | None = None, *others: MemberFacts) -> list[str]:
    found = propose([member, *others], within or ground(), NOW)
    return [reason.code for proposal in found if proposal.member.id == member.id for reason in proposal.reasons]


@pytest.mark.parametrize(
    ("card", "person", "found"),
    [
        ("王强", 1, []),
        ("市场部-王强", 1, []),
        ("王强-技术部", 1, []),
        ("技术部王强", None, []),
        ("王强技术部", None, []),
        ("韩梅", 3, []),
        ("王强", None, []),
        ("赵六", None, ["off_roster", "no_real_name"]),
        ("技术部赵六", None, ["off_roster"]),
        ("强子", 1, ["no_real_name"]),
        ("李雷", 2, ["departed", "no_real_name"]),
    ],
)
def test_whoever_has_a_name_of_the_roster_is_no_stranger_whatever_else_the_card_lacks(
    card: str, person: int | None, found: list[str]
) -> None:
    """Row 2 has departed; no person where the card alone does not tell which of two namesakes it is."""
    member = replace(PROPER, card=card, name=card, nickname="", person=person, linked=False)
    assert codes(member, ground(people=known({**PERSONS, 5: Person("王强", department="市场部")}))) == found


def test_a_proper_member_is_not_proposed() -> None:
    assert codes(PROPER) == []


def test_somebody_with_several_reasons_has_them_all() -> None:
    assert codes(WORST) == ["departed", "no_real_name", "inactive"]


@pytest.mark.parametrize(
    "change",
    [
        {"is_bot": True},
        {"role": Role.OWNER},
        {"role": Role.ADMIN},
        {"role": None},
        {"granted": True},
        {"id": MemberId("2854196310")},
        {"id": MemberId("kept")},
    ],
)
def test_the_protected_are_never_proposed(change: Mapping[str, object]) -> None:
    member = replace(WORST, **change)  # type: ignore[arg-type]
    assert codes(member, ground(keeps={MemberId("kept"): ago(-1)})) == []


def test_on_a_platform_without_roles_an_unknown_role_does_not_protect() -> None:
    assert codes(replace(WORST, role=None), ground(has_roles=False)) != []


def test_a_keep_that_has_ended_protects_no_more() -> None:
    assert codes(WORST, ground(keeps={WORST.id: ago(1)})) != []


@pytest.mark.parametrize(
    ("change", "inactive"),
    [
        ({"last_seen_at": ago(60)}, True),
        ({"last_seen_at": ago(59.9)}, False),
        ({"last_seen_at": None}, True),
        ({"last_seen_at": None, "first_seen_at": ago(59)}, False),
        ({"last_seen_at": None, "last_sent_at": ago(10)}, False),
        ({"last_seen_at": None, "last_sent_at": NOW}, False),
        ({"last_seen_at": None, "last_sent_at": ago(500)}, True),
        ({"last_seen_at": None, "last_sent_at": datetime(1970, 1, 1, tzinfo=UTC)}, True),
        ({"last_seen_at": ago(1), "last_sent_at": ago(500)}, False),
        ({"last_seen_at": ago(1), "last_sent_at": datetime(1970, 1, 1, tzinfo=UTC)}, False),
        ({"last_seen_at": ago(70), "last_sent_at": ago(-30)}, True),
        ({"last_seen_at": None, "person": 3}, False),
    ],
)
def test_inactivity_goes_by_what_we_saw_ourselves(change: Mapping[str, object], inactive: bool) -> None:
    assert ("inactive" in codes(replace(PROPER, **change))) is inactive  # type: ignore[arg-type]


@pytest.mark.parametrize("watched_since", [ago(27), ago(1), None])
def test_nobody_is_inactive_before_the_bot_has_watched_for_long_enough(watched_since: datetime | None) -> None:
    member = replace(PROPER, first_seen_at=ago(400), last_seen_at=ago(300), last_sent_at=ago(300))
    assert "inactive" not in codes(member, ground(watched_since=watched_since))


def test_a_regulation_without_inactivity_accuses_nobody_of_it() -> None:
    assert "inactive" not in codes(replace(PROPER, last_seen_at=None), ground(rules=replace(RULES, inactive_days=None)))


@pytest.mark.parametrize(
    ("card", "departed"),
    [
        ("财务部-李雷", True),
        ("李雷", True),
        ("技术部-李雷", False),
        ("李雷雷", False),
        ("技术部-王强", False),
    ],
)
def test_a_card_names_a_departed_person_unless_its_department_is_another(card: str, departed: bool) -> None:
    member = replace(PROPER, person=None, linked=False, card=card)
    assert ("departed" in codes(member)) is departed


def test_a_namesake_in_post_keeps_the_card_from_naming_the_departed() -> None:
    persons = {**PERSONS, 5: Person("李雷", department="市场部")}
    member = replace(PROPER, person=None, card="财务部-李雷")
    assert "departed" not in codes(member, ground(people=known(persons)))


def test_who_is_not_on_the_roster_is_proposed_after_the_grace() -> None:
    stranger = replace(PROPER, person=None, card="技术部-赵六")
    assert codes(stranger) == ["off_roster"]
    assert codes(replace(stranger, first_seen_at=ago(6))) == []


def test_without_a_roster_nobody_is_off_it() -> None:
    assert codes(replace(PROPER, person=None), ground(people=known({}))) == []


def test_where_no_clause_asks_for_the_roster_nobody_is_off_it() -> None:
    assert codes(replace(PROPER, person=None, card="技术部-赵六"), ground(rules=replace(RULES, off_roster=False))) == []


def test_a_card_has_its_days_to_be_put_right() -> None:
    assert codes(replace(PROPER, card="强子")) == ["no_real_name"]
    assert codes(replace(PROPER, card="强子", first_seen_at=ago(6))) == []


def test_the_days_of_a_card_begin_with_the_regulation_not_with_the_member() -> None:
    assert codes(replace(PROPER, card="强子", first_seen_at=ago(400)), ground(watched_since=ago(3))) == []


def test_where_the_platform_tells_no_card_the_shown_name_is_judged() -> None:
    assert codes(replace(PROPER, card="", nickname="技术部-王强")) == []


def test_of_two_accounts_the_unused_one_is_proposed() -> None:
    old = replace(PROPER, id=MemberId("20009"), last_seen_at=ago(30))
    assert codes(old, None, PROPER) == ["duplicate"]
    assert codes(PROPER, None, old) == []


def test_of_two_accounts_the_protected_one_is_the_used_one() -> None:
    admin = replace(PROPER, id=MemberId("20009"), role=Role.ADMIN, last_seen_at=None)
    assert codes(PROPER, None, admin) == ["duplicate"]
    assert codes(admin, None, PROPER) == []


def test_an_account_that_was_linked_goes_before_one_that_only_says_so_on_its_card() -> None:
    guessed = replace(PROPER, id=MemberId("20009"), linked=False, last_seen_at=NOW)
    assert codes(guessed, None, PROPER) == ["duplicate"]


@pytest.mark.parametrize(
    ("nickname", "seen", "vanished"),
    [
        ("账号已注销", 40, True),
        ("该帐号已注销", 40, True),
        ("已注销", None, True),
        ("我的账号已注销了", 40, False),
        ("已注销", 3, False),
    ],
)
def test_an_account_that_no_longer_exists_is_proposed_whatever_its_card(
    nickname: str, seen: int | None, vanished: bool
) -> None:
    member = replace(PROPER, nickname=nickname, last_seen_at=ago(seen) if seen is not None else None)
    assert ("vanished" in codes(member)) is vanished


OLD = replace(PROPER, first_seen_at=ago(40), last_seen_at=None, last_sent_at=ago(300), joined_at=ago(900))
"""Seen for 40 days without a word; the platform tells of a word 300 days ago."""


@pytest.mark.parametrize(
    ("change", "watched", "inactive"),
    [
        ({}, ago(40), True),
        ({"last_sent_at": None}, ago(40), False),
        ({"last_sent_at": datetime(1970, 1, 1, tzinfo=UTC)}, ago(40), False),
        ({"last_sent_at": NOW}, ago(40), False),
        ({"last_sent_at": ago(-30)}, ago(40), False),
        ({"last_seen_at": ago(20)}, ago(40), False),
        ({"joined_at": ago(40)}, ago(40), False),
        ({"first_seen_at": ago(20)}, ago(200), False),
        ({}, ago(20), False),
    ],
)
def test_the_platforms_figure_accuses_only_after_weeks_of_silence_that_we_saw(
    change: Mapping[str, object], watched: datetime, inactive: bool
) -> None:
    member = replace(OLD, **change)  # type: ignore[arg-type]
    assert ("inactive" in codes(member, ground(watched_since=watched))) is inactive


def test_days_in_which_nobody_watched_do_not_count() -> None:
    member = replace(PROPER, last_seen_at=ago(70))
    assert "inactive" in codes(member)
    assert "inactive" not in codes(member, ground(gaps=((ago(65), ago(54)),)))


@pytest.mark.parametrize(
    ("told", "spoke", "lie"),
    [
        ([NOW] * 9 + [ago(3)], [], True),
        ([ago(day) for day in range(10)], [], False),
        ([ago(90)] * 10, [ago(2)] * 10, True),
        ([ago(2)] * 10, [ago(2)] * 10, False),
        ([datetime(1970, 1, 1, tzinfo=UTC)] * 10, [ago(1)] * 10, False),
        ([], [], False),
    ],
)
def test_figures_that_cannot_be_true_are_known(told: list[datetime], spoke: list[datetime], lie: bool) -> None:
    spoken: list[datetime | None] = [*spoke, *[None] * (len(told) - len(spoke))]
    members = [replace(PROPER, last_sent_at=at, last_spoke_at=own) for at, own in zip(told, spoken, strict=True)]
    assert figures_lie(members, NOW) is lie


def test_figures_that_lie_clear_nobody_either() -> None:
    member = replace(PROPER, last_seen_at=ago(70), last_sent_at=NOW)
    assert "inactive" in codes(member, ground(figures_lie=True))


@pytest.mark.parametrize(
    ("count", "members", "two"), [(1, 10, False), (2, 10, True), (20, 500, False), (21, 500, True), (1, 5, True)]
)
def test_more_than_a_tenth_or_twenty_needs_two(count: int, members: int, two: bool) -> None:
    assert needs_two(count, members) is two
