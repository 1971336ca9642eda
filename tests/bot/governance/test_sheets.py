"""Tables as personnel departments save them, and files that only look like tables."""

import contextlib
import io
import struct
import time
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from bot.governance.sheet_errors import MAX_BYTES, SheetError
from bot.governance.sheets import read_rows

ROWS = [["姓名", "部门"], ["林一", "研发部"]]


def saved(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def sheet(*rows: list[object]) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(row)
    return saved(workbook)


def code_of(data: bytes, filename: str = "a.xlsx") -> str:
    with pytest.raises(SheetError) as caught:
        read_rows(data, filename)
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_is_read_in_every_usual_writing(encoding: str, sign: str, end: str) -> None:
    text = end.join(sign.join(row) for row in ROWS)
    assert read_rows(text.encode(encoding), "a.csv") == ROWS


def test_csv_keeps_quoted_separators_and_joins_broken_cells() -> None:
    assert read_rows('姓名,部门\n"林,一","研发\n一部"\n'.encode(), "a.csv") == [
        ["姓名", "部门"],
        ["林,一", "研发 一部"],
    ]


def test_csv_line_that_names_the_separator_is_left_out() -> None:
    assert read_rows("sep=;\n姓名;部门\n林一;研发部".encode(), "a.csv") == ROWS


def test_xlsx_numbers_and_dates_are_text() -> None:
    data = sheet(["姓名", 13800138000.0, 12.5, date(2020, 1, 2), datetime.fromisoformat("2020-01-02T03:04:05"), True])
    assert read_rows(data, "a.xlsx") == [["姓名", "13800138000", "12.5", "2020-01-02", "2020-01-02 03:04:05", "是"]]


def test_xlsx_number_shown_with_leading_zeros_keeps_them() -> None:
    workbook = Workbook()
    cell = workbook.worksheets[0].cell(1, 1, 123)
    cell.number_format = "00000"
    assert read_rows(saved(workbook), "a.xlsx") == [["00123"]]


def test_xlsx_merged_cells_all_hold_the_text() -> None:
    workbook = Workbook()
    page = workbook.worksheets[0]
    for row in (["花名册", None], ["部门", "姓名"], ["研发部", "林一"], [None, "王二"]):
        page.append(row)
    page.merge_cells("A1:B1")
    page.merge_cells("A3:A4")
    rows = [["花名册", "花名册"], ["部门", "姓名"], ["研发部", "林一"], ["研发部", "王二"]]
    assert read_rows(saved(workbook), "a.xlsx") == rows


def test_xlsx_takes_the_first_sheet_with_content() -> None:
    workbook = Workbook()
    workbook.create_sheet("二").append(["姓名"])
    assert read_rows(saved(workbook), "a.xlsx") == [["姓名"]]


def test_xlsx_with_a_stray_far_cell_is_read_without_its_emptiness() -> None:
    workbook = Workbook()
    workbook.worksheets[0].append(["姓名", "部门"])
    workbook.worksheets[0].cell(1_000_000, 1, "")
    workbook.worksheets[0].cell(1_000_000, 2).value = None
    assert read_rows(saved(workbook), "a.xlsx")[0] == ["姓名", "部门"]


def test_content_counts_not_the_name() -> None:
    assert read_rows(sheet(["姓名", "部门"]), "a.csv") == [["姓名", "部门"]]
    assert read_rows("姓名,部门".encode(), "a.xlsx") == [["姓名", "部门"]]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b",,\n,,", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_excel"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"%PDF-1.7 ...", "not_a_sheet"),
        (b"\x89PNG\r\n\x1a\n", "not_a_sheet"),
        (b"<html><table><tr><td>1</td></tr></table>", "not_a_sheet"),
        (b"a\0b,c", "not_a_sheet"),
        (b"PK\x03\x04" + bytes(100), "broken"),
        (b"x" * (MAX_BYTES + 1), "too_large"),
        ("\n".join(["a,b"] * 120_001).encode(), "too_many_rows"),
    ],
)
def test_what_is_no_readable_table_is_refused_with_its_reason(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_html_saved_as_xls_is_told_to_be_saved_anew() -> None:
    assert code_of(b"<html><table></table></html>", "a.xls") == "old_excel"


def test_an_empty_workbook_is_empty() -> None:
    assert code_of(saved(Workbook())) == "empty"


def archive(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return stream.getvalue()


def test_a_word_file_is_no_table() -> None:
    assert code_of(archive({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"})) == "not_a_sheet"
    assert code_of(archive({"a.txt": b"x"})) == "not_a_sheet"


@pytest.mark.parametrize("size", [5_000_000, 60_000_000])
def test_a_zip_bomb_is_refused_quickly(size: int) -> None:
    data = archive({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": bytes(size)})
    began = time.perf_counter()
    assert code_of(data) == "zip_bomb"
    assert time.perf_counter() - began < 2


def test_too_many_entries_are_refused() -> None:
    assert code_of(archive({f"xl/{n}": b"" for n in range(1_001)})) == "zip_bomb"


def test_a_directory_that_lies_about_sizes_does_not_pass() -> None:
    data = bytearray(archive({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": bytes(60_000_000)}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    assert code_of(bytes(data)) in {"zip_bomb", "broken"}


@pytest.mark.parametrize("step", range(12))
def test_a_damaged_workbook_never_raises_anything_else(step: int) -> None:
    data = bytearray(sheet(["姓名", "部门"], ["林一", "研发部"]))
    for at in range(40 + step, len(data), 97):
        data[at] ^= 0x5A
    with contextlib.suppress(SheetError):
        assert isinstance(read_rows(bytes(data), "a.xlsx"), list)
