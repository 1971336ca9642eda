"""How people shorten a department: ``安环``, ``综治办``, ``心内科``, ``外院``, where only one can be meant."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from bot.domain.people.suffixes import without_suffix

_SIGNS = re.compile(r"[\da-z()]")
_LONGEST_BODY = 10
_COUNT = re.compile(r"([^\d()]{2,8}?)第?(\d{1,2})号?")
_HAN_NUMBERS = "〇一二三四五六七八九十"
_FILLING = frozenset(
    [
        "管理",
        "业务",
        "服务",
        "工作",
        "事务",
        "发展",
        "建设",
        "开发",
        "保障",
        "运营",
        "支持",
        "规划",
        "工程",
        "技术",
        "中心",
        "综合",
        "行政",
    ]
)
"""Words that alone say nothing of which department is meant."""
_AMBIGUOUS = frozenset(
    [
        "总经理",
        "董事长",
        "校长",
        "院长",
        "公司",
        "办公",
        "工作",
        "主任",
        "书记",
        "学生",
        "教师",
        "研究生",
        "本科生",
        "业主",
        "志愿",
        "志愿者",
        "老师",
        "员工",
        "医生",
        "护士",
    ]
)
_SHORT_ENDS = {"办公室": ("办", "室"), "办事处": ("办",), "委员会": ("委",), "研究院": ("院",), "研究所": ("所",)}
_EXCHANGED = ("部", "科", "处", "室", "组")


def is_ambiguous(stem: str) -> bool:
    return stem in _AMBIGUOUS


def abbreviations(exact: Mapping[str, str], taken: Collection[str]) -> dict[str, str]:
    """The short forms that mean exactly one of the departments by their keys, to find in running text."""
    meant: dict[str, set[str]] = defaultdict(set)
    for key, name in exact.items():
        for short in {*_bare(key), *_with_ending(key), *_counted(key)}:
            meant[short].add(name)
    return {
        short: next(iter(names))
        for short, names in meant.items()
        if len(names) == 1 and short not in taken and short not in _AMBIGUOUS
    }


def shortened(text: str, exact: Mapping[str, str]) -> str | None:
    """The one department whose characters ``text`` takes in order, from its first on; for words that stand alone."""
    body, suffix = without_suffix(text)
    if len(body) < 2 or body in _AMBIGUOUS or body in _FILLING:
        return None
    names = {name for key, name in exact.items() if _ends_alike(suffix, key) and _takes(body, without_suffix(key)[0])}
    return next(iter(names)) if len(names) == 1 else None


def _bare(key: str) -> Iterator[str]:
    body, suffix = without_suffix(key)
    if suffix and 3 <= len(body) <= _LONGEST_BODY and not _SIGNS.search(body):
        yield from (body[: -len(word)] for word in _FILLING if body.endswith(word) and len(body) - len(word) >= 2)
        if len(body) % 2 == 0:
            yield body[:2]
        if len(body) > 4 and len(body) % 2 == 0:
            yield body[:4]
        if len(body) in (4, 6):
            yield body[::2]
        if len(body) % 2 == 0:
            yield from (body[at:] for at in range(2, len(body), 2) if body[at : at + 2] not in _FILLING)


def _with_ending(key: str) -> Iterator[str]:
    body, suffix = without_suffix(key)
    if not suffix or not 2 <= len(body) <= _LONGEST_BODY or _SIGNS.search(body):
        return
    ends = {suffix, suffix[-1], *_SHORT_ENDS.get(suffix, ())}
    if suffix[-1] in _EXCHANGED:
        ends |= set(_EXCHANGED)
    for end in ends:
        yield from (short + end for short in _picked(body) if short + end != key)
        if end in ("办", "院", "所", "庭") and len(body) >= 2:
            yield body[0] + end


def _counted(key: str) -> Iterator[str]:
    """变电二班, 运维2班 for 变电运维二班; 骨二科 for 骨科二病区; 民一庭 for 民事审判第一庭."""
    body, suffix = without_suffix(key)
    found = _COUNT.fullmatch(body)
    if found is None:
        return
    base, count = found[1], int(found[2])
    ends = {suffix, suffix[-1], "科"} if suffix == "病区" else {suffix}
    bases = {base, base[0], base[:2], *(base[at:] for at in range(2, len(base), 2))}
    for number in {str(count), _HAN_NUMBERS[count] if count < len(_HAN_NUMBERS) else str(count)}:
        yield from (short + number + end for short in bases for end in ends)


def _picked(body: str) -> Iterator[str]:
    """First characters; the first with one or two later ones; two-character words left out."""
    yield from (body[:length] for length in range(2, len(body) + 1))
    yield from (body[0] + later for later in body[2:])
    yield from (body[:2] + later for later in body[3:])
    if len(body) % 2 == 0:
        words = [body[at : at + 2] for at in range(0, len(body), 2)]
        yield from ("".join(words[at:]) for at in range(1, len(words)) if words[at] not in _FILLING)
        if len(words) >= 3:
            yield from ("".join(words[:at] + words[at + 1 :]) for at in range(1, len(words)))


def _ends_alike(suffix: str, key: str) -> bool:
    other = without_suffix(key)[1]
    return not suffix or other.endswith(suffix) or (suffix in _EXCHANGED and other in (*_EXCHANGED, "中心", "办公室"))


def _takes(short: str, body: str) -> bool:
    if not body or short[0] != body[0] or len(short) > len(body):
        return False
    rest = iter(body)
    return all(sign in rest for sign in short)
