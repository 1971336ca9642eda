"""Two tables of messages of our own: work talk that must be clean, and offences that must be caught."""

from pathlib import Path

import pytest

from plugins.antispam.domain.assess import assess, judge_line
from plugins.antispam.domain.message import Authored
from plugins.antispam.domain.policy import builtin_policy
from plugins.antispam.domain.talk.window import WindowFacts
from plugins.antispam.domain.verdict import CLEAN, Action


def read(name: str) -> list[str]:
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in lines if line and not line.startswith(("#", "["))]


NAMES = {"words", "model", "combination", "links", "files", "cards"} | {
    "personal",
    "secrets",
    "flood",
    "repeats",
    "pieces",
}
WORK_TALK = read("hard_negatives.txt")
PLACES = read("settings.txt")
OFFENCES = [tuple(line.split("\t")) for line in read("offences.txt")]


def test_the_tables_are_long_enough_to_mean_something() -> None:
    assert len(WORK_TALK) >= 120
    assert len(PLACES) >= 150
    assert len(OFFENCES) >= 120


@pytest.mark.parametrize("text", WORK_TALK)
def test_work_talk_is_never_taken_away(text: str) -> None:
    verdict = assess(Authored(text), WindowFacts(), builtin_policy())
    assert verdict.action is not Action.RECALL, verdict.checks
    assert all(check.name in {"model", "combination"} for check in verdict.checks if check.acts), verdict.checks


@pytest.mark.parametrize("text", PLACES)
def test_what_is_ordinary_at_some_place_of_work_is_never_taken_away(text: str) -> None:
    verdict = assess(Authored(text), WindowFacts(), builtin_policy())
    assert verdict.action is not Action.RECALL, verdict.checks


@pytest.mark.parametrize(
    ("told", "offered"),
    [
        ("保洁在电梯里撕下一张“低息贷款秒下款”的卡片", "低息贷款秒下款"),
        ("昨天有个号说能“代开发票”，我直接拉黑了", "专业代开发票，量大从优"),
        ("门诊大厅有人发“包治百病”的卡片，保卫科来一下", "祖传秘方，包治百病"),
    ],
)
def test_an_offer_that_is_only_quoted_stays(told: str, offered: str) -> None:
    quoting, offering = (assess(Authored(text), WindowFacts(), builtin_policy()) for text in (told, offered))
    assert (quoting.action is Action.RECALL, offering.action) == (False, Action.RECALL)


def test_a_rude_word_acts_where_it_is_said_to_somebody_however_long_the_message() -> None:
    texts = ("王八蛋糕店的名字起得有意思，下午去订一个", "会议纪要已经发到群里了，老张你个蠢货又把附件漏了")
    verdicts = [assess(Authored(text), WindowFacts(), builtin_policy()) for text in texts]
    assert [verdict.action is Action.RECALL for verdict in verdicts] == [False, True]


def test_quotation_marks_around_everything_excuse_nothing() -> None:
    assert assess(Authored("“专业代开发票，量大从优”"), WindowFacts(), builtin_policy()).action is Action.RECALL


def test_swearing_at_a_thing_stays_though_somebody_is_addressed_in_another_clause() -> None:
    at_a_thing = assess(Authored("这个程序有些逻辑很傻逼，你升级了也不一定能返回"), WindowFacts(), builtin_policy())
    at_somebody = assess(Authored("这个程序跑不动，你就是个傻逼"), WindowFacts(), builtin_policy())
    assert (at_a_thing.action, at_somebody.action) == (Action.REVIEW, Action.RECALL)


def test_nearly_all_work_talk_is_clean() -> None:
    verdicts = [assess(Authored(text), WindowFacts(), builtin_policy()) for text in WORK_TALK]
    clean = [verdict for verdict in verdicts if verdict.action is Action.NONE]
    assert len(clean) >= 0.98 * len(verdicts)
    assert all((verdict.code, verdict.score < 0.5) == (CLEAN, True) for verdict in clean)


@pytest.mark.parametrize(("codes", "text"), OFFENCES)
def test_an_offence_is_recalled_under_its_code(codes: str, text: str) -> None:
    verdict = assess(Authored(text), WindowFacts(), builtin_policy())
    assert verdict.action is Action.RECALL
    assert verdict.code in codes.split("|")
    assert verdict.score >= 0.5
    assert verdict.evidence


def test_judge_line_speaks_the_public_format() -> None:
    answer = judge_line("死黑鬼滚回去")
    assert answer["verdict"] == "abuse"
    assert answer["action"] == "recall"
    score = answer["score"]
    assert isinstance(score, float)
    assert 0 <= score <= 1
    checks = answer["checks"]
    assert isinstance(checks, list)
    assert {check["name"] for check in checks} >= NAMES
    assert all(set(check) == {"name", "verdict", "evidence"} for check in checks)


def test_judge_line_lists_every_check_when_clean() -> None:
    answer = judge_line("下午三点开会")
    assert (answer["verdict"], answer["action"]) == ("clean", "none")
    checks = answer["checks"]
    assert isinstance(checks, list)
    assert {check["name"] for check in checks} >= NAMES
