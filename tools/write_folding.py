"""Write the folding table: what each look-alike, styled or traditional character stands for.

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
TABLE = ROOT / "bot" / "governance" / "folding" / "folding.json"

_COMPATIBILITY = ((0x00A0, 0x3400), (0xF900, 0xFB07), (0xFE00, 0xFFF0), (0x1D400, 0x1D800), (0x1F100, 0x1F266))
_HANZI = ((0x4E00, 0xA000), (0x3000, 0x3040))
_IGNORED = frozenset({"Mn", "Me", "Cf", "Cc", "Cs", "Co"})
_KEPT_CONTROLS = "\n\t\r"
_LOOK_ALIKES = dict(
    zip("авекмнорстхуіѕјАВЕКМНОРСТХУІЅЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "abekmhopctxyisjabekmhopctxyisjabezhikmnoptyxo", strict=True)
)
_CONFUSABLES = (
    "2ᒿꙄꛯꝚ🯲 3ꝪꞫ𑣊𖼻🯳 4Ꮞ𑢯🯴 5Ƽ𑢻🯵 6бᏮ𑣕🯶 7𐓒𑣆🯷 8ȣ𐌚🯸 9Ꝯ𑢬𑣌𑣖🯹 aɑαᎪᗅꓮ𐊠𖽀 bᏏᏴᑲᖯᗷꓐꞴ𐊂𐊡𐌁 cᏟⲥꓚꮯ𐊢𐌂𐐕𐐽𐔜𑣩𑣲 "
    "dԁᎠᏧᑯᗞᗪꓒꓓ eҽᎬⴹꓰꬲ𐊆𑢦𑢮 fքᖴẝꓝꞘꞙꬵ𐊇𐊥𐔥𑢢𑣂 gƍɡցᏀᏳᶃꓖ hһհᎻᏂᕼꓧ𐋏 iıɩιӏᎥꙇꭵ𑣃 jϳᎫᒍꓙꞲ kκᏦᛕꓗ𐔘 "
    "lǀᏞᒪᛁⵏꓡꓲ𐊊𐌉𐌠𐐛𐔦𑢣𑢲𖼖𖼨🯱 mᎷᗰᛖꓟ𐊰𐌑 nոռꓠ𐔓 oσօᴑⲟⵔꓳꬽ𐊒𐊫𐐄𐐬𐓂𐓪𐔖𑢵𑣈𑣗𑣠🯰 pρᏢᑭⲣꓑ𐊕 qԛգզⵕ rгᎡᏒᖇᴦⲅꓣꭇꭈꮁ𐒴𖼵 "
    "sƽᏕᏚꓢꜱꮪ𐊖𐐠𐑈𑣁𖼺 tτᎢꓔ𐊗𐊱𐌕𑢼𖼊 uʋυսᑌꓴꞟꭎꭒ𐓎𐓶𑢸𑣘𖽂 vνѵᏙᐯⴸꓦꛟꮩ𐔝𑢠𑣀𖼈 wɯѡԝաᎳᏔꓪꮃ𑣦𑣯 xᕁᕽᚷⵝꓫꞳ𐊐𐊴𐌗𐌢𐔧𑣬 "
    "yɣγүᎩᎽᶌỿꓬꭚ𐊲𑢤𑣜𖽃 zᏃꓜꮓ𐋵𑢩𑣄𑣥"
)
"""Letters of other alphabets that Unicode (UTS 39) calls confusable with the letter or digit that heads their group."""
_SYMBOLS = dict(zip("➕✚✛✙╋┼⼗⓿🐴🐎", "++++++十0马马", strict=True)) | {
    "🐧": "企鹅",
    "✈": "飞机",
    "🛩": "飞机",
    "🛰": "卫星",
    "🦇": "蝙蝠",
    "💰": "钱",
    "💵": "钱",
}
_RADICALS = dict(
    zip("⺘⺡⺅⻌⻊⺖⺨⻟⻠⺪⻖⻏⺉⺣⻂⺭⻐⺾⺿⺼", "扌氵亻辶⻊忄犭饣饣疒阝阝刂灬衤礻钅艹艹月", strict=True)
)
_VARIANT_GROUPS = (
    "微嶶溦黴癓 信訫伈伩 喜囍 零蕶 花糀埖蘤 小仦尐尛 不吥卟 你沵妳伱 心鈊 为蒍 我莪涐硪 到箌菿 的啲哋菂 "
    "天兲靝 得嘚 日曰 女籹 黑潶 视眎眡 最朂 有洧 公厷 合匼 作莋 求浗 定萣 代笩 杯柸 界鎅 世迣 卡咔 盘沜 "
    "了孒 大汏 开幵 钱銭 号呺 博愽慱 约箹 款歀 贷貣 逼偪 操懆 傻儍 死迉 狗㺃 枪鎗 毒蝳 药葯 假徦 票僄 "
    "证証 播譒 网罓 免凂 包笣 联聨聫 系繋 机僟 单単 现哯 回囘囬 国囯圀囶 面靣 年秊 学斈 气炁 时旹 没莈 "
    "美羙媄 在洅 是昰 来婡唻 好恏 人朲秂 上仩 下芐 中狆妕 出岀 入扖 名佲詺 司呞 要婹偠葽 高髙 低彽 收収 "
    "本夲 裸躶臝祼 强彊 奸姧 法灋佱 彩婇埰 前歬 同哃 真眞蒖 扣蔻冦 口囗"
)
"""Characters that ordinary texts hardly know, written in place of a common one (the first of each group)."""
_LETTERS = {other: group[0] for group in _CONFUSABLES.split() for other in group[1:]}
_VARIANTS = {variant: group[0] for group in _VARIANT_GROUPS.split() for variant in group[1:]}
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
    for source in (_simplified(), _RADICALS, _VARIANTS, _LETTERS, _LOOK_ALIKES, _SYMBOLS):
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
