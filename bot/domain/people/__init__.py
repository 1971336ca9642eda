"""People of the organisation: their roster, apart from accounts and memberships."""

from bot.domain.people.change import PersonChange, RosterChange, diff
from bot.domain.people.departments import DepartmentNames, normal_department
from bot.domain.people.normal import name_key, normal_name, normal_phone, normal_staff_number, plain
from bot.domain.people.person import Person, PersonState
from bot.domain.people.rows import RosterSheet, RowError, parse_roster, parse_tables

__all__ = [
    "DepartmentNames",
    "Person",
    "PersonChange",
    "PersonState",
    "RosterChange",
    "RosterSheet",
    "RowError",
    "diff",
    "name_key",
    "normal_department",
    "normal_name",
    "normal_phone",
    "normal_staff_number",
    "parse_roster",
    "parse_tables",
    "plain",
]
