"""Tables: what people wrote stays text in a spreadsheet."""

from datetime import datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from bot.papers import Table, to_csv, to_xlsx


def sheets(content: bytes) -> list[Any]:
    return list(openpyxl.load_workbook(BytesIO(content)).worksheets)


HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "  =1"]
AT = datetime(2026, 11, 23, 18, 5, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(text: str) -> None:
    (sheet,) = sheets(to_xlsx([Table("名单", ("姓名",), [(text,)])]))
    cell = sheet["A2"]
    assert (cell.data_type, cell.value) == ("s", text)
    line = to_csv(Table("名单", ("姓名",), [(text,)])).decode("utf-8-sig").splitlines()[1]
    assert line.lstrip('"').startswith("'")


def test_numbers_times_and_empty_cells_keep_their_kind() -> None:
    table = Table("通知[1]*", ("姓名", "时间", "次数", "备注"), [("王强", AT, -3, None)])
    (sheet,) = sheets(to_xlsx([table]))
    assert sheet.title == "通知1"
    assert [cell.value for cell in sheet[2]] == ["王强", AT.replace(tzinfo=None), -3, None]
    assert to_csv(table).decode("utf-8-sig").splitlines() == ["姓名,时间,次数,备注", "王强,2026-11-23 18:05,-3,"]


def test_control_characters_do_not_damage_the_workbook() -> None:
    content = to_xlsx([Table("", ("a",), [("\x00\x1b坏\x08字" + "长" * 40_000,)])])
    value = sheets(content)[0]["A2"].value
    assert value.startswith("坏字长")
    assert len(value) <= 32_767


def test_several_tables_are_several_sheets_with_their_heads_frozen() -> None:
    found = sheets(to_xlsx([Table("甲", ("a",), []), Table("乙", ("b",), [("1",)])]))
    assert [(sheet.title, sheet.freeze_panes) for sheet in found] == [("甲", "A2"), ("乙", "A2")]
