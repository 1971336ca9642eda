"""Coverage and problems of a whole regulation."""

import pytest

from bot.domain.duties import DutyServed
from plugins.charter.catalogue import vocabulary
from plugins.charter.domain.judge import read_regulation
from plugins.charter.domain.match import Vocabulary
from plugins.charter.domain.reading import Reading
from plugins.charter.domain.reading_json import reading_from_json, reading_to_json


def _read(text: str) -> Reading:
    return read_regulation(text, vocabulary(), name="某群规")


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(problem.path, problem.kind) for problem in _read(text).problems]


def test_a_sanction_without_a_measure_is_vague() -> None:
    assert ("第一条", "vague") in _kinds("第一条 情节严重的，移出本群。\n第二条 大家好。")


def test_a_measure_in_the_clause_is_not_vague() -> None:
    assert _kinds("第一条 情节严重（3次以上）的，移出本群。") == []


def test_two_sanctions_for_the_first_breach_contradict() -> None:
    text = "第一条 第一次违反的，警告；第二次违反的，禁言。\n第二条 初犯者移出本群。"
    assert ("第二条", "contradiction") in _kinds(text)


def test_a_deadline_before_its_notice_contradicts() -> None:
    assert ("1", "contradiction") in _kinds("1. 每天20:00发布通知，收到的人18:00前回复收到。\n2. 大家好。")


def test_a_mute_longer_than_the_platform_knows_is_told() -> None:
    assert ("1", "impossible") in _kinds("1. 违规者禁言60天。\n2. 大家好。")


def test_codes_that_nothing_serves_are_told_and_counted() -> None:
    words = Vocabulary({"moderation.ads": DutyServed("moderation.ads", "auto", ("广告",))})
    reading = read_regulation("1. 不发广告。\n2. 违者禁言。\n3. 团结友爱。", words)
    assert reading.coverage() == {
        "clauses": 3, "auto": 1, "assist": 0, "show": 1, "unserved": 1, "unserved_codes": ["sanction.mute"],
    }  # fmt: skip
    assert [(p.path, p.kind) for p in reading.problems] == [("2", "unserved")]


def test_a_ladder_over_the_items_of_a_list_is_one_ladder() -> None:
    reading = _read("三、处理\n1、第一次违反的，提醒；\n2、第二次违反的，禁言一天；\n3、第三次违反的，移出本群。")
    assert reading.clauses[0].parameters["ladder"] == "remind>mute:1d>kick"


def test_a_ladder_of_one_clause_is_not_given_to_its_neighbour() -> None:
    reading = _read("四、罚则\n1.第一次提醒，第二次违规禁言3天。\n2.对处罚有异议的，可以申诉。")
    assert [c.parameters.get("ladder") for c in reading.clauses] == ["remind>mute:3d", None]


def test_title_version_and_date_are_read_or_unknown() -> None:
    reading = _read("工作群管理办法（试行）\n第一条 甲。\n第二条 本办法自2025年3月1日起施行。")
    assert (reading.title, reading.version, reading.effective) == ("工作群管理办法（试行）", "试行", "2025-03-01")
    plain = _read("第一条 甲。")
    assert (plain.title, plain.version, plain.effective) == ("某群规", None, None)


def test_a_reading_comes_back_whole_from_its_json() -> None:
    reading = _read("第一条 第一次违反的，警告；情节严重的，移出本群。\n第二条 收到通知后2小时内回复“收到”。")
    again = reading_from_json(reading_to_json(reading))
    assert reading_to_json(again) == reading_to_json(reading)
    assert again.problems == reading.problems


def test_each_duty_has_its_own_parameters_confidence_and_words() -> None:
    [clause] = _read("第一条 收到通知后2小时内回复“收到”，违者警告。").clauses
    duties = {duty.code: duty for duty in clause.duties}
    assert duties["notice.ack"].parameters == {"within": "2h", "ack_words": "收到"}
    assert duties["sanction.warn"].parameters == {}
    assert duties["sanction.warn"].words == ("警告",)
    assert all(0 < duty.confidence < 1 for duty in clause.duties)


def test_a_clause_knows_what_it_stands_under() -> None:
    reading = _read("第一章 总则\n第一条 甲。\n第二条 禁止：（一）广告；（二）谣言。")
    assert [(c.path, c.parent) for c in reading.clauses] == [
        ("第一条", "第一章"), ("第二条/(一)", "第二条"), ("第二条/(二)", "第二条"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "path"),
    [
        ("第一条 发布广告的，警告。", "第二条 严禁发布广告，违者移出本群。", "第二条"),
        ("第一条 辱骂他人的，一经发现禁言一天。", "第二条 不得辱骂他人，违者禁言三天。", "第二条"),
    ],
)
def test_two_sanctions_for_one_act_contradict(first: str, second: str, path: str) -> None:
    assert (path, "contradiction") in _kinds(f"{first}\n{second}")


@pytest.mark.parametrize(
    "text",
    [
        "第一条 不得发布广告，违者警告。\n第二条 严禁发布广告，违者予以警告。",
        "第一条 不得发布广告，违者警告。\n第二条 不得辱骂他人，违者移出本群。",
        "第一条 不得发布广告，违者警告。\n第二条 不得发布广告。",
    ],
)
def test_one_sanction_for_an_act_is_no_contradiction(text: str) -> None:
    assert "contradiction" not in {kind for _, kind in _kinds(text)}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("群名片格式为“部门-姓名”。", "群名片统一改为“姓名-工号”。"),
        ("收到通知后2小时内回复“收到”。", "收到通知后12小时内回复“收到”。"),
        ("聊天记录保存180天。", "群内聊天记录应保存90天。"),
        ("每月清理连续60天不发言的成员。", "每月清理连续90天不发言的成员。"),
    ],
)
def test_two_values_for_one_rule_contradict_and_one_said_twice_does_not(first: str, second: str) -> None:
    assert ("第二条", "contradiction") in _kinds(f"第一条 {first}\n第二条 {second}")
    assert ("第二条", "contradiction") not in _kinds(f"第一条 {first}\n第二条 {first}")


def test_a_value_for_urgent_cases_stands_beside_the_usual_one() -> None:
    text = "第一条 收到通知后12小时内回复“收到”。\n第二条 紧急通知应在30分钟内回复“收到”。"
    assert "contradiction" not in {kind for _, kind in _kinds(text)}


_BARE = "第一条 不得发布广告。\n第二条 不得辱骂他人。\n第三条 不得传播谣言。\n第四条 不得赌博。\n第五条 不得刷屏。"


def test_each_missing_duty_comes_with_a_clause_that_is_read_as_that_duty() -> None:
    missing = [problem for problem in _read(_BARE).problems if problem.kind == "missing"]
    assert len(missing) >= 10
    assert not [problem.text for problem in missing if "禁止发布" in problem.text]
    for problem in missing:
        assert problem.severity == "hint"
        mended = _read(f"{_BARE}\n第六条 {problem.proposal}")
        assert problem.text not in {one.text for one in mended.problems}


def test_nothing_is_missing_in_a_text_of_a_few_sentences() -> None:
    assert "missing" not in {kind for _, kind in _kinds("第一条 不得发布广告。\n第二条 大家好。")}
