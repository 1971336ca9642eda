"""What a case asks for: the rung of the ladder it stands on, counted from the member's earlier cases."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import GroupId, MemberId
from bot.domain.regulation import Clause
from bot.domain.sanctions import PER_CLAUSE, Sanction, SanctionLadder, Step, next_step, severest, severity
from bot.governance.cases.queries import MERE, CaseFile, counted_cases
from bot.governance.ladders import action_of, ladder_for
from bot.governance.regulations import Regulation

NO_BREACH = frozenset({"cleanup.members", "join.training", "exit.request"})
"""What is done about these is nobody's fault and counts for no ladder."""


@dataclass(frozen=True, slots=True)
class Also:
    """Another breach of the same fact: the capability's full code, and the clause against it."""

    code: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class Choice:
    """``counted``: numbers of the cases the rung was counted from; empty where no ladder chose the step."""

    rung: int
    step: Step
    counted: tuple[int, ...]
    counts: bool


async def choose(
    regulation: Regulation,
    group_id: GroupId,
    member: MemberId,
    breaches: Sequence[Also],
    now: datetime,
    given: Step | None = None,
    untold: frozenset[str] = frozenset(),
) -> Choice:
    """The severest step of all the breaches; ``given`` is an order that no ladder changes.

    ``untold``: paths of clauses that the member has not been told; a breach of one is only brought to mind.

    A step that a duty's ``action`` names is done instead of the ladder; one without a main sanction
    is added to the rung. What only reminds, outside a ladder, does not count for later rungs.
    """
    choices = [
        _education(breach) if breach.clause.path in untold else await _one(regulation, group_id, member, breach, now)
        for breach in breaches
    ]
    if given is not None:
        is_breach = any(breach.code not in NO_BREACH for breach in breaches)
        return Choice(choices[0].rung, given, (), is_breach and given.sanction not in MERE)
    gravest = max(choices, key=lambda choice: severity(choice.step))
    step = severest([gravest.step, *(choice.step for choice in choices)])
    return Choice(gravest.rung, step, gravest.counted, any(choice.counts for choice in choices))


def _education(breach: Also) -> Choice:
    """Nobody is punished by a clause they could not know; what must not stay is taken away all the same."""
    action = action_of(breach.clause, breach.code)
    recall = action is not None and (action.recall or action.sanction is Sanction.RECALL)
    return Choice(1, Step(Sanction.REMIND, recall=recall), (), False)


async def _one(regulation: Regulation, group_id: GroupId, member: MemberId, breach: Also, now: datetime) -> Choice:
    ladder = ladder_for(regulation.text, breach.clause, breach.code)
    earlier = await counted_cases(group_id, member, now - ladder.window)
    prior = list(counted_for(earlier, ladder, regulation.id, breach.clause))
    rung, step = next_step([case.opened_at for case in prior], ladder, now)
    action = action_of(breach.clause, breach.code)
    if action is None or action.is_addition:
        numbers = tuple(case.number for case in prior)
        return Choice(rung, step.plus(action) if action is not None else step, numbers, True)
    return Choice(rung, action, (), action.sanction not in MERE)


def counted_for(
    cases: Iterable[CaseFile], ladder: SanctionLadder, regulation_id: int, clause: Clause
) -> Iterable[CaseFile]:
    """Those of the cases that this ladder counts for a breach of this clause.

    Articles may be numbered anew: a case under another version counts where its offence is one of
    those that the clause forbids now.
    """
    if ladder.count != PER_CLAUSE:
        return cases
    codes = {duty.code for duty in clause.duties}
    return (case for case in cases if _is_against(case, regulation_id, clause.path, codes))


def _is_against(case: CaseFile, regulation_id: int, path: str, codes: set[str]) -> bool:
    if case.regulation_id == regulation_id:
        return path == case.clause or any(path == clause for _, clause in case.also)
    return case.offence in codes or any(code in codes for code, _ in case.also)
