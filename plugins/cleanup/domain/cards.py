"""Group cards against a readable pattern such as ``部门-姓名``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.people import DepartmentNames, normal_phone, plain

_JOINTS = r"\-‐‑‒–—−_/|+、"
_SPLITS = tuple(re.compile(f"[{signs}]+") for signs in (_JOINTS, _JOINTS + r"\s", _JOINTS + r"\s·•・"))
"""Tried one after the other: a blank or a dot may belong to a name, so they separate last."""

_NAME_FIELDS = frozenset({"姓名", "名字", "真实姓名", "实名", "名"})
_PHONE_FIELDS = frozenset({"电话", "手机", "手机号", "手机号码", "联系电话"})
_DEPARTMENT_FIELDS = frozenset({"部门", "科室", "处室", "所在部门", "所属部门"})
_HAN = "㐀-䶿一-鿿\U00020000-\U000323af"
_HAN_NAME = re.compile(rf"[{_HAN}]{{2,5}}|[{_HAN}]{{1,12}}(?:[·•・][{_HAN}]{{1,12}}){{1,4}}")
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z.'’ -]{1,40}")
_UNIT = re.compile(r"(?:部|科|室|处|组|中心|办|公司|车间)$")
_MOST_PARTS = 8
_LONGEST_FIELD = 30


@dataclass(frozen=True, slots=True)
class CardPattern:
    """The fields a card must have, in order, and the pattern as the regulation writes it."""

    text: str
    fields: tuple[str, ...]


def parse_pattern(text: str) -> CardPattern | None:
    """``部门-姓名``, ``科室 / 姓名`` and the like; None where nothing is stated."""
    written = plain(text).strip("“”\"'「」《》")
    fields = tuple(part for part in _SPLITS[2].split(written) if part)
    return CardPattern(written, fields) if fields else None


def fits(card: str, pattern: CardPattern, departments: DepartmentNames | None = None) -> bool:
    """Whether the card has every field. A department must be one of ``departments`` where those are given."""
    written = plain(card)
    for split in _SPLITS:
        parts = [part.strip() for part in split.split(written) if part.strip()]
        if len(pattern.fields) <= len(parts) <= _MOST_PARTS and _assigned(pattern.fields, parts, departments):
            return True
    return False


def has_real_name(card: str) -> bool:
    """Where the regulation asks for real names without a pattern: some part of the card looks like one."""
    parts = [part for split in _SPLITS for part in split.split(plain(card))]
    return any(_is_name(part.strip()) for part in parts)


def _assigned(fields: Sequence[str], parts: Sequence[str], departments: DepartmentNames | None) -> bool:
    """Every field takes one part or, where there are more parts than fields, several that follow each other."""
    if not fields:
        return not parts
    most = len(parts) - len(fields) + 1
    return any(
        _is_field(fields[0], parts[:taken], departments) and _assigned(fields[1:], parts[taken:], departments)
        for taken in range(1, most + 1)
    )


def _is_field(field: str, parts: Sequence[str], departments: DepartmentNames | None) -> bool:
    text = "-".join(parts)
    if field in _NAME_FIELDS:
        return len(parts) == 1 and _is_name(text) and (departments is None or departments.resolve(text) is None)
    if field in _PHONE_FIELDS:
        return normal_phone(text) is not None
    if field in _DEPARTMENT_FIELDS and departments is not None:
        return departments.resolve(text) is not None or departments.resolve(parts[-1]) is not None
    return 0 < len(text) <= _LONGEST_FIELD


def _is_name(text: str) -> bool:
    if _HAN_NAME.fullmatch(text):
        return _UNIT.search(text) is None
    return _LATIN_NAME.fullmatch(text) is not None
