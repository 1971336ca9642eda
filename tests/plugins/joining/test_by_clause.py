"""Done only where a clause of the regulation asks for it: incomplete requests returned, leaving with consent."""

import json
from datetime import timedelta

from bot.domain.events import MemberLeft
from bot.domain.ids import MemberId
from bot.governance.directory import directory
from bot.store import models
from plugins.joining.models import Asking
from tests.support.house import TestHouse

from .conftest import Ask


async def stated(house: TestHouse, code: str, **parameters: str) -> None:
    """The clause of this capability says so from now on."""
    row = await models.Regulation.filter(group_id=None).order_by("-id").first()
    assert row is not None
    clauses = json.loads(json.dumps(row.clauses))
    duties = [duty for clause in clauses for duty in clause["duties"] if duty["code"] == code]
    assert duties, code
    duties[0]["parameters"] = {**duties[0].get("parameters", {}), **parameters}
    await models.Regulation.filter(id=row.id).update(clauses=clauses)
    await directory.load(now=house.clock.now())


async def test_an_incomplete_request_is_returned_once_with_what_is_missing(house: TestHouse, ask: Ask) -> None:
    await stated(house, "join.profile", incomplete="return")
    await ask("30001", "张三")
    [call] = house.calls("answer_request")
    assert call["approve"] is False
    assert "部门" in call["reason"]
    assert house.said() == []
    row = await Asking.get(number=1)
    assert (row.state, row.decision) == ("rejected", "incomplete")
    # A second one as bare as the first is for a person.
    await ask("30001", "张三！", flag="again")
    assert len(house.calls("answer_request")) == 1
    assert "申请 #2" in house.last()
    # And a full one is let in.
    await ask("30002", "张三 研发部 13800138000")
    assert house.calls("answer_request")[-1]["approve"] is True


async def test_without_such_a_clause_an_incomplete_request_waits_for_a_person(house: TestHouse, ask: Ask) -> None:
    await ask("30001", "张三")
    assert house.calls("answer_request") == []
    assert "缺少：" in house.last()


async def leave(house: TestHouse, name: str) -> None:
    member = MemberId(house.id_of(name))
    house.platform.group().members.pop(member, None)
    await house.happen(
        MemberLeft(account=house.account, chat=house.group.chat, at=house.clock.now(), member=member, kicked=False)
    )


async def test_who_leaves_without_the_consent_that_the_regulation_asks_for_is_told(house: TestHouse) -> None:
    await stated(house, "exit.request", approval="required")
    await house.say("王强", "/退群 调到别处")
    await leave(house, "李雷")
    assert "李雷" in house.last()
    assert "第十五条" in house.last()
    await house.say("林静", "/通过 1")
    said = len(house.said())
    await leave(house, "王强")
    await house.pass_time(timedelta(minutes=1))
    assert not any("王强" in text and "未经" in text for text in house.said()[said:])


async def test_where_no_consent_is_asked_for_nobody_who_leaves_is_told(house: TestHouse) -> None:
    said = len(house.said())
    await leave(house, "李雷")
    await house.pass_time(timedelta(minutes=1))
    assert house.said()[said:] == []
