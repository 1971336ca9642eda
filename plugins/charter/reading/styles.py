"""Word's paragraph styles: which are headings, which are contents lists, which number their paragraphs."""

from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONGEST_CHAIN = 20


def w(name: str) -> str:
    """A name in Word's namespace."""
    return _W + name


def value(within: Element | None, path: str) -> str | None:
    """The ``w:val`` of a descendant such as ``numPr/numId``, or None."""
    found = within.find("/".join(w(step) for step in path.split("/"))) if within is not None else None
    return found.get(w("val")) if found is not None else None


class Styles:
    """Looks up along ``basedOn``; a circle there ends the look-up."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        for style in root.findall(w("style")) if root is not None else ():
            self._styles[style.get(w("styleId"), "")] = style

    def of(self, properties: Element | None) -> str | None:
        return value(properties, "pStyle")

    def chain(self, style: str | None) -> list[Element]:
        """The style and those it is based on, nearest first."""
        found: list[Element] = []
        while style is not None and style in self._styles and len(found) < LONGEST_CHAIN:
            found.append(self._styles[style])
            style = value(self._styles[style], "basedOn")
        return found

    def inherited(self, style: str | None, path: str) -> str | None:
        for step in self.chain(style):
            stated = value(step, f"pPr/{path}")
            if stated is not None:
                return stated
        return None

    def is_contents(self, style: str | None) -> bool:
        names = {(value(step, "name") or "").lower() for step in self.chain(style)}
        return any(name.startswith("toc ") for name in names) or (style or "").upper().startswith("TOC")

    def heading_level(self, properties: Element | None, style: str | None) -> int:
        """1 to 6, or 0 for a paragraph that is no heading."""
        level = value(properties, "outlineLvl") or self.inherited(style, "outlineLvl")
        if level is not None and level.isdecimal() and int(level) < 6:
            return int(level) + 1
        for step in self.chain(style):
            name = (value(step, "name") or "").lower().replace("标题", "heading")
            digits = name.removeprefix("heading").strip()
            if name.startswith("heading") and digits.isdecimal() and 1 <= int(digits) <= 6:
                return int(digits)
        return 0
