"""The walk over a text's tokens, in which a label takes what follows it."""

from bot.domain.applicants.cutting import Token, lowered
from bot.domain.applicants.lexer import Lexicon
from bot.domain.applicants.names import NameGuess, guess_name
from bot.domain.applicants.settling import Notes
from bot.domain.applicants.words import ADDRESSES, COLLEAGUES, LATIN_NOISE, NONE_VALUE, POSITION_FIELD, POSITION_PREFIX
from bot.domain.people.normal import name_key, normal_name

_FREE = frozenset({"separator", "space", "edge"})
_NAME_ENDS = "的"


class Walk:
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
            return self.glued_end(at)
        if column == "relation" and token.kind in ("relation", "han"):
            self.notes.extra["relation"] = value.removeprefix("的")
            return at + 1
        if column == "name" and token.kind in ("han", "latin", "position", "kin", "referrer"):
            return self.labelled_name(at, value)
        if column == "class":
            self.notes.extra["class"] = token.value
            return at + 1
        if column == "child" and token.kind == "class":
            self.notes.extra["class"] = token.value
            value, at = (self.tokens[at + 1].raw.lstrip("的") if self.kind(at + 1) == "han" else ""), at + 1
            if not value:
                return at
            token = self.tokens[at]
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

    def glued_end(self, at: int) -> int:
        """As ``chunk_end``, over the signs inside addresses and names of accounts: ``ma_chao99``."""
        end = self.chunk_end(at, whole=True)
        while self.kind(end) == "separator" and self.tokens[end].raw in "_-.@" and self.kind(end + 1) not in _FREE:
            end = self.chunk_end(end + 1, whole=True)
        return end

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
        compound = not parts[-1].known or self.said_elsewhere(at, end, parts)
        if self.kind(end) == "position" and compound and POSITION_FIELD.fullmatch(raw):
            position = self.tokens[end]
            raw = self.rank_before(at) + raw
            self.note("position", Token("position", raw + position.value, raw + position.raw))
            return end + 1
        for part in parts:
            self.note("department", part)
        return end

    def said_elsewhere(self, at: int, end: int, parts: list[Token]) -> bool:
        """采购 in ``采购部 采购经理``: the department stands in full in another place of the text."""
        others = (*self.tokens[:at], *self.tokens[end:])
        short = len(parts) == 1 and all(
            each.raw.startswith(parts[0].raw) and len(each.raw) > len(parts[0].raw)
            for each in others
            if each.kind == "department"
        )
        return short and any(each.kind == "department" and each.value == parts[0].value for each in others)

    def rank_before(self, at: int) -> str:
        """高级, 副 … written just before the token at ``at``."""
        more = POSITION_PREFIX.search(self.tokens[at - 1].raw) if self.kind(at - 1) == "han" else None
        return more[0] if more is not None else ""

    def position(self, at: int) -> None:
        token = self.tokens[at]
        before = self.tokens[at - 1] if at else None
        if self.kind(at + 1) == "chatter" and self.tokens[at + 1].raw in ("您好", "你好"):
            return
        if before is not None and before.kind in ("han", "department") and token.value in ADDRESSES and not token.known:
            return
        if before is not None and before.kind == "han" and self.notes.names:
            last = self.notes.names[-1][0]
            if last.kind == "title" and len(last.name) == 1:
                self.notes.addressed.append(token)
        if before is not None and before.kind == "department":
            token = self.of_unit(before, token)
        if before is not None and before.kind == "han":
            more = POSITION_FIELD.search(before.raw) or POSITION_PREFIX.search(before.raw)
            if more is not None:
                token = Token("position", more[0] + token.value, more[0] + token.raw)
        self.note("position", token)

    def of_unit(self, department: Token, position: Token) -> Token:
        """主任 behind 生产一车间 is 车间主任 where the roster has such a position."""
        for length in (2, 1):
            raw = department.raw[-length:] + position.raw
            whole = self.words.form_at(lowered(raw), 0)
            if whole is not None and whole.kind == "position" and whole.known and whole.raw == lowered(raw):
                return whole
        return position

    def about_other(self, at: int) -> None:
        """The name just before belongs to who sent, or is related to, the applicant."""
        token, since = self.tokens[at], at - self.name_at
        between = self.kind(at - 1)
        near = since == 1 or (since == 2 and between in ("position", "space") and token.kind != "kin")
        if token.kind == "relation" and not near:
            gap = self.tokens[self.name_at + 1 : at] if self.name_at >= 0 else []
            near = 0 < len(gap) <= 5 and all(each.kind in ("separator", "space", "chatter") for each in gap)
        last = self.notes.names.pop()[0] if near and self.notes.names else None
        if token.kind == "relation":
            if last is not None:
                self.notes.extra.setdefault("child", last.name)
            self.notes.extra.setdefault("relation", token.value.removeprefix("的"))
        elif token.kind == "kin" and last is not None and not self.names_follow(at, token):
            self.notes.doubts.add("related")
        elif token.kind == "referrer" and last is not None:
            self.notes.referrers.append(last.name)
            self.forget("position", at - 1 if between == "position" else -1)
            self.forget("department", self.name_at - 1)

    def forget(self, column: str, at: int) -> None:
        """What was said of the one who sent the applicant is not said of the applicant."""
        if self.kind(at) == column and self.notes.found[column]:
            self.notes.found[column].pop()

    def names_follow(self, at: int, token: Token) -> bool:
        """``赵磊的同事刘洋``: who works with somebody is named right after it."""
        if token.value not in COLLEAGUES or self.kind(at + 1) != "han":
            return False
        return any(guess.kind in ("known", "shape") for guess in guess_name(self.tokens[at + 1].raw, self.words))

    def misspelt(self, run: str) -> bool:
        """A word alone that is short for a department, or one character away from one or from a position."""
        department, position = self.words.departments.shortened(run), self.words.near_position(run)
        if department is not None:
            self.note("department", Token("department", department, run, known=True))
        elif position is not None:
            self.note("position", Token("position", position, run, known=True))
        return department is not None or position is not None

    def latin(self, token: Token) -> None:
        parts = [part for part in token.raw.replace(".", " ").split() if part.lower() not in LATIN_NOISE]
        name = " ".join(parts)
        known = self.words.names.get(name_key(name))
        if known is not None:
            self.notes.names.append((NameGuess(known, "known"), True))
        elif len(name) >= 2 and name[0].isupper() and not name.isupper():
            self.notes.names.append((NameGuess(name, "shape"), False))

    def han(self, at: int) -> None:
        run = self.tokens[at].raw.replace(".", "·")
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
        if lone and len(run) >= 2 and not guess_name(run, self.words) and self.misspelt(run):
            return
        if run[0] in "代替帮" and name_key(run[1:]) in self.words.names:
            self.notes.other, run = True, run[1:]
        for guess in guess_name(run, self.words):
            self.name_at = at
            if not (guess.kind == "title" and len(guess.name) == 1 and self.kind(at + 1) != "position"):
                self.notes.names.append((guess, lone))
