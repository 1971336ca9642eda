"""What a member's card should be, and whose are wrong."""

from dataclasses import dataclass

from bot.domain.ids import MemberId
from bot.domain.regulation import Clause
from bot.governance.cards import clause_on_names
from bot.governance.directory import GroupState

from .findings import Finding, asked_of, finding_of, standing_of, wrong_cards


@dataclass(frozen=True, slots=True)
class CardShown:
    """``finding`` None: right, or the member is not known here; ``pattern`` "" where nothing is asked."""

    name: str
    pattern: str
    clause: Clause | None
    finding: Finding | None


async def card_of(group: GroupState, member: MemberId, name: str) -> CardShown:
    """One member's card as it is and as it should be."""
    asked, standing = await asked_of(group), await standing_of(group, member)
    if asked is None or standing is None:
        return CardShown(name, asked.pattern.text if asked is not None else "", clause_on_names(group), None)
    return CardShown(standing.name, asked.pattern.text, clause_on_names(group), finding_of(asked, standing))


async def list_wrong(group: GroupState) -> tuple[str, Clause | None, list[Finding]]:
    """The pattern, its clause, and everybody whose card is wrong now."""
    asked = await asked_of(group)
    if asked is None:
        return "", None, []
    return asked.pattern.text, clause_on_names(group), await wrong_cards(group, asked)
