"""The organisation's people: their roster, which accounts are theirs, and what becomes of their details.

A person has accounts; a membership's person is that of its account. Someone in two groups, or on two
platforms, is one person.
"""

from bot.governance.people.accounts import (
    AccountTaken,
    PersonAccount,
    account_person,
    accounts_of,
    attach_memberships,
    link_account,
    link_member,
    linked_person,
    members_linked,
    persons_of,
    platforms_of,
    unlink_account,
)
from bot.governance.people.bounces import note_bounce, note_bounces
from bot.governance.people.changing import confirm_details, correct_person, phone_holder, set_state
from bot.governance.people.erasing import DEFAULT_KEEP_DAYS, NAMELESS, erase_person
from bot.governance.people.history import Remembered, history_of
from bot.governance.people.importing import SheetRefused, import_roster, preview_roster
from bot.governance.people.naming import NoSuchPerson, SeveralPeople, find_person
from bot.governance.people.roster import Roster, chain, forget_rosters, organisation_id, roster_of

__all__ = [
    "DEFAULT_KEEP_DAYS",
    "NAMELESS",
    "AccountTaken",
    "NoSuchPerson",
    "PersonAccount",
    "Remembered",
    "Roster",
    "SeveralPeople",
    "SheetRefused",
    "account_person",
    "accounts_of",
    "attach_memberships",
    "chain",
    "confirm_details",
    "correct_person",
    "erase_person",
    "find_person",
    "forget_rosters",
    "history_of",
    "import_roster",
    "link_account",
    "link_member",
    "linked_person",
    "members_linked",
    "note_bounce",
    "note_bounces",
    "organisation_id",
    "persons_of",
    "phone_holder",
    "platforms_of",
    "preview_roster",
    "roster_of",
    "set_state",
    "unlink_account",
]
