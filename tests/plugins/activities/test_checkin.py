"""Check-in on the day: codes that change, guests, late ones, the organiser's word, and in private."""

from datetime import timedelta

import pytest

from bot.domain.ports import Outcome
from bot.store import models
from plugins.activities.domain.codes import code_at
from plugins.activities.models import ActivityRow, Attendance
from plugins.activities.service import codes, handouts
from tests.support.house import TestHouse

HIKE = "/活动 登山 | 周五14:00-16:00 | 西山 | 带水"
TO_START = timedelta(days=4, hours=5)
SECRET = "k3J_x-9Z"


@pytest.fixture
def changing(house: TestHouse) -> TestHouse:
    """The secret is known, its codes change."""
    codes.use(lambda: SECRET)
    return house


async def _begun(house: TestHouse, *names: str, before: timedelta = timedelta(minutes=20)) -> None:
    await house.say("赵磊", HIKE)
    for name in names:
        await house.say(name, "/报名 1")
    await house.pass_time(TO_START - before)


async def _code(house: TestHouse) -> str:
    return code_at(SECRET, (await ActivityRow.get()).id, house.clock.now())


def _privately(house: TestHouse, who: str) -> str:
    told = house.platform.sent_privately(house.id_of(who))
    return told[-1] if told else ""


async def test_a_code_passed_on_is_of_no_use_three_minutes_later_and_costs_no_try(changing: TestHouse) -> None:
    house = changing
    await _begun(house, "王强", "李娜")
    old = await _code(house)
    await house.say("王强", f"/签到 1 {old}")
    assert "签到成功" in house.last()
    await house.pass_time(timedelta(minutes=3))
    assert await _code(house) != old
    for _ in range(6):
        await house.say("李娜", f"/签到 1 {old}")
        assert "已过期（不算输错）" in house.last()
        await house.pass_time(10)
    await house.say("李娜", f"/签到 1 {await _code(house)}")
    assert "签到成功，已到 2 人" in house.last()


async def test_the_organiser_takes_the_code_in_private_as_often_as_they_like(changing: TestHouse) -> None:
    house = changing
    await _begun(house, "王强")
    codes_shown: set[str] = set()
    for words in ("/签到 1", "/签到", "/checkin 1 签到码"):
        await house.say("赵磊", words, private=True)
        assert f"签到码：{await _code(house)}" in _privately(house, "赵磊")
        codes_shown.add(await _code(house))
        await house.pass_time(60)
    assert len(codes_shown) == 3
    assert not any("签到码：" in text for text in house.said())


async def test_nobody_else_is_shown_the_code(changing: TestHouse) -> None:
    house = changing
    await _begun(house, "王强")
    await house.say("王强", "/签到 1", private=True)
    assert "只有活动 #1 的组织者" in _privately(house, "王强")
    await house.say("王强", "/签到 1")
    assert "只有活动 #1 的组织者" in house.last()
    await house.say("王强", "/活动 1 签到码")
    assert "只有活动 #1 的组织者" in house.last()
    assert await _code(house) not in " ".join(house.said())


async def test_asked_for_in_the_group_the_code_comes_in_private_and_else_in_the_group(changing: TestHouse) -> None:
    house = changing
    await _begun(house, "王强")
    await house.say("赵磊", "/活动 1 签到码")
    assert "已私发给你" in house.last()
    assert await _code(house) in _privately(house, "赵磊")
    await house.pass_time(60)
    house.platform.script("send", Outcome.DENIED, detail="not a friend")
    await house.say("赵磊", "/签到 1")
    code = await _code(house)
    assert any(f"签到码：{code}" in text for text in house.said())


async def test_a_member_checks_in_in_private_too(changing: TestHouse) -> None:
    house = changing
    await _begun(house, "王强")
    await house.say("王强", f"/签到 1 {await _code(house)}", private=True)
    assert "签到成功" in _privately(house, "王强")
    assert (await Attendance.get()).member_id == house.id_of("王强")


async def test_guests_count_as_signed_up_or_as_said(changing: TestHouse) -> None:
    house = changing
    await house.say("赵磊", HIKE)
    await house.say("王强", "/报名 1 +2")
    await house.say("李娜", "/报名 1")
    await house.pass_time(TO_START - timedelta(minutes=5))
    await house.say("王强", f"/签到 1 {await _code(house)}")
    assert "连同行共 3 人，已到 3 人" in house.last()
    await house.say("李娜", f"/签到 {await _code(house)} +1")
    assert "连同行共 2 人，已到 5 人" in house.last()


async def test_who_comes_a_quarter_of_an_hour_late_is_marked(changing: TestHouse) -> None:
    house = changing
    await _begun(house, "王强", "李娜", before=timedelta(minutes=-9))
    await house.say("王强", f"/签到 1 {await _code(house)}")
    assert "迟到" not in house.last()
    await house.pass_time(timedelta(minutes=6))
    await house.say("李娜", f"/签到 1 {await _code(house)}")
    assert "（迟到）" in house.last()


async def test_all_are_there_by_one_word_but_who_excused_themselves(changing: TestHouse) -> None:
    house = changing
    await _begun(house, "王强", "李娜", "周明", before=timedelta(minutes=40))
    await house.say("周明", "/取消报名 1")
    await house.pass_time(timedelta(minutes=45))
    await house.say("王强", "/签到 1 全部到齐")
    assert "只有活动 #1 的组织者" in house.last()
    await house.say("赵磊", "/签到 1 全部到齐")
    assert "已为 王强、李娜 签到，已到 2 人" in house.last()
    await house.say("赵磊", "/签到 1 全部到齐")
    assert "早已签到" in house.last()


async def test_the_list_is_shown_to_the_organiser_with_a_picture_and_sent_as_a_table(changing: TestHouse) -> None:
    house = changing
    for n in range(4):
        house.member(f"=张{n}")
    await _begun(house, "王强", "李娜", *(f"=张{n}" for n in range(4)))
    await house.say("王强", f"/签到 1 {await _code(house)}")
    await house.say("李娜", "/活动 1 名单")
    assert "只有活动 #1 的组织者" in house.last()
    await house.say("赵磊", "/活动 1 名单")
    assert house.last().startswith("活动 #1“登山”签到名单：到 1 人，未到 5 人")
    assert house.last().endswith("[Image]")
    await house.say("赵磊", "/签到 1 名单 导出 csv")
    rows = house.platform.files["活动1签到名单.csv"].decode("utf-8-sig").splitlines()
    assert rows[0] == "部门,姓名,账号,状态,签到时间,同行"
    assert rows[1].startswith(f",王强,{house.id_of('王强')},到场,2026-03-06 13:40,0")
    assert any("'=张0" in row and "未到" in row for row in rows)
    await house.say("赵磊", "/活动 1 名单 导出")
    assert house.platform.files["活动1签到名单.xlsx"].startswith(b"PK")


async def test_where_no_files_are_sent_the_list_comes_as_lines_in_private(wechat: TestHouse) -> None:
    house = wechat
    codes.use(lambda: SECRET)
    await _begun(house, "王强", "李娜")
    await house.say("王强", f"/签到 1 {await _code(house)}")
    await house.say("赵磊", "/签到 1 名单 导出")
    assert "活动 #1 的签到名单已用文字私聊发给你" in house.last()
    lines = _privately(house, "赵磊").splitlines()
    assert "活动 #1" in lines[0]
    assert lines[1] == "部门,姓名,账号,状态,签到时间,同行"
    assert lines[2].startswith(f",王强,{house.id_of('王强')},到场,2026-03-06 13:40,0")
    assert lines[3].startswith(",李娜,")
    assert await models.AuditEntry.filter(action="activity.exported").count() == 1


async def test_a_list_too_long_for_lines_is_refused(wechat: TestHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handouts, "MOST_LINES", 1)
    await _begun(wechat, "王强", "李娜")
    before = _privately(wechat, "赵磊")
    await wechat.say("赵磊", "/签到 1 名单 导出")
    assert "名单超过 1 行" in wechat.last()
    assert _privately(wechat, "赵磊") == before


async def test_on_wechat_the_code_goes_by_private_message_too(wechat: TestHouse) -> None:
    codes.use(lambda: SECRET)
    await _begun(wechat, "王强")
    await wechat.say("赵磊", "/签到 1", private=True)
    assert f"签到码：{await _code(wechat)}" in _privately(wechat, "赵磊")
    await wechat.say("王强", f"/签到 1 {await _code(wechat)}")
    assert "签到成功" in wechat.last()
