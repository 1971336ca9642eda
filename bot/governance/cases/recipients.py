"""Who is told of a case: whom the regulation names, found among contacts and the roster."""

import re
from dataclasses import dataclass, replace

from bot.domain.ids import MemberId
from bot.domain.regulation import Clause
from bot.governance import contacts, people
from bot.governance.cases.queries import CaseFile
from bot.governance.contacts import OWNERS_DEPUTY, Contact
from bot.governance.directory import GroupState
from bot.governance.regulations import Regulation
from bot.store import models

CODE = "sanction.escalate"
_SUPERIOR = re.compile("上级|主管|领导|负责人|上司")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to be told; with neither ``email`` nor ``account`` a person has to do it."""

    name: str
    email: str | None = None
    account: MemberId | None = None


def words_of(regulation: Regulation | None, clause: Clause | None) -> tuple[str, ...]:
    """``to=上级领导|人力资源部`` of the clause itself, else of the regulation; perhaps nobody is named."""
    duty = clause.duty(CODE) if clause is not None else None
    own = duty.parameters.get("to", "") if duty is not None else ""
    if own:
        return tuple(word for word in own.split("|") if word)
    return regulation.words(CODE, "to", "") if regulation is not None else ()


async def recipients_of(group: GroupState, case: CaseFile, words: tuple[str, ...]) -> list[Recipient]:
    """For each word its contacts, for a superior also the member's own by the roster.

    Where nobody is named: the member's superior and whoever has that duty, else every contact but
    the owner's deputy. A word that nobody answers to stays as a name to be told by hand.
    """
    known = [contact for contact in await contacts.contacts_of(group) if contact.duty != OWNERS_DEPUTY]
    superior = await _superior_of(group, case, known)
    found: list[Recipient] = []
    for word in words:
        mine = [superior] if superior is not None and _SUPERIOR.search(word) else []
        mine += [_recipient(group, contact) for contact in contacts.named(known, word)]
        found += mine or [Recipient(word)]
    if not words:
        found = [superior] if superior is not None else []
        found += [_recipient(group, contact) for contact in known if _SUPERIOR.search(contact.duty)]
        found = found or [_recipient(group, contact) for contact in known]
    return list({one.name: one for one in reversed(found) if one.account != case.member}.values())[::-1]


async def chosen(group: GroupState, word: str) -> list[Recipient]:
    """Those an administrator means by a name or a duty; perhaps nobody."""
    known = await contacts.contacts_of(group)
    return [_recipient(group, contact) for contact in known if word in (contact.name, contact.duty)]


def _recipient(group: GroupState, contact: Contact) -> Recipient:
    """An account elsewhere cannot be written to by this group's account."""
    return Recipient(contact.name, contact.email, contact.account if contact.platform == group.chat.platform else None)


async def _superior_of(group: GroupState, case: CaseFile, known: list[Contact]) -> Recipient | None:
    """The one person of the roster whom the member's own entry names, with the ways that are known to them."""
    roster = await people.roster_of(group.organisation_id)
    person = roster.by_row(await people.linked_person(group.id, case.member))
    if person is None or not person.superior:
        return None
    contact = next((_recipient(group, each) for each in known if each.name == person.superior), None)
    found = contact or Recipient(person.superior)
    rows = [roster.row_of(each) for each in roster.people if each.name == person.superior]
    if found.account is None and len(rows) == 1:
        found = replace(found, account=await _account_of(group, rows[0]))
    return found


async def _account_of(group: GroupState, row: int) -> MemberId | None:
    """An account that was linked with this person, in any group on this platform."""
    groups = await models.Group.filter(organisation_id=group.organisation_id, platform=group.chat.platform)
    linked = models.Membership.filter(person_id=row, group_id__in=[each.id for each in groups], left_at=None)
    member = await linked.order_by("id").first()
    return MemberId(member.member_id) if member is not None else None
