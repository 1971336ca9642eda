"""``roster import FILE``, ``roster export FILE`` and ``roster match``: the roster without a running bot."""

import argparse
import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from bot import settings as deploy
from bot.commandline.errors import WrongUse
from bot.commandline.opened import with_kernel_store
from bot.domain.applicants import RosterIndex, match_line
from bot.domain.ids import MemberId
from bot.domain.members import Actor, Role
from bot.domain.people import RosterChange, RosterSheet
from bot.governance import people
from bot.governance.sheet_errors import MAX_BYTES, SheetError
from bot.governance.sheet_process import read_roster
from bot.papers.tables import Table, to_csv, to_xlsx
from bot.store.transaction import transaction
from bot.texts import Texts

from .service.roster_people import table_of

LONGEST = 4_000
_ACTOR = Actor(MemberId("command line"), "命令行", Role.SUPERUSER)


def declare(words: "argparse._SubParsersAction[Any]") -> None:  # pyright: ignore[reportPrivateUsage]
    parser = words.add_parser("roster", help="花名册：导入（import）、导出（export）与申请文字核对（match）")
    forms = parser.add_subparsers(title="命令", dest="form", metavar="命令", required=True)
    importing = forms.add_parser("import", help="导入花名册（CSV、XLSX），有错误的行时不导入")
    importing.add_argument("file", type=Path, metavar="文件")
    importing.add_argument("--preview", action="store_true", help="只显示会有哪些变化，不导入")
    importing.set_defaults(run=run_import)
    exporting = forms.add_parser("export", help="导出花名册（.xlsx 或 .csv）；文件含个人信息，请妥善保管")
    exporting.add_argument("file", type=Path, metavar="文件")
    exporting.set_defaults(run=run_export)
    matching = forms.add_parser("match", help="从标准输入逐行读申请文字，逐行输出与花名册的核对结果（JSON）")
    matching.set_defaults(run=run_match)


def run_import(options: argparse.Namespace) -> int:
    """Status 2 with one line a faulty row, and nothing imported."""
    file: Path = options.file
    preview: bool = options.preview
    texts = Texts(deploy.load().zone)
    sheet = _read(file, texts)
    if sheet.errors:
        print(texts.render("joining/sheet_refused", errors=sheet.errors, most=len(sheet.errors)), file=sys.stderr)
        return 2
    change = asyncio.run(with_kernel_store(lambda: _take_over(sheet, preview)))
    print(texts.render("joining/imported", change=change, preview=preview, most=100_000))
    return 0


def _read(file: Path, texts: Texts) -> RosterSheet:
    """Raises WrongUse with one line where the file cannot be read."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        return asyncio.run(read_roster(data, file.name))
    except OSError as error:
        raise WrongUse(f"{file}：{error.strerror or error}") from error
    except SheetError as error:
        line = texts.render("joining/file_unreadable", reason=error.code, name=file.name)
        raise WrongUse(" ".join(line.split())) from error


@transaction
async def _take_over(sheet: RosterSheet, preview: bool) -> RosterChange:
    organisation = await people.organisation_id()
    if preview:
        return await people.preview_roster(organisation, sheet)
    return await people.import_roster(organisation, sheet, now=datetime.now(UTC), actor=_ACTOR)


def run_export(options: argparse.Namespace) -> int:
    """The file is readable by its owner alone; one that is there already is not written over."""
    file: Path = options.file
    form = file.suffix.casefold()
    if form not in (".xlsx", ".csv"):
        raise WrongUse(f"{file}：文件名应以 .xlsx 或 .csv 结尾")
    table = asyncio.run(with_kernel_store(_table))
    data = to_csv(table) if form == ".csv" else to_xlsx([table])
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(data)
    except OSError as error:
        raise WrongUse(f"{file}：{error.strerror or error}") from error
    print(f"已导出 {len(table.rows)} 人：{file}")
    return 0


@transaction
async def _table() -> Table:
    return await table_of(await people.organisation_id())


def run_match(options: argparse.Namespace) -> int:
    """A line of JSON ``{"text": …}``, or plain text, becomes a line of JSON; empty lines are skipped."""
    del options
    index = asyncio.run(with_kernel_store(_index))
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8", "replace").strip("\r\n\ufeff")
        if not line.strip():
            continue
        answer = match_line(_text(line)[:LONGEST], index)
        sys.stdout.buffer.write(orjson.dumps(answer) + b"\n")
        sys.stdout.buffer.flush()
    return 0


@transaction
async def _index() -> RosterIndex:
    return (await people.roster_of(await people.organisation_id())).index


def _text(line: str) -> str:
    """The ``text`` of a JSON object; any other line is the text itself."""
    if line.lstrip().startswith("{"):
        try:
            row: Any = orjson.loads(line)
        except orjson.JSONDecodeError:
            return line
        if isinstance(row, dict) and isinstance(row.get("text"), str):  # pyright: ignore[reportUnknownMemberType]
            return str(row["text"])  # pyright: ignore[reportUnknownArgumentType]
    return line
