"""What the regulation asks of newcomers, as values."""

import re
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.regulation import Clause
from bot.governance.directory import GroupState

TRAINING, RULES = "join.training", "join.rules"
QUESTIONS = 3
MOST_QUESTIONS = 20
MUTED_FOR = timedelta(days=3)
_EXPLICIT = re.compile(
    r"(?:回复|书面|签署|签字|明确)[^。；]{0,8}(?:同意|认同|知悉|承诺|接受)"
    r"|(?:同意|承诺|确认)后[^。；]{0,6}(?:方可|才能|才可)"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """``needed`` 0: no training; ``mutes``: nobody speaks before they have passed; ``explicit``: a word is wanted."""

    training: Clause | None
    rules: Clause | None
    needed: int
    mutes: bool
    muted_for: timedelta
    explicit: bool


def wanted(group: GroupState) -> Wanted:
    """Nothing where no clause asks for it."""
    regulation = group.regulation
    if regulation is None:
        return Wanted(None, None, 0, False, MUTED_FOR, False)
    training, rules = regulation.clause(TRAINING), regulation.clause(RULES)
    needed = min(max(regulation.number(TRAINING, "questions", QUESTIONS), 1), MOST_QUESTIONS) if training else 0
    return Wanted(
        training,
        rules,
        needed,
        regulation.text.parameter(TRAINING, "until") == "muted",
        min(regulation.duration(TRAINING, "within", MUTED_FOR), timedelta(days=29)),
        rules is not None and _is_explicit(rules, regulation.text.parameter(RULES, "accept")),
    )


def _is_explicit(rules: Clause, stated: str) -> bool:
    return stated == "explicit" or (stated != "entry" and _EXPLICIT.search(rules.text) is not None)
