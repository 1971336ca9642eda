"""Word files for tests, written part by part."""

import io
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def paragraph(text: str, *, style: str = "", number: tuple[int, int] | None = None, inside: str = "") -> str:
    """``number`` is (list, level); ``inside`` is XML after the text's run."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r>{inside}</w:p>"


def document(*blocks: str) -> str:
    return f"<w:document {W} {MC}><w:body>{''.join(blocks)}</w:body></w:document>"


def level(at: int, format: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*lists: tuple[str, ...], restart: int | None = None) -> str:
    """Each list is its levels, numbered from 1; ``restart`` adds one more that begins the first list anew."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{i}">{"".join(levels)}</w:abstractNum>' for i, levels in enumerate(lists)
    )
    nums = "".join(f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(len(lists)))
    if restart is not None:
        nums += (
            f'<w:num w:numId="{restart}"><w:abstractNumId w:val="0"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    return f"<w:numbering {W}>{abstract}{nums}</w:numbering>"


def styles(*declared: str) -> str:
    return f"<w:styles {W}>{''.join(declared)}</w:styles>"


def docx(document: str | bytes, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
        for name, part in (parts or {}).items():
            archive.writestr(name, part)
    return body.getvalue()
