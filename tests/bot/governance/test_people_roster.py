"""The organisation's roster in the store, on both engines."""

import pytest

from bot.domain.ids import AccountId, ChatRef, MemberId
from bot.domain.members import SYSTEM
from bot.domain.people import Person, RosterSheet, RowError, parse_roster
from bot.governance import audience, groups, people, standings
from bot.store import audit, models
from tests.support.clock import FakeClock

ZHANG = Person("张三", "研发部", "工程师", "13800138000", "A1")
LI = Person("李四", "财务部", None, None, "A2")


@pytest.fixture
async def organisation(store: str, clock: FakeClock) -> int:
    people.forget_rosters()
    chat = ChatRef("qq", "900")
    group = await groups.enable_group(
        chat, AccountId("10001"), name="群", mode="enforce", actor=SYSTEM, now=clock.now()
    )
    return group.organisation_id


async def load(organisation: int, clock: FakeClock, *rows: Person) -> None:
    await people.import_roster(organisation, RosterSheet(rows, ()), now=clock.now(), actor=SYSTEM)


async def test_an_import_tells_what_it_changed(organisation: int, clock: FakeClock) -> None:
    await load(organisation, clock, ZHANG, LI)
    sheet = RosterSheet((Person("张三", "工程部", "工程师", "13800138000", "A1"), Person("王五")), ())
    change = await people.import_roster(organisation, sheet, now=clock.now(), actor=SYSTEM)
    assert [person.name for person in change.added] == ["王五"]
    assert [changed.fields for changed in change.changed] == [("department",)]
    assert [person.name for person in change.missing] == ["李四"]
    assert {p.name for p in (await people.roster_of(organisation)).people} == {"张三", "李四", "王五"}
    assert await audit.verify(people.chain(organisation)) is None


async def test_a_sheet_with_errors_is_refused_whole(organisation: int, clock: FakeClock) -> None:
    sheet = RosterSheet((ZHANG,), (RowError(3, "phone", "bad_phone", "12"),))
    with pytest.raises(people.SheetRefused):
        await people.import_roster(organisation, sheet, now=clock.now(), actor=SYSTEM)
    assert await models.Person.all().count() == 0


async def test_columns_that_the_file_lacks_stay_as_they_are(organisation: int, clock: FakeClock) -> None:
    await load(organisation, clock, ZHANG)
    sheet = parse_roster([["姓名", "部门"], ["张三", "工程部"]])
    await people.import_roster(organisation, sheet, now=clock.now(), actor=SYSTEM)
    [person] = (await people.roster_of(organisation)).people
    assert person == Person("张三", "工程部", "工程师", "13800138000", "A1")


async def test_the_roster_is_built_once_and_again_after_a_change(organisation: int, clock: FakeClock) -> None:
    await load(organisation, clock, ZHANG)
    first = await people.roster_of(organisation)
    assert await people.roster_of(organisation) is first
    await load(organisation, clock, ZHANG, LI)
    assert len((await people.roster_of(organisation)).people) == 2


async def test_members_are_known_by_link_or_by_card(organisation: int, clock: FakeClock) -> None:
    await load(organisation, clock, ZHANG, LI, Person("王伟", "研发部"), Person("王伟", "财务部"))
    group = groups.directory.find(ChatRef("qq", "900"))
    assert group is not None
    for member, card in (("1", "小张"), ("2", "财务部-李四"), ("3", "王伟"), ("4", "财务-王伟"), ("5", "路人")):
        await models.Membership.create(group_id=group.id, member_id=member, card=card, first_seen_at=clock.now())
    roster = await people.roster_of(organisation)
    await people.link_member(group, MemberId("1"), roster.row_of(roster.people[0]), actor=SYSTEM, now=clock.now())
    found = {each.member: each for each in await standings.standings(group)}
    assert [(m, s.person.name if s.person else None, s.linked) for m, s in found.items()] == [
        ("1", "张三", True),
        ("2", "李四", False),
        ("3", None, False),
        ("4", "王伟", False),
        ("5", None, False),
    ]
    assert {s.id for s in await audience.members_of_department(group, "财务部")} == {"2", "4"}
