"""The group card that the regulation asks for, such as ``部门-姓名``."""

import re
from dataclasses import replace

from bot.domain.people import Person, name_key

DEFAULT_PATTERN = "部门-姓名"
LONGEST = 60
"""QQ cuts a card at 60 bytes: a longer one cannot be set."""
_TOKENS = {
    "部门": "department",
    "科室": "department",
    "单位": "department",
    "班级": "department",
    "姓名": "name",
    "职务": "position",
    "岗位": "position",
    "工号": "staff_number",
}
_UNIT = re.compile(r"(?:[部科处室组]|中心)$")
_TOKEN = re.compile("|".join(_TOKENS))


def right_card(pattern: str, person: Person) -> str | None:
    """The card of this person; None where the roster lacks a part or the card would be too long."""
    values = {token: getattr(person, column) for token, column in _TOKENS.items() if token in pattern}
    if not values or not all(values.values()):
        return None
    card = _TOKEN.sub(lambda found: str(values[found[0]]), pattern)
    return card if len(card.encode()) <= LONGEST else None


def follows(pattern: str, card: str, person: Person | None = None) -> bool:
    """Whether a card is as the pattern asks; against the roster's person where one is given."""
    if person is not None:
        wanted = right_card(pattern, person)
        if wanted is not None:
            return name_key(_loose(card)) == name_key(_loose(wanted))
        return name_key(person.name) in name_key(card)
    parts = [re.escape(part) for part in _TOKEN.split(_loose(pattern))]
    return re.fullmatch(r"[^\s-]{2,24}".join(parts), _loose(card)) is not None


def is_close(pattern: str, card: str, person: Person | None) -> bool:
    """As ``follows``, but a department may be written without its last 部, 科, 处, 室, 组 or 中心."""
    if follows(pattern, card, person):
        return True
    short = _UNIT.sub("", person.department or "") if person is not None else ""
    return person is not None and bool(short) and follows(pattern, card, replace(person, department=short))


def _loose(card: str) -> str:
    """Every kind of hyphen and bar between the parts counts as one; blanks around it do not count."""
    return re.sub(r"\s*[-_—–－/|·]+\s*", "-", card.strip())
