"""A card against a pattern and, where it is known who it belongs to, against the roster."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations

from bot.domain.cards.filling import values_of
from bot.domain.cards.pattern import CardPart, CardPattern, Kind, bare, pieces
from bot.domain.people import DepartmentNames, Person, normal_phone

_HAN = "㐀-䶿一-鿿\U00020000-\U000323af"
_NAME = re.compile(rf"[{_HAN}]{{2,5}}|[{_HAN}]{{1,12}}(?:[·•・][{_HAN}]{{1,12}}){{1,4}}|[A-Za-z][A-Za-z.'’ ]{{1,40}}")
_UNIT = re.compile(r"(?:部|科|室|处|组|中心|办|公司|车间|年级|班)$")
_GRADE = re.compile(r"[小初高大]?[一二三四五六七八九十\d]{1,4}(?:年级|级)?")
_CLASS = re.compile(r"[一二三四五六七八九十\d]{1,3}班?")
_GRADE_AND_CLASS = re.compile(
    r"([小初高大]?[一二三四五六七八九十\d]{1,4}(?:年级|级|年)?)([一二三四五六七八九十\d]{1,3}班)"
)
_STAFF = re.compile(r"[A-Za-z0-9]{2,20}")
_RELATION = re.compile(
    r"(?:的?(?:爸爸?|妈妈?|父亲?|母亲?|爷爷|奶奶|外公|外婆|姥姥|姥爷|哥哥|姐姐|家长|监护人|舅舅|姑姑|阿姨|叔叔))"
)
_LONGEST_PIECE = 30
_PERMUTED = 4


class Fault(StrEnum):
    """What is wrong with a card; the value is the word of rows and templates."""

    EMPTY = "empty"
    NAME = "name"
    """Another name than the roster's."""
    DEPARTMENT = "department"
    OTHER_VALUE = "other_value"
    """Position, staff number, phone or class is not the roster's."""
    MISSING = "missing"
    ORDER = "order"
    EXTRA = "extra"
    SHAPE = "shape"
    """It is not known who this is, and the card does not have the parts of the pattern."""
    NOT_A_NAME = "not_a_name"
    UNKNOWN_DEPARTMENT = "unknown_department"
    """It is not known who this is, and no department of the roster is called so."""


@dataclass(frozen=True, slots=True)
class Checked:
    """``faults`` empty: right. ``missing`` are the pattern's words for parts that are not there."""

    faults: tuple[Fault, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        return not self.faults


def check(
    pattern: CardPattern,
    card: str,
    person: Person | None = None,
    departments: DepartmentNames | None = None,
) -> Checked:
    """What is wrong with ``card``. Signs between the parts are free: ``研发部 张三`` is ``研发部-张三``.

    ``person``: who the member is known to be. A department under any name that means the roster's is right.
    """
    if not bare(card):
        return Checked((Fault.EMPTY,), tuple(part.word for part in pattern.parts))
    if person is None:
        return _by_shape(pattern, card, departments)
    return _by_person(pattern, card, person, departments or DepartmentNames([person.department or ""]))


def has_real_name(card: str) -> bool:
    """Where the regulation asks for real names without a pattern: some part of the card looks like one."""
    return any(_is_name(piece) for piece in pieces(card))


_FIRST = (Kind.NAME, Kind.CHILD, Kind.PHONE, Kind.STAFF_NUMBER)
"""Looked for before the rest: what is left then can only be a department or a position."""


def _by_person(pattern: CardPattern, card: str, person: Person, departments: DepartmentNames) -> Checked:
    rest = bare(card)
    values = list(zip(pattern.parts, values_of(pattern, person), strict=True))
    places: dict[CardPart, int] = {}
    absent: list[tuple[CardPart, str]] = []
    for part, value in sorted(values, key=lambda each: each[0].kind not in _FIRST):
        if not value:
            continue
        form = next((form for form in _forms(part.kind, value, card, departments) if form and form in rest), None)
        if form is None:
            absent.append((part, value))
            continue
        places[part] = rest.find(form)
        rest = rest.replace(form, "\0" * len(form), 1)
    leftover = _leftover(rest, card)
    if absent:
        absent.sort(key=lambda each: pattern.parts.index(each[0]))
        return _differing(absent, leftover, departments)
    order = [places[part] for part in pattern.parts if part in places]
    if order != sorted(order):
        return Checked((Fault.ORDER,))
    unknown = tuple(part.word for part, value in values if not value)
    if unknown:
        return Checked() if leftover else Checked((Fault.MISSING,), unknown)
    return Checked((Fault.EXTRA,)) if leftover else Checked()


def _leftover(rest: str, card: str) -> list[str]:
    """What of each piece of the card is not yet accounted for; what is carries ``\0`` in ``rest``."""
    found: list[str] = []
    place = 0
    for piece in pieces(card):
        end = place + len(piece.casefold())
        found += [part for part in rest[place:end].split("\0") if part]
        place = end
    return found


def _differing(
    absent: Sequence[tuple[CardPart, str]], leftover: Sequence[str], departments: DepartmentNames
) -> Checked:
    """A part that is not there is missing; with something else in its place it is wrong."""
    faults: list[Fault] = []
    missing: list[str] = []
    left = list(leftover)
    for part, _ in absent:
        place = next((piece for piece in left if _could_be(part.kind, piece, departments)), None)
        if place is None:
            faults.append(Fault.MISSING)
            missing.append(part.word)
            continue
        left.remove(place)
        if part.kind in (Kind.NAME, Kind.CHILD):
            faults.append(Fault.NAME)
        elif part.kind is Kind.DEPARTMENT:
            faults.append(Fault.DEPARTMENT)
        else:
            faults.append(Fault.OTHER_VALUE)
    return Checked(tuple(dict.fromkeys(faults)), tuple(missing))


def _could_be(kind: Kind, piece: str, departments: DepartmentNames) -> bool:
    if kind is Kind.DEPARTMENT:
        return departments.resolve(piece) is not None or _UNIT.search(piece) is not None or not _is_name(piece)
    if kind in (Kind.NAME, Kind.CHILD):
        return _is_name(piece) and departments.resolve(piece) is None
    return _fits(kind, piece, None)


def _forms(kind: Kind, value: str, card: str, departments: DepartmentNames) -> list[str]:
    """How a card may write this value, longest first."""
    forms = [bare(value)]
    if kind is Kind.DEPARTMENT:
        meant = departments.resolve(value) or value
        forms += [bare(piece) for piece in pieces(card) if departments.resolve(piece) == meant]
        forms += [bare(form) for form, name in departments.forms.items() if name == meant]
    if kind in (Kind.GRADE, Kind.CLASS):
        forms += [bare(value.replace("年级", "")), bare(value.replace("年级", "年"))]
        digits = str.maketrans("一二三四五六七八九", "123456789")
        forms += [form.translate(digits) for form in forms]
        forms += [form.translate(str.maketrans("123456789", "一二三四五六七八九")) for form in forms]
    return sorted(dict.fromkeys(forms), key=len, reverse=True)


def _by_shape(pattern: CardPattern, card: str, departments: DepartmentNames | None) -> Checked:
    written = _parted(card, pattern, departments)
    if _assigned(pattern.parts, written, departments):
        return Checked()
    if departments is not None and _assigned(pattern.parts, written, None):
        return Checked((Fault.UNKNOWN_DEPARTMENT,))
    if len(written) != len(pattern.parts):
        return Checked((Fault.SHAPE,))
    if len(written) <= _PERMUTED and any(_assigned(p, written, departments) for p in permutations(pattern.parts)):
        return Checked((Fault.ORDER,))
    return Checked((Fault.NOT_A_NAME,) if pattern.has(Kind.NAME) and not has_real_name(card) else (Fault.SHAPE,))


def _parted(card: str, pattern: CardPattern, departments: DepartmentNames | None) -> list[str]:
    """The card's pieces; one without any sign is cut behind a department, a grade with its class, and a pupil."""
    found: list[str] = []
    for piece in pieces(card):
        if pattern.has(Kind.GRADE) and (both := _GRADE_AND_CLASS.match(piece)) is not None:
            found += [both[1], both[2]]
            piece = piece[both.end() :]
        ending = _RELATION.search(piece)
        if pattern.has(Kind.RELATION) and ending is not None and ending.start() > 0 and ending.end() == len(piece):
            found += [piece[: ending.start()], ending[0]]
            continue
        head = _department_at_head(piece, departments) if pattern.has(Kind.DEPARTMENT) else ""
        found += [head, piece[len(head) :]] if head else [piece]
    return [piece for piece in found if piece]


_LONGEST_HEAD = 40


def _department_at_head(piece: str, departments: DepartmentNames | None) -> str:
    if departments is None:
        return ""
    forms, written = departments.forms, piece.casefold()
    if written in forms:
        return ""
    # by its beginnings: a roster has thousands of forms, a card some characters
    lengths = range(min(len(written) - 1, _LONGEST_HEAD), 0, -1)
    return next((written[:length] for length in lengths if written[:length] in forms), "")


def _assigned(parts: Sequence[CardPart], written: Sequence[str], departments: DepartmentNames | None) -> bool:
    """Every part takes one piece or, where there are more pieces than parts, several that follow each other."""
    if not parts:
        return not written
    most = len(written) - len(parts) + 1
    return any(
        _fits(parts[0].kind, "-".join(written[:taken]), departments)
        and _assigned(parts[1:], written[taken:], departments)
        for taken in range(1, most + 1)
    )


def _fits(kind: Kind, text: str, departments: DepartmentNames | None) -> bool:
    match kind:
        case Kind.NAME | Kind.CHILD:
            return _is_name(text) and (departments is None or departments.resolve(text) is None)
        case Kind.DEPARTMENT:
            if departments is None:
                return 0 < len(text) <= _LONGEST_PIECE
            return any(departments.resolve(form) is not None for form in (text, text.rsplit("-", 1)[-1]))
        case Kind.PHONE:
            return normal_phone(text) is not None
        case Kind.STAFF_NUMBER:
            return _STAFF.fullmatch(text) is not None
        case Kind.GRADE:
            return _GRADE.fullmatch(text) is not None
        case Kind.CLASS:
            return _CLASS.fullmatch(text) is not None
        case Kind.RELATION:
            return _RELATION.fullmatch(text) is not None or _is_name(text)
        case _:
            return 0 < len(text) <= _LONGEST_PIECE


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None and _UNIT.search(text) is None
