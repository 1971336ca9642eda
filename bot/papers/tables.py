"""Tables for a spreadsheet, in which no cell can become a formula."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | float | datetime | None
"""Times are aware and are written as the clock on the wall shows them; None is an empty cell."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60
_TITLE_LENGTH = 31
_NOT_IN_TITLES = str.maketrans("", "", "[]:*?/\\")
LONGEST = 32_767
"""Characters a cell of a spreadsheet can hold."""


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    head: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def to_xlsx(tables: Sequence[Table]) -> bytes:
    """A workbook with one sheet a table. Every text is a cell of type text, whatever it begins with."""
    book = Workbook(write_only=True)
    for number, table in enumerate(tables, 1):
        sheet = book.create_sheet(table.title.translate(_NOT_IN_TITLES)[:_TITLE_LENGTH] or f"Sheet{number}")
        sheet.freeze_panes = "A2"
        for column, width in enumerate(_widths(table), 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.append([_head(sheet, text) for text in table.head])
        for row in table.rows:
            sheet.append([_cell(sheet, value) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def to_csv(table: Table) -> bytes:
    """UTF-8 with a byte-order mark, as spreadsheets on Chinese systems need it.

    CSV has no cell types, so a text that a spreadsheet would calculate gets an apostrophe before it.
    """
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.head)
    writer.writerows([[_plain(value) for value in row] for row in table.rows])
    return out.getvalue().encode("utf-8-sig")


def _widths(table: Table) -> list[int]:
    columns = [[head, *(row[i] for row in table.rows[:200])] for i, head in enumerate(table.head)]
    return [min(_WIDEST, 4 + max(map(_width, column))) for column in columns]


def _width(value: Cell) -> int:
    text = _text(value)
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)


def _head(sheet: WriteOnlyWorksheet, text: str) -> SheetCell:
    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="E3F4EA")
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Cell) -> SheetCell:
    if isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, value.replace(tzinfo=None))
        cell.number_format = "yyyy-mm-dd hh:mm"
        return cell
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, _printable(value))
        cell.data_type = "s"
        return cell
    return WriteOnlyCell(sheet, value)


def _plain(value: Cell) -> str:
    text = _text(value)
    return f"'{text}" if isinstance(value, str) and text.lstrip().startswith(_FORMULA) else text


def _text(value: Cell) -> str:
    if value is None:
        return ""
    return value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else str(value)


def _printable(text: str) -> str:
    """Without the control characters that make a workbook unreadable."""
    return "".join(c for c in text[:LONGEST] if c >= " " or c in "\n\t")
