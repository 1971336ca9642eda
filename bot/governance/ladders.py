"""Which ladder answers a breach of which clause, and what a clause asks for beside it.

A clause's own parameters come first, then those of the regulation's clause on sanctions, then the
built-in ladder. Each may stand alone: ``window=7d`` on a clause leaves it the regulation's steps.

``ladder=warn>mute:1d>kick+escalate``  the steps, see ``bot.domain.sanctions.parse_step``
``window=30d``   how long a case counts (``ladder_window`` on ``moderation.flood``, whose window is another)
``decay=7d``     each quiet period of that length takes one rung off; without it a case counts whole in its window
``count=clause`` cases against this clause only; ``all``, the default, counts all the member's cases
``action=recall+remind``  of a duty: with a main sanction it is done instead of the ladder, without one beside it
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TypeVar

from loguru import logger

from bot.domain.durations import parse_duration
from bot.domain.regulation import Clause, Duty, RegulationText
from bot.domain.sanctions import ALL, PER_CLAUSE, SanctionLadder, Step, parse_ladder, parse_step

DEFAULT_LADDER = "warn>mute:10m>mute:1d>kick"
DEFAULT_WINDOW = timedelta(days=30)
_NAMES = ("ladder", "window", "decay", "count")
_NO_WINDOW = "moderation.flood"
T = TypeVar("T")


def general(text: RegulationText) -> SanctionLadder:
    """The ladder for every breach whose clause says nothing else; read it once per version."""
    return _made(_stated_generally(text))


def ladder_for(text: RegulationText, clause: Clause, code: str) -> SanctionLadder:
    """The ladder for a breach of this clause. What cannot be read is logged and left out."""
    own = clause.duty(code)
    stated: dict[str, str] = {}
    for duty in (own, *(d for d in clause.duties if d.code.startswith("sanction."))):
        if duty is not None:
            stated = {**_of(duty), **stated}
    return _made({**_stated_generally(text), **stated})


def action_of(clause: Clause, code: str) -> Step | None:
    """What the duty itself asks to be done, or None: see the module's words on ``action``."""
    duty = clause.duty(code)
    asked = duty.parameters.get("action", "") if duty is not None else ""
    return _read("action", asked, parse_step) if asked else None


def _stated_generally(text: RegulationText) -> Mapping[str, str]:
    """A clause that forbids and punishes at once speaks of itself, unless no other states a ladder."""
    sanctions = [
        (clause, duty) for clause in text.clauses for duty in clause.duties if duty.code.startswith("sanction.")
    ]
    of_all = [duty for clause, duty in sanctions if not _forbids(clause)]
    first = next((d for d in (*of_all, *(d for _, d in sanctions)) if "ladder" in d.parameters), None)
    if first is not None:
        return _of(first)
    return {name: value for duty in reversed(of_all) for name, value in _of(duty).items()}


def _forbids(clause: Clause) -> bool:
    return any(duty.code.startswith(("moderation.", "conduct.")) for duty in clause.duties)


def _of(duty: Duty) -> dict[str, str]:
    found = {name: duty.parameters[name] for name in _NAMES if name in duty.parameters}
    if duty.code == _NO_WINDOW:
        found.pop("window", None)
    if "ladder_window" in duty.parameters:
        found["window"] = duty.parameters["ladder_window"]
    return found


def _made(stated: Mapping[str, str]) -> SanctionLadder:
    window = _read("window", stated.get("window", ""), _length) or DEFAULT_WINDOW
    decay = _read("decay", stated.get("decay", ""), _length)
    count = stated.get("count", ALL)
    if count not in (ALL, PER_CLAUSE):
        logger.warning("a ladder counts all cases or those of the clause, not {!r}", count)
        count = ALL

    def read(text: str) -> SanctionLadder:
        return parse_ladder(text, window, decay=decay, count=count)

    return _read("ladder", stated.get("ladder", ""), read) or read(DEFAULT_LADDER)


def _length(text: str) -> timedelta:
    found = parse_duration(text)
    if found is None:
        raise ValueError(f"not a length of time: {text!r}")
    return found


def _read(name: str, text: str, read: Callable[[str], T]) -> T | None:
    """A regulation with one word that cannot be read must not leave the group without any sanction."""
    if not text:
        return None
    try:
        return read(text)
    except ValueError as error:
        logger.warning("{} of a regulation cannot be read: {}", name, error)
        return None
