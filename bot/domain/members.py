"""Members of a group and the power they hold."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from bot.domain.ids import MemberId


class Role(IntEnum):
    """Power in a group; a higher number may act on a lower one, never on an equal."""

    MEMBER = 0
    ORGANISER = 1
    ADMIN = 2
    OWNER = 3
    SUPERUSER = 4


@dataclass(frozen=True, slots=True)
class MemberInfo:
    """A member as the platform describes them at one moment; None means "not said".

    ``role`` is None on a platform without roles or where the answer was ``unknown``.
    ``joined_at`` and ``last_sent_at`` lie on some implementations (0, or now): never decide on
    them alone. ``muted_until`` is None when not muted or not said.
    ``is_robot``: the platform calls it a program.
    """

    id: MemberId
    nickname: str = ""
    card: str = ""
    role: Role | None = None
    title: str = ""
    joined_at: datetime | None = None
    last_sent_at: datetime | None = None
    muted_until: datetime | None = None
    is_robot: bool = False

    @property
    def name(self) -> str:
        """What people call this member in the group: the card, else the nickname, else the id."""
        return self.card or self.nickname or self.id


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks for something: a member with the power they hold now, or the regulation itself."""

    id: MemberId
    name: str
    role: Role
    is_system: bool = False


SYSTEM = Actor(MemberId(""), "qungui", Role.SUPERUSER, is_system=True)
"""The bot acting by itself on a clause."""
