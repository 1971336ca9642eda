"""Memberships: who is in a group, kept by events and by differences of the member list."""

from .looking import ListDifference, look_at_list
from .members import (
    LONGEST_NAME,
    Member,
    count_left_since,
    find_by_name,
    groups_of,
    is_known,
    member_of,
    members_of,
    name_of,
    note_card,
    note_joined,
    note_left,
    note_role,
)
from .ours import is_ours, note_ours

__all__ = [
    "LONGEST_NAME",
    "ListDifference",
    "Member",
    "count_left_since",
    "find_by_name",
    "groups_of",
    "is_known",
    "is_ours",
    "look_at_list",
    "member_of",
    "members_of",
    "name_of",
    "note_card",
    "note_joined",
    "note_left",
    "note_ours",
    "note_role",
]
