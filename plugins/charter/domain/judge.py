"""A whole regulation read: each clause with what it asks for, and what is wrong with the text."""

from collections.abc import Iterator

from .evidence import Match
from .ladder import read_ladder
from .match import Vocabulary, match_clauses
from .parameters import parameters_of
from .parse import ParsedClause, ParsedText, parse
from .problems import find_problems
from .reading import PRINCIPLE, ReadClause, ReadDuty, Reading
from .values import effective

__all__ = ["TooManyClauses", "read_regulation"]
MOST_CLAUSES = 2_000


class TooManyClauses(ValueError):
    """No regulation has so many: MOST_CLAUSES are exceeded."""


def read_regulation(document: str, words: Vocabulary, *, name: str = "") -> Reading:
    """Clauses, duties with their parameters, and problems; ``name`` is the title of a text that states none.

    Raises TooManyClauses.
    """
    parsed = parse(document)
    if len(parsed.clauses) > MOST_CLAUSES:
        raise TooManyClauses(len(parsed.clauses))
    clauses = tuple(_clauses(parsed, words))
    whole = " ".join((*(c.text for c in parsed.clauses), parsed.preamble, parsed.closing))
    return Reading(
        parsed.title or name,
        parsed.version or None,
        effective(whole),
        clauses,
        tuple(find_problems(parsed, clauses)),
    )


def _clauses(parsed: ParsedText, words: Vocabulary) -> Iterator[ReadClause]:
    ladders = _ladders_of_lists(parsed)
    for clause, matches in zip(parsed.clauses, match_clauses(parsed.clauses, words), strict=True):
        duties = tuple(_duty(clause, match, words) for match in matches)
        sanctions = any(duty.code.startswith("sanction.") for duty in duties)
        if any("ladder" in duty.parameters for duty in duties):
            ladders.pop(clause.parent, None)
        elif sanctions and (ladder := ladders.pop(clause.parent, None)):
            duties = tuple(_with_ladder(duty, ladder) for duty in duties)
        yield ReadClause(clause.path, clause.text, duties, clause.parent, clause.lead)


def _duty(clause: ParsedClause, match: Match, words: Vocabulary) -> ReadDuty:
    return ReadDuty(
        match.code,
        words.via(match.code),
        parameters_of(clause.text, match.code),
        match.confidence,
        match.words,
        served=match.code == PRINCIPLE or match.code in words.served,
    )


def _with_ladder(duty: ReadDuty, ladder: str) -> ReadDuty:
    if not duty.code.startswith("sanction."):
        return duty
    return ReadDuty(
        duty.code, duty.via, {**duty.parameters, "ladder": ladder}, duty.confidence, duty.words, served=duty.served
    )


def _ladders_of_lists(parsed: ParsedText) -> dict[str, str]:
    """Ladders whose steps are the items of one list, by what the list stands under; its first sanction carries it."""
    items: dict[str, list[str]] = {}
    for clause in parsed.clauses:
        items.setdefault(clause.parent, []).append(clause.text)
    found = {
        parent: read_ladder("；".join(texts))
        for parent, texts in items.items()
        if parent and len(texts) > 1 and not any(map(read_ladder, texts))
    }
    return {parent: ladder for parent, ladder in found.items() if ladder}
