"""Reading the regulation in force and what a case stands on; nothing is changed here."""

from dataclasses import dataclass

from bot.domain.errors import NoSuchNumber, NotAllowed, Refusal
from bot.domain.ids import MemberId
from bot.domain.members import Actor, Role
from bot.domain.regulation import Clause
from bot.governance import cases, regulations, roster
from bot.governance.cases import CaseFile
from bot.governance.directory import GroupState, directory
from bot.governance.regulations import Regulation


class NoRegulation(Refusal):
    """No regulation is in force in the group."""

    code = "charter.no_regulation"


class NoSuchClause(Refusal):
    """The regulation in force has no such clause."""

    code = "charter.no_such_clause"


class NoGroups(Refusal):
    """The asker is a present member of no enabled group."""

    code = "charter.no_groups"


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a case stands on: the clause as it was in the version cited, and whether it still reads so."""

    case: CaseFile
    regulation: Regulation | None
    clause: Clause | None
    current: bool

    @property
    def title(self) -> str:
        return self.regulation.cited(self.case.clause)[0] if self.regulation is not None else ""

    @property
    def version(self) -> str:
        return self.regulation.cited(self.case.clause)[1] if self.regulation is not None else ""


def rules_of(group: GroupState) -> Regulation:
    """Raises NoRegulation."""
    if group.regulation is None:
        raise NoRegulation()
    return group.regulation


def clause_of(group: GroupState, spoken: str) -> Clause:
    """The clause named by ``第五条`` or a path. Raises NoRegulation, NoSuchClause."""
    clause = rules_of(group).text.find(spoken)
    if clause is None:
        raise NoSuchClause(spoken=spoken)
    return clause


def clauses_with(group: GroupState, word: str) -> list[Clause]:
    """Clauses whose text contains the word, case folded, in order; perhaps none. Raises NoRegulation."""
    wanted = word.casefold()
    return [clause for clause in rules_of(group).text.clauses if wanted in clause.text.casefold()]


async def groups_of_asker(member: MemberId, platform: str) -> list[GroupState]:
    """The enabled groups of this platform that the asker is in now. Raises NoGroups."""
    found = [directory.get(group_id) for group_id in await roster.groups_of(member)]
    groups = [group for group in found if group is not None and group.chat.platform == platform]
    if not groups:
        raise NoGroups()
    return groups


async def grounds_of(group: GroupState, number: int, actor: Actor) -> Grounds:
    """Members see their own cases only; another's is refused. Raises NoSuchNumber, NotAllowed."""
    return await _grounds(group, await cases.find_case(group.id, number), actor)


async def own_grounds(member: Actor, groups: list[GroupState], number: int) -> Grounds:
    """In private: the one case of this number against the asker in any of these groups. Raises NoSuchNumber."""
    found: list[tuple[GroupState, CaseFile]] = []
    for group in groups:
        try:
            case = await cases.find_case(group.id, number)
        except NoSuchNumber:
            continue
        if case.member == member.id:
            found.append((group, case))
    if len(found) != 1:
        raise NoSuchNumber(number=number)
    return await _grounds(*found[0], member)


async def _grounds(group: GroupState, case: CaseFile, actor: Actor) -> Grounds:
    if case.member != actor.id and actor.role < Role.ADMIN:
        raise NotAllowed()
    regulation = await regulations.version(case.regulation_id)
    clause = regulation.text.find(case.clause) if regulation is not None else None
    now = group.regulation.text.find(case.clause) if group.regulation is not None else None
    return Grounds(case, regulation, clause, clause is not None and now is not None and now.text == clause.text)
