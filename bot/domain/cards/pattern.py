"""A pattern such as ``部门-姓名`` or ``年级+班级+学生+家长``: its parts in order and what stands between them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.people import plain

DEFAULT_PATTERN = "部门-姓名"
JOINTS = r"\-‐‑‒–—−－_＿/／|｜+＋、,，;；·•・~～&\s"
"""Signs between the parts of patterns and cards."""


class Kind(StrEnum):
    """What a part says about the person; OTHER is whatever the roster does not know."""

    NAME = "name"
    DEPARTMENT = "department"
    POSITION = "position"
    STAFF_NUMBER = "staff_number"
    PHONE = "phone"
    GRADE = "grade"
    CLASS = "class"
    CHILD = "child"
    RELATION = "relation"
    OTHER = "other"


_WORDS: dict[Kind, tuple[str, ...]] = {
    Kind.CHILD: ("学生姓名", "孩子姓名", "子女姓名", "学生名", "学生", "孩子", "子女"),
    Kind.RELATION: ("与学生关系", "家长称谓", "家长姓名", "家长身份", "亲属关系", "家长", "关系", "称谓"),
    Kind.NAME: ("真实姓名", "本人姓名", "教师姓名", "员工姓名", "姓名", "实名", "名字"),
    Kind.DEPARTMENT: (
        *("部门名称", "所在部门", "所属部门", "单位名称", "所在单位", "所属单位", "科室名称"),
        *("部门", "科室", "处室", "单位", "公司", "学院", "院系", "车间", "班组", "教研组"),
    ),
    Kind.POSITION: ("职务", "岗位", "职位", "职称"),
    Kind.STAFF_NUMBER: ("员工编号", "工号", "学号", "编号"),
    Kind.PHONE: ("联系电话", "联系方式", "手机号码", "手机号", "手机", "电话"),
    Kind.GRADE: ("年级",),
    Kind.CLASS: ("班级", "班别"),
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words}
_TOKEN = re.compile("|".join(sorted(_KINDS, key=len, reverse=True)))
_BETWEEN = re.compile(f"[{JOINTS}]+")
_QUOTES = "“”\"'「」《》"
_PAIRS = {"【": "】", "[": "]", "〔": "〕", "(": ")", "（": "）"}
_BRACKET_SIGNS = "()（）[]【】〔〕"
_BRACKETS = str.maketrans(dict.fromkeys(_BRACKET_SIGNS, " "))
_BRACKET = re.compile(f"[{re.escape(_BRACKET_SIGNS)}]+")
_FREE = re.compile(rf"[^{JOINTS}{re.escape(_BRACKET_SIGNS)}]")
_MOST_PARTS = 8


@dataclass(frozen=True, slots=True)
class CardPart:
    """``word`` as the regulation writes it: what a member reads where the roster knows no value."""

    kind: Kind
    word: str


@dataclass(frozen=True, slots=True)
class CardPattern:
    """``between[i]`` stands behind ``parts[i]``, the last one at the end; ``before`` in front of all."""

    text: str
    parts: tuple[CardPart, ...]
    between: tuple[str, ...]
    before: str = ""

    def has(self, kind: Kind) -> bool:
        return any(part.kind is kind for part in self.parts)


def parse_pattern(text: str) -> CardPattern | None:
    """Read a pattern; None where it names nothing that can be read, or more than eight parts.

    ``+`` joins without being written: class follows grade, any other part a hyphen. Words that are
    no known part and stand between signs are parts of their own (``项目``).
    """
    written = _unwrapped(text.strip().strip(_QUOTES))
    found = _split(written)
    if not 0 < len(found[0]) <= _MOST_PARTS:
        return None
    parts, between, before = found
    following = [*parts[1:], None]
    joined = [_joint(sign, part, after) for sign, part, after in zip(between, parts, following, strict=True)]
    return CardPattern(written, tuple(parts), tuple(joined), before)


def _unwrapped(written: str) -> str:
    """Without brackets around the whole of it: they are the text's, not the card's."""
    closing = _PAIRS.get(written[:1])
    return written[1:-1].strip() if closing is not None and written.find(closing) == len(written) - 1 else written


def _split(written: str) -> tuple[list[CardPart], list[str], str]:
    parts: list[CardPart] = []
    between: list[str] = []
    before, place = "", 0
    while place < len(written):
        token = _TOKEN.match(written, place)
        sign = _BETWEEN.match(written, place) or _BRACKET.match(written, place)
        if token is not None:
            parts.append(CardPart(_KINDS[token[0]], token[0]))
            between.append("")
            place = token.end()
        elif sign is None:
            end = place + 1
            while end < len(written) and _FREE.match(written, end) and not _TOKEN.match(written, end):
                end += 1
            parts.append(CardPart(Kind.OTHER, written[place:end]))
            between.append("")
            place = end
        else:
            if parts:
                between[-1] += sign[0]
            else:
                before += sign[0]
            place = sign.end()
    return parts, between, before


def _joint(sign: str, part: CardPart, following: CardPart | None) -> str:
    if following is None:
        return sign if _BRACKET.fullmatch(sign) else ""
    if (part.kind, following.kind) == (Kind.GRADE, Kind.CLASS) and not sign.strip("+＋ "):
        return ""
    return sign.replace("+", "-").replace("＋", "-")


def pieces(card: str) -> list[str]:
    """The parts of a written card: between signs, blanks and brackets."""
    return [piece for piece in _BETWEEN.split(plain(card).translate(_BRACKETS)) if piece]


def bare(card: str) -> str:
    """The card without any sign between its parts, in one letter case: equal for loose spellings."""
    return "".join(pieces(card)).casefold()
