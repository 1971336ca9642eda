"""The simulated world: people, groups and messages; pure, synchronous, observable."""

from . import changes
from .model import (
    Account,
    Announcement,
    Chat,
    Departure,
    File,
    Group,
    JoinRequest,
    Member,
    Message,
    Person,
    Platform,
    Role,
    Segment,
    text,
)
from .refusals import Refused
from .world import World

__all__ = [
    "Account",
    "Announcement",
    "Chat",
    "Departure",
    "File",
    "Group",
    "JoinRequest",
    "Member",
    "Message",
    "Person",
    "Platform",
    "Refused",
    "Role",
    "Segment",
    "World",
    "changes",
    "text",
]
