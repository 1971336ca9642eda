"""``judge``: texts from standard input, a verdict a line to standard output."""

import argparse
import sys
from time import perf_counter_ns
from typing import Any

import orjson

from .domain.assess import judge_line

LONGEST = 20_000


def declare(words: "argparse._SubParsersAction[Any]") -> None:  # pyright: ignore[reportPrivateUsage]
    parser = words.add_parser("judge", help="从标准输入逐行读文本，逐行输出判断（JSON）")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """A line of JSON ``{"text": …}``, or plain text, becomes a line of JSON; empty lines are skipped."""
    del options
    judge_line("预热")
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8", "replace").strip("\r\n\ufeff")
        if not line.strip():
            continue
        text = read_text(line)
        start = perf_counter_ns()
        answer = judge_line(text[:LONGEST])
        answer["us"] = round((perf_counter_ns() - start) / 1000, 1)
        sys.stdout.buffer.write(orjson.dumps(answer) + b"\n")
        sys.stdout.buffer.flush()
    return 0


def read_text(line: str) -> str:
    """The ``text`` of a JSON object; any other line is the text itself."""
    if line.lstrip().startswith("{"):
        try:
            row: Any = orjson.loads(line)
        except orjson.JSONDecodeError:
            return line
        if isinstance(row, dict) and isinstance(row.get("text"), str):  # pyright: ignore[reportUnknownMemberType]
            return str(row["text"])  # pyright: ignore[reportUnknownArgumentType]
    return line
