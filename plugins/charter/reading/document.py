"""A Word document's paragraphs as lines: text, numbers that Word draws, tables, text boxes."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .archive import Parts
from .numbering import Numbers
from .styles import Styles, w

_SKIPPED = frozenset({w("del"), w("moveFrom"), w("instrText"), w("delText")})
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLOCKS = frozenset({w("p"), w("tbl")})
DEEPEST = 60
"""Nesting beyond this is no document people write."""


def document_text(parts: Parts, longest: int) -> str:
    """Lines in reading order; headings without a number of their own begin with ``#``, one for each level.

    Tracked changes count as accepted; contents lists, hidden text, headers and footers are left out.
    Reading ends somewhere after ``longest`` characters.
    """
    styles = Styles(parts.get("styles"))
    numbers = Numbers(parts.get("numbering"), styles)
    body = parts["document"].find(w("body"))
    if body is None:
        return ""
    kept: list[str] = []
    length = 0
    for block in _blocks(body, 0):
        kept.extend(_lines(block, styles, numbers))
        length += len(kept[-1]) if kept else 0
        if length > longest:
            break
    return "\n".join(kept)


def _blocks(within: Element, depth: int) -> Iterator[Element]:
    """Paragraphs and tables, also those inside content controls and tracked insertions."""
    for child in within:
        if child.tag in _BLOCKS:
            yield child
        elif child.tag not in _SKIPPED and child.tag != _FALLBACK and depth < DEEPEST:
            yield from _blocks(child, depth + 1)


def _lines(block: Element, styles: Styles, numbers: Numbers) -> Iterator[str]:
    if block.tag == w("tbl"):
        for row in _rows(block, 0):
            yield from _row(row, styles, numbers)
        return
    boxes: list[Element] = []
    text = "".join(_text(block, boxes, 0)).strip()
    properties = block.find(w("pPr"))
    style = styles.of(properties)
    if text and not styles.is_contents(style):
        number = numbers.next(properties, style)
        level = styles.heading_level(properties, style)
        yield f"{number}{text}" if number or not level else f"{'#' * level} {text}"
    for box in boxes:
        for inner in _blocks(box, 0):
            yield from _lines(inner, styles, numbers)


def _rows(within: Element, depth: int) -> Iterator[Element]:
    """Of this table only; a table inside a cell is read with the cell."""
    for child in within:
        if child.tag == w("tr"):
            if child.find(f"{w('trPr')}/{w('del')}") is None:
                yield child
        elif child.tag not in _SKIPPED and child.tag != w("tc") and depth < DEEPEST:
            yield from _rows(child, depth + 1)


def _row(row: Element, styles: Styles, numbers: Numbers) -> Iterator[str]:
    """A row of a layout table is its paragraphs; one of a table with several cells is one line."""
    cells = [
        [line for block in _blocks(cell, 0) for line in _lines(block, styles, numbers)] for cell in row.findall(w("tc"))
    ]
    filled = [cell for cell in cells if cell]
    if len(filled) == 1:
        yield from filled[0]
    elif filled:
        yield " ".join("".join(cell) for cell in filled)


def _text(within: Element, boxes: list[Element], depth: int) -> Iterator[str]:
    for child in within:
        tag = child.tag
        if tag in _SKIPPED or tag == _FALLBACK or depth > DEEPEST:
            continue
        if tag == w("txbxContent"):
            boxes.append(child)
        elif tag == w("t"):
            yield child.text or ""
        elif tag == w("tab"):
            yield " "
        elif tag in (w("br"), w("cr")):
            yield "\n"
        elif tag == w("noBreakHyphen"):
            yield "-"
        elif tag == w("r") and _hidden(child):
            continue
        elif tag != w("pPr"):
            yield from _text(child, boxes, depth + 1)


def _hidden(run: Element) -> bool:
    mark = run.find(f"{w('rPr')}/{w('vanish')}")
    return mark is not None and mark.get(w("val")) not in ("0", "false")
