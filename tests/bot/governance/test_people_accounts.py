"""One person, several accounts; and a person who is erased."""

import pytest

from bot.domain.ids import AccountId, ChatRef, MemberId
from bot.domain.members import SYSTEM
from bot.domain.people import Person, RosterSheet
from bot.governance import groups, people, roster, signals
from bot.governance.directory import GroupState
from bot.governance.signals import Context, PersonErased
from bot.store import audit, models
from bot.store.transaction import transaction
from tests.support.clock import FakeClock

ZHANG = Person("张三", "研发部", "工程师", "13800138000", "A1")
LI = Person("李四", "财务部", None, "13900139000", "A2")
QQ, WECHAT = MemberId("20001"), MemberId("wxid_1")


async def enabled(platform: str, number: str, clock: FakeClock) -> GroupState:
    chat = ChatRef(platform, number)
    return await groups.enable_group(
        chat, AccountId("10001"), name=number, mode="enforce", actor=SYSTEM, now=clock.now()
    )


@pytest.fixture
async def first(store: str, clock: FakeClock) -> GroupState:
    people.forget_rosters()
    group = await enabled("qq", "900", clock)
    await people.import_roster(group.organisation_id, RosterSheet((ZHANG, LI), ()), now=clock.now(), actor=SYSTEM)
    return group


async def row_of(group: GroupState, name: str) -> int:
    return (await people.find_person(group.organisation_id, name))[0]


async def test_a_link_holds_in_every_group_of_the_platform(first: GroupState, clock: FakeClock) -> None:
    second, elsewhere = await enabled("qq", "901", clock), await enabled("wechat", "w1", clock)
    zhang = await row_of(first, "张三")
    await roster.note_joined(second, QQ, name="张三", by=None, invited=None, noticed=True, now=clock.now())
    await people.link_member(first, QQ, zhang, actor=SYSTEM, now=clock.now())
    assert await people.linked_person(second.id, QQ) == zhang
    await roster.note_joined(elsewhere, QQ, name="别人", by=None, invited=None, noticed=True, now=clock.now())
    assert await people.linked_person(elsewhere.id, QQ) is None


async def test_whoever_comes_to_another_group_is_known_by_the_account(first: GroupState, clock: FakeClock) -> None:
    zhang = await row_of(first, "张三")
    await people.link_account(first.organisation_id, "qq", QQ, zhang, how="code", actor=SYSTEM, now=clock.now())
    second = await enabled("qq", "901", clock)
    await roster.note_joined(second, QQ, name="张三", by=None, invited=None, noticed=True, now=clock.now())
    assert await people.linked_person(second.id, QQ) == zhang
    assert [(a.platform, a.account, a.how) for a in await people.accounts_of(zhang)] == [("qq", QQ, "code")]


async def test_an_account_that_is_taken_away_is_nobodys_anywhere(first: GroupState, clock: FakeClock) -> None:
    zhang = await row_of(first, "张三")
    await people.link_member(first, QQ, zhang, actor=SYSTEM, now=clock.now())
    assert await people.unlink_account(first.organisation_id, "qq", QQ, actor=SYSTEM, now=clock.now()) == zhang
    assert await people.linked_person(first.id, QQ) is None
    assert await people.accounts_of(zhang) == []


async def test_a_correction_is_found_without_reading_everybody_again(first: GroupState, clock: FakeClock) -> None:
    before = await people.roster_of(first.organisation_id)
    zhang = await row_of(first, "张三")
    values = {"phone": "13700137000", "department": "工程部"}
    await people.correct_person(first.organisation_id, zhang, values, actor=SYSTEM, now=clock.now())
    after = await people.roster_of(first.organisation_id)
    assert after is before
    assert await row_of(first, "13700137000") == zhang
    with pytest.raises(people.NoSuchPerson):
        await people.find_person(first.organisation_id, "13800138000")


async def test_what_was_rolled_back_is_not_in_the_roster(first: GroupState, clock: FakeClock) -> None:
    zhang = await row_of(first, "张三")

    @transaction
    async def changed_my_mind() -> None:
        values = {"department": "工程部"}
        await people.correct_person(first.organisation_id, zhang, values, actor=SYSTEM, now=clock.now())
        await people.roster_of(first.organisation_id)
        raise LookupError

    with pytest.raises(LookupError):
        await changed_my_mind()
    await people.set_state(
        first.organisation_id, await row_of(first, "李四"), "on_leave", actor=SYSTEM, now=clock.now()
    )
    found = {p.name: (p.department, p.state) for p in (await people.roster_of(first.organisation_id)).people}
    assert found == {"张三": ("研发部", "in_post"), "李四": ("财务部", "on_leave")}


async def test_the_history_tells_who_changed_what_without_personal_data(first: GroupState, clock: FakeClock) -> None:
    zhang = await row_of(first, "张三")
    values = {"phone": "13700137000", "department": "工程部"}
    await people.correct_person(first.organisation_id, zhang, values, actor=SYSTEM, now=clock.now())
    await people.set_state(first.organisation_id, zhang, "departed", actor=SYSTEM, now=clock.now())
    told = await people.history_of(first.organisation_id, zhang)
    assert [(each.action, each.fields, each.values) for each in told] == [
        ("person.changed", ("state",), {"state": ("in_post", "departed")}),
        ("person.corrected", ("phone", "department"), {"department": ("研发部", "工程部")}),
        ("person.added", (), {}),
    ]
    entries = await models.AuditEntry.filter(chain=people.chain(first.organisation_id))
    assert not [each for each in entries if "13700137000" in str(each.details) or "张三" in str(each.details)]


async def test_an_erased_person_is_gone_everywhere_and_the_chain_is_whole(
    first: GroupState, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    zhang = await row_of(first, "张三")
    await people.link_member(first, QQ, zhang, actor=SYSTEM, now=clock.now())
    await models.ArchivedMessage.create(
        group_id=first.id, account="10001", message_id="m1", member_id=QQ, member_name="张三",
        text="/登记 张三 研发部 13800138000", segments=[{"type": "text"}], sent_at=clock.now(),
    )  # fmt: skip
    heard: list[PersonErased] = []

    async def hear(signal: PersonErased, context: Context) -> None:
        del context
        heard.append(signal)

    monkeypatch.setitem(signals._handlers, PersonErased, [hear])
    assert await people.erase_person(first.organisation_id, zhang, actor=SYSTEM, now=clock.now())
    assert [(s.person, s.accounts, s.known) for s in heard] == [(zhang, (("qq", QQ),), ("张三", "13800138000", "A1"))]
    assert [p.name for p in (await people.roster_of(first.organisation_id)).people] == ["李四"]
    assert not await models.Account.all().exists()
    assert await people.linked_person(first.id, QQ) is None
    assert "13800138000" not in (await models.ArchivedMessage.get()).text
    assert await audit.verify(people.chain(first.organisation_id)) is None
    assert not await people.erase_person(first.organisation_id, zhang, actor=SYSTEM, now=clock.now())


async def test_namesakes_are_told_apart_or_asked_about(first: GroupState, clock: FakeClock) -> None:
    more = RosterSheet((Person("张三", "财务部", None, None, "A9"),), ())
    await people.import_roster(first.organisation_id, more, now=clock.now(), actor=SYSTEM)
    with pytest.raises(people.SeveralPeople):
        await people.find_person(first.organisation_id, "张三")
    assert (await people.find_person(first.organisation_id, "财务 张三"))[1].staff_number == "A9"
    assert (await people.find_person(first.organisation_id, "a9"))[1].department == "财务部"
