"""CSV and XLSX files of people as rows of text, within bounds that no hostile file can pass."""

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any, Final, cast
from xml.etree.ElementTree import ParseError

import openpyxl
from charset_normalizer import from_bytes
from openpyxl.utils.exceptions import InvalidFileException

from bot.governance.sheet_errors import MAX_BYTES, SheetError

MAX_ROWS: Final = 120_000
MAX_COLUMNS: Final = 200
MAX_SHEETS: Final = 50
MAX_CELL: Final = 2_000
MAX_UNPACKED: Final = 100 * 1024 * 1024
MAX_RATIO: Final = 200
MAX_ENTRIES: Final = 1_000
_EMPTY_ROWS_TO_STOP = 1_000
_RATIO_FLOOR = 1024 * 1024
"""Below this many bytes unpacked a high ratio is only a sheet of equal cells."""

_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_OTHER_FORMATS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"GIF8")
_BROKEN = (
    *(zipfile.BadZipFile, InvalidFileException, ParseError, zlib.error, struct.error, EOFError),
    *(KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, NotImplementedError, RuntimeError),
)
"""What openpyxl raises on damaged or hostile workbooks; it has no error class of its own for them."""


def read_rows(data: bytes, filename: str) -> list[list[str]]:
    """The first table of a file that holds anything, as ``read_tables`` gives it."""
    return read_tables(data, filename)[0][1]


def read_tables(data: bytes, filename: str) -> list[tuple[str, list[list[str]]]]:
    """The visible worksheets, each with its title; a CSV is one without a title.

    Rows as text, index 0 = row 1 of the file; cells of a merged range all hold its text. What the bytes
    are counts, not the file's name. Raises SheetError.
    """
    if len(data) > MAX_BYTES:
        raise SheetError("too_large", size=len(data), limit=MAX_BYTES)
    if not data.strip():
        raise SheetError("empty")
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise SheetError("encrypted" if encrypted else "old_excel", filename=filename)
    if data.startswith(_OTHER_FORMATS):
        raise SheetError("not_a_sheet", filename=filename)
    tables = _read_xlsx(data, filename) if data.startswith(_ZIP) else [("", _read_csv(data, filename))]
    filled: list[tuple[str, list[list[str]]]] = []
    for title, rows in tables:
        while rows and not any(rows[-1]):
            rows.pop()
        if rows:
            filled.append((title, rows))
    if not filled:
        raise SheetError("empty")
    return filled


def _read_csv(data: bytes, filename: str) -> list[list[str]]:
    text = _decode(data)
    head = text.lstrip()[:200].casefold()
    if "\0" in text:
        raise SheetError("not_a_sheet", filename=filename)
    if head.startswith(("<html", "<!doctype", "<?xml", "<table", "mime-version")):
        raise SheetError("old_excel" if filename.casefold().endswith(".xls") else "not_a_sheet", filename=filename)
    if head.startswith("sep=") and "\n" in text:
        text = text.split("\n", 1)[1]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        return _bounded([_cell(value) for value in row[:MAX_COLUMNS]] for row in reader)
    except csv.Error as error:
        raise SheetError("broken", filename=filename) from error


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    best = from_bytes(data[:200_000]).best()
    if best is None:
        raise SheetError("unknown_encoding")
    try:
        return data.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise SheetError("unknown_encoding") from error


def _delimiter(text: str) -> str:
    """The separator that stands in most of the first lines, quoted text left out."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    unquoted = ["".join(line.split('"')[::2]) for line in lines]

    def strength(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in unquoted]
        return sum(count > 0 for count in counts), sum(counts)

    return max(",\t;|，", key=strength)


def _read_xlsx(data: bytes, filename: str) -> list[tuple[str, list[list[str]]]]:
    _check_archive(data, filename)
    load = cast("Callable[..., Any]", openpyxl.load_workbook)
    tables: list[tuple[str, list[list[str]]]] = []
    total = 0
    try:
        workbook = load(io.BytesIO(data), data_only=True, keep_links=False)
        for sheet in workbook.worksheets[:MAX_SHEETS]:
            if sheet.sheet_state != "visible" and len(workbook.worksheets) > 1:
                continue
            rows = _sheet_rows(sheet)
            total += len(rows)
            if total > MAX_ROWS:
                raise SheetError("too_many_rows", limit=MAX_ROWS)
            tables.append((str(sheet.title), rows))
    except _BROKEN as error:
        raise SheetError("broken", filename=filename) from error
    return tables


def _check_archive(data: bytes, filename: str) -> None:
    """Refuses by the sizes found on unpacking, for those in the directory may lie."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise SheetError("zip_bomb", filename=filename)
            if not any(entry.filename == "[Content_Types].xml" for entry in entries):
                raise SheetError("not_a_sheet", filename=filename)
            if not any(entry.filename.casefold().startswith("xl/") for entry in entries):
                raise SheetError("not_a_sheet", filename=filename)
            if any(entry.flag_bits & 1 for entry in entries):
                raise SheetError("encrypted", filename=filename)
            _check_unpacked(archive, entries, filename)
    except _BROKEN as error:
        raise SheetError("broken", filename=filename) from error


def _check_unpacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], filename: str) -> None:
    total = 0
    for entry in entries:
        size = 0
        with archive.open(entry) as stream:
            while chunk := stream.read(1 << 20):
                size += len(chunk)
                total += len(chunk)
                ratio_passed = size > _RATIO_FLOOR and size > MAX_RATIO * max(entry.compress_size, 1)
                if total > MAX_UNPACKED or ratio_passed:
                    raise SheetError("zip_bomb", filename=filename)


def _sheet_rows(sheet: Any) -> list[list[str]]:
    rows = _bounded(_texts(sheet))
    for merged in list(sheet.merged_cells.ranges)[:MAX_ROWS]:
        top, left = int(merged.min_row) - 1, int(merged.min_col) - 1
        if top >= len(rows) or left >= len(rows[top]):
            continue
        text = rows[top][left]
        for row in rows[top : int(merged.max_row)]:
            for column in range(left, min(int(merged.max_col), len(row))):
                row[column] = text
    return rows


def _texts(sheet: Any) -> Iterator[list[str]]:
    width = min(int(sheet.max_column or 0), MAX_COLUMNS)
    for row in sheet.iter_rows(max_col=width or None):
        yield [_cell(_as_text(cell.value, str(cell.number_format))) for cell in row]


def _as_text(value: object, number_format: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        value = int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, int):
        zeros = number_format if set(number_format) == {"0"} else ""
        return str(value).zfill(len(zeros))
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _cell(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ").replace("\0", "").strip()[:MAX_CELL]


def _bounded(rows: Iterator[list[str]]) -> list[list[str]]:
    """At most MAX_ROWS rows up to the last that holds anything; a long empty tail is left out."""
    kept: list[list[str]] = []
    empty = 0
    for row in islice(rows, MAX_ROWS + _EMPTY_ROWS_TO_STOP + 1):
        empty = 0 if any(row) else empty + 1
        if empty >= _EMPTY_ROWS_TO_STOP:
            break
        kept.append(row)
    while kept and not any(kept[-1]):
        kept.pop()
    if len(kept) > MAX_ROWS:
        raise SheetError("too_many_rows", limit=MAX_ROWS)
    return kept
