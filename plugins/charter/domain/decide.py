"""Rules and model together: how far each is trusted, and what the clauses of one text ask for in the end."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .evidence import FIRST, SECOND, Around, Match, Seen, at_first, in_its_place, known_share
from .learned import Beside, Learned, Told
from .reading import PRINCIPLE

_RULE_COUNTS, _THRESHOLD, _ELSEWHERE, _BESIDE = 0.42, 0.52, 0.6, 0.69
"""Where rules are believed: what a rule adds to the model's score of a code, and what both must reach.

Where a rule is sure of something else, the model alone must reach a little more, most in the very words of that rule.
"""
_FARTHEST = 30.0
"""Odds, as logits, beyond which a chance says no more."""
EVEN, LAST_RESORT = 0.4, 0.2
"""The chance from which a code is taken, and that of the likeliest where none reaches it."""
_HARMONY_FROM, _HARMONY_TO = 0.82, 0.86
"""Shares of a text's clauses in which the votes change nothing that rules found.

Between them the text is more and more of the kind that rules were written looking at, and they are believed.
"""
_DOUBTED, _CERTAIN = 0.002, 0.95
"""There: below the one even what was chosen is dropped, from the other on even what was not is taken."""


@dataclass(frozen=True)
class Weighed:
    """The candidates of a text: place of the clause, code and values, and the odds as logits, in the order of the text."""

    rows: list[tuple[int, str, list[float]]]
    odds: list[float]

    def by_clause(self, clauses: int) -> list[dict[str, float]]:
        """Of each clause its candidates' chances."""
        found: list[dict[str, float]] = [{} for _ in range(clauses)]
        for (place, code, _), odds in zip(self.rows, self.odds, strict=True):
            found[place][code] = _chance(odds)
        return found


def decide(clauses: Sequence[Seen], learned: Learned) -> list[dict[str, Match]]:
    """By clause, the codes that it asks for; an empty one asks for nothing."""
    known = known_share(clauses)
    weighed = second_sight(first_sight(clauses, known, learned), len(clauses), learned)
    chances = weighed.by_clause(len(clauses))
    chosen = [_chosen(seen) for seen in clauses]
    harmony = sum(map(_agrees, clauses, chosen)) / max(1, len(clauses))
    believed = min(1.0, max(0.0, (harmony - _HARMONY_FROM) / (_HARMONY_TO - _HARMONY_FROM)))
    return [
        {} if seen.settled else _taken(seen, codes, said, believed, learned)
        for seen, codes, said in zip(clauses, chances, chosen, strict=True)
    ]


def first_sight(clauses: Sequence[Seen], known: float, learned: Learned) -> Weighed:
    """Each clause by itself."""
    rows = [(place, *row) for place, seen in enumerate(clauses) for row in at_first(seen, known, learned)]
    return by_itself(rows, [seen.told for seen in clauses], learned.beside)


def by_itself(rows: list[tuple[int, str, list[float]]], told: Sequence[Mapping[str, Told]], beside: Beside) -> Weighed:
    """What speaks for a code, then what the votes for other codes make of that; ``told`` are a text's votes by clause."""
    odds = [beside.refined(code, weighted(values, beside.trust, FIRST), told[place]) for place, code, values in rows]
    return Weighed(rows, odds)


def second_sight(first: Weighed, clauses: int, learned: Learned) -> Weighed:
    """Each with what the others ask for."""
    rows = list(placed(first, clauses))
    return Weighed(rows, [weighted(values, learned.beside.trust_in_place, SECOND) for _, _, values in rows])


def placed(first: Weighed, clauses: int) -> Iterator[tuple[int, str, list[float]]]:
    around = Around.of(first.by_clause(clauses))
    for (place, code, values), odds in zip(first.rows, first.odds, strict=True):
        yield place, code, in_its_place(values, odds, code, place, around)


def weighted(values: Sequence[float], trust: Mapping[str, float], names: Sequence[str]) -> float:
    return sum(value * trust.get(name, 0.0) for name, value in zip(names, values, strict=True))


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-_FARTHEST, min(_FARTHEST, odds))))


def _agrees(seen: Seen, chosen: set[str]) -> bool:
    return seen.settled or chosen == ({code for code, match in seen.found.items() if not match.weak} or {PRINCIPLE})


def _taken(
    seen: Seen, chances: Mapping[str, float], chosen: set[str], believed: float, learned: Learned
) -> dict[str, Match]:
    kept: dict[str, Match] = {}
    for code in {**seen.found, **chances}:
        chance, match = chances.get(code), seen.found.get(code)
        if chance is None:
            if match is not None and code not in learned.known:
                kept[code] = match
            continue
        least = EVEN + believed * ((_DOUBTED if code in chosen else _CERTAIN) - EVEN)
        if chance >= least:
            kept[code] = match if match is not None else taught(seen, code, learned)
    if not kept and chances and not (chosen == {PRINCIPLE} and believed):
        code = max(chances, key=lambda code: (chances[code], code))
        if chances[code] >= LAST_RESORT:
            kept[code] = seen.found[code] if code in seen.found else taught(seen, code, learned)
    return kept


def _chosen(seen: Seen) -> set[str]:
    """Where rules are believed: a rule is worth so much of a score, and the sum must reach the threshold."""
    chosen = seen.found.keys() - seen.told.keys()
    scores: dict[str, float] = {}
    for code, told in seen.told.items():
        match = seen.found.get(code)
        if match is None and seen.context.permits(code, told.sentence):
            continue
        scores[code] = told.score + (0 if match is None else _RULE_COUNTS / 2 if match.weak else _RULE_COUNTS)
        if scores[code] >= (_least(seen, told.sentence) if match is None else _THRESHOLD) and code != PRINCIPLE:
            chosen.add(code)
    if not chosen and scores:
        chosen.add(max(scores, key=lambda code: (scores[code], code)))
    return chosen


def _least(seen: Seen, said: str) -> float:
    """What the model alone must reach in these words, where rules are sure of others."""
    if not seen.sure_words:
        return _THRESHOLD
    return _BESIDE if any(word in said for word in seen.sure_words) else _ELSEWHERE


_LEAST_TAUGHT, _MOST_TAUGHT = 0.4, 0.85


def taught(seen: Seen, code: str, learned: Learned) -> Match:
    """What only the model found is never as sure as what a rule names."""
    told = seen.told[code]
    return Match(code, learned.words(code, told.sentence), min(max(told.score, _LEAST_TAUGHT), _MOST_TAUGHT), weak=True)
