"""Tables are read in a process of their own."""

import io
import zipfile

import pytest

from bot.domain.people import Person
from bot.governance.sheet_errors import MAX_BYTES, SheetError
from bot.governance.sheet_process import read_roster


async def test_people_come_back_from_the_other_process() -> None:
    sheet = await read_roster("姓名,部门\n张三,研发部\n".encode("gbk"), "roster.csv")
    assert sheet.people == (Person("张三", "研发部"),)
    assert sheet.columns == {"name", "department"}


async def test_row_errors_come_back_too() -> None:
    sheet = await read_roster("姓名,手机\n张三,12\n".encode(), "-h")
    assert [(error.row_number, error.code) for error in sheet.errors] == [(2, "bad_phone")]


async def test_the_reason_comes_back_where_it_is_no_table() -> None:
    with pytest.raises(SheetError) as caught:
        await read_roster(b"%PDF-1.4", "x.csv")
    assert caught.value.code == "not_a_sheet"


async def test_a_file_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(SheetError) as caught:
        await read_roster("姓名\n张三\n".encode(), "x.csv", seconds=0.001)
    assert caught.value.code == "too_heavy"


async def test_too_many_bytes_are_not_even_tried() -> None:
    with pytest.raises(SheetError) as caught:
        await read_roster(b"0" * (MAX_BYTES + 1), "x.csv")
    assert caught.value.code == "too_large"


async def test_a_workbook_that_wants_more_memory_than_there_is_ends_alone() -> None:
    cell = '<c t="s"><v>0</v></c>' * 200
    rows = "".join(f'<row r="{n}">{cell}</row>' for n in range(1, 5000))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _workbook(rows).items():
            archive.writestr(name, text)
    with pytest.raises(SheetError) as caught:
        await read_roster(data.getvalue(), "big.xlsx", seconds=30)
    assert caught.value.code in ("too_heavy", "zip_bomb", "broken")


def _workbook(rows: str) -> dict[str, str]:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}"><si><t>{"姓名" * 1000}</t></si></sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
    }
