"""The numbers that Word draws before paragraphs: they stand in no text and must be counted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .styles import Styles, value, w

_DIGITS = "零一二三四五六七八九"
_HAN = frozenset({
    "chineseCounting", "chineseCountingThousand", "ideographTraditional", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "ideographDigital", "japaneseDigitalTenThousand", "chineseLegalSimplified",
})  # fmt: skip
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    format: str = "decimal"
    text: str = "%1."
    start: int = 1
    legal: bool = False


@dataclass
class _List:
    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict[int, int])


def han(number: int) -> str:
    """1 to 999 as Chinese counting numbers: ``十二``, ``一百零三``."""
    hundreds, tens, units = number // 100 % 10, number // 10 % 10, number % 10
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and units:
        text += "零"
    return text + (_DIGITS[units] if units or not number else "")


def draw(number: int, format: str) -> str:
    """A number as Word draws it; formats that regulations do not use are drawn as digits."""
    if format in _HAN:
        return han(number)
    if format in _CIRCLED and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    return str(number)


class Numbers:
    """Counts through one document: ask once for each paragraph, in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._abstract_of: dict[str, str] = {}
        self._links: dict[str, str] = {}
        """Lists that are kept in a style, by the style's name."""
        self._overrides: dict[str, dict[int, Level]] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        for abstract in root.findall(w("abstractNum")):
            levels = {_index(lvl): _level(lvl) for lvl in abstract.findall(w("lvl"))}
            self._lists[abstract.get(w("abstractNumId"), "")] = _List(levels)
            if linked := value(abstract, "numStyleLink"):
                self._links[abstract.get(w("abstractNumId"), "")] = linked
        for num in root.findall(w("num")):
            number = num.get(w("numId"), "")
            self._abstract_of[number] = value(num, "abstractNumId") or ""
            restarts = {
                _index(o): int(start)
                for o in num.findall(w("lvlOverride"))
                if (start := value(o, "startOverride")) is not None and start.isdecimal()
            }
            if restarts:
                self._restarts[number] = restarts
            changed = {
                _index(o): _level(lvl) for o in num.findall(w("lvlOverride")) if (lvl := o.find(w("lvl"))) is not None
            }
            if changed:
                self._overrides[number] = changed

    def next(self, properties: Element | None, style: str | None) -> str:
        """What stands before this paragraph, perhaps nothing."""
        number = value(properties, "numPr/numId") or self._styles.inherited(style, "numPr/numId")
        counted = self._list_of(number or "")
        if number is None or number == "0" or counted is None:
            return ""
        depth = value(properties, "numPr/ilvl") or self._styles.inherited(style, "numPr/ilvl") or "0"
        level = min(int(depth), LEVELS - 1) if depth.isdecimal() else 0
        for at, start in self._restarts.pop(number, {}).items():
            counted.counts[at] = start - 1
        counted.counts[level] = counted.counts.get(level, counted.levels.get(level, Level()).start - 1) + 1
        for deeper in [at for at in counted.counts if at > level]:
            del counted.counts[deeper]
        return _label(counted, level, self._overrides.get(number, {}))

    def _list_of(self, number: str) -> _List | None:
        abstract = self._abstract_of.get(number, "")
        if style := self._links.get(abstract):
            abstract = self._abstract_of.get(self._styles.inherited(style, "numPr/numId") or "", abstract)
        return self._lists.get(abstract)


def _label(counted: _List, level: int, changed: Mapping[int, Level]) -> str:
    levels = {**counted.levels, **changed}
    shape = levels.get(level, Level())
    if shape.format == "bullet":
        return "• "
    if shape.format == "none":
        return ""

    def drawn(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        other = levels.get(at, Level())
        number = counted.counts.get(at, other.start)
        return str(number) if shape.legal else draw(number, other.format)

    label = re.sub(r"%([1-9])", drawn, shape.text)
    if label.isdecimal() or (label and set(label) <= set(_DIGITS + "十百")):
        label += "、"
    return f"{label} " if label[-1:].isascii() else label


def _index(level: Element) -> int:
    stated = level.get(w("ilvl"), "0")
    return int(stated) if stated.isdecimal() else 0


def _level(level: Element) -> Level:
    start = value(level, "start") or "1"
    return Level(
        value(level, "numFmt") or "decimal",
        value(level, "lvlText") or "",
        int(start) if start.isdecimal() else 1,
        level.find(w("isLgl")) is not None,
    )
