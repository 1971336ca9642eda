"""Where the regulation asks the departments first: superiors see their own people, and their word counts."""

from collections.abc import Sequence

import pytest

from bot.domain.ids import ChatRef
from bot.domain.messages import Segment
from bot.domain.ports import Outcome, Result
from bot.governance import people
from bot.store import models
from plugins.cleanup.domain.answers import AGREE, KEEP, SuperiorsAnswer, read_answer
from tests.plugins.cleanup.conftest import SPEAKERS, kicked, run_through
from tests.plugins.cleanup.test_regulation import state
from tests.support.house import TestHouse

DAY = 86_400.0


@pytest.fixture
async def office(house: TestHouse) -> TestHouse:
    """王强 and 李雷 answer to 陈主任 of the group; the clause asks to check with the department."""
    organisation = house.group.organisation_id
    house.member("陈主任")
    house.platform.add_member(house.id_of("陈主任"), card="技术部-陈主任")
    head = await models.Person.create(organisation_id=organisation, name="陈主任", department="技术部")
    for name in ("王强", "李雷"):
        await models.Person.create(organisation_id=organisation, name=name, department="技术部", superior="陈主任")
    for name in (*SPEAKERS, "陈立", "林静", "赵敏"):
        await models.Person.create(organisation_id=organisation, name=name, department="技术部")
    people.forget_rosters()
    await state(house, "cleanup.members", verify_with_department="yes")
    await house.pass_time(600)
    await models.Membership.filter(member_id=house.id_of("陈主任")).update(person_id=head.id)
    await house.say("林静", "/清理")
    return house


def whispered(house: TestHouse) -> list[str]:
    return house.platform.sent_privately(house.id_of("陈主任"))


async def test_confirming_asks_the_superior_first_about_their_own_people(office: TestHouse) -> None:
    await office.say("林静", "/清理 执行 1")
    assert "先由部门核实" in office.last()
    assert "陈主任：2 人，已私下请其核实" in office.last()
    [asked] = whispered(office)
    assert "1. 王强" in asked
    assert "2. 李雷" in asked
    assert "61 天无互动" in asked
    await office.say("林静", "/清理 执行 1")
    assert "先由部门核实" in office.last()
    assert len(whispered(office)) == 1


async def test_what_the_superior_answers_is_counted(office: TestHouse) -> None:
    await office.say("林静", "/清理 执行 1")
    await office.say("陈主任", "保留 2 借调到分公司", private=True)
    assert "已记下：保留 1 人" in whispered(office)[-1]
    await office.say("陈主任", "同意", private=True)
    assert "已核实完" in whispered(office)[-1]
    assert any("陈主任 已答复，同意移出 1 人，保留 1 人（李雷：借调到分公司）" in text for text in office.said())
    await office.say("林静", "/查看 1")
    assert "李雷" in office.last()
    assert "部门要求保留" in office.last()
    await office.say("林静", "/清理 执行 1")
    await office.pass_time(7 * DAY)
    await run_through(office)
    assert kicked(office) == [office.id_of("王强")]


async def test_nobody_else_answers_for_the_superior(office: TestHouse) -> None:
    await office.say("林静", "/清理 执行 1")
    await office.say("王强", "保留 1", private=True)
    await office.say("王强", "同意", private=True)
    assert await models.Membership.exists()
    await office.say("林静", "/清理 执行 1")
    assert "先由部门核实" in office.last()


async def test_an_administrator_vouches_for_what_was_asked_otherwise(office: TestHouse) -> None:
    await office.say("林静", "/清理 执行 1")
    await office.say("林静", "/清理 核实 1")
    assert "2 人由你向部门核实" in office.last()
    await office.say("林静", "/清理 执行 1")
    assert any("清理 #1 已确认" in text for text in office.said())
    await office.say("林静", "/清理 核实 1")
    assert "已作废" in office.last() or "没有待部门核实" in office.last()


async def test_a_superior_who_cannot_be_written_to_is_asked_through_the_administrators(
    office: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, head = office.platform.send, office.id_of("陈主任")

    async def send(chat: ChatRef, parts: Sequence[Segment]) -> Result:
        return Result(Outcome.DENIED, "not a friend") if chat.user == head else await usual(chat, parts)

    monkeypatch.setattr(office.platform, "send", send)
    await office.say("林静", "/清理 执行 1")
    await office.pass_time(60)
    [told] = [text for text in office.said() if "没能私下请 陈主任 核实" in text]
    assert "王强" in told
    assert "李雷" in told
    assert whispered(office) == []
    await office.say("林静", "/清理 核实 1")
    assert "2 人由你向部门核实" in office.last()
    await office.say("林静", "/清理 执行 1")
    assert any("清理 #1 已确认" in text for text in office.said())


async def test_a_superior_of_another_group_only_is_asked_there(office: TestHouse) -> None:
    head = office.id_of("陈主任")
    membership = await models.Membership.get(member_id=head)
    here = await models.Group.get(id=office.group.id)
    other = await models.Group.create(
        organisation_id=here.organisation_id, platform=here.platform, external_id="901", enabled=True, name="部门群"
    )
    await models.Membership.create(
        group_id=other.id, member_id=head, person_id=membership.person_id, first_seen_at=office.clock.now()
    )
    await membership.delete()
    office.platform.group().members.pop(head)
    await office.say("林静", "/清理")
    await office.say("林静", "/清理 执行 1")
    [asked] = whispered(office)
    assert "1. 王强" in asked


async def test_without_an_answer_the_administrators_decide_after_the_time(office: TestHouse) -> None:
    await office.say("林静", "/清理 执行 1")
    for _ in range(6):
        await office.pass_time(DAY)
    assert len([text for text in whispered(office) if "再次提醒" in text]) == 1
    assert any("陈主任 到期没有答复 2 人" in text for text in office.said())
    await office.say("林静", "/清理 执行 1")
    assert any("清理 #1 已确认" in text for text in office.said())


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("同意", SuperiorsAnswer(AGREE, None, frozenset(), "")),
        ("同意 1、3", SuperiorsAnswer(AGREE, None, frozenset({1, 3}), "")),
        ("#12 同意", SuperiorsAnswer(AGREE, 12, frozenset(), "")),
        ("保留2 借调中", SuperiorsAnswer(KEEP, None, frozenset({2}), "借调中")),
        ("保留第2、4位，产假", SuperiorsAnswer(KEEP, None, frozenset({2, 4}), "产假")),
        ("不同意", SuperiorsAnswer(KEEP, None, frozenset(), "")),
        ("全部保留 都还在岗", SuperiorsAnswer(KEEP, None, frozenset(), "都还在岗")),
        ("同意你昨天说的方案", None),
        ("收到", None),
        ("我同意", None),
        ("", None),
        ("同意" + " " * 300, SuperiorsAnswer(AGREE, None, frozenset(), "")),
        ("保留" + "字" * 300, None),
    ],
)
def test_a_superiors_words_are_read(text: str, answer: SuperiorsAnswer | None) -> None:
    assert read_answer(text) == answer
