"""Signs in a message's shape: ways to make contact, prices, earnings. Evidence, never a verdict alone.

Every pattern is bounded, so that its cost grows with the length of the message only.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .beginning import Beginning
from .normalise import Normalised, Span, digits, normalise
from .onepass import NUMERALS

_ANY_NUMBER = re.compile("[0-9入](?:(?<=[0-9])| ?[一二三五几百千万])")
_ID = re.compile(r"[0-9a-z](?:[ .\-—乂]{0,2}[0-9a-z]){4}")
_CHANNEL = (
    r"(?:微信号?|[薇威徽溦葳]信?|微心|v信|vx|wx|wechat|weixin|微|扣扣|抠抠|叩叩|[企乞勤凡珊][- ]?[鹅饿]|[扣抠叩筘]"
    r"|qq|q群|[加佳伽茄家迦嘉夹珈+][ +]?[喂韦胃唯维位围v]|裙|群号?|qun|飞机|蝙蝠"
    r"|北极鸟|卫星|(?<=[看妹名])口|tg|电报|钉钉|[球俅秋]{2}|(?<![a-z0-9])[vq])"
)
_LATIN_ID = r"[a-z](?=[a-z_-]{0,12}\d)[a-z0-9_-]{4,19}"
_NUMBER_ID = r"\d(?:[ .\-—]{0,2}\d){4,11}"
_CONTACT_ID = Beginning(
    "微薇威徽溦葳vw扣抠叩筘企乞勤凡珊q加佳伽茄家迦嘉夹珈+裙群飞蝙北卫口t电钉球俅秋",
    rf"{_CHANNEL}[号群是为:：;\s\-_.~=»>)）】]{{0,4}}(?P<id>{_LATIN_ID}|{_NUMBER_ID})(?![a-z0-9])",
)
_ID_CONTACT = Beginning(
    "\\d",
    r"(?<![a-z0-9])(?P<id>\d(?:[ .\-—]{0,2}\d){5,11})[\s+\-,，.。的家加找甲设]{0,4}"
    r"(?:[扣抠叩]|口口|口(?![0-9一-鿿])|企[- ]?鹅|乞鹅|[球俅]{2}|薇|威信|姐|❤|(?:卫星|[信芯])(?![一-鿿])"
    r"|(?:qq|vx)(?![群号:\s]{0,3}\d))",
    needs=Beginning("扣抠叩口鹅球俅薇威姐❤卫信芯qv", "[扣抠叩口鹅薇姐❤信芯]|[球俅]{2}|威信|卫星|qq|vx"),
)
_HIDDEN = frozenset("嶶溦黴訫抠叩筘摳俅裘乞伽茄噃倮圊迦喂韦胃蔻冦凡")
_VEILED = frozenset("葳徽威薇➕企裙佳卫")
_CODE = Beginning(
    "a-z\\d看买卖麦要爆日家名",
    r"(?:(?<![a-z0-9])[a-z]{1,5}[ 乂]?\d{2,6}|(?<!\d)\d(?:[ .\-—]{0,2}\d){5,11})[^\d，。\n]{0,4}?"
    r"(?:[看买卖麦要爆日狂乱家][片篇偏饼盘拼乒p逼碧批毛喂威日射]|看电视|片[薇威微]|[妹女姐芸][口扣+]|家[口喂]|妹碧|嫩[碧批逼妹])"
    r"|(?:[看买卖麦要爆日][片篇偏饼盘拼乒p逼碧批毛]|看名(?!字吗)|家喂|名加)[^\d，。\n]{0,4}"
    r"(?:[a-z]{1,5}[ 乂]?\d{2,6}|\d(?:[ .\-]{0,2}\d){5,11})(?!\d)",
    needs=Beginning(
        "看买卖麦要爆日狂乱家片妹女姐芸嫩名",
        "[看买卖麦要爆日狂乱家][片篇偏饼盘拼乒p逼碧批毛喂威日射]|看电视|片[薇威微]|[妹女姐芸][口扣+]|家[口喂]|嫩[碧批逼妹]"
        "|妹碧|看名|名加",
    ),
)
_GROUP = re.compile(
    r"(?:加|进|入|来|外部|公益|官方|交流|粉丝|福利|内部|资源|裙|扣)(?:q|qq)?[群裙][号:：\s]{0,3}\d{6,11}"
)
_STYLED = re.compile("[①-⓿❶-➓㈠-㊰⑴-⒇０-９𝟎-𝟿🄀-🄊ａ-ｚＡ-Ｚ𝐀-𝚣]{4,}")
_DIGIT = re.compile("[0-9]")
_NUMERALS = re.compile(f"[{NUMERALS}]{{6}}")
_HANDLE = Beginning("@", r"(?<![a-z0-9._])@[a-z][a-z0-9_]{4,31}(?![a-z0-9_.])")
_MOBILE = Beginning("1", r"(?<!\d)1[3-9]\d(?:[ \-]?\d{4}){2}(?!\d)")
_EARNING = Beginning(
    "日天月周年每单一小\\d",
    r"(?:[日天月周年]|每天|每月|单日|一单|小时)(?:收?入|净?赚|利润|薪|收益|挣|撸|搞|提成|结)[^\d\n]{0,4}\d{2,7}"
    r"|\d{2,6}(?:元|块|rmb|米|u)?[-~到至]{0,1}(?:\d{1,6})?(?:元|块|rmb|米)?\s?(?:/|一|每|1)(?:天|日|单|小时|h|次|晚|个人)"
    r"|月入\s?[\d一二三五几]{0,3}[万千w]|日入\s?[\d一二三五几]{0,3}[百千万w]|年化\s?\d{2,3}%",
    needs=Beginning(
        "入赚润薪益挣撸搞成结/一每1年", "[入赚润薪益挣撸搞成结]|[/一每1] ?(?:[天日单h次晚]|小时|个人)|年化"
    ),
)
_PRICE = Beginning(
    "¥￥$价只仅特低售原\\d",
    r"(?:¥|￥|\$|价格?:?|只要|仅需|特价|低至|售价?|原价)\s?\d{1,6}|\d{1,6}(?:\.\d)?\s?(?:元|块钱?|rmb|包邮|出|折)(?![旦前上])"
    r"|\d{1,4}(?:r|u)(?![a-z0-9])",
    needs=Beginning("¥￥$价售元块出折只仅低包ru", r"[¥￥$价售元块出折]|只要|仅需|低至|包邮|rmb|[ru](?<=\d[ru])"),
)
_DOT_WORD = Beginning(
    "a-z0-9",
    r"[a-z0-9]{3,20}\s?(?:点|丶|。|dot)\s?(?:com|cn|cc|net|top|vip|xyz|me)(?![a-z])|[a-z0-9]{4,20}\s?c[o0]m(?![a-z])",
    needs=Beginning("点丶。dc", r"(?:点|丶|。|dot)\s?(?:com|cn|cc|net|top|vip|xyz|me)|c[o0]m"),
)
_AMOUNTS = ("earning", 1.4, _EARNING), ("price", 0.5, _PRICE)
_WITH_ID = (
    ("handle", 1.5, _HANDLE),
    ("disguised", 3.6, _CODE),
    ("group", 0.9, _GROUP),
    ("mobile", 0.5, _MOBILE),
    ("site", 1.2, _DOT_WORD),
)


class Sign(NamedTuple):
    """``kind``: contact, disguised, group, handle, mobile, earning, price, site."""

    kind: str
    text: str
    weight: float
    span: Span


_APART = re.compile(r"[^\W_](?=[\W_]{1,8}[^\W_])")
_INVISIBLE = re.compile("[\u200b\u200c\u2060\ufeff\u00ad\u180e\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LEAST_APART, _SHARE_APART, _LEAST_INVISIBLE = 5, 0.4, 3


def is_broken(text: Normalised) -> bool:
    """Whether something stands between so many characters that it must have been put there, seen or unseen."""
    if text.original != text.folded and len(_INVISIBLE.findall(text.original)) >= _LEAST_INVISIBLE:
        return True
    if (len(text.folded) - len(text.compact)) * 4 < len(text.compact):
        return False
    return len(_APART.findall(text.folded)) >= max(_LEAST_APART, _SHARE_APART * len(text.compact))


def find_signs(text: Normalised, *, broken: bool = False) -> list[Sign]:
    """Contact invitations, earnings and prices, in no particular order; of a broken text also those it would have."""
    signs = text.once(_find_signs)
    if broken:
        known, most = {sign.kind for sign in signs}, len(text.compact)
        whole = [sign for sign in _find_signs(normalise(text.compact)) if sign.kind not in known]
        return signs + [s._replace(span=text.compact_span(s.span.start, min(s.span.end, most))) for s in whole]
    return signs


def _find_signs(text: Normalised) -> list[Sign]:
    folded = text.folded
    signs = _numerals(text)
    if text.plain and "入" not in folded:
        return signs
    if _ANY_NUMBER.search(folded):
        signs += _styled(text)
        signs += _found(text, _AMOUNTS)
    if text.plain or not _ID.search(folded):
        return signs
    signs += _contacts(text, folded)
    signs += _found(text, _WITH_ID)
    return signs


def _found(text: Normalised, patterns: Sequence[tuple[str, float, Beginning | re.Pattern[str]]]) -> Iterator[Sign]:
    """The first place of each pattern."""
    for kind, weight, pattern in patterns:
        if found := pattern.search(text.folded):
            yield Sign(kind, found[0], weight, text.span(found.start(), found.end()))


def _contacts(text: Normalised, folded: str) -> list[Sign]:
    signs: list[Sign] = []
    for pattern in (_CONTACT_ID, _ID_CONTACT):
        for found in pattern.finditer(folded):
            span = text.span(found.start(), found.end())
            hidden = any(c in _HIDDEN for c in text.original[span.start : span.end])
            mobile = _MOBILE.fullmatch(found["id"]) is not None
            if mobile:
                signs.append(Sign("contact", found[0], 0.7, span))
            elif hidden or found[0].endswith("口"):
                signs.append(Sign("disguised", found[0], 3.6, span))
            elif pattern is _ID_CONTACT or any(c in _VEILED for c in text.original[span.start : span.end]):
                signs.append(Sign("disguised", found[0], 2.4, span))
            else:
                signs.append(Sign("contact", found[0], 1.4, span))
    return signs


def _styled(text: Normalised) -> list[Sign]:
    """Ids in circled, bold or full-width letters: nobody's input method writes numbers so."""
    found = None if text.original == text.folded else _STYLED.search(text.original)
    if found is None or not _DIGIT.search(text.folded):
        return []
    wide = all("\uff00" <= c <= "\uffef" for c in found[0])
    return [Sign("disguised", found[0], 1.3 if wide else 2.2, Span(found.start(), found.end()))]


def _numerals(text: Normalised) -> list[Sign]:
    """Contact ids spelt in Chinese numerals."""
    if not text.spelt or not _NUMERALS.search(text.folded):
        return []
    spelt = digits(text.folded)
    found = _CONTACT_ID.search(spelt) or _MOBILE.search(spelt)
    return [Sign("disguised", found[0], 2.0, text.span(found.start(), found.end()))] if found else []
