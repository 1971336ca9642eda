"""Files: what their names say, and what they are."""

import re
from collections.abc import Collection
from typing import NamedTuple

from ..text.normalise import fold
from .lists import ARCHIVES, DOCUMENTS, EXECUTABLES, MACROS

_RIGHT_TO_LEFT = re.compile("[\u202a-\u202e\u2066-\u2069]")
_COPIED = re.compile(r"(?:\s*\(\d{1,3}\)|\s*- 副本|_\d{1,3}|\.\d{1,3})$")
"""What a second download adds behind the ending: ``a.exe(1)``, ``a.apk.1``."""
_GAP = re.compile(r"\s{4,}")
_DISGUISE_ENDINGS = frozenset({"txt", "jpg", "rename", "bak", "1", "改", "去掉"})
HEAD_BYTES = 4096
"""How much of a file tells its type."""


class Signature(NamedTuple):
    """``kind``: program, script, image, document, archive, media."""

    kind: str
    at: int
    magic: bytes


_SIGNATURES = (
    Signature("program", 0, b"MZ"),
    Signature("program", 0, b"\x7fELF"),
    Signature("program", 0, b"\xca\xfe\xba\xbe"),
    Signature("program", 0, b"\xcf\xfa\xed\xfe"),
    Signature("program", 0, b"\xce\xfa\xed\xfe"),
    Signature("program", 0, b"dex\n"),
    Signature("program", 0, b"ITSF"),
    Signature("program", 0, b"\x4c\x00\x00\x00\x01\x14\x02\x00"),
    Signature("script", 0, b"#!"),
    Signature("script", 0, b"@echo off"),
    Signature("script", 0, b"<hta:"),
    Signature("image", 0, b"\x89PNG\r\n\x1a\n"),
    Signature("image", 0, b"\xff\xd8\xff"),
    Signature("image", 0, b"GIF8"),
    Signature("image", 8, b"WEBP"),
    Signature("image", 0, b"BM"),
    Signature("document", 0, b"%PDF-"),
    Signature("document", 0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    Signature("document", 0, b"{\\rtf"),
    Signature("archive", 0, b"Rar!\x1a\x07"),
    Signature("archive", 0, b"7z\xbc\xaf\x27\x1c"),
    Signature("archive", 0, b"\x1f\x8b"),
    Signature("archive", 0, b"PK\x03\x04"),
    Signature("media", 4, b"ftyp"),
    Signature("media", 0, b"ID3"),
    Signature("media", 0, b"OggS"),
)
_PACKAGES = (b"AndroidManifest.xml", b"META-INF/MANIFEST.MF")
"""Names of entries that make a zip a program: an Android package, a Java archive."""
_MSI = b"M\x00s\x00i\x00"


def judge_file(name: str, extensions: Collection[str]) -> str | None:
    """Why a file name is doubtful, the gravest first, or None.

    ``disguised`` (double ending, reversed text, an ending to be taken off) and ``program`` act by themselves;
    ``macro`` is for a person to look at. Archives are ordinary work.
    """
    if _RIGHT_TO_LEFT.search(name):
        return "disguised"
    plain = _COPIED.sub("", fold(name).strip().rstrip(". "))
    parts = [part.strip() for part in plain.split(".")]
    last, before = (parts[-1], parts[-2]) if len(parts) > 2 else (parts[-1] if len(parts) > 1 else "", "")
    if last in EXECUTABLES and (before in DOCUMENTS or _GAP.search(plain)):
        return "disguised"
    if last in _DISGUISE_ENDINGS and before in extensions and before not in _SOURCE:
        return "disguised"
    if last in extensions:
        return "program"
    return "macro" if last in MACROS else None


_SOURCE = frozenset({"js", "bat", "sh", "cmd", "reg", "jar", "com", "app", "img", "command"})
"""People send such texts as ``setup.sh.txt`` in good faith."""


def real_kind(head: bytes) -> str | None:
    """What a file's first 4 KiB show it to be, None where nothing is recognised (plain text, for one)."""
    for kind, at, magic in _SIGNATURES:
        if head[at : at + len(magic)].lower() == magic.lower():
            if magic == b"MZ" and not _is_program(head):
                continue
            if magic == b"PK\x03\x04" and any(entry in head for entry in _PACKAGES):
                return "program"
            if magic == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" and _MSI in head:
                return "program"
            return kind
    return None


def _is_program(head: bytes) -> bool:
    """A text may begin with MZ; a program says where its new header is."""
    return len(head) > 64 and b"\x00" in head[:64]


def hides_program(name: str, head: bytes, extensions: Collection[str]) -> bool:
    """Whether an innocent name covers a program. Where the group allows programs nothing is hidden."""
    if not extensions or judge_file(name, extensions) == "program":
        return False
    return real_kind(head) == "program" and ending_of(name) not in EXECUTABLES


def is_innocent(name: str) -> bool:
    """Whether it is worth looking inside: a name with a document's or no ending at all."""
    ending = ending_of(name)
    return not ending or ending in DOCUMENTS or ending in ARCHIVES


def ending_of(name: str) -> str:
    """The last ending, folded, "" where there is none."""
    _, dot, last = fold(name).strip().rstrip(". ").rpartition(".")
    return last.strip() if dot and len(last) <= 8 else ""
