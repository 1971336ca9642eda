"""Write the antispam area's table of sounds: for each syllable the characters read so, tones and near sounds aside.

Run it after the development dependencies have changed: ``python tools/write_syllables.py``.
"""

import json
import re
import sys
from pathlib import Path

from pypinyin import Style, lazy_pinyin

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "plugins" / "antispam" / "words" / "syllables.json"
_NEAR = ((re.compile("^([zcs])h"), r"\1"), (re.compile("([aei])ng$"), r"\1n"))
"""Sounds that half of the country writes for each other."""


def _characters() -> list[str]:
    """Those of GB 2312: texts are folded to simplified characters first."""
    codes = range(0x4E00, 0x9FA6)
    return [chr(code) for code in codes if len(chr(code).encode("gb2312", "ignore")) == 2]


def build() -> dict[str, str]:
    table: dict[str, str] = {}
    for character in _characters():
        [syllable] = lazy_pinyin(character, style=Style.NORMAL, v_to_u=True)
        for pattern, near in _NEAR:
            syllable = pattern.sub(near, syllable)
        table[syllable] = table.get(syllable, "") + character
    return dict(sorted(table.items()))


def as_json(table: dict[str, str]) -> str:
    return json.dumps(table, ensure_ascii=False, indent=0) + "\n"


def main() -> int:
    written = as_json(build())
    if "--check" in sys.argv:
        return int(TABLE.read_text("utf-8") != written)
    TABLE.write_text(written, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
