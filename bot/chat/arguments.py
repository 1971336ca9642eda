"""A command's words, read one after the other; what is left over is refused, never harvested."""

import re
from datetime import timedelta

from bot.domain.durations import parse_duration
from bot.domain.errors import WrongUsage
from bot.domain.regulation import Clause, RegulationText

_ARTICLE = re.compile(r"第\s*(?:\d{1,3}|[零〇一二两三四五六七八九十百]{1,5})\s*[条條]")
_SPLIT = re.compile(r"\s+")
LONGEST_REASON = 500


class TooLong(WrongUsage):
    """The words are right, but there are too many of them."""

    code = "chat.too_long"


class UnknownClause(WrongUsage):
    """The words are right, but the regulation in force has no such article."""

    code = "chat.unknown_clause"


class Arguments:
    """The text after the command's name. Each reader takes its words off the front."""

    def __init__(self, text: str) -> None:
        self._rest = text.strip()

    @property
    def rest(self) -> str:
        """Everything not yet read, stripped; reading it does not take it."""
        return self._rest

    def word(self) -> str | None:
        """The next word, or None at the end."""
        if not self._rest:
            return None
        parts = _SPLIT.split(self._rest, maxsplit=1)
        self._rest = parts[1] if len(parts) > 1 else ""
        return parts[0]

    def peek(self) -> str | None:
        return _SPLIT.split(self._rest, maxsplit=1)[0] if self._rest else None

    def text(self, *, limit: int = LONGEST_REASON) -> str:
        """All that is left, which must be something. Raises WrongUsage when empty, TooLong."""
        rest, self._rest = self._rest, ""
        if not rest:
            raise WrongUsage()
        if len(rest) > limit:
            raise TooLong(limit=limit, length=len(rest))
        return rest

    def optional_text(self, *, limit: int = LONGEST_REASON) -> str:
        """All that is left, perhaps nothing. Raises TooLong."""
        return self.text(limit=limit) if self._rest else ""

    def number(self) -> int:
        """``12`` or ``#12``. Raises WrongUsage."""
        number = self.optional_number()
        if number is None:
            raise WrongUsage()
        return number

    def optional_number(self) -> int | None:
        """A number if the next word is one (``#12``, ``12``, full-width too), else None and nothing taken."""
        word = self.peek()
        digits = (word or "").lstrip("#＃").translate(_WIDTH)
        if not digits.isdecimal() or not digits.isascii() or len(digits) > 9:
            return None
        self.word()
        return int(digits)

    def duration(self) -> timedelta:
        """One duration word. Raises WrongUsage."""
        length = parse_duration(self.word() or "")
        if length is None:
            raise WrongUsage()
        return length

    def clause(self, regulation: RegulationText) -> Clause | None:
        """``第N条`` if the next words name one of the regulation. Raises UnknownClause."""
        match = _ARTICLE.match(self._rest)
        if match is None:
            return None
        spoken = re.sub(r"\s", "", match[0])
        clause = regulation.find(spoken)
        if clause is None:
            raise UnknownClause(spoken=spoken)
        self._rest = self._rest[match.end() :].strip()
        return clause

    def choice(self, *choices: dict[str, str]) -> str | None:
        """The value of the next word in one of the tables, lower-cased; None and nothing taken otherwise."""
        word = (self.peek() or "").lower()
        for table in choices:
            if word in table:
                self.word()
                return table[word]
        return None

    def end(self) -> None:
        """Nothing may be left. Raises WrongUsage."""
        if self._rest:
            raise WrongUsage()


_WIDTH = {ord("０") + i: str(i) for i in range(10)}
