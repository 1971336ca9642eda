"""Does a line of talk acknowledge a notice? Questions, negations and calls to answer do not."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

ACK_WORDS = ("收到", "已收到", "执行", "马上执行", "好的", "OK")
"""Always understood; a regulation's own words are understood as well."""
LONGEST = 60

_SEPARATORS = re.compile(r"[\s,，.。!！;；、:：~～…·—\-|]+")
_FACES = re.compile(r"\[(?!ok])[^\[\]\s]{1,6}]", re.IGNORECASE)
_OK_SIGNS = str.maketrans(dict.fromkeys("👌🆗", "ok"))
_QUESTION = re.compile(
    r"[?？]|吗|嘛$|[收到行好]么|没有?$|[到行好]没|[到行好]否|[到行好]不|是否|是不是|有没有|谁|哪|怎么|怎样|为什么|为何|啥|多少|几[个点位人时]"
)
_CALL = re.compile(
    r"请|麻烦|烦请|务必|都要|必须|大家|各位|全体|所有人|同志们|的(?:人|同事|部门|单位|扣|举手|打)|回复|回个|回一下|扣1|接龙|举手|吱"
)
_OTHERS = re.compile(r"[他她它你您]|她们|有人|没|未|不|别|无法|尚|快递|转账|红包|邮件|短信|款")
_POLITE_END = re.compile(r"^(?:不?请(?:放心|领导放心|您放心|知悉)|不客气|没问题|没关系|没事|不敢|一定不|绝不)")
_GOES_ON = re.compile(r"\?|了?(?:吗|没有?|否|不)\??$|的|请|后|人员|情况")
_ASKED = re.compile(r"了?(?:吗|没有?|否|么)\??")
_NUMBER = re.compile(r"[#＃]\s*(\d{1,6})|(?:通知|编号)\s*(\d{1,6})|^(\d{1,6})号?(?=\D)|(?<=\D)\s*(\d{1,6})$")

_HEAD = (
    "(?:嗯++|哦++|噢++|喔++|好|好的+|行|可以|ok|okay|明白|明白了|知道了|了解|清楚|谢谢|感谢|辛苦了?|是|是的|遵命|"
    "领导好?|老师好?|您好|你好|大家好|老板|老大|经理|主任|各位领导|我们部门?|我们?|俺们?|咱们?|本人|这边|本部门|均|已经?|立即|立刻|马上)"
)
_TAIL = (
    "(?:了|啦|喽|咯|哈++|哦++|噢++|呀|啊|嘞|滴|哒|哟|的|1|谢谢|多谢|感谢|谢|辛苦了?|领导|老师|老板|老大|经理|主任|书记|校长|院长|"
    "哥|姐|亲|明白|明白了|知道了|了解|马上|立即|立刻|落实|办理|照办|安排|马上安排|马上办|马上落实|遵命|通知|k)"
)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """``number`` is the notice that was named, None when none was."""

    number: int | None = None


def read_acknowledgement(text: str, words: Iterable[str] = ACK_WORDS, name: str = "") -> Acknowledgement | None:
    """``收到``, ``好的，收到``, ``收到，已转发``, ``收到 #12``: an answer. ``没收到``, ``收到请回复``: None.

    ``name`` is the sender's own name in the group: ``张三收到`` counts from 张三 only. The words
    are those of the regulation, on top of ACK_WORDS.
    """
    if not text or len(text) > LONGEST:
        return None
    plain = _plain(text)
    number, plain = _take_number(plain)
    answer, courtesy, word = _patterns(tuple(words))
    if word.search(plain) is None:
        return None
    clauses = [c for c in _SEPARATORS.split(plain) if c]
    own = _own_names(name)
    meant = [c for c in (_without_name(c, own) for c in clauses) if c]
    while meant and not answer.fullmatch(meant[0]) and courtesy.fullmatch(meant[0]):
        meant.pop(0)
    if not meant:
        return None
    if answer.fullmatch(meant[0]):
        is_asked = any(_is_asked(c, word) for c in meant[1:])
        return Acknowledgement(number) if not is_asked and _may_follow(meant[1:]) else None
    last = answer.fullmatch(meant[-1]) is not None
    return Acknowledgement(number) if last and _may_precede(meant[:-1]) else None


def _may_follow(rest: list[str]) -> bool:
    """After the word anything may be said but a question about it, or a call upon others to answer."""
    if not rest:
        return True
    first = rest[0]
    if _POLITE_END.match(first):
        return True
    return not _GOES_ON.match(first) and not _CALL.match(first) and "请回复" not in "".join(rest)


def _is_asked(clause: str, word: re.Pattern[str]) -> bool:
    """``收到吗``, ``都收到了没``: others are asked whether they have."""
    ends = [found.end() for found in word.finditer(clause)]
    return any(_ASKED.fullmatch(clause[end:]) for end in ends) or (
        word.match(clause) is not None and clause[ends[0] :] == "?"
    )


def _may_precede(before: list[str]) -> bool:
    return not any(_QUESTION.search(c) or _CALL.search(c) or _OTHERS.search(c) for c in before)


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text.translate(_OK_SIGNS)).casefold()
    plain = _FACES.sub(" ", plain).replace("[ok]", "ok")
    return "".join(c for c in plain if unicodedata.category(c) not in ("So", "Sk", "Mn", "Cf", "Co", "Cs")).strip()


def _take_number(text: str) -> tuple[int | None, str]:
    match = _NUMBER.search(text)
    if match is None or _is_only_a_number(text):
        return None, text
    digits = next(g for g in match.groups() if g is not None)
    if digits == "1" and "#" not in match[0] and "通知" not in match[0]:
        return None, text  # ``收到1`` and ``收到+1`` are ways to say yes
    return int(digits), (text[: match.start()] + " " + text[match.end() :]).strip()


def _is_only_a_number(text: str) -> bool:
    return text.strip("#＃ ").isdecimal()


def _own_names(name: str) -> tuple[str, ...]:
    """The name as it stands in the group and its parts: ``财务-张三`` is 财务, 张三 or both."""
    plain = _plain(name)
    parts = [p for p in (plain, *re.split(r"[\s\-_—/|·()（）]+", plain)) if len(p) >= 2]
    return tuple(sorted(set(parts), key=len, reverse=True))


def _without_name(clause: str, own: tuple[str, ...]) -> str:
    whole = clause
    while name := next((n for n in own if clause.startswith(n)), None):
        clause = clause[len(name) :]
    return clause[1:] if clause != whole and clause.startswith(("部", "科", "处")) else clause


@lru_cache(maxsize=64)
def _patterns(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A clause that answers, a clause of mere courtesy, and any of the words anywhere."""
    known = sorted({_plain(w) for w in (*ACK_WORDS, *words) if w.strip()}, key=len, reverse=True)
    word = "(?:" + "|".join(re.escape(w) for w in known) + ")"
    answer = re.compile(rf"{_HEAD}{{0,4}}(?:{word}\+?{_TAIL}{{0,4}}){{1,4}}")
    return answer, re.compile(rf"{_HEAD}{{1,4}}"), re.compile(word)
