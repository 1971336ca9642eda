"""A text cut into the things it names and what is left between them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.domain.applicants.words import (
    CHATTER,
    DEPARTMENT_MORE,
    DEPARTMENT_SUFFIX,
    KIN,
    LABELS,
    LATIN_NOISE,
    NEEDS_COLON,
    POSITIONS,
    REFERRER,
    RELATIONS,
    STEMS,
    SURNAMES,
)
from bot.domain.people.departments import DepartmentNames
from bot.domain.people.normal import name_key, plain

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff·\U00020000-\U000323af]"
HAN_RUN = re.compile(_HAN + "+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z.'’-]*(?:[ ]+[A-Za-z][A-Za-z.'’-]*)*")
_PHONE = re.compile(r"(?:\(?(?:\+\s?86|0086|86)\)?[ -]*)?1[3-9]\d(?:[ .\-_/]{0,2}\d){8}(?!\d)")
_MASKED = re.compile(r"1[3-9]\d{0,2}[ -]?[*xX#]{2,}[ -]?\d{0,4}")
_CODE_TOKEN = re.compile(r"[A-Za-z]{0,6}[-_]?\d[A-Za-z0-9]*(?:[-_](?!1[3-9]\d{9})[A-Za-z0-9]+)*")
_DATE = re.compile(
    r"(?:19|20)\d\d(?:[./-]\d{1,2}(?:[./-]\d{1,2})?|\s*年(?:\d{1,2}月(?:\d{1,2}日?)?)?|\s*届|\s*级)|\d{1,2}月\d{1,2}[日号]?|\d{1,2}:\d{2}"
)
_UNIT = re.compile(
    r"\s*(?:年|月|日|岁|楼|层|届|级|期|点|元|个|人|天|小时|米|号楼|号线|区|栋|单元|分钟|后|班|组|车间|部|科|室|队|厂)"
)
_CLASS = re.compile(
    r"(?:[一二三四五六七八九1-9]年级|(?:小学?|初中?|高中?)[一二三四五六1-6])\s*[(\[]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)\]]?\s*班"
)
_NUMBERED = re.compile(r"第?[一二三四五六七八九十\d]{1,2}号?(?:车间|分厂|事业部|[部科室组班队厂])(?![长员])")
_STEM_RUN = "|".join(sorted(STEMS, key=len, reverse=True))
_STEM_DEPARTMENT = re.compile(rf"(?:{_STEM_RUN}){{1,3}}{DEPARTMENT_MORE}{{0,2}}{DEPARTMENT_SUFFIX}(?![长员])")
_ANY_DEPARTMENT = re.compile(rf"{_HAN}{{2,8}}?{DEPARTMENT_SUFFIX}(?![长员])")
_MORE_DEPARTMENT = re.compile(rf"{DEPARTMENT_MORE}{{0,3}}{DEPARTMENT_SUFFIX}(?![长员])")
_COLON = re.compile(r"\s*[:=]\s*")
FUNCTION_CHARS = "系给让我在是的叫来自请他她你您和与及这那于新名个位现各"
_LONGEST = 24
"""Characters of a run that are looked at together."""
_ENDS_LIKE_UNIT = ("部", "科", "室", "组", "处", "队", "班")


@dataclass(frozen=True, slots=True)
class Token:
    """``kind``: a field's name, label, han, latin, separator, space, chatter, referrer, relation, kin, class, doubt.

    ``value`` of a label is the field it announces, of a doubt its code; ``known`` says that the roster has it.
    """

    kind: str
    value: str
    raw: str
    known: bool = False


class KnownWords(Protocol):
    """The roster's names by ``name_key``, or its staff numbers by their upper case."""

    def get(self, key: str, /) -> str | None: ...

    def __contains__(self, key: object, /) -> bool: ...


class Lexicon:
    """The words of the language and of one roster; build it once for many texts."""

    def __init__(
        self,
        *,
        departments: Iterable[str] = (),
        names: "Iterable[str] | KnownWords" = (),
        staff_numbers: "Iterable[str] | KnownWords" = (),
        positions: Iterable[str] = (),
    ) -> None:
        self.departments = DepartmentNames(departments)
        self.names: KnownWords = {name_key(name): name for name in names} if isinstance(names, Iterable) else names
        self.staff_numbers: KnownWords = (
            {number.upper(): number for number in staff_numbers}
            if isinstance(staff_numbers, Iterable)
            else staff_numbers
        )
        self._forms: dict[str, list[tuple[str, str, str, bool]]] = defaultdict(list)
        known = {lowered(plain(position)): position for position in positions if len(plain(position)) >= 2}
        table: dict[str, tuple[str, str, bool]] = dict(_BASE)
        table.update({form: ("department", name, True) for form, name in self.departments.forms.items()})
        table.update({form: ("position", name, True) for form, name in known.items()})
        for form, entry in table.items():
            self._forms[form[0]].append((form, *entry))
        for entries in self._forms.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def form_at(self, text: str, at: int) -> Token | None:
        """The longest word of the table that stands at ``at`` of a lower-case text."""
        for form, kind, value, known in self._forms.get(text[at], ()):
            if not text.startswith(form, at) or _cut_short(text, at, form, kind):
                continue
            if kind == "label" and form in NEEDS_COLON and not _COLON.match(text, at + len(form)):
                continue
            if kind == "department" and form.endswith(_ENDS_LIKE_UNIT) and text[at + len(form) :][:1] in ("长", "员"):
                continue
            return Token(kind, value, form, known)
        return None

    def tokens(self, text: str) -> list[Token]:
        return list(_join_residue(self._pieces(text)))

    def _pieces(self, text: str) -> Iterator[Token]:
        low = lowered(text)
        at, residue = 0, ""
        while at < len(text):
            token = self._piece(text, low, at, residue)
            yield token
            residue = (residue + token.raw)[-_LONGEST:] if token.kind == "han" else ""
            at += len(token.raw)

    def _piece(self, text: str, low: str, at: int, residue: str) -> Token:
        sign = text[at]
        if sign.isspace():
            return Token("separator" if sign == "\n" else "space", sign, sign)
        if found := _CLASS.match(text, at):
            known = self.departments.resolve(found[0])
            return Token("department" if known else "class", known or found[0], found[0], known is not None)
        if (found := _NUMBERED.match(text, at)) and (known := self.departments.resolve(found[0])):
            return Token("department", known, found[0], known=True)
        if sign.isdigit() or (sign.isascii() and sign.isalpha()) or sign in "+(":
            token = self.form_at(low, at) or self._number(text, at)
            if token is not None:
                return Token(token.kind, token.value, text[at : at + len(token.raw)], token.known)
        if HAN_RUN.match(sign):
            return self._han(text, low, at, residue)
        return Token("separator", sign, sign)

    def _han(self, text: str, low: str, at: int, residue: str) -> Token:
        run = HAN_RUN.match(text, at, at + _LONGEST)
        whole = run[0] if run else text[at]
        if not residue.strip(FUNCTION_CHARS) and len(whole) >= 2 and name_key(whole) in self.names:
            return Token("han", whole, whole)
        token = self.form_at(low, at)
        before = residue.strip(FUNCTION_CHARS)
        if token is not None and token.kind == "chatter":
            ends_name = residue in SURNAMES and token.raw == whole
            token = None if ends_name or self._cuts_department(low, at, token) else token
        if not before or self._known_stem(text, at):
            generic = self._unknown_department(text, at, token)
            if generic is not None:
                return generic
        if token is None or (token.kind == "relation" and not before):
            return Token("han", text[at], text[at])
        return Token(token.kind, token.value, text[at : at + len(token.raw)], token.known)

    def _cuts_department(self, low: str, at: int, token: Token) -> bool:
        """新人 in 何明新人力资源部: a department of the roster begins inside the word."""
        for inside in range(at + 1, at + len(token.raw)):
            other = self.form_at(low, inside)
            if other is not None and other.known and inside + len(other.raw) > at + len(token.raw):
                return True
        return False

    def _known_stem(self, text: str, at: int) -> bool:
        return _STEM_DEPARTMENT.match(text, at) is not None

    def _unknown_department(self, text: str, at: int, form: Token | None) -> Token | None:
        """A department that is in no table, or in it only with its beginning."""
        if form is not None and form.kind == "department":
            more = _MORE_DEPARTMENT.match(text, at + len(form.raw))
            end = more.end() if more and form.raw[-1] not in _ENDS_LIKE_UNIT else 0
        elif form is not None and form.kind not in ("chatter", "position"):
            return None
        else:
            found = _STEM_DEPARTMENT.match(text, at)
            if found is None and form is None and text[at] not in FUNCTION_CHARS:
                found = _ANY_DEPARTMENT.match(text, at)
            end = found.end() if found and not self._holds_name(found[0]) else 0
        raw = text[at:end]
        if not raw or (form is not None and len(raw) <= len(form.raw)):
            return None
        known = self.departments.resolve(raw)
        return Token("department", known or raw, raw, known is not None)

    def _holds_name(self, text: str) -> bool:
        """Whether a name, or words around one, stand before the department."""
        stem = _STEM_DEPARTMENT.search(text)
        if (
            stem is not None
            and stem.start()
            and (text[0] in SURNAMES or not text[: stem.start()].strip(FUNCTION_CHARS))
        ):
            return True
        return any(name_key(text[:length]) in self.names for length in (2, 3, 4))

    def _number(self, text: str, at: int) -> Token | None:
        if at and text[at - 1].isascii() and text[at - 1].isalnum():
            return Token("separator", text[at], text[at])
        if found := _DATE.match(text, at):
            return Token("chatter", found[0], found[0])
        if found := _PHONE.match(text, at):
            digits = re.sub(r"\D", "", found[0])[-11:]
            only_number = found[0] in self.staff_numbers
            return Token("staff_number" if only_number else "phone", digits, found[0], only_number)
        if found := _MASKED.match(text, at):
            return Token("doubt", "masked_phone", found[0])
        if found := _CODE_TOKEN.match(text, at):
            return self._code(text, at, found[0])
        found = _LATIN.match(text, at)
        return Token("latin", found[0], found[0]) if found else None

    def _code(self, text: str, at: int, raw: str) -> Token:
        """Digits or letters with digits: a staff number, unless they look like something else."""
        known = self.staff_numbers.get(raw.upper())
        if known is not None:
            return Token("staff_number", known, raw, known=True)
        if raw.isdigit():
            if 10 <= len(raw) <= 13 and raw[0] == "1":
                return Token("doubt", "bad_phone", raw)
            if not 3 <= len(raw) <= 10 or _UNIT.match(text, at + len(raw)):
                return Token("chatter", raw, raw)
        return Token("staff_number", raw.upper(), raw)


def lowered(text: str) -> str:
    """Lower case of the same length."""
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def _cut_short(text: str, at: int, form: str, kind: str) -> bool:
    """A Latin word that is only the beginning or the end of a longer one."""
    before, after = text[at - 1 : at], text[at + len(form) : at + len(form) + 1]
    starts_inside = form[0].isascii() and before.isascii() and before.isalnum()
    goes_on = after.isalpha() if kind == "label" else after.isalnum()
    ends_inside = form[-1].isascii() and form[-1].isalpha() and after.isascii() and goes_on
    return starts_inside or ends_inside


def _join_residue(pieces: Iterable[Token]) -> Iterator[Token]:
    run = ""
    for piece in pieces:
        if piece.kind == "han":
            run += piece.raw
            continue
        if run:
            yield Token("han", run, run)
            run = ""
        yield piece
    if run:
        yield Token("han", run, run)


def _base() -> Mapping[str, tuple[str, str, bool]]:
    table: dict[str, tuple[str, str, bool]] = {}
    table.update({word: ("chatter", word, False) for word in CHATTER if len(word) >= 2})
    table.update({word: ("chatter", word, False) for word in LATIN_NOISE if word not in ("id", "name", "tel", "phone")})
    table.update(
        {word: ("department", word, False) for word in STEMS if word not in ("总经理", "办公", "学生", "管理")}
    )
    table.update({word: ("position", word, False) for word in POSITIONS})
    table.update({word: ("referrer", word, False) for word in REFERRER})
    table.update({word: ("kin", word, False) for word in KIN})
    table.update({word: ("relation", word, False) for word in RELATIONS})
    table.update({f"的{word}": ("relation", word, False) for word in RELATIONS})
    table.update({word: ("label", column, False) for column, words in LABELS.items() for word in words})
    return table


_BASE = _base()
