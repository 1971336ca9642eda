"""Write the antispam area's folding table: what each look-alike, styled or traditional character stands for.

Run it after the development dependencies have changed: ``python tools/write_folding.py``. The bot itself only
reads the table, for the tables behind it weigh 15 MB.
"""

import json
import re
import sys
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import cast

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "plugins" / "antispam" / "words" / "folding.json"

_COMPATIBILITY = ((0x00A0, 0x3400), (0xF900, 0xFB07), (0xFE00, 0xFFF0), (0x1D400, 0x1D800), (0x1F100, 0x1F200))
_HANZI = ((0x4E00, 0xA000), (0x3000, 0x3040))
_IGNORED = frozenset({"Mn", "Me", "Cf", "Cc", "Cs", "Co"})
_KEPT_CONTROLS = "\n\t\r"
_LOOK_ALIKES = dict(
    zip("авекмнорстхуіѕјАВЕКМНОРСТХУІЅЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "abekmhopctxyisjabekmhopctxyisjabezhikmnoptyxo", strict=True)
)
_SYMBOLS = dict(zip("➕✚✛✙╋┼⼗⓿🐴🐎", "++++++十0马马", strict=True)) | {"🐧": "企鹅"}
_VARIANTS = dict(
    zip(
        "嶶溦黴訫伈囍氵蕶糀仦尐吥沵妳鈊蒍莪箌啲哋兲忄嘚曰籹潶蒖眎朂洧厷匼莋浗萣笩柸鎅迣咔沜蔻冦",
        "微微微信信喜水零花小小不你你心为我到的地天心得日女黑真视最有公合作求定代杯界世卡盘扣扣",
        strict=True,
    )
)
_SMALL_CAPITAL = re.compile(r"LATIN LETTER SMALL CAPITAL ([A-Z])$")
_NEGATIVE_LETTER = re.compile(
    r"(?:NEGATIVE (?:CIRCLED|SQUARED)|REGIONAL INDICATOR SYMBOL) LATIN CAPITAL LETTER ([A-Z])$"
)


def _fold_symbol(character: str) -> str:
    """What a compatibility character stands for; itself where it stands for nothing else."""
    if character in _KEPT_CONTROLS:
        return character
    if unicodedata.category(character) in _IGNORED:
        return ""
    name = unicodedata.name(character, "")
    for pattern in (_SMALL_CAPITAL, _NEGATIVE_LETTER):
        if found := pattern.match(name):
            return found[1].lower()
    plain = unicodedata.normalize("NFKC", character)
    if plain == character and (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    if len(plain) > 2 and plain[0] == "(" and plain[-1] == ")":
        plain = plain[1:-1]
    if len(plain) == 2 and plain[0].isdigit() and plain[1] in ".,":
        plain = plain[0]
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return bare.casefold() if bare.isascii() else plain.casefold()


def _simplified() -> dict[str, str]:
    raw = cast("dict[str, dict[str, str]]", json.loads((files("zhconv") / "zhcdict.json").read_text("utf-8")))
    return {k: v for k, v in raw["zh2Hans"].items() if len(k) == 1 and len(v) == 1}


def build() -> dict[int, str]:
    table = {code: chr(code) for first, last in _HANZI for code in range(first, last)}
    table |= {code: chr(code).lower() for code in range(128)}
    for first, last in _COMPATIBILITY:
        table |= {code: _fold_symbol(chr(code)) for code in range(first, last)}
    for source in (_simplified(), _VARIANTS, _LOOK_ALIKES, _SYMBOLS):
        table |= {ord(k): v for k, v in source.items()}
    fillers = (*range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0), 0x3164, 0xFFA0, 0x115F, 0x1160)
    table |= dict.fromkeys(fillers, "")
    table |= {code: "" for code in range(32) if chr(code) not in _KEPT_CONTROLS}
    for code, plain in list(table.items()):
        if len(plain) == 1 and ord(plain) != code:
            table[code] = table.get(ord(plain), plain)
    return table


def as_json(table: dict[int, str]) -> str:
    """A line for each plain text with all characters that stand for it; what cannot be seen is escaped."""
    sources: dict[str, list[int]] = {}
    for code, plain in table.items():
        if plain != chr(code):
            sources.setdefault(plain, []).append(code)
    lines = [
        f"{_quoted(plain)}: {_quoted(''.join(map(chr, sorted(codes))))}" for plain, codes in sorted(sources.items())
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _quoted(text: str) -> str:
    return '"' + "".join(c if c not in '"\\' and _is_seen(c) else json.dumps(c)[1:-1] for c in text) + '"'


def _is_seen(character: str) -> bool:
    return character.isprintable() and not unicodedata.category(character).startswith("M")


def main() -> int:
    written = as_json(build())
    if "--check" in sys.argv:
        return int(TABLE.read_text("utf-8") != written)
    TABLE.write_text(written, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
