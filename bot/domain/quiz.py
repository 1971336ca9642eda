"""Questions for newcomers, made from a regulation's own clauses: each has one right answer, and its clause."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bot.domain.regulation import Clause, RegulationText

T = TypeVar("T")
WRONG = 3
"""Wrong answers to each question."""
_QUANTITY = re.compile(r"(\d{1,3})\s*(分钟|小时|天|日|周|个月|次|条|人|秒)")
_FACTORS = (2, 3, 5, 10, 7, 4)
_LONGEST_ASKED, _LONGEST_ANSWER = 120, 60


class Chance(Protocol):
    """``random.Random`` is one."""

    def sample(self, population: Sequence[T], k: int) -> list[T]: ...


@dataclass(frozen=True, slots=True)
class Question:
    """``wrong`` are WRONG different answers, none equal to ``right``; in which order they are shown is the asker's."""

    text: str
    right: str
    wrong: tuple[str, ...]
    clause: Clause


def questions(text: RegulationText, chance: Chance, count: int) -> list[Question]:
    """At most ``count`` questions, no two about the same clause; fewer where the text is too short for more.

    What is asked first is a quantity that members have to know (within which time, how often), then what a clause
    says. The same ``chance`` asks the same.
    """
    found: list[Question] = []
    asked: set[str] = set()
    candidates = [*_about_quantities(text, chance), *_about_contents(text, chance)]
    for question in candidates:
        if question.clause.path not in asked and len(found) < count:
            asked.add(question.clause.path)
            found.append(question)
    return found


def _about_quantities(text: RegulationText, chance: Chance) -> Iterator[Question]:
    for clause in _mixed(text.clauses, chance):
        match = _QUANTITY.search(clause.text)
        if match is None or len(clause.text) > _LONGEST_ASKED or not clause.duties:
            continue
        number, unit = int(match[1]), match[2]
        others = [f"{number * factor}{unit}" for factor in _FACTORS]
        others += [f"{number // factor}{unit}" for factor in (2, 3) if number % factor == 0 and number > factor]
        wrong = [answer for answer in dict.fromkeys(others) if answer != f"{number}{unit}"]
        asked = f"{clause.text[: match.start()]}（　　）{clause.text[match.end() :]}"
        yield Question(f"{clause.path}：{asked}", f"{number}{unit}", tuple(chance.sample(wrong, WRONG)), clause)


def _about_contents(text: RegulationText, chance: Chance) -> Iterator[Question]:
    """What one clause says, among what others say."""
    asking = [clause for clause in text.clauses if clause.duties]
    for clause in _mixed(asking, chance):
        others = [_said(one) for one in text.clauses if _said(one) != _said(clause)]
        different = list(dict.fromkeys(others))
        if len(different) >= WRONG:
            wrong = tuple(chance.sample(different, WRONG))
            yield Question(f"《{text.title_of(clause)}》{clause.path}是怎么规定的？", _said(clause), wrong, clause)


def _said(clause: Clause) -> str:
    line = " ".join(clause.text.split())
    return line if len(line) <= _LONGEST_ANSWER else line[: _LONGEST_ANSWER - 1] + "…"


def _mixed(clauses: Sequence[Clause], chance: Chance) -> list[Clause]:
    return chance.sample(list(clauses), len(clauses))
