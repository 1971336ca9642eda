"""What an applicant's free text states."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain.applicants.lexer import Lexicon, Token
from bot.domain.applicants.names import NameGuess, guess_name
from bot.domain.applicants.prepare import prepare
from bot.domain.applicants.settling import Notes, settle
from bot.domain.applicants.words import LATIN_NOISE, NONE_VALUE, POSITION_FIELD, POSITION_PREFIX
from bot.domain.people.normal import name_key, normal_name

_FREE = frozenset({"separator", "space", "edge"})
_NAME_ENDS = "的"


@dataclass(frozen=True, slots=True)
class Application:
    """``fields`` holds only what was stated: the five of the roster, and ``child``, ``relation``, ``class``.

    ``doubts`` are codes in a fixed order; any of them wants a person to look.
    """

    fields: dict[str, str]
    speaks_for_other: bool
    doubts: tuple[str, ...]


def read_application(
    text: str, departments: Sequence[str] = (), names: Collection[str] = (), *, lexicon: Lexicon | None = None
) -> Application:
    """Reads any order and any separators; a ``lexicon`` built once spares the work for every text."""
    words = lexicon or Lexicon(departments=departments, names=names)
    prepared = prepare(text)
    notes = Notes(doubts=set(prepared.doubts))
    _Walk(words, words.tokens(prepared.text), notes).run()
    fields = settle(notes)
    other = prepared.speaks_for_other or notes.other or ("child" in notes.extra and "name" not in fields)
    return Application({**fields, **notes.extra}, other, tuple(sorted(notes.doubts)))


class _Walk:
    """One pass over the tokens; a label takes what follows it, all else speaks for itself."""

    def __init__(self, words: Lexicon, tokens: list[Token], notes: Notes) -> None:
        self.words, self.tokens, self.notes = words, tokens, notes
        self.name_at = -9

    def run(self) -> None:
        at = 0
        while at < len(self.tokens):
            at = self.label(at) if self.tokens[at].kind == "label" else self.plain(at)

    def kind(self, at: int) -> str:
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else "edge"

    def label(self, at: int) -> int:
        """Takes the label's value where it fits; returns the index to go on from."""
        column, start = self.tokens[at].value, at + 1
        while self.kind(start) == "space" or (self.kind(start) == "separator" and self.tokens[start].raw in ":=、-"):
            start += 1
        if self.kind(start) == "edge" or self.kind(start) == "separator":
            return start
        token = self.tokens[start]
        value = token.raw.lstrip("是为叫") if token.kind == "han" else token.raw
        if token.kind == "han" and not value and column != "other":
            return self.skip_blank(start + 1, column)
        if token.kind in ("han", "chatter") and NONE_VALUE.match(value):
            return start + 1
        return self.value(column, start, value)

    def skip_blank(self, at: int, column: str) -> int:
        """After ``工号是`` the value stands in the next token."""
        while self.kind(at) == "space":
            at += 1
        return self.value(column, at, self.tokens[at].raw) if at < len(self.tokens) else at

    def value(self, column: str, at: int, value: str) -> int:
        token = self.tokens[at]
        if column == "other":
            return self.chunk_end(at, whole=True)
        if column == "name" and token.kind in ("han", "latin", "position", "kin", "referrer"):
            return self.labelled_name(at, value)
        if column == "child" and token.kind == "han":
            self.notes.extra["child"] = normal_name(value)
            return at + 1
        if column == "staff_number":
            return self.labelled_number(at)
        if column == "phone" and token.kind in ("staff_number", "chatter") and token.raw.isdigit():
            self.notes.doubts.add("bad_phone")
            return at + 1
        if column in ("department", "position") and token.kind in ("han", "latin", "position", "department", "class"):
            return self.labelled_words(column, at, value)
        return at

    def labelled_name(self, at: int, value: str) -> int:
        token = self.tokens[at]
        if token.kind == "position":
            return at
        guesses = guess_name(value, self.words) if token.kind == "han" else []
        if guesses and guesses[0].kind in ("known", "title"):
            sure = guesses[0].kind == "known"
            self.notes.names += [(NameGuess(g.name, "labelled") if sure else g, True) for g in guesses]
        elif len(value) >= 2:
            name = normal_name(value.rstrip(_NAME_ENDS))
            known = self.words.names.get(name_key(name)) or name
            self.notes.names.append((NameGuess(known, "labelled"), True))
        return at + 1

    def labelled_number(self, at: int) -> int:
        token, after = self.tokens[at], at + 1
        raw = token.raw
        if token.kind in ("latin", "chatter") and raw.isalpha() and len(raw) <= 6:
            while self.kind(after) in ("space", "separator") and self.tokens[after].raw in " -":
                after += 1
            if self.kind(after) not in ("staff_number", "chatter") or not self.tokens[after].raw[0].isdigit():
                return at
            raw, after = raw + self.tokens[after].raw, after + 1
        elif not any(sign.isdigit() for sign in raw) or token.kind in ("department", "class"):
            return at
        number = "".join(raw.split()).upper()
        self.note("staff_number", Token("staff_number", self.words.staff_numbers.get(number) or number, raw))
        return after

    def labelled_words(self, column: str, at: int, value: str) -> int:
        """A department or position by its label: the known word, else all up to the next separator."""
        token = self.tokens[at]
        if token.kind == column and (token.known or self.kind(at + 1) in _FREE or column == "department"):
            return self.plain(at)
        if token.kind == "han" and any(guess.kind == "known" for guess in guess_name(value, self.words)):
            return at
        end = self.chunk_end(at)
        raw = value + "".join(part.raw for part in self.tokens[at + 1 : end])
        if column == "department":
            known = self.words.departments.resolve(raw.rstrip("的"))
            self.note(column, Token(column, known or raw.rstrip("的"), raw, known is not None))
        else:
            self.note(column, Token(column, raw, raw))
        return end

    def chunk_end(self, at: int, *, whole: bool = False) -> int:
        """The index behind what is written without a gap, up to a label; ``whole`` takes a known name too."""
        while self.kind(at) not in _FREE and self.kind(at) != "label":
            run = self.tokens[at].raw
            if not whole and self.kind(at) == "han" and name_key(run) in self.words.names:
                break
            at += 1
        return at

    def note(self, column: str, token: Token) -> None:
        self.notes.found[column].append(token)

    def plain(self, at: int) -> int:
        token = self.tokens[at]
        if token.kind in ("phone", "staff_number"):
            self.note(token.kind, token)
        elif token.kind == "doubt":
            self.notes.doubts.add(token.value)
        elif token.kind == "class":
            self.notes.extra["class"] = token.value
        elif token.kind == "department":
            return self.department(at)
        elif token.kind == "position":
            self.position(at)
        elif token.kind in ("referrer", "kin", "relation"):
            self.about_other(at)
        elif token.kind == "latin":
            self.latin(token)
        elif token.kind == "han":
            self.han(at)
        return at + 1

    def department(self, at: int) -> int:
        """Levels written in one word are one department; a bare stem before a position may belong to it."""
        end = at + 1
        while self.kind(end) == "department":
            end += 1
        parts = self.tokens[at:end]
        raw = "".join(part.raw for part in parts)
        if len(parts) > 1 and (whole := self.words.departments.resolve(raw)):
            parts = [Token("department", whole, raw, known=True)]
        elif len(parts) > 1 and not any(part.known for part in parts):
            parts = [Token("department", raw, raw)]
        if self.kind(end) == "position" and not parts[-1].known and POSITION_FIELD.fullmatch(raw):
            position = self.tokens[end]
            raw = self.rank_before(at) + raw
            self.note("position", Token("position", raw + position.value, raw + position.raw))
            return end + 1
        for part in parts:
            self.note("department", part)
        return end

    def rank_before(self, at: int) -> str:
        """高级, 副 … written just before the token at ``at``."""
        more = POSITION_PREFIX.search(self.tokens[at - 1].raw) if self.kind(at - 1) == "han" else None
        return more[0] if more is not None else ""

    def position(self, at: int) -> None:
        token = self.tokens[at]
        before = self.tokens[at - 1] if at else None
        if self.kind(at + 1) == "chatter" and self.tokens[at + 1].raw in ("您好", "你好"):
            return
        if before is not None and before.kind == "han" and token.value in ("老师", "师傅") and not token.known:
            return
        if before is not None and before.kind == "han" and self.notes.names:
            last = self.notes.names[-1][0]
            if last.kind == "title" and len(last.name) == 1:
                self.notes.addressed.append(token)
        if before is not None and before.kind == "han":
            more = POSITION_FIELD.search(before.raw) or POSITION_PREFIX.search(before.raw)
            if more is not None:
                token = Token("position", more[0] + token.value, more[0] + token.raw)
        self.note("position", token)

    def about_other(self, at: int) -> None:
        """The name just before belongs to who sent, or is related to, the applicant."""
        token, since = self.tokens[at], at - self.name_at
        between = self.kind(at - 1)
        near = since == 1 or (since == 2 and between in ("position", "space") and token.kind != "kin")
        last = self.notes.names.pop()[0] if near and self.notes.names else None
        if token.kind == "relation":
            if last is not None:
                self.notes.extra.setdefault("child", last.name)
            self.notes.extra["relation"] = token.value.removeprefix("的")
        elif token.kind == "kin" and last is not None:
            self.notes.doubts.add("related")

    def latin(self, token: Token) -> None:
        parts = [part for part in token.raw.replace(".", " ").split() if part.lower() not in LATIN_NOISE]
        name = " ".join(parts)
        known = self.words.names.get(name_key(name))
        if known is not None:
            self.notes.names.append((NameGuess(known, "known"), True))
        elif len(name) >= 2 and name[0].isupper() and not name.isupper():
            self.notes.names.append((NameGuess(name, "shape"), False))

    def han(self, at: int) -> None:
        run = self.tokens[at].raw
        if NONE_VALUE.fullmatch(run):
            return
        if self.kind(at + 1) in ("position", "department"):
            more = POSITION_PREFIX.search(run)
            if more is None and self.kind(at + 1) == "position":
                more = POSITION_FIELD.search(run)
            run = run[: more.start()] if more else run
        if not run:
            return
        lone = self.kind(at - 1) in _FREE and self.kind(at + 1) in _FREE
        if run[0] in "代替帮" and name_key(run[1:]) in self.words.names:
            self.notes.other, run = True, run[1:]
        for guess in guess_name(run, self.words):
            self.name_at = at
            if not (guess.kind == "title" and len(guess.name) == 1 and self.kind(at + 1) != "position"):
                self.notes.names.append((guess, lone))
