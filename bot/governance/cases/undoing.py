"""A pardoned case had made later ones graver: nothing of them is changed silently, but it is told."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.sanctions import Step, next_step
from bot.governance import regulations, voice
from bot.governance.cases.queries import CaseFile, case_file
from bot.governance.cases.rungs import counted_for
from bot.governance.directory import GroupState
from bot.governance.ladders import action_of, ladder_for
from bot.store import models


@dataclass(frozen=True, slots=True)
class Higher:
    """A later case, and the step it would have had without the pardoned one."""

    case: CaseFile
    instead: Step


async def tell_higher_rungs(group: GroupState, pardoned: CaseFile, *, now: datetime) -> None:
    """Name the later cases that stand on a higher rung because of this one, each with the way to pardon it."""
    found = await higher_rungs(pardoned)
    if found:
        await voice.tell_administrators(
            group,
            "cases/higher_rungs",
            key=f"higher:{pardoned.id}",
            now=now,
            marker=f"案件 #{pardoned.number}",
            fields={"pardoned": pardoned, "found": found},
        )


async def higher_rungs(pardoned: CaseFile) -> list[Higher]:
    """Standing or proposed cases of the member whose rung was counted from it and would be lower now."""
    later = models.Case.filter(
        group_id=pardoned.group_id,
        member_id=pardoned.member,
        number__gt=pardoned.number,
        state__in=["standing", "proposed"],
    )
    found: list[Higher] = []
    for row in await later.order_by("number"):
        case = case_file(row)
        instead = await _without_pardoned(case) if pardoned.number in case.counted else None
        if instead is not None and instead != case.step:
            found.append(Higher(case, instead))
    return found


async def _without_pardoned(case: CaseFile) -> Step | None:
    """The ladder's answer at the time, from those counted cases that still stand."""
    regulation = await regulations.version(case.regulation_id)
    clause = regulation.text.find(case.clause) if regulation is not None else None
    if regulation is None or clause is None:
        return None
    ladder = ladder_for(regulation.text, clause, case.offence)
    rows = await models.Case.filter(group_id=case.group_id, number__in=list(case.counted), state="standing")
    prior = counted_for([case_file(row) for row in rows], ladder, regulation.id, clause)
    _, step = next_step([each.opened_at for each in prior], ladder, case.opened_at)
    action = action_of(clause, case.offence)
    return step.plus(action) if action is not None and action.is_addition else step
