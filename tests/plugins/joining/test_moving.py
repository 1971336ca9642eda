"""Departure and transfer by the roster, and who went and by whom, through the whole house."""

from collections.abc import Sequence

import pytest

from bot.domain.events import MemberLeft
from bot.domain.ids import ChatRef
from bot.domain.members import SYSTEM
from bot.domain.messages import Segment
from bot.domain.people import DepartmentNames, Person, RosterSheet
from bot.domain.ports import Outcome, Result
from bot.governance import people, regulations
from bot.store import models
from plugins.joining.domain.moving import Movement, belongs, movement, needs_two
from plugins.joining.domain.short import in_short, missing
from plugins.joining.models import Departure, Move
from tests.plugins.joining.conftest import WECHAT, opened
from tests.support.clock import FakeClock
from tests.support.house import TestHouse
from tests.support.platform import FakePlatform

NAMES = DepartmentNames(["研发部", "财务部", "市场部"])
OLD = Person("张三", "研发部")


@pytest.fixture
async def house(sqlite_store: str, clock: FakeClock) -> TestHouse:
    return await opened(clock, FakePlatform(clock=clock))


@pytest.mark.parametrize(
    ("department", "wanted", "group", "answer"),
    [
        ("研发部", ("研发部", "测试部"), "", True),
        ("研发部", ("研发",), "", True),
        ("财务部", ("研发部",), "", False),
        ("研发部", (), "研发部工作群", True),
        ("财务部", (), "研发工作群", False),
        ("财务部", (), "全员大群", None),
        (None, ("研发部",), "", None),
    ],
)
def test_a_department_belongs_into_a_group_by_the_clause_or_by_the_groups_name(
    department: str | None, wanted: tuple[str, ...], group: str, answer: bool | None
) -> None:
    assert belongs(department, wanted, group, NAMES) is answer


@pytest.mark.parametrize(
    ("new", "present", "answer"),
    [
        (Person("张三", "研发部", state="departed"), True, Movement("out", "departed")),
        (Person("张三", "研发部", state="departed"), False, None),
        (Person("张三", "财务部"), True, Movement("out", "transferred")),
        (Person("张三", "研发部", position="主任"), True, None),
        (Person("张三", "研发部", state="on_leave"), True, None),
    ],
)
def test_what_a_change_of_the_roster_means_for_a_group(new: Person, present: bool, answer: Movement | None) -> None:
    assert movement(OLD, new, ("研发部",), "", NAMES, present=present) == answer


def test_who_comes_into_the_department_belongs_into_its_group() -> None:
    moved = movement(Person("李四", "财务部"), Person("李四", "研发部"), ("研发部",), "", NAMES, present=False)
    assert moved == Movement("in", "transferred")


@pytest.mark.parametrize(("count", "members", "two"), [(1, 5, False), (3, 20, True), (20, 400, False), (21, 900, True)])
def test_large_numbers_need_two_administrators(count: int, members: int, two: bool) -> None:
    assert needs_two(count, members) is two


async def row_of(house: TestHouse, name: str) -> int:
    roster = await people.roster_of(house.group.organisation_id)
    return next(roster.row_of(each) for each in roster.people if each.name == name)


async def leaves_the_organisation(house: TestHouse, name: str) -> None:
    row = await row_of(house, name)
    await people.set_state(house.group.organisation_id, row, "departed", actor=SYSTEM, now=house.clock.now())
    await house.settle()


async def test_somebody_departed_is_proposed_and_removed_by_a_case_that_is_no_breach(house: TestHouse) -> None:
    await house.say("王强", "/登记 王强 研发部")
    await leaves_the_organisation(house, "王强")
    told = house.last()
    assert "人员变动 #2" in told
    assert "已离职" in told
    assert "第十四条" in told
    assert house.calls("kick") == []
    await house.say("林静", "/申请")
    assert "离职移出 1 人：王强" in house.last()
    await house.say("林静", "/通过 2")
    [call] = house.calls("kick")
    assert (call["member"], call["refuse_rejoin"]) == (house.id_of("王强"), False)
    case = await models.Case.get(member_id=house.id_of("王强"))
    assert (case.offence, case.counts) == ("cleanup.members", False)
    await house.say("赵敏", "/通过 2")
    assert "已通过（林静）" in house.last()


async def test_where_whoever_goes_cannot_be_told_in_private_the_administrators_are_asked_to(house: TestHouse) -> None:
    await house.say("王强", "/登记 王强 研发部")
    await leaves_the_organisation(house, "王强")
    send = house.platform.send

    async def refuse_privately(chat: ChatRef, parts: Sequence[Segment]) -> Result:
        return await send(chat, parts) if chat.is_group else Result(Outcome.DENIED, "no friend")

    house.platform.send = refuse_privately  # type: ignore[method-assign]
    await house.say("林静", "/通过 2")
    assert len(house.calls("kick")) == 1
    told = [text for text in house.said() if "没能告知移出的原因" in text]
    assert len(told) == 1
    assert told[0].startswith(f"王强（{house.id_of('王强')}）不能私信")


async def test_who_is_back_in_post_is_kept_and_a_rejected_proposal_removes_nobody(house: TestHouse) -> None:
    await house.say("王强", "/登记 王强 研发部")
    await leaves_the_organisation(house, "王强")
    row = await row_of(house, "王强")
    await people.set_state(house.group.organisation_id, row, "in_post", actor=SYSTEM, now=house.clock.now())
    await house.settle()
    await house.say("林静", "/通过 2")
    assert "未移出（管理员或已复职）" in house.last()
    await house.pass_time(60)
    await leaves_the_organisation(house, "王强")
    number = (await Move.filter(state="open").get()).number
    await house.say("林静", f"/驳回 {number} 返聘")
    assert house.calls("kick") == []
    assert (await Move.get(number=number)).state == "rejected"


async def test_two_administrators_must_agree_about_many(house: TestHouse) -> None:
    for who in ("王强", "李四"):
        if who == "李四":
            house.member(who)
        await house.say(who, f"/登记 {who} {'研发部' if who == '王强' else '财务部'}")
    organisation, now = house.group.organisation_id, house.clock.now()
    sheet = [Person("王强", "研发部", state="departed"), Person("李四", "财务部", state="departed")]
    await people.import_roster(organisation, RosterSheet(tuple(sheet), ()), now=now, actor=SYSTEM)
    await house.settle()
    assert "两位管理员" in house.last()
    number = (await Move.get()).number
    await house.say("林静", f"/通过 {number}")
    assert "还需另一位管理员" in house.last()
    assert house.calls("kick") == []
    await house.say("林静", f"/通过 {number}")
    assert "另一位管理员再同意" in house.last()
    await house.say("赵敏", f"/通过 {number}")
    assert {call["member"] for call in house.calls("kick")} == {house.id_of("王强"), house.id_of("李四")}


async def test_who_went_and_by_whom_is_recorded_and_shown_to_administrators(house: TestHouse) -> None:
    for who, by in (("李雷", None), ("王强", "林静")):
        await house.happen(
            MemberLeft(
                account=house.account,
                chat=house.chat,
                at=house.clock.now(),
                member=house.id_of(who),
                operator=house.id_of(by) if by else None,
                kicked=by is not None,
            )
        )
    assert {(row.member_name, row.how) for row in await Departure.all()} == {("李雷", "left"), ("王强", "kicked")}
    assert not any("不是管理员" in text for text in house.said())
    await house.say("林静", "/退群 记录")
    assert "李雷" in house.last()
    assert "被移出，操作人 林静" in house.last()


async def test_a_removal_by_somebody_not_entitled_is_told_and_a_case_proposed(house: TestHouse) -> None:
    house.platform.group().members.pop(house.id_of("王强"))
    await house.happen(
        MemberLeft(
            account=house.account,
            chat=house.chat,
            at=house.clock.now(),
            member=house.id_of("王强"),
            operator=house.id_of("李雷"),
            kicked=True,
        )
    )
    [told] = [text for text in house.said() if "但不是管理员" in text]
    assert "李雷 移出了 王强" in told
    assert "第十一条" in told
    case = await models.Case.get(member_id=house.id_of("李雷"))
    assert (case.offence, case.state) == ("conduct.kick", "proposed")


async def test_on_wechat_departure_is_proposed_as_well(sqlite_store: str, clock: FakeClock) -> None:
    house = await opened(clock, FakePlatform(platform="wechat", abilities=WECHAT, clock=clock))
    await house.say("王强", "/登记 王强 研发部")
    await leaves_the_organisation(house, "王强")
    number = (await Move.get()).number
    await house.say("林静", f"/通过 {number}")
    assert [call["member"] for call in house.calls("kick")] == [house.id_of("王强")]


def test_the_rules_in_short_are_a_few_lines_of_the_regulation() -> None:
    lines = in_short(regulations.basic())
    assert len(lines) <= 4
    assert any("广告" in line for line in lines)
    assert "看到通知请回复“收到”" in lines
    assert "退群请先申请：/退群 理由" in lines


def test_missing_fields_are_named_and_a_number_may_stand_for_a_phone() -> None:
    words = ("姓名", "部门", "电话", "工号")
    assert missing(words, {"name": "张三"}) == ["部门", "电话", "工号"]
    assert missing(words, {"name": "张三", "department": "研发部", "staff_number": "A1"}) == []
