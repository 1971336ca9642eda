"""What people type instead of plain words: traditional characters, faces, English, slips, a quotation above."""

import re
from functools import lru_cache

from bot.domain.people.traditional import simplified

_MORE = "誰谁嗎吗執执覆复後后幾几麼么遲迟囉啰嘍喽冇没沒没"
_TO_SIMPLIFIED = str.maketrans({_MORE[at]: _MORE[at + 1] for at in range(0, len(_MORE), 2)})
_QUOTATION = re.compile(
    r"[「『](?P<quoted>.{0,4000}?)[」』][ \t]*\r?\n[ \t]*[-—–‐－_](?:[ \t]*[-—–‐－_]){4,99}[ \t]*\r?\n", re.DOTALL
)
"""As WeChat puts it where a client knows no quotations."""
_SIGN = re.compile(r"【通知 #(\d{1,6})")
_FACE = re.compile(r"\[(收到|好的|ok)\]", re.IGNORECASE)
_EMOTICON = re.compile(
    r"[(（][^\u4e00-\u9fffa-z0-9()（）]{2,12}[)）]|\^[_.o~-]*\^|[:;=]-?[)）D](?![a-z])|\borz\b", re.IGNORECASE
)
_SPELT = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) (?=[\u4e00-\u9fff](?![\u4e00-\u9fff]))")
_ENGLISH = re.compile(
    r"^\s*(?:(?:ok(?:ay)?|yes|sure)[\s,，.!！]*)?"
    r"(?:(?:well\s+)?noted(?:\s+with\s+thanks)?|got\s+it|copy(?:\s+that)?|roger(?:\s+that)?|received|get(?:\s?到了?)?)"
    r"(?=\s*(?:$|[,，.。!！~～;；\n]|了|thanks|thank you|thx|tks))",
    re.IGNORECASE,
)
_THANKS = re.compile(r"\b(?:many\s+)?(?:thanks|thank\s+you|thx|tks)\b", re.IGNORECASE)
_SLIP = re.compile(r"^\s*(?:收倒|收道|受到)(?=[了啦哈\s!！。.~～]*$)")


@lru_cache(maxsize=4096)
def as_spoken(text: str) -> str:
    """The text in the words that answers are read in; without a quotation above it."""
    found = without_quotation(text)
    found = simplified(found).translate(_TO_SIMPLIFIED)
    found = _EMOTICON.sub(" ", _FACE.sub(r"\1", found))
    if " " in found:
        found = _SPELT.sub(r"\1", found)
    return _SLIP.sub("收到", _THANKS.sub("谢谢", _ENGLISH.sub("收到", found)))


def without_quotation(text: str) -> str:
    head = _QUOTATION.match(text)
    return text[head.end() :] if head is not None else text


def quoted_number(text: str) -> int | None:
    """The notice whose publication or reminder is quoted above the words."""
    head = _QUOTATION.match(text)
    sign = _SIGN.search(head["quoted"]) if head is not None else None
    return int(sign[1]) if sign is not None else None
