"""A group's own regular expressions: RE2, so that none takes longer than its text is long."""

from collections.abc import Callable, Sequence
from typing import Protocol, cast

import re2  # pyright: ignore[reportMissingTypeStubs]

from .entries import Strength, Word
from .folding import FOLDED
from .matching import HITS, Hit
from .normalise import Normalised, Span

MAX_LENGTH = 100
MOST = 50
"""Expressions a group may have."""
_MEMORY = 1 << 18
"""Bytes for a compiled expression: about 300 hanzi classes."""
_SET_MEMORY = 1 << 24
_WHY = (
    ("invalid perl operator", "lookaround"),
    ("invalid escape sequence: \\k", "backreference"),
    ("invalid escape sequence", "escape"),
    ("invalid character class range", "range"),
    ("missing ]", "bracket"),
    ("missing )", "parenthesis"),
    ("unexpected )", "parenthesis"),
    ("invalid repetition size", "repetition_size"),
    ("bad repetition operator", "repetition"),
    ("no argument for repetition", "repetition"),
    ("pattern too large", "too_large"),
    ("trailing \\", "escape"),
)
_DAILY = (
    "收到",
    "好的，明天上午九点三楼会议室开会",
    "王工，合同我发到你邮箱了，请查收",
    "OK，谢谢！",
    "哈哈哈，今天食堂有鱼吗？",
    "报销单周五之前交给财务，发票抬头写公司全称",
    "电话 13800138000，分机 8021",
    "快递单号 SF1234567890",
    "https://example.com/doc/12",
    "下雨了，路上慢点",
    "项目进度 80%，预计 12 月 3 日上线",
)
"""An expression may hit none of their characters alone, and hardly any of them at all."""
_TOLERATED = 1


class _Match(Protocol):
    def span(self) -> tuple[int, int]: ...


class _Pattern(Protocol):
    def search(self, text: str) -> _Match | None: ...


class _Set(Protocol):
    def Add(self, pattern: str) -> int: ...
    def Compile(self) -> None: ...
    def Match(self, text: str) -> list[int] | None: ...


_compiled = cast("Callable[[str, object], _Pattern]", re2.compile)  # pyright: ignore[reportUnknownMemberType]
_escaped = cast("Callable[[str], str]", re2.escape)  # pyright: ignore[reportUnknownMemberType]
_new_set = cast("Callable[[object], _Set]", re2.Set.SearchSet)  # pyright: ignore[reportUnknownMemberType]
_UNREADABLE = cast("type[Exception]", re2.error)  # pyright: ignore[reportUnknownMemberType]


class WrongExpression(ValueError):
    """``reason`` is the word for what is wrong: lookaround, backreference, matches_all, …; ``at`` the part it is."""

    def __init__(self, reason: str, at: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at


def _options(memory: int) -> object:
    options = re2.Options()
    options.max_mem = memory
    options.log_errors = False
    options.case_sensitive = False
    options.dot_nl = True
    return options


def _compile(expression: str) -> _Pattern:
    return _compiled(expression, _options(_MEMORY))


def folded_expression(expression: str) -> str:
    """Its hanzi and full-width letters folded as texts are; signs of the expression's own stay what they are."""
    return "".join(c if c.isascii() else _fold(c) for c in expression)


def _fold(character: str) -> str:
    plain = FOLDED.get(ord(character), character)
    return plain if plain.isalnum() or not plain else _escaped(plain)


def check_expression(expression: str) -> None:
    """Raises WrongExpression for one that cannot be read, is too large, or would hit ordinary talk."""
    if len(expression) > MAX_LENGTH:
        raise WrongExpression("too_long")
    try:
        pattern = _compile(folded_expression(expression))
    except (_UNREADABLE, UnicodeEncodeError) as error:
        raise _explained(error) from error
    if pattern.search("") is not None:
        raise WrongExpression("matches_empty")
    if any(pattern.search(c) is not None for c in {*"".join(_DAILY)} - {" "}):
        raise WrongExpression("matches_all")
    matches = [pattern.search(text) for text in _DAILY]
    if any(match is not None and match.span()[0] == match.span()[1] for match in matches):
        raise WrongExpression("matches_empty")
    if sum(match is not None for match in matches) > _TOLERATED:
        raise WrongExpression("matches_all")


def _explained(error: Exception) -> WrongExpression:
    said = error.args[0] if error.args else ""
    message = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    at = message.partition(": ")[2]
    if message.startswith("invalid escape sequence") and at[1:2].isdigit():
        return WrongExpression("backreference", at)
    return WrongExpression(next((why for begin, why in _WHY if message.startswith(begin)), "unreadable"), at)


class RegexMatcher:
    """A group's expressions, looked for in the folded view and in the text as it was written.

    One pass tells which of them match at all; only those are asked for their place.
    """

    def __init__(self, expressions: Sequence[str], category: str = "spam") -> None:
        self._words: list[Word] = []
        self._patterns: list[_Pattern] = []
        self._set = _new_set(_options(_SET_MEMORY))
        for expression in expressions[:MOST]:
            try:
                check_expression(expression)
            except WrongExpression:  # kept by an earlier version, whose rules were others
                continue
            folded = folded_expression(expression)
            self._words.append(Word(expression, category, Strength.ACT))
            self._patterns.append(_compile(folded))
            self._set.Add(folded)
        if self._words:
            self._set.Compile()

    def __len__(self) -> int:
        return len(self._words)

    def may_tell(self, text: Normalised) -> bool:
        return bool(self._found(_readable(text.folded))) or bool(self._found(_readable(text.original)))

    def _found(self, view: str) -> list[int]:
        return (self._set.Match(view) or []) if self._words and view else []

    def find(self, text: Normalised) -> list[Hit]:
        """The first place of each expression that matches more than nothing, at most HITS."""
        hits: list[Hit] = []
        folded, original = _readable(text.folded), _readable(text.original)
        indices = self._found(folded)
        for index in indices:
            place = self._place(index, folded)
            if place is not None:
                hits.append(self._hit(index, text, text.span(*place)))
        for index in set(self._found(original)) - set(indices):
            place = self._place(index, original)
            if place is not None:
                hits.append(self._hit(index, text, Span(*place)))
        return hits[:HITS]

    def _hit(self, index: int, text: Normalised, place: Span) -> Hit:
        return Hit(self._words[index], text, 0, len(text.compact), place)

    def _place(self, index: int, view: str) -> tuple[int, int] | None:
        match = self._patterns[index].search(view)
        if match is None or match.span()[0] == match.span()[1]:
            return None
        return match.span()


def _readable(view: str) -> str:
    """Lone surrogates cannot be handed on; of the same length."""
    return view.encode("utf-8", "replace").decode() if not view.isascii() else view
