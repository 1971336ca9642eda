"""Whose card is wrong now, and what it should be."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise.expressions import Q

from bot.domain.cards import CardPattern, Checked, Fault, bare_name, check, has_real_name, hint, right_card
from bot.domain.ids import MemberId
from bot.domain.people import DepartmentNames, Person
from bot.governance.cards import known_departments, pattern_of, states_pattern
from bot.governance.directory import GroupState
from bot.governance.standings import Standing, standings
from plugins.names.domain.reminding import GRACE
from plugins.names.models import WrongCard

SETS_COUNT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Finding:
    """A present member with a wrong card. ``card`` exact and settable, None where nobody can say; ``linked``: it
    is certain who they are."""

    member: MemberId
    name: str
    shown: str
    faults: tuple[str, ...]
    missing: tuple[str, ...]
    card: str | None
    proposal: str
    person: Person | None
    linked: bool
    on_leave: bool


@dataclass(frozen=True)
class Asked:
    """What the regulation asks of names, read once for a look at the group."""

    pattern: CardPattern
    stated: bool
    departments: DepartmentNames | None

    def checked(self, shown: str, person: Person | None) -> Checked:
        """Where no pattern is stated, a real name anywhere in the card is enough."""
        if self.stated:
            return check(self.pattern, shown, person, self.departments)
        if not shown:
            return Checked((Fault.EMPTY,))
        if person is not None:
            return Checked() if bare_name(person.name) in bare_name(shown) else Checked((Fault.NAME,))
        return Checked() if has_real_name(shown) else Checked((Fault.NOT_A_NAME,))


async def asked_of(group: GroupState) -> Asked | None:
    """None where no clause asks for real names."""
    pattern = pattern_of(group)
    if pattern is None:
        return None
    return Asked(pattern, states_pattern(group), await known_departments(group))


def grace_of(group: GroupState) -> timedelta:
    """How long a wrong card is only reminded."""
    if group.regulation is None:
        return GRACE
    return timedelta(days=group.regulation.number("realname", "grace_days", GRACE.days))


async def standing_of(group: GroupState, member: MemberId) -> Standing | None:
    """Who a present member is to the roster; None for our bots and for whoever is not here."""
    return next((each for each in await standings(group) if each.member == member), None)


async def wrong_cards(group: GroupState, asked: Asked) -> list[Finding]:
    """Everybody present whose card is wrong, by first sight; our bots left out."""
    found = (finding_of(asked, standing) for standing in await standings(group))
    return [each for each in found if each is not None]


def finding_of(asked: Asked, standing: Standing) -> Finding | None:
    """None where the card is right."""
    person = standing.person
    if person is not None and person.state == "departed":
        person = None
    shown = standing.name if standing.name != standing.member else ""
    checked = asked.checked(shown, person)
    if checked.is_right:
        return None
    card = right_card(asked.pattern, person) if person is not None else None
    return Finding(
        standing.member,
        standing.name,
        shown,
        tuple(fault.value for fault in checked.faults),
        checked.missing,
        card,
        card or (hint(asked.pattern, person) if person is not None else ""),
        person,
        standing.linked,
        person is not None and person.state == "on_leave",
    )


async def keep_rows(group: GroupState, findings: list[Finding], now: datetime) -> dict[MemberId, WrongCard]:
    """Inside a transaction: one row for each wrong card, none for one that is right now."""
    rows = {MemberId(row.member_id): row for row in await WrongCard.filter(group_id=group.id)}
    wrong = {each.member for each in findings}
    await put_right(group, [member for member in rows if member not in wrong], now)
    kept: dict[MemberId, WrongCard] = {}
    for each in findings:
        kept[each.member] = await write_down(group, each, rows.get(each.member), now)
    return kept


async def write_down(group: GroupState, finding: Finding, row: WrongCard | None, now: datetime) -> WrongCard:
    """Inside a transaction: the row of a wrong card, written only where it says something new."""
    faults, proposal = "|".join(finding.faults)[:100], finding.proposal[:100]
    if row is None:
        row = WrongCard(group_id=group.id, member_id=finding.member, since=now)
    elif (row.card, row.faults, row.proposal) == (finding.shown[:200], faults, proposal):
        return row
    elif not row.faults:
        row.since = now
    row.card, row.faults, row.proposal = finding.shown[:200], faults, proposal
    await row.save()
    return row


async def put_right(group: GroupState, members: Collection[MemberId], now: datetime) -> None:
    """Inside a transaction: nothing is wrong with these cards. How often the bot had to set one is kept a month."""
    if not members:
        return
    rows = WrongCard.filter(group_id=group.id, member_id__in=list(members))
    await rows.filter(Q(set_at=None) | Q(set_at__lt=now - SETS_COUNT_FOR)).delete()
    await rows.exclude(faults="").update(faults="", reminders=0, reminded_at=None, listed_at=None)
