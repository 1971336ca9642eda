"""What people answer to several dates: ``A C都行``, ``2``, ``B不行``, ``都可以``, ``除了A都行``."""

import re
import unicodedata

from bot.domain.durations import han_number

from .poll import LETTERS, MAYBE, NO, YES

LONGEST = 40
_SEPARATORS = re.compile(r"[,，.。!！;；~～…\n]+")
_QUESTION = re.compile(r"[?？]|吗|么$|呢|谁|哪[^个天]|怎|什么|为啥|多少|是否|有没有|能不能|可不可以|行不行")
_ONE = r"(?:第?(?:\d{1,2}|[一二三四五六七八九十])(?:个|项|号)?|[a-j](?:项|选项)?)"
_JOINED = r"(?:\s*(?:、|/|和|跟|或者?|与|及|\s|\+|&)\s*|(?<=[a-j])(?=[a-j]))"
_LIST = re.compile(rf"(?:选项?|投|我选|我投|选择)?\s*({_ONE}(?:{_JOINED}{_ONE})*)\s*(.*)", re.DOTALL)
_ITEM = re.compile(r"\d{1,2}|[一二三四五六七八九十]|[a-j]")
_FILL = r"(?:我|都|也|就|时间|这个|那个|这天|那天|可以的话|比较|最|应该|吧|了|啦|的|哈|啊|哦)*"
_GOOD = re.compile(
    rf"{_FILL}(?:行|可以|能来|能去|能参加|能到|有空|有时间|ok|没问题|好|方便|可|合适|参加|来|去){_FILL}|{_FILL}"
)
_BAD = re.compile(
    rf"{_FILL}(?:不行|不可以|不可|不能(?:来|去|参加|到)?|没空|没时间|来不了|去不了|参加不了|不方便|有事|有冲突|冲突|不合适|不参加|不来|不去|不ok){_FILL}"
)
_PERHAPS = re.compile(
    rf"{_FILL}(?:可能|也许|不一定|待定|大概|看情况|勉强|不确定|尽量|争取)(?:都|能|会|也)*(?:行|可以|来|去|参加|到|有空)?{_FILL}"
)
_ALL = re.compile(
    rf"(?:哪天|哪个|哪个时间|什么时间|几个|时间|我|全部|全都|任意|三个|两个|四个|这几天|这些)*(?:都(?:行|可以|能来|能去|能参加|ok|没问题|有空|好|选|方便)|全选|随便|随意|都){_FILL}"
)
_NONE = re.compile(
    rf"(?:哪天|哪个|几个|时间|我|全部|全都|这几天|这些)*(?:都|全)(?:不行|不可以|没空|不能(?:来|去|参加)?|来不了|去不了|参加不了|不方便|没时间|不参加){_FILL}"
)
_BUT = re.compile(rf"除了?\s*({_ONE}(?:{_JOINED}{_ONE})*)\s*(?:以外|之外|外)?\s*(.*)", re.DOTALL)


def read_votes(text: str, choices: int, *, sure: bool = True) -> dict[int, str] | None:
    """The answers by place (0 for A), or None for anything else said, or a date that is not there.

    Not ``sure`` that the poll is meant (nothing is quoted): numbers alone are then talk, letters are not.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    if not plain or len(plain) > LONGEST or _QUESTION.search(plain):
        return None
    found: dict[int, str] = {}
    for clause in [clause.strip() for clause in _SEPARATORS.split(plain) if clause.strip()]:
        votes = _read_clause(clause, choices, sure)
        if votes is None:
            return None
        found.update(votes)
    return found or None


def _read_clause(clause: str, choices: int, sure: bool) -> dict[int, str] | None:
    everything = range(choices)
    of_days = sure or re.match(r"哪|时间|什么时间|几个|这几天", clause) is not None
    if _ALL.fullmatch(clause) and clause != "都" and of_days:
        return dict.fromkeys(everything, YES)
    if _NONE.fullmatch(clause) and of_days:
        return dict.fromkeys(everything, NO)
    but = _BUT.fullmatch(clause)
    if but is not None:
        places, rest = _places(but[1], choices), _judgement(but[2].removeprefix("都")) if but[2] else None
        if places is None or rest is None:
            return None
        return {place: (_opposite(rest) if place in places else rest) for place in everything}
    listed = _LIST.fullmatch(clause)
    answer = _judgement(listed[2].strip()) if listed is not None else None
    if listed is None or answer is None:
        return None
    if not sure and not listed[2] and not re.search(r"[a-j]|选|投", clause):
        return None
    places = _places(listed[1], choices)
    return dict.fromkeys(places, answer) if places is not None else None


def _judgement(words: str) -> str | None:
    for pattern, answer in ((_GOOD, YES), (_BAD, NO), (_PERHAPS, MAYBE)):
        if pattern.fullmatch(words):
            return answer
    return None


def _opposite(answer: str) -> str:
    return YES if answer == NO else NO


def _places(words: str, choices: int) -> list[int] | None:
    """None where one of them is not among the dates."""
    found: list[int] = []
    for item in _ITEM.findall(words):
        place = LETTERS.lower().index(item) if item.isalpha() and item.isascii() else (han_number(item) or 0) - 1
        if not 0 <= place < choices:
            return None
        found.append(place)
    return found
