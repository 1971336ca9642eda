"""What somebody asked for, as value; and what may not be."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId

REMIND_AFTER = timedelta(hours=24)
EXPIRE_AFTER = timedelta(hours=72)
LEAVE_WITHIN = timedelta(days=3)

OPEN, APPROVED, REJECTED, EXPIRED = "open", "approved", "rejected", "expired"
BY_HAND = "by_hand"
"""The platform did not take the answer: a person had to do it there."""
ELSEWHERE = "elsewhere"
"""Somebody decided in the platform's own client."""

REQUEST, REGISTRATION, EXIT = "request", "registration", "exit"


@dataclass(frozen=True, slots=True)
class Asked:
    """``stated`` are the fields read from the text; ``why`` says how they compare with the roster."""

    id: int
    number: int
    kind: str
    member: MemberId
    member_name: str
    text: str
    stated: dict[str, str] = field(default_factory=dict[str, str])
    person_id: int | None = None
    why: str = ""
    state: str = OPEN
    asked_at: datetime | None = None
    decided_by: str | None = None
    decided_name: str = ""
    decision: str = ""
    inviter: str | None = None


class AlreadyDecided(Refusal):
    code = "joining.already_decided"


class AlreadyAsked(Refusal):
    """The same person's asking of this kind is open already."""

    code = "joining.already_asked"


class TooLittle(Refusal):
    """A registration that names less than two things."""

    code = "joining.too_little"


class NotInAGroup(Refusal):
    """Said in private by somebody who is in none of our groups."""

    code = "joining.not_in_a_group"


class NoRoster(Refusal):
    code = "joining.no_roster"


class NoConsole(Refusal):
    """Personal data goes to the administration group only, and none is bound."""

    code = "joining.no_console"


class NoFiles(Refusal):
    """The platform sends no files."""

    code = "joining.no_files"


class NoFile(Refusal):
    """``/roster import`` answered no message with a file."""

    code = "joining.no_file"


class FileUnreadable(Refusal):
    """``reason`` is a SheetError's code, or ``not_fetched``."""

    code = "joining.file_unreadable"
