"""``judge`` on the command line: what it reads and the lines it writes."""

import io
import json
import sys
from argparse import Namespace
from typing import Any

import pytest

from plugins.antispam import commandline
from plugins.antispam.commandline import read_message
from plugins.antispam.domain.message import Authored, Sender

AD = "日结兼职 一天三百 加微信 abc12345"


class _Standard:
    """Standard input or output of bytes."""

    def __init__(self, data: bytes = b"") -> None:
        self.buffer = io.BytesIO(data)


def judged(monkeypatch: pytest.MonkeyPatch, *lines: str | bytes) -> list[dict[str, Any]]:
    data = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    answers = _Standard()
    monkeypatch.setattr(sys, "stdin", _Standard(data))
    monkeypatch.setattr(sys, "stdout", answers)
    assert commandline.run(Namespace()) == 0
    return [json.loads(line) for line in answers.buffer.getvalue().splitlines()]


def test_a_line_in_is_a_line_out_in_the_public_format(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = judged(monkeypatch, json.dumps({"text": AD}), "下午三点开会", "", json.dumps({"text": "死黑鬼滚回去"}))
    assert [(a["verdict"], a["action"]) for a in answers] == [
        ("recruitment", "recall"),
        ("clean", "none"),
        ("abuse", "recall"),
    ]
    for answer in answers:
        assert set(answer) == {"verdict", "score", "action", "checks", "us"}
        assert 0 <= answer["score"] <= 1
        assert answer["us"] > 0
        assert all(set(check) == {"name", "verdict", "evidence"} for check in answer["checks"])


@pytest.mark.parametrize("line", ["{", '{"text": 5}', "{}", "[1]", '{"title": "x"}', '"text"', "{不是 JSON}"])
def test_what_is_no_such_object_is_the_text_itself(line: str) -> None:
    assert read_message(line) == Authored(line)


def test_bytes_that_are_no_text_are_judged_as_far_as_they_go(monkeypatch: pytest.MonkeyPatch) -> None:
    [answer] = judged(monkeypatch, b"\xff\xfe" + AD.encode())
    assert answer["action"] == "recall"


def test_what_else_is_known_of_a_message_may_stand_beside_its_text() -> None:
    row = {
        "text": "看看",
        "files": ["a.exe", 5],
        "urls": ["https://a.top"],
        "sender": {"newcomer": True},
        "reply": True,
    }
    expected = Authored("看看", ("https://a.top",), ("a.exe",), sender=Sender(is_newcomer=True), answers=True)
    assert read_message(json.dumps(row)) == expected


@pytest.mark.parametrize("sender", [None, 5, "admin", [], {"admin": 1}, {"admin": "true"}])
def test_a_sender_told_wrongly_is_an_ordinary_one(sender: object) -> None:
    assert read_message(json.dumps({"text": "看看", "sender": sender})).sender == Sender()


def test_an_administrator_is_judged_and_nothing_would_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    [answer] = judged(monkeypatch, json.dumps({"text": AD, "sender": {"admin": True}}))
    assert (answer["verdict"], answer["action"]) == ("recruitment", "none")


def test_a_program_beside_the_text_is_recalled(monkeypatch: pytest.MonkeyPatch) -> None:
    [answer] = judged(monkeypatch, json.dumps({"text": "", "files": ["报表.pdf.exe"]}))
    assert (answer["verdict"], answer["action"]) == ("links", "recall")
