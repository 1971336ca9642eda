"""Some 180 labelled lines of talk about an activity."""

from pathlib import Path

import pytest

from plugins.activities.domain.poll import MAYBE, NO, YES
from plugins.activities.domain.words import read_answer, without_own_name

LINES = [
    (label, text)
    for line in Path(__file__).with_name("answer_lines.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
    for label, text in [line.removeprefix("r ").split(" ", 1)]
    if not line.startswith("r ")
]
REPLIES = [
    tuple(line[2:].split(" ", 1))
    for line in Path(__file__).with_name("answer_lines.txt").read_text(encoding="utf-8").splitlines()
    if line.startswith("r ")
]
KINDS = {YES: "y", NO: "n", MAYBE: "m"}


def meaning(text: str, *, replied: bool) -> str:
    said = read_answer(text)
    if said is None or not (replied or said.sure or said.signed_only):
        return "-"
    kind = KINDS[said.kind]
    if said.signed_only and not replied:
        return "s" + kind
    return f"{kind}+{said.guests}" if said.kind == YES and said.guests else kind


@pytest.mark.parametrize(("label", "text"), LINES)
def test_a_line_in_the_open_means_what_its_label_says(label: str, text: str) -> None:
    assert meaning(text, replied=False) == label


@pytest.mark.parametrize(("label", "text"), REPLIES)
def test_a_reply_means_what_its_label_says_and_is_nothing_in_the_open(label: str, text: str) -> None:
    assert meaning(text, replied=True) == label
    if label != "m":
        assert meaning(text, replied=False) in ("-", "sn", label)


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("赵磊报名", "赵磊", "报名"),
        ("财务部赵磊报名", "财务部-赵磊", "报名"),
        ("赵磊：去不了了", "赵磊", "去不了了"),
        ("李娜报名", "赵磊", "李娜报名"),
        ("赵磊", "赵磊", "赵磊"),
        ("报名", "", "报名"),
    ],
)
def test_people_write_who_they_are_first(text: str, name: str, rest: str) -> None:
    assert without_own_name(text, name) == rest
