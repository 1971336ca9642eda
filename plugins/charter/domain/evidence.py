"""What speaks for a code in a clause: rules that fire, votes of the model, and what the text asks for elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .context import Context
from .learned import Learned, Told
from .parse import ParsedClause
from .reading import PRINCIPLE

WORTH_WEIGHING = 0.08
"""Votes below this, where no rule fires either, never made a code right."""


@dataclass(frozen=True, slots=True)
class Match:
    """``words`` led to the code; they stand in the clause, or in the list's lead where ``inherited``.

    ``weak``: they ask for it only where the clause asks for nothing else.
    """

    code: str
    words: tuple[str, ...]
    confidence: float = 1.0
    inherited: bool = False
    weak: bool = False


@dataclass(frozen=True)
class Seen:
    """A clause as rules and model see it, each by itself. ``familiar``: the share of known talk in its words."""

    clause: ParsedClause
    context: Context
    found: Mapping[str, Match]
    told: Mapping[str, Told]
    sentences: int
    familiar: float
    settled: bool = False
    """Its words say that it is about purpose or scope: it asks for nothing."""

    @cached_property
    def sure_words(self) -> list[str]:
        return [word for match in self.found.values() if not match.weak for word in match.words]

    def candidates(self) -> Iterator[str]:
        """The codes that anything speaks for."""
        for code, told in self.told.items():
            voted = told.score >= WORTH_WEIGHING and not self.context.permits(code, told.sentence)
            if code != PRINCIPLE and (code in self.found or voted):
                yield code


@dataclass(frozen=True)
class Around:
    """What the clauses of one text are taken to ask for at first sight: by clause, code → how sure that is."""

    sure: Sequence[Mapping[str, float]]
    best: Mapping[str, list[tuple[float, int]]] = field(default_factory=dict[str, list[tuple[float, int]]])
    """By code the two surest clauses of the text."""

    @classmethod
    def of(cls, sure: Sequence[Mapping[str, float]]) -> "Around":
        best: dict[str, list[tuple[float, int]]] = {}
        for place, codes in enumerate(sure):
            for code, chance in codes.items():
                best[code] = sorted((*best.get(code, ()), (chance, place)), reverse=True)[:2]
        return cls(sure, best)

    def elsewhere(self, code: str, place: int) -> float:
        """How sure it is that another clause of the text asks for the code."""
        return next((chance for chance, at in self.best.get(code, ()) if at != place), 0.0)

    def kin(self, code: str, place: int) -> float:
        """How sure it is that the clause at ``place`` asks for a code of the same kind."""
        if not 0 <= place < len(self.sure):
            return 0.0
        kind = code.partition(".")[0]
        return min(1.0, sum(c for other, c in self.sure[place].items() if other.partition(".")[0] == kind))


FIRST = (
    "always", "whole", "said", "said_squared", "strong", "weak", "weak_said", "strong_familiar", "weak_familiar",
    "strong_known_text", "said_known_text", "surer", "beside", "rank", "rival", "nothing", "common",
    "forbids", "penal", "of_content", "of_sanctions", "content_forbidden", "sanction_penal", "content_penal",
    "long", "sentences", "familiar", "known_text",
)  # fmt: skip
"""What is weighed of each clause by itself, in the order of ``at_first``."""
SECOND = (*FIRST, "first_sight", "elsewhere", "kin_before", "kin_behind")
"""And with the odds that came of them, and what the text asks for around it."""
_MOST_ODDS = 6.0


def known_share(clauses: Sequence[Seen]) -> float:
    """The share of known talk in a whole text."""
    return sum(seen.familiar for seen in clauses) / max(1, len(clauses))


def at_first(seen: Seen, known: float, learned: Learned) -> Iterator[tuple[str, list[float]]]:
    """By candidate code the values named FIRST; ``known`` is the share of known talk in the whole text."""
    scores = {code: told.score for code, told in seen.told.items()}
    ranked = sorted(scores.values(), reverse=True)
    sure = sum(1 for match in seen.found.values() if not match.weak)
    forbids, penal = seen.context.forbids, seen.context.penal
    for code in seen.candidates():
        told, match = seen.told[code], seen.found.get(code)
        strong, weak = match is not None and not match.weak, match is not None and match.weak
        content, sanction = code.startswith(("moderation.", "conduct.")), code.startswith("sanction.")
        beside = not strong and any(word in told.sentence for word in seen.sure_words)
        score = told.score
        yield code, [
            1.0, told.whole, score, min(score, 0.5) ** 2, strong, weak, weak * score,
            strong * seen.familiar, weak * seen.familiar, strong * known, score * known,
            min(sure - strong, 3), beside,
            min(sum(1 for other in ranked if other > score), 5),
            ranked[1] if ranked[0] <= score and len(ranked) > 1 else ranked[0],
            scores.get(PRINCIPLE, 0.0), learned.beside.common.get(code, 0.0),
            forbids, penal, content, sanction, content * forbids, sanction * penal, content * penal,
            min(len(seen.clause.text), 200) / 100, min(seen.sentences, 6), seen.familiar, known,
        ]  # fmt: skip


def in_its_place(first: Sequence[float], odds: float, code: str, place: int, around: Around) -> list[float]:
    """The values named SECOND; ``odds`` are those of the first sight, as a logit."""
    odds = max(-_MOST_ODDS, min(_MOST_ODDS, odds))
    return [*first, odds, around.elsewhere(code, place), around.kin(code, place - 1), around.kin(code, place + 1)]
