"""How well a member is known here: newcomers' first messages are watched, trust is earned by real messages."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from .sayings import is_acknowledgement, is_greeting, is_joined_list, is_wish

KNOWN_MESSAGES = 3
KNOWN_AFTER = timedelta(days=1)
KNOWN_DAYS = 2
TRUSTED_MESSAGES = 20
TRUSTED_AFTER = timedelta(days=7)
TRUSTED_DAYS = 5
DAILY = 5
"""Real messages of one day that count: trust cannot be talked together in an hour."""
SHORTEST = 6
_DISTINCT = 4
_RECENT = 8


class Trust(IntEnum):
    NEW = 0
    KNOWN = 1
    TRUSTED = 2


@dataclass(slots=True)
class Record:
    """``first_seen`` None: here before anybody watched, so no newcomer. ``today`` counts those of ``last_day``."""

    first_seen: datetime | None = None
    real: int = 0
    days: int = 0
    last_day: date | None = None
    today: int = 0
    recent: tuple[int, ...] = ()
    forfeited: "tuple[datetime | None, int, int] | None" = None
    """What stood before a breach, to be given back with a pardon."""

    @classmethod
    def of_archive(cls, texts: int, days: int) -> "Record":
        """From how many different texts were said on how many days: no day counts for more than it may."""
        return cls(real=min(texts, DAILY * days), days=days)

    def note(self, form: str, day: date) -> bool:
        """Count a real message of this day; False where it repeats an earlier one or the day has enough."""
        mark = hash(form)
        if mark in self.recent:
            return False
        self.recent = (*self.recent[1 - _RECENT :], mark)
        if day != self.last_day:
            self.last_day, self.today = day, 0
            self.days += 1
        if self.today >= DAILY:
            return False
        self.today += 1
        self.real += 1
        return True

    def forfeit(self, now: datetime) -> None:
        """Begin anew, as somebody who has just come: after a breach."""
        self.forfeited = self.forfeited or (self.first_seen, self.real, self.days)
        self.first_seen = now
        self.real = self.days = self.today = 0
        self.last_day = None

    def give_back(self) -> None:
        """The breach was none: what was earned before it counts again, with what was earned since."""
        if self.forfeited is not None:
            self.first_seen, real, days = self.forfeited
            self.real, self.days, self.forfeited = self.real + real, self.days + days, None


def trust_of(record: Record | None, now: datetime) -> Trust:
    """Somebody of whom nothing is recorded was here before anybody watched."""
    if record is None:
        return Trust.KNOWN
    here = now - record.first_seen if record.first_seen is not None else TRUSTED_AFTER
    if record.real >= TRUSTED_MESSAGES and record.days >= TRUSTED_DAYS and here >= TRUSTED_AFTER:
        return Trust.TRUSTED
    spoke = record.real >= KNOWN_MESSAGES and (here >= KNOWN_AFTER or record.days >= KNOWN_DAYS)
    return Trust.KNOWN if spoke or record.first_seen is None else Trust.NEW


def is_real(text: str, form: str) -> bool:
    """Whether a message says something of its own; ``form`` is its compact form.

    Not an acknowledgement, a greeting, a wish, a line in a common list, a command, a word or a picture.
    """
    if len(form) < SHORTEST or len(set(form)) < _DISTINCT or text[:1] in {"/", "／"}:
        return False
    return not (is_acknowledgement(text) or is_greeting(text) or is_wish(text) or is_joined_list(text))
