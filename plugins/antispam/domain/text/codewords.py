"""The usual code words for making contact, and digits written into Latin words; folded only in their context.

Each rule keeps the text's length, so places stay right. 威海, 薇薇, 徽章, 裙子 and 威胁 are ordinary words: a rule
needs an invitation before the code word or an account after it. Each begins with a plain character and looks back only
then, so that most places of a text are passed over at once.
"""

import re
from collections.abc import Callable, Iterable

_ID = r"[号:：;；~=\s]{0,3}(?=[a-z][a-z0-9_-]{4,}|\d{5,10}(?!\d))"
"""An account that follows: not a mobile number, for names stand before those (佳薇 13900139000)."""
_JOIN = r"[加+](?<![参增附追添叠外更施强].)(?<![a-z0-9/]\+)"
_WHOM = r"(?:我|你|您|他|她|个|下|一下|老师|客服|助理|经理|学姐|小姐姐)?[ +]?"
_NO_WORD = r"(?![一-鿿])"
_SKIRT = "衣短长身纱褶礼校皮牛仔舞蓬睡吊围百连半"
_V_WORDS = "lan|pn|ip|ps|m\\d|iew|ue|alue|er|ite|ga|lookup|ideo|oice|isio"
_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def _keeping(code: str, plain: str) -> Callable[[re.Match[str]], str]:
    """Replace the group ``code`` of a match by a text of its length."""

    def put(match: re.Match[str]) -> str:
        start, end = (place - match.start() for place in match.span(code))
        whole = match[0]
        return whole[:start] + plain + whole[end:] if end - start == len(plain) else whole

    return put


def _rule(pattern: str, plain: str) -> _Rule:
    return re.compile(pattern), _keeping("code", plain)


_APART = "(?<![a-z0-9][jkvw])"
"""What was just read is no letter within a word; only of these letters it would matter."""
_INVITING: tuple[_Rule, ...] = (
    _rule(rf"(?P<code>[j咖枷珈迦嘉]){_APART}(?=我(?:[吧看要买私好]|{_NO_WORD}))", "加"),
    _rule(rf"(?P<code>[j咖枷]){_APART}(?=[薇葳徽微](?:[信免看]|{_NO_WORD}))", "加"),
    _rule(rf"(?P<code>[j咖枷珈迦嘉佳茄伽]){_APART}(?=[扣抠叩]{{1,2}}{_NO_WORD}|[qv](?![a-z]))", "加"),
)
"""How 加 is written otherwise, before 我 at the end of what is said or before one of the code words below."""
_OFFERING: tuple[_Rule, ...] = (
    _rule(rf"(?P<code>[k堪]){_APART}(?=[名昵妹片盘]|我[名茗头])", "看"),
    _rule(r"(?P<code>[非f])(?<=免.)(?:(?<=非)|(?![a-z]))", "费"),
    _rule(rf"(?P<code>[枉w冈旺]){_APART}(?=址|(?<=[枉w])站)", "网"),
    _rule(r"(?P<code>l)(?<=私l)(?=我)", "聊"),
    _rule(rf"(?P<code>窝)(?<=[私加]窝){_NO_WORD}", "我"),
)
"""The commonest words of offers with one hanzi exchanged, where its neighbour tells which is meant."""
_WEIXIN: tuple[_Rule, ...] = (
    _rule(rf"(?P<code>[佳茄伽迦珈嘉家甲])(?<![大国人一专自全回在公].)我?[薇葳徽威维微v]信?{_ID}", "加"),
    _rule(rf"(?P<code>[薇葳徽v]{_APART}[信姓])", "微信"),
    _rule(rf"(?P<code>[薇葳徽威维微v]{_APART}[信心芯姓欣辛])(?:{_ID}|号)", "微信"),
)
"""佳 is folded to 加 before what follows is looked at."""
_ADDED: tuple[_Rule, ...] = (
    _rule(rf"{_JOIN}{_WHOM}(?P<code>[薇葳徽威维微](?:信|[心芯](?![一-鿿])))", "微信"),
    _rule(rf"{_JOIN}{_WHOM}(?P<code>[vw]x)(?![a-z])", "微信"),
    _rule(rf"{_JOIN}{_WHOM}(?P<code>[薇葳徽威维])(?:{_NO_WORD}|(?=号))", "微"),
    _rule(
        rf"{_JOIN}{_WHOM}(?P<code>v)(?:(?![a-z0-9.领型字口形脸家])|(?!{_V_WORDS})(?=[a-z_-]{{0,10}}\d)(?=[a-z0-9_-]{{6,20}}))",
        "微",
    ),
)
"""Only where there is 加 or +."""
_LATIN: tuple[_Rule, ...] = (
    _rule(r"(?P<code>[vw]x)(?<![a-z0-9._/\\@=&?\-]..)(?![a-z0-9._/\\@=&(\[\-])", "微信"),
    _rule(rf"(?P<code>v)(?<![a-z0-9._/+\-]v)[:：号]{_ID}", "微"),
)
_OTHERS: tuple[_Rule, ...] = (
    _rule(
        rf"(?P<code>[扣抠叩俅秋球裘企](?:(?<=[扣抠叩])[扣抠叩]|(?<=[俅秋球裘])[俅秋球裘]|(?<=企)鹅))(?:[群裙号]|{_ID})",
        "qq",
    ),
    _rule(r"(?P<code>[扣抠叩企](?<=[加联].)(?:(?<=企)鹅|(?<=[扣抠叩])[扣抠叩]))", "qq"),
    _rule(r"(?P<code>[扣抠叩])(?<=加.)[号:：\s]{0,3}(?=\d{5,10}(?![\d元块分万年]))", "q"),
    _rule(r"(?P<code>裙)(?<=[进加建拉q扣]裙)(?=[^一-鿿]|[号聊领看免]|$)", "群"),
    _rule(rf"(?P<code>裙)(?<![{_SKIRT}]裙)(?=号?[:：\s]{{0,2}}\d{{6,11}})", "群"),
)
_ALONE = "薇葳徽威维扣抠叩俅秋球裘裙企佳茄伽迦珈嘉甲咖枷窝vx"
_BEFORE_OTHERS = "微堪枉冈旺免私"
CODES = re.compile(f"[{_ALONE}{_BEFORE_OTHERS}jkw](?:(?<=[{_ALONE}])|[心芯姓欣辛我薇葳徽微扣抠叩qv名昵妹片盘站址非fl])")
"""Where none of these stands there is nothing to fold…"""
HANZI = _ALONE.removesuffix("vx") + _BEFORE_OTHERS
"""…nor where there is none of these and no Latin letter, which is known sooner."""
_OF_OFFERING = re.compile("[kf堪非枉冈旺wl窝]")
_OF_INVITING = re.compile("[咖枷珈迦嘉佳茄伽j]")
_OF_WEIXIN = re.compile("[薇葳徽威维微vx]")
_OF_QQ = re.compile("[扣抠叩俅秋球裘裙企]")

_LEET = re.compile(
    r"[a-z013457@$!|](?<![a-z0-9.@/_\\\-$!|].)"
    r"(?:(?<=[a-z])(?=[a-z]*[013457@$!|][a-z0-9@$!|]*[a-z])|(?<=[013457@$!|])(?=[a-z0-9@$!|]*[a-z]))"
    r"[a-z0-9@$!|]{3,15}(?![a-z0-9.@/_\\\-])"
)
_MIXED = re.compile(r"[013457@$!|](?:(?=[a-z])|(?<=[a-z].))")
"""In every word with digits for letters one stands beside a letter."""
_LETTERS = str.maketrans("01345@$!7|", "oleas" + "asitl")
_LETTERS_I = {**_LETTERS, ord("1"): "i", ord("|"): "i"}
_LATIN_WORDS = frozenset({
    "telegram", "weixin", "wechat", "weichat", "whatsapp", "bitcoin", "usdt", "casino", "porn", "porno", "sexy",
    "fuck", "fuckyou", "bitch", "asshole", "shit", "motherfucker", "viagra", "facebook", "instagram", "tinder",
    "skype", "potato", "qqun", "weibo", "taobao", "alipay", "paypal", "onlyfans", "escort", "nmsl", "wdnmd", "caonima",
    "shabi", "nima", "bocai", "jianzhi", "daikuan", "fapiao", "shuadan",
})  # fmt: skip
"""Digits are read as letters only where one of these comes out: product numbers and passwords stay as they are."""

_BESIDE_DIGITS = re.compile("[0-9oli](?:(?<=[0-9])[oli]|(?<=[oli])[0-9])")
_NUMBER = re.compile(r"(?<![a-z0-9._@/#-])[0-9oli]{4,20}(?![a-z0-9._@/#-])")
_AS_DIGITS = str.maketrans("oli", "011")
_LEAST_DIGITS = 3
_UNITS = "li"
"""What ends a number of litres, or a picture's lines (1080i)."""


def fold_codes(folded: str) -> str:
    """The folded text with code words written plainly; of the same length."""
    if _OF_OFFERING.search(folded):
        folded = _put(_OFFERING, folded)
    if _OF_INVITING.search(folded):
        folded = _put(_INVITING, folded)
    if _OF_WEIXIN.search(folded):
        folded = _put(_WEIXIN, folded)
        if "加" in folded or "+" in folded:
            folded = _put(_ADDED, folded)
        if "v" in folded or "x" in folded:
            folded = _put(_LATIN, folded)
    return _put(_OTHERS, folded) if _OF_QQ.search(folded) else folded


def _put(rules: Iterable[_Rule], folded: str) -> str:
    for pattern, put in rules:
        folded = pattern.sub(put, folded)
    return folded


def fold_leet(folded: str) -> str:
    """The folded text with digits in known Latin words written as letters, and letters in numbers as digits; of the
    same length."""
    if _MIXED.search(folded):
        folded = _LEET.sub(_unleet, folded)
    return _NUMBER.sub(_undigit, folded) if _BESIDE_DIGITS.search(folded) else folded


def _undigit(match: re.Match[str]) -> str:
    """A number with o for nought and l or i for one among its digits; what stands at either end may mean itself."""
    number = match[0]
    letters = sum(map(number.count, "oli"))
    inner = number[1:-1] if number[0] in _UNITS or number[-1] in _UNITS else number
    if len(number) - letters < max(_LEAST_DIGITS, letters) or not any(letter in inner for letter in "oli"):
        return number
    return number.translate(_AS_DIGITS)


def _unleet(match: re.Match[str]) -> str:
    word = match[0].translate(_LETTERS)
    if word in _LATIN_WORDS:
        return word
    word = match[0].translate(_LETTERS_I)
    return word if word in _LATIN_WORDS else match[0]
