"""The exact right card of a person of the roster."""

import re
from dataclasses import replace

from bot.domain.cards.pattern import CardPattern, Kind
from bot.domain.people import Person

LONGEST_BYTES = 60
"""QQ cuts a card there: a longer one cannot be set."""
_NUMERAL = r"[一二三四五六七八九十\d]"
_CLASS = re.compile(rf"(?P<grade>[小初高大]?{_NUMERAL}{{1,4}}(?:年级|级|年)?)[ (（]*(?P<no>{_NUMERAL}{{1,3}})[)） ]*班")
_LEVELS = re.compile(r"[/\\>|]+")


def values_of(pattern: CardPattern, person: Person) -> list[str | None]:
    """What the roster says for each part, in order; None where it does not say."""
    return [value_of(part.kind, person, alone=not pattern.has(Kind.NAME)) for part in pattern.parts]


def value_of(kind: Kind, person: Person, *, alone: bool = False) -> str | None:
    """``alone``: the pattern names nobody but the pupil, who is then the person of the roster."""
    match kind:
        case Kind.NAME:
            return person.name
        case Kind.DEPARTMENT:
            return person.department
        case Kind.POSITION:
            return person.position
        case Kind.STAFF_NUMBER:
            return person.staff_number
        case Kind.PHONE:
            return person.phone
        case Kind.GRADE | Kind.CLASS:
            found = _CLASS.search(person.department or "")
            if found is None:
                return person.department if kind is Kind.CLASS and (person.department or "").endswith("班") else None
            return _grade(found["grade"]) if kind is Kind.GRADE else f"{found['no']}班"
        case Kind.CHILD:
            return person.name if alone else None
        case _:
            return None


def _grade(written: str) -> str:
    if written.endswith(("年级", "级")) or written[0] in "初高大":
        return written
    return f"{written.removesuffix('年').removeprefix('小')}年级"


def right_card(pattern: CardPattern, person: Person) -> str | None:
    """The card of this person; None where the roster lacks a part or every form is too long.

    A department with levels (``集团/研发中心/一部``) is shortened to its last where the whole is too long.
    """
    last = _LEVELS.split(person.department or "")[-1]
    for form in (person, replace(person, department=last or None)):
        values = values_of(pattern, form)
        if all(values):
            card = _join(pattern, [value or "" for value in values])
            if len(card.encode()) <= LONGEST_BYTES:
                return card
    return None


def hint(pattern: CardPattern, person: Person) -> str:
    """As ``right_card``, with the pattern's own word for what the roster does not know: ``三年级2班-张小明-家长``."""
    values = values_of(pattern, person)
    return _join(pattern, [value or part.word for part, value in zip(pattern.parts, values, strict=True)])


def _join(pattern: CardPattern, values: list[str]) -> str:
    return pattern.before + "".join(value + sign for value, sign in zip(values, pattern.between, strict=True))
