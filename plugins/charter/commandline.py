"""``regulation check|draft|diff``: what serves each clause of a file, the file to edit, what a revision changes."""

import argparse
import sys
from pathlib import Path
from typing import Any

import orjson

from bot import settings
from bot.texts import render

from .catalogue import served
from .checking import check_file
from .domain.difference import differences, marked
from .domain.draft import ORGANISATION, SUPPLEMENT, Draft
from .domain.draftfile import write_draft
from .domain.reading_json import reading_from_json, reading_to_json
from .proposing import Model, propose
from .reading import Unreadable
from .reading_drafts import read_as_draft
from .report import html_report


def declare(words: "argparse._SubParsersAction[Any]") -> None:  # pyright: ignore[reportPrivateUsage]
    parser = words.add_parser("regulation", help="检查一份制度，写出可编辑的草案，比较两份制度")
    verbs = parser.add_subparsers(title="动作", dest="verb", metavar="动作", required=True)
    check = verbs.add_parser("check", help="检查 .docx、.txt 或 .md 文件，不作改动")
    check.add_argument("file", type=Path, metavar="FILE", help="制度文件")
    check.add_argument("--json", action="store_true", help="输出 JSON")
    check.add_argument("--html", type=Path, metavar="OUT", help="另写一份网页报告")
    check.add_argument("--propose", action="store_true", help="请语言模型为没读懂的条款提建议（须设置）")
    check.set_defaults(run=run)
    draft = verbs.add_parser("draft", help="读一份制度，写出可以编辑、再导入的草案文本")
    draft.add_argument("file", type=Path, metavar="FILE", help="制度文件（.docx、.txt、.md）或草案文本")
    draft.add_argument("--out", type=Path, metavar="OUT", help="写到这个文件；不写则输出到屏幕")
    draft.add_argument("--supplement", action="store_true", help="这是本群的补充规定，不是单位的制度")
    draft.set_defaults(run=run_draft)
    diff = verbs.add_parser("diff", help="逐条比较两份制度：新增、修改、删去、改编号")
    diff.add_argument("old", type=Path, metavar="OLD", help="原来的制度文件或草案文本")
    diff.add_argument("new", type=Path, metavar="NEW", help="修订后的制度文件或草案文本")
    diff.set_defaults(run=run_diff)


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
        return _refused(file, str(error))
    if options.html is not None and (fault := _written(options.html, html_report(answer))):
        return _refused(options.html, fault)
    if options.html is not None and not options.json:
        _say(render("charter/report", reading=answer, file=options.html))
    elif options.json:
        sys.stdout.buffer.write(orjson.dumps(answer, option=orjson.OPT_INDENT_2) + b"\n")
    else:
        _say(render("charter/check", reading=answer))
    return 0


def run_draft(options: argparse.Namespace) -> int:
    """Status 0 with the text on standard output or in ``--out``, 2 with one line on standard error."""
    try:
        draft = read_as_draft(options.file, SUPPLEMENT if options.supplement else ORGANISATION)
    except Unreadable as error:
        return _refused(options.file, str(error))
    text = write_draft(draft)
    if options.out is None:
        sys.stdout.buffer.write(text.encode())
    elif fault := _written(options.out, text):
        return _refused(options.out, fault)
    return 0


def run_diff(options: argparse.Namespace) -> int:
    """Status 0 with the differences on standard output, also where there are none; 2 as ``run_draft``."""
    drafts: list[Draft] = []
    for file in (options.old, options.new):
        try:
            drafts.append(read_as_draft(file))
        except Unreadable as error:
            return _refused(file, str(error))
    old, new = drafts
    changes = differences(old.as_text().clauses, new.as_text().clauses)
    if changes:
        _say(render("charter/difference_file", row=new, changes=changes, marked=marked))
    else:
        _say(render("charter/no_difference"))
    return 0


def _say(text: str) -> None:
    sys.stdout.buffer.write(text.encode() + b"\n")


def _refused(file: Path, why: str) -> int:
    print(f"regulation: {file}：{why}", file=sys.stderr)
    return 2


def _written(file: Path, text: str) -> str:
    """What hindered the writing, or ""."""
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        return f"写不进去（{error.strerror}）"
    return ""


def _proposed(answer: dict[str, Any]) -> dict[str, Any]:
    """With what the configured language model proposes. Raises Unreadable where none is configured."""
    chosen = settings.current()
    if not chosen.language_model_url or not chosen.language_model_name:
        raise Unreadable("没有设置 LANGUAGE_MODEL_URL 和 LANGUAGE_MODEL_NAME")
    model = Model(chosen.language_model_url, chosen.language_model_name, chosen.language_model_key)
    vias = {code: duty.via for code, duty in served().items()}
    return reading_to_json(propose(reading_from_json(answer), model, vias))
