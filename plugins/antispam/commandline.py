"""``judge``: texts from standard input, a verdict a line to standard output."""

import argparse
import sys
from time import perf_counter_ns
from typing import Any, cast

import orjson

from .domain.assess import judge_line
from .domain.message import Authored, Sender
from .training import commandline as training

LONGEST = 20_000


def declare(words: "argparse._SubParsersAction[Any]") -> None:  # pyright: ignore[reportPrivateUsage]
    parser = words.add_parser(
        "judge",
        help="从标准输入逐行读文本，逐行输出判断（JSON）",
        description='每行一条：纯文本，或 {"text": …}，可另带 files、urls、sender（newcomer、admin、trusted）、reply',
    )
    parser.set_defaults(run=run)
    training.declare(words)


def run(options: argparse.Namespace) -> int:
    """A line of JSON ``{"text": …}``, or plain text, becomes a line of JSON; empty lines are skipped."""
    del options
    judge_line(Authored("预热"))
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8", "replace").strip("\r\n\ufeff")
        if not line.strip():
            continue
        message = read_message(line)
        start = perf_counter_ns()
        answer = judge_line(message)
        answer["us"] = round((perf_counter_ns() - start) / 1000, 1)
        sys.stdout.buffer.write(orjson.dumps(answer) + b"\n")
        sys.stdout.buffer.flush()
    return 0


def read_message(line: str) -> Authored:
    """A JSON object with ``text`` and what else it tells of the message; any other line is the text itself.

    What has another type than it should is left out.
    """
    if line.lstrip().startswith("{"):
        try:
            row: Any = orjson.loads(line)
        except orjson.JSONDecodeError:
            return Authored(line[:LONGEST])
        if isinstance(row, dict) and isinstance(row.get("text"), str):  # pyright: ignore[reportUnknownMemberType]
            return _message(row)  # pyright: ignore[reportUnknownArgumentType]
    return Authored(line[:LONGEST])


def _message(row: dict[str, Any]) -> Authored:
    sender = _object(row.get("sender"))
    return Authored(
        text=str(row["text"])[:LONGEST],
        urls=_texts(row.get("urls")),
        files=_texts(row.get("files")),
        sender=Sender(
            is_newcomer=sender.get("newcomer") is True,
            is_admin=sender.get("admin") is True,
            is_trusted=sender.get("trusted") is True,
        ),
        answers=row.get("reply") is True,
    )


def _object(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(one for one in cast("list[Any]", value) if isinstance(one, str)) if isinstance(value, list) else ()
