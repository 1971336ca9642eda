"""The organisation's regulation with a group's additions and exceptions: one text that holds in the group."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.regulation import SUPPLEMENT, Clause, RegulationText


def in_effect(base: RegulationText, supplement: RegulationText) -> RegulationText:
    """What holds in the group: replaced clauses in their place, suspended ones gone, the rest at the end.

    Each of the supplement's clauses names it as where it stands, and is found under ``补充/第一条``, so that
    two articles are never cited alike. A clause that replaces or suspends what the regulation has no longer
    is added, or does nothing.
    """
    replacing = {clause.replaces: clause for clause in supplement.clauses if clause.replaces}
    suspended = {clause.suspends for clause in supplement.clauses if clause.suspends}
    present = {clause.path for clause in base.clauses}
    clauses: list[Clause] = []
    for clause in base.clauses:
        instead = replacing.get(clause.path)
        if instead is not None:
            clauses.append(_cited(instead, supplement))
        elif clause.path not in suspended:
            clauses.append(clause)
    clauses.extend(_additions(supplement, present))
    return RegulationText(base.title, f"{base.version}+{supplement.version}", tuple(clauses), base.effective)


def _additions(supplement: RegulationText, present: set[str]) -> Iterator[Clause]:
    """Suspending clauses are kept: members read what does not hold here. They ask for nothing."""
    for clause in supplement.clauses:
        if clause.suspends:
            yield replace(_cited(clause, supplement), duties=())
        elif clause.replaces not in present:
            yield _cited(clause, supplement)


def _cited(clause: Clause, supplement: RegulationText) -> Clause:
    return replace(clause, path=f"{SUPPLEMENT}/{clause.path}", origin=(supplement.title, supplement.version))
