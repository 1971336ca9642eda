"""What a file is, and its text: UTF-8 or GB18030, Markdown, or a Word document."""

from pathlib import PurePath
from typing import Final

from .archive import check_archive, open_document
from .document import document_text
from .errors import Unreadable

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_TEXT_BYTES: Final = 2 * 1024 * 1024
MAX_CHARACTERS: Final = 120_000
"""A hundred pages and more."""
SUFFIXES: Final = (".docx", ".txt", ".md")
_SAVE_AS: Final = {
    ".doc": "旧的 .doc 格式不能读取，请另存为 .docx",
    ".docm": "文档带有宏，请另存为不带宏的 .docx",
    ".wps": "WPS 自己的格式不能读取，请另存为 .docx",
}
_OLE = b"\xd0\xcf\x11\xe0"
_OTHERS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"GIF8")

__all__ = ["MAX_BYTES", "SUFFIXES", "Unreadable", "read_text", "refuse_early"]


def refuse_early(data: bytes, filename: str) -> None:
    """Refuses what can be told without unpacking or decoding anything. Raises Unreadable."""
    suffix = PurePath(filename).suffix.lower()
    if suffix in _SAVE_AS:
        raise Unreadable(_SAVE_AS[suffix])
    if suffix not in SUFFIXES:
        raise Unreadable("只能读取 .docx、.txt 和 .md 文件")
    if not data.strip():
        raise Unreadable("文件是空的")
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise Unreadable("文件有密码保护，请先取消密码" if encrypted else "旧的 .doc 格式不能读取，请另存为 .docx")
    if len(data) > (MAX_BYTES if suffix == ".docx" else MAX_TEXT_BYTES):
        raise Unreadable("文件太大")
    if suffix == ".docx":
        check_archive(data)


def read_text(data: bytes, filename: str) -> str:
    """The text of a .docx, .txt or .md. Raises Unreadable with a line for people."""
    refuse_early(data, filename)
    text = document_text(open_document(data), MAX_CHARACTERS) if filename.lower().endswith(".docx") else decode(data)
    if len(text) > MAX_CHARACTERS:
        raise Unreadable("文本太长，不像一份制度")
    if not text.strip():
        raise Unreadable("文件里没有文字")
    return text


def decode(data: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or GB18030. Raises Unreadable for anything else."""
    if data.startswith((*_OTHERS, b"PK\x03\x04")):
        raise Unreadable("文件内容不是文本")
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = sum(1 for c in text[:20_000] if c < " " and c not in "\t\n\r\f\v")
        if "\0" in text or strange > 20:
            break
        return text
    raise Unreadable("文件内容不是文本，或编码不是 UTF-8、GB18030")
