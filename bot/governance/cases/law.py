"""By which version something is judged: the one in force when it was done. Nothing reaches back."""

from dataclasses import replace
from datetime import datetime

from bot.domain.regulation import Clause
from bot.governance import regulations
from bot.governance.cases.breach import Breach
from bot.governance.cases.refusals import NoClause, NotThenInForce
from bot.governance.cases.rungs import Also
from bot.governance.directory import GroupState
from bot.governance.regulations import Regulation


async def law_of(group: GroupState, breach: Breach, now: datetime) -> tuple[Regulation, Breach]:
    """The version, and the breach with the clauses as they stand in it.

    What was done before the first version that a group ever had is judged by that one. Raises NoClause,
    NotThenInForce.
    """
    present = group.regulation
    if present is None:
        raise NoClause()
    acted = breach.acted_at or now
    if present.effective_from is None or acted >= present.effective_from or present.revises is None:
        return present, breach
    then = await regulations.in_force(group.id, group.organisation_id, now=acted)
    if then is None:
        return present, breach
    clause = _then(then, breach.clause, breach.code)
    if clause is None:
        raise NotThenInForce(clause=breach.clause, since=present.effective_from)
    also = ((each, _then(then, each.clause, each.code)) for each in breach.also)
    kept = tuple(Also(each.code, found) for each, found in also if found is not None)
    return then, replace(breach, clause=clause, also=kept)


def _then(version: Regulation, clause: Clause, code: str) -> Clause | None:
    """The clause of the earlier version that says the same, else the one that forbade the same."""
    same = version.text.worded_as(clause)
    if same is not None:
        return same
    codes = [code, *(d.code for d in clause.duties if d.code.startswith(("moderation.", "conduct.")))]
    forbidding = (version.clause(each) for each in codes if not each.startswith("sanction.") or each == code)
    if code.startswith("sanction.") and clause.duty(code) is None:
        forbidding = (version.clause(each) for each in codes[1:])
    return next((found for found in forbidding if found is not None), None)
