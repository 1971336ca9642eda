"""Absences without notice: listed, put right, settled, and answered as the clause says."""

from datetime import timedelta
from typing import Any

from bot.domain.ports import Outcome
from bot.governance import cases
from bot.governance.directory import directory
from bot.store import audit, models
from plugins.activities.models import Attendance
from tests.plugins.activities.conftest import CODE
from tests.support.house import TestHouse

WEEK = timedelta(days=7)
TO_START = timedelta(days=4, hours=5)


async def _state(house: TestHouse, via: str = "auto", **parameters: str) -> None:
    """The clause about attendance says this."""
    row = await models.Regulation.get()
    clauses: list[dict[str, Any]] = [c for c in row.clauses if c["path"] != "第十九条"]
    duties = [{"code": "event.attendance", "via": via, "parameters": parameters}, {"code": "event.rsvp"}]
    clauses.append({"path": "第十九条", "text": "无故缺席两次的予以提醒。", "duties": duties})
    await models.Regulation.all().update(clauses=clauses)
    await directory.load(now=house.clock.now())


async def _held(house: TestHouse, *came: str, number: int, absent: tuple[str, ...] = ("李娜",)) -> None:
    """One activity from Monday to its end on Friday."""
    await house.say("赵磊", "/活动 登山 | 周五14:00-16:00 | 西山 | 带水")
    for name in (*came, *absent):
        await house.say(name, f"/报名 {number}")
    await house.pass_time(TO_START)
    for name in came:
        await house.say(name, f"/签到 {number} {CODE}")
    await house.pass_time(timedelta(hours=2, minutes=1))


def _privately(house: TestHouse) -> str:
    return house.platform.sent_privately(house.id_of("赵磊"))[-1]


async def _cases(house: TestHouse) -> list[cases.CaseFile]:
    return await cases.cases_of(house.group.id)


async def test_the_organiser_gets_the_list_in_private_and_can_put_it_right_for_three_days(house: TestHouse) -> None:
    await _held(house, "王强", number=1, absent=("李娜", "周明"))
    assert "到 1 人，未到 2 人" in _privately(house)
    assert "未到：李娜、周明" in _privately(house)
    assert not any("未到：" in text for text in house.said())
    await house.say("赵磊", "/签到 1 请假", mention=None)
    await house.say("赵磊", "/签到 1 请假 李娜")
    assert "已将 李娜 记为请假" in house.last()
    await house.say("赵磊", "/签到 1 周明")
    assert "已为 周明 签到，已到 2 人" in house.last()
    await house.say("赵磊", "/签到 1 未到 王强")
    assert "已将 王强 记为未到，已到 1 人" in house.last()
    await house.say("赵磊", "/活动 1 名单")
    assert "未到 1 人（另请假 1）" in house.last()
    await house.pass_time(timedelta(days=3))
    await house.say("赵磊", "/签到 1 王强")
    assert "不能再改" in house.last()
    assert await Attendance.filter(absent=True).values_list("member_name", flat=True) == ["王强"]


async def test_where_the_organiser_cannot_be_told_the_group_hears_figures_without_names(house: TestHouse) -> None:
    await house.say("赵磊", "/活动 登山 | 周五14:00-16:00 | 西山 | 带水")
    await house.say("李娜", "/报名 1")
    await house.say("王强", "/报名 1")
    await house.pass_time(TO_START)
    await house.say("王强", f"/签到 1 {CODE}")
    house.platform.script("send", Outcome.DENIED, detail="not a friend", times=1)
    await house.pass_time(timedelta(hours=2, minutes=1))
    told = [text for text in house.said() if "到 1 人，未到 1 人" in text]
    assert len(told) == 1
    assert "李娜" not in told[0]


async def test_two_absences_are_one_reminder_that_cites_the_clause(each_store: TestHouse) -> None:
    house = each_store
    await house.say("林静", "/模式 执行")
    await _state(house, absences="2")
    await _held(house, "王强", number=1)
    await house.say("赵磊", "/签到 1 确认")
    assert "已确认：到 1 人，未到 1 人" in house.last()
    assert await _cases(house) == []
    await house.pass_time(WEEK - TO_START - timedelta(hours=2, minutes=1))
    await _held(house, "王强", number=2)
    assert await _cases(house) == []
    await house.pass_time(timedelta(days=3))
    (case,) = await _cases(house)
    assert (case.member, case.offence, case.clause, case.step.sanction.value) == (
        house.id_of("李娜"), "event.attendance", "第十九条", "remind",
    )  # fmt: skip
    assert "未请假缺席 2 次" in case.reason
    assert case.state == "standing"
    await house.pass_time(timedelta(days=30))
    assert len(await _cases(house)) == 1
    assert await audit.verify(f"group:{house.group.id}") is None


async def test_the_absences_of_a_case_do_not_count_for_another(house: TestHouse) -> None:
    await house.say("林静", "/模式 执行")
    await _state(house, absences="2")
    number = 0
    found: list[int] = []
    for week in range(4):
        number = 1 + max((await models.Numbered.all().values_list("number", flat=True)) or [0])  # type: ignore[type-var]
        await _held(house, "王强", number=number)
        await house.say("赵磊", f"/签到 {number} 确认")
        found.append(len(await _cases(house)))
        await house.pass_time(WEEK - TO_START - timedelta(hours=2, minutes=1))
        assert week == len(found) - 1
    assert found == [0, 1, 1, 2]


async def test_a_clause_that_is_to_be_decided_by_a_person_makes_a_proposal(house: TestHouse) -> None:
    await house.say("林静", "/模式 执行")
    await _state(house, "assist", absences="1")
    await _held(house, "王强", number=1)
    await house.say("赵磊", "/签到 1 确认")
    (case,) = await _cases(house)
    assert case.state == "proposed"


async def test_a_clause_with_an_action_of_its_own_is_answered_by_it(house: TestHouse) -> None:
    await house.say("林静", "/模式 执行")
    await _state(house, absences="1", action="warn")
    await _held(house, "王强", number=1)
    await house.say("赵磊", "/签到 1 确认")
    (case,) = await _cases(house)
    assert case.step.sanction.value == "warn"


async def test_without_such_a_clause_absences_are_recorded_only(house: TestHouse) -> None:
    await house.say("林静", "/模式 执行")
    await _held(house, "王强", number=1)
    await house.pass_time(timedelta(days=4))
    assert await Attendance.filter(absent=True).count() == 1
    assert await _cases(house) == []


async def test_where_nobody_was_checked_in_nobody_was_missed(house: TestHouse) -> None:
    await _state(house, absences="1")
    await _held(house, number=1)
    assert "没有人签到" in _privately(house)
    await house.pass_time(timedelta(days=4))
    assert await Attendance.filter(absent=True).count() == 0


async def test_who_excused_themselves_before_the_start_is_not_missed(house: TestHouse) -> None:
    await _state(house, absences="1")
    await house.say("赵磊", "/活动 登山 | 周五14:00-16:00 | 西山 | 带水")
    for name in ("王强", "李娜"):
        await house.say(name, "/报名 1")
    await house.say("李娜", "/取消报名 1")
    await house.pass_time(TO_START)
    await house.say("王强", f"/签到 1 {CODE}")
    await house.pass_time(timedelta(hours=3))
    assert "未到 0 人（另请假 1）" in _privately(house)
    await house.say("赵磊", "/签到 1 确认")
    assert await _cases(house) == []
