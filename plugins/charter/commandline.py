"""``regulation check FILE``: which clause is served by what, what is not, and what is wrong with the text."""

import argparse
import sys
from pathlib import Path
from typing import Any

import orjson

from bot import settings
from bot.texts import render

from .catalogue import served
from .checking import check_file
from .domain.reading_json import reading_from_json, reading_to_json
from .proposing import Model, propose
from .reading import Unreadable
from .report import html_report


def declare(words: "argparse._SubParsersAction[Any]") -> None:  # pyright: ignore[reportPrivateUsage]
    parser = words.add_parser("regulation", help="检查一份制度：哪些条款由机器人执行、协助或只作公示")
    verbs = parser.add_subparsers(title="动作", dest="verb", metavar="动作", required=True)
    check = verbs.add_parser("check", help="检查 .docx、.txt 或 .md 文件，不作改动")
    check.add_argument("file", type=Path, metavar="FILE", help="制度文件")
    check.add_argument("--json", action="store_true", help="输出 JSON")
    check.add_argument("--html", type=Path, metavar="OUT", help="另写一份网页报告")
    check.add_argument("--propose", action="store_true", help="请语言模型为没读懂的条款提建议（须设置）")
    check.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Status 0 with the reading on standard output, 2 with one line on standard error.

    With ``--html`` alone the coverage in one line stands for the reading.
    """
    file: Path = options.file
    try:
        answer = check_file(file)
        if options.propose:
            answer = _proposed(answer)
    except Unreadable as error:
        print(f"regulation: {file}：{error}", file=sys.stderr)
        return 2
    if options.html is not None:
        try:
            options.html.write_text(html_report(answer), encoding="utf-8")
        except OSError as error:
            print(f"regulation: {options.html}：写不进去（{error.strerror}）", file=sys.stderr)
            return 2
    if options.html is not None and not options.json:
        sys.stdout.buffer.write(render("charter/report", reading=answer, file=options.html).encode() + b"\n")
    elif options.json:
        sys.stdout.buffer.write(orjson.dumps(answer, option=orjson.OPT_INDENT_2) + b"\n")
    else:
        sys.stdout.buffer.write(render("charter/check", reading=answer).encode() + b"\n")
    return 0


def _proposed(answer: dict[str, Any]) -> dict[str, Any]:
    """With what the configured language model proposes. Raises Unreadable where none is configured."""
    chosen = settings.current()
    if not chosen.language_model_url or not chosen.language_model_name:
        raise Unreadable("没有设置 LANGUAGE_MODEL_URL 和 LANGUAGE_MODEL_NAME")
    model = Model(chosen.language_model_url, chosen.language_model_name, chosen.language_model_key)
    vias = {code: duty.via for code, duty in served().items()}
    return reading_to_json(propose(reading_from_json(answer), model, vias))
