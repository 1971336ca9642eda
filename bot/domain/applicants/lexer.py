"""A text cut into the things it names and what is left between them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

from bot.domain.applicants.cutting import (
    Token,
    alone,
    announces,
    begins_unit,
    cut_short,
    join_residue,
    lowered,
    one_off,
)
from bot.domain.applicants.forms import BASE
from bot.domain.applicants.patterns import (
    ANY_DEPARTMENT,
    CLASS,
    CODE_TOKEN,
    DATE,
    DOTTED,
    HAN_RUN,
    LANDLINE,
    LATIN,
    LETTERED,
    MASKED,
    MORE_DEPARTMENT,
    NUMBERED,
    PHONE,
    SPLIT_NUMBER,
    STEM_DEPARTMENT,
    TEAM,
    UNIT,
)
from bot.domain.applicants.words import (
    NEEDS_COLON,
    RELATIONS,
    SURNAMES,
)
from bot.domain.people.departments import DepartmentNames
from bot.domain.people.normal import name_key, plain

FUNCTION_CHARS = "嘅咯系给让我在是的叫来自请他她你您和与及这那于新名个位现各"
_LONGEST = 24
"""Characters of a run that are looked at together."""
_LEVELS = frozenset("行部司团厂院局校省市区县")
_ENDS_LIKE_UNIT = ("部", "科", "室", "组", "处", "队", "班")


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
        self._positions = {form: position for form, position in known.items() if len(form) >= 4}
        table: dict[str, tuple[str, str, bool]] = dict(BASE)
        table.update({form: ("department", name, True) for form, name in self.departments.forms.items()})
        table.update({form: ("position", name, True) for form, name in known.items()})
        for form, entry in table.items():
            self._forms[form[0]].append((form, *entry))
        for entries in self._forms.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def near_position(self, text: str) -> str | None:
        """The one position of the roster that differs from ``text`` by one character of four or more."""
        near = {value for form, value in self._positions.items() if one_off(form, lowered(text))}
        return next(iter(near)) if len(near) == 1 else None

    def form_at(self, text: str, at: int) -> Token | None:
        """The longest word of the table that stands at ``at`` of a lower-case text."""
        for form, kind, value, known in self._forms.get(text[at], ()):
            if not text.startswith(form, at) or cut_short(text, at, form, kind):
                continue
            if kind == "label" and form in NEEDS_COLON and not announces(text, at, form):
                if form in RELATIONS:
                    return Token("relation", form, form)
                continue
            if kind == "position" and (team := TEAM.match(text, at + len(form))):
                known_team = self.departments.resolve(form + team[0])
                return Token("department", known_team or form + team[0], form + team[0], known_team is not None)
            if kind == "department" and form.endswith(_ENDS_LIKE_UNIT) and text[at + len(form) :][:1] in ("长", "员"):
                continue
            return Token(kind, value, form, known)
        return None

    def tokens(self, text: str) -> list[Token]:
        return list(join_residue(self._pieces(text)))

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
        if found := CLASS.match(text, at):
            known = self.departments.resolve(found[0])
            return Token("department" if known else "class", known or found[0], found[0], known is not None)
        if (found := NUMBERED.match(text, at)) and (known := self.departments.resolve(found[0])):
            return Token("department", known, found[0], known=True)
        if sign.isdigit() or (sign.isascii() and sign.isalpha()) or sign in "+(":
            form = self.form_at(low, at)
            token = self._longer_code(text, at, form) or form or self._number(text, at)
            if token is not None:
                return Token(token.kind, token.value, text[at : at + len(token.raw)], token.known)
        if HAN_RUN.match(sign):
            return self._han(text, low, at, residue)
        return Token("separator", sign, sign)

    def _longer_code(self, text: str, at: int, form: Token | None) -> Token | None:
        """``IT-010`` where IT alone is a department: a staff number, unless a label begins there."""
        if form is None or form.kind == "label" or (at and text[at - 1].isascii() and text[at - 1].isalnum()):
            return None
        found = LETTERED.match(text, at)
        return self._code(text, at, found[0]) if found and len(found[0]) > len(form.raw) else None

    def _cut_latin(self, text: str, at: int, run: str) -> str:
        """Words up to one that is a label, or that goes on as a code."""
        end = len(run)
        for word in list(re.finditer(r"[^ ]+", run))[1:]:
            begin = at + word.start()
            label = self.form_at(lowered(text), begin)
            code = LETTERED.match(text, begin)
            if (label is not None and label.kind == "label") or (code is not None and len(code[0]) > len(word[0])):
                end = word.start()
                break
        return run[:end].rstrip()

    def _han(self, text: str, low: str, at: int, residue: str) -> Token:
        run = HAN_RUN.match(text, at, at + _LONGEST)
        whole = run[0] if run else text[at]
        dotted = DOTTED.match(text, at)
        if dotted and not residue.strip(FUNCTION_CHARS) and name_key(dotted[0].replace(".", "·")) in self.names:
            return Token("han", dotted[0], dotted[0])
        if not residue.strip(FUNCTION_CHARS) and len(whole) >= 2 and name_key(whole) in self.names:
            return Token("han", whole, whole)
        token = self.form_at(low, at)
        before = residue.strip(FUNCTION_CHARS)
        if token is not None and token.kind == "chatter":
            ends_name = residue in SURNAMES and token.raw == whole
            token = (
                None if ends_name or begins_unit(low, at, token.raw) or self._cuts_department(low, at, token) else token
            )
        if not before or self._known_stem(text, at):
            generic = self._unknown_department(text, at, token)
            if generic is not None:
                return generic
        if token is None or (
            token.kind == "relation"
            and len(token.raw) == 1
            and not before
            and residue[-1:] not in ("她", "他")
            and not alone(text, at, token.raw)
        ):
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
        return STEM_DEPARTMENT.match(text, at) is not None

    def _unknown_department(self, text: str, at: int, form: Token | None) -> Token | None:
        """A department that is in no table, or in it only with its beginning."""
        if form is not None and form.kind == "department":
            more = MORE_DEPARTMENT.match(text, at + len(form.raw))
            end = more.end() if more and form.raw[-1] not in _ENDS_LIKE_UNIT else 0
        elif form is not None and form.kind not in ("chatter", "position"):
            return None
        else:
            found = STEM_DEPARTMENT.match(text, at)
            if found is None and form is None and text[at] not in FUNCTION_CHARS:
                found = ANY_DEPARTMENT.match(text, at)
            end = found.end() if found and not self._holds_name(found[0]) else 0
            end = self._known_below(text, at, end) or end
        raw = text[at:end]
        if not raw or (form is not None and len(raw) <= len(form.raw)):
            return None
        known = self.departments.resolve(raw)
        return Token("department", known or raw, raw, known is not None)

    def _known_below(self, text: str, at: int, end: int) -> int | None:
        """Where a department of the roster ends whose name begins behind a higher level's: 总行信息科技部."""
        for inside in range(at + 2, end):
            below = self.form_at(lowered(text), inside) if text[inside - 1] in _LEVELS else None
            if below is not None and below.kind == "department" and below.known and inside + len(below.raw) >= end:
                return inside + len(below.raw)
        return None

    def _holds_name(self, text: str) -> bool:
        """Whether a name, or words around one, stand before the department."""
        stem = STEM_DEPARTMENT.search(text)
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
        if found := DATE.match(text, at):
            return Token("chatter", found[0], found[0])
        if found := PHONE.match(text, at):
            digits = re.sub(r"\D", "", found[0])[-11:]
            only_number = found[0] in self.staff_numbers
            return Token("staff_number" if only_number else "phone", digits, found[0], only_number)
        if found := LANDLINE.match(text, at):
            return Token("chatter", found[0], found[0])
        if found := MASKED.match(text, at):
            return Token("doubt", "masked_phone", found[0])
        if (found := SPLIT_NUMBER.match(text, at)) and (known := self.staff_numbers.get(found[0].replace(" ", ""))):
            return Token("staff_number", known, found[0], known=True)
        if found := CODE_TOKEN.match(text, at):
            return self._code(text, at, found[0])
        found = LATIN.match(text, at)
        run = self._cut_latin(text, at, found[0]) if found else ""
        return Token("latin", run, run) if run else None

    def _code(self, text: str, at: int, raw: str) -> Token:
        """Digits or letters with digits: a staff number, unless they look like something else."""
        known = self.staff_numbers.get(raw.upper())
        if known is not None:
            return Token("staff_number", known, raw, known=True)
        if raw.isdigit():
            if 10 <= len(raw) <= 13 and raw[0] == "1":
                return Token("doubt", "bad_phone", raw)
            if not 3 <= len(raw) <= 10 or UNIT.match(text, at + len(raw)):
                return Token("chatter", raw, raw)
        return Token("staff_number", raw.upper(), raw)
