"""A draft is tried on what was said: nobody is touched, and the report says what would have been."""

from datetime import timedelta

import orjson
import pytest

from plugins.antispam.carrying import export_lessons, restore_lessons
from plugins.antispam.lessons.memory import memory, weights_of
from plugins.antispam.lessons.models import TaughtLesson
from plugins.charter.domain.trial import OldCase, report_of
from plugins.charter.models import Trial
from tests.plugins.charter.keeping.steps import drafted
from tests.support.house import TestHouse

SPAM = "兼职日结，一天三百，加微信 vx88886666 了解，名额有限"
LOOSE = "宽松的群规\n第一条 不得谩骂、攻击他人。\n第二条 违反的，第一次禁言1天，第二次移出本群。\n"


def case(message: str, sanction: str, *, clause: str = "第二条", state: str = "standing") -> dict[str, object]:
    return {
        "message": message, "member": "1", "name": "王强", "clause": clause, "offence": "moderation.ads",
        "sanction": sanction, "seconds": None, "state": state, "escalates": False, "at": "2026-03-02T01:00:00+00:00",
    }  # fmt: skip


def test_a_report_counts_and_compares() -> None:
    answer = {
        "messages": 9, "cut": 0, "deeds": {"send": 3},
        "cases": [case("a", "warn"), case("b", "mute"), case("c", "warn", state="proposed")],
    }  # fmt: skip
    old = [
        OldCase(1, "a", "王强", "第二条", "warn", True),
        OldCase(2, "b", "王强", "第二条", "warn", True),
        OldCase(3, "z", "李雷", "第四条", "mute", True),
        OldCase(4, None, "李雷", "第四条", "kick", False),
    ]
    report = report_of(answer, old, 30)
    assert report["line"] == "1 人，禁言 1 次，警告 1 次；须管理员确认 1 件"
    assert report["members"] == [["王强", 2, "禁言"]]
    assert (report["same"], report["new"], report["ordered"]) == (1, 1, 1)
    assert [row[0] for row in report["otherwise"]] == [2]
    assert [row[0] for row in report["no_case_now"]] == [3]


async def test_a_draft_is_tried_in_a_process_of_its_own(house: TestHouse) -> None:
    await house.say("王强", SPAM)
    await house.say("李雷", "你这个傻逼，滚出去")
    await house.say("李雷", "大家好，明天开会")
    await house.house.archive.flush()
    house.clock.advance(timedelta(hours=1))
    calls = len(house.platform.calls)
    number = await drafted(house, LOOSE)
    await house.say("林静", f"/制度 {number} 审定 仍")
    await house.say("林静", f"/制度 {number} 试行 30天")
    trial = await Trial.first()
    assert trial is not None
    assert trial.detail == ""
    assert trial.state == "done"
    assert trial.report["sanctions"] == [["禁言", 1]]
    assert trial.report["members"] == [["李雷", 1, "禁言"]]
    assert [row[1] for row in trial.report["no_case_now"]] == ["王强"]
    assert [row[1] for row in trial.report["otherwise"]] == ["李雷"]
    assert "【试行】" in house.last()
    page = house.platform.files[f"群规试行报告{number}.html"].decode()
    assert "李雷" in page
    assert not [c for c in house.platform.calls[calls:] if c.name in ("recall", "mute", "kick")]
    await house.say("林静", f"/制度 {number}")
    assert "试行 30 天：1 人，禁言 1 次" in house.last()


async def test_what_the_organisation_taught_goes_along(house: TestHouse) -> None:
    for teacher in ("林静", "赵敏"):
        await house.say(teacher, "/垃圾 老地方烧烤今晚有位置，回复一获取包间")
        await house.say(teacher, "/正常 本周订餐三十份，请各班组报数")
    taught = dict(weights_of(house.group.organisation_id) or {})
    assert taught
    carried = orjson.loads(orjson.dumps(await export_lessons(house.group.id)))
    await TaughtLesson.all().delete()
    memory.clear()
    await restore_lessons(house.group.id, carried)
    await memory.load()
    assert dict(weights_of(house.group.organisation_id) or {}) == pytest.approx(taught)
    assert [row.excerpt + row.teacher_name for row in await TaughtLesson.all()] == ["", ""]


async def test_members_try_nothing(house: TestHouse) -> None:
    number = await drafted(house, LOOSE)
    await house.say("王强", f"/制度 {number} 试行")
    assert await Trial.all().count() == 0
