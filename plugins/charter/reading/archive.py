"""A Word file's parts, unpacked only within bounds: a small archive can hold a great deal."""

import io
import zipfile
import zlib
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from .errors import Unreadable

MAX_UNPACKED: Final = 20 * 1024 * 1024
MAX_PART: Final = 8 * 1024 * 1024
"""Of the XML that is read; a regulation of a hundred pages has less than a quarter of it."""
MAX_RATIO: Final = 100
MAX_ENTRIES: Final = 1_000
_RATIO_FLOOR = 256 * 1024
"""Below this many bytes unpacked a high ratio is only a document of many equal lines."""
_PARTS = {"document": "word/document.xml", "numbering": "word/numbering.xml", "styles": "word/styles.xml"}
Parts = dict[str, Element]


_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


def check_archive(data: bytes) -> None:
    """Refuses by the archive's directory, unpacking nothing. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
    except _BROKEN as error:
        raise Unreadable("文档已损坏，不能读取") from error


def open_document(data: bytes) -> Parts:
    """The XML of document, numbering and styles, the last two where they are there. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            return {key: _xml(archive, name) for key, name in _PARTS.items() if name in names}
    except _BROKEN as error:
        raise Unreadable("文档已损坏，不能读取") from error


def _check(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if not any(e.filename == _PARTS["document"] for e in entries):
        raise Unreadable("不是 Word 文档（.docx）")
    total, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    read = max(e.file_size for e in entries if e.filename in _PARTS.values())
    if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED or read > MAX_PART:
        raise Unreadable("文档展开后太大，已拒绝读取")
    if total > _RATIO_FLOOR and total > MAX_RATIO * max(packed, 1):
        raise Unreadable("文档压缩得异常，已拒绝读取")
    if any(e.flag_bits & 1 for e in entries):
        raise Unreadable("文件有密码保护，请先取消密码")
    if any(e.filename.lower().endswith("vbaproject.bin") for e in entries):
        raise Unreadable("文档带有宏，请另存为不带宏的 .docx")


def _xml(archive: zipfile.ZipFile, name: str) -> Element:
    """Reads no more than the directory promised: it may lie."""
    promised = archive.getinfo(name).file_size
    with archive.open(name) as part:
        body = part.read(promised + 1)
    if len(body) > promised:
        raise Unreadable("文档压缩得异常，已拒绝读取")
    try:
        return fromstring(body, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Unreadable("文档里有外部实体，已拒绝读取") from error
    except ParseError as error:
        raise Unreadable("文档已损坏，不能读取") from error
