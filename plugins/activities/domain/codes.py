"""Check-in codes that change every minute, so that a code passed on is of no use to whoever is not there."""

import hmac
from datetime import UTC, datetime, timedelta

PERIOD = timedelta(seconds=60)
ACCEPTED = 2
"""Periods for which a code is taken: the one it was shown in and the next."""
REMEMBERED = 30
"""Older periods in which a code is known again: whoever types it is told that it has changed, and loses no try."""
DIGITS = 4
SECRET_LENGTH = 8


def changes(secret: str) -> bool:
    """Activities that were announced before codes changed keep the four digits their organiser was told."""
    return not (len(secret) == DIGITS and secret.isdecimal())


def code_at(secret: str, activity_id: int, moment: datetime, *, ago: int = 0) -> str:
    """The code that is shown at ``moment``, or was ``ago`` periods before."""
    if not changes(secret):
        return secret
    period = int(moment.timestamp() // PERIOD.total_seconds()) - ago
    digest = hmac.digest(secret.encode(), f"{activity_id}:{period}".encode(), "sha256")
    return f"{int.from_bytes(digest[:8], 'big') % 10**DIGITS:0{DIGITS}d}"


def is_current(secret: str, activity_id: int, said: str, moment: datetime) -> bool:
    return any(_same(code_at(secret, activity_id, moment, ago=ago), said) for ago in range(ACCEPTED))


def is_past(secret: str, activity_id: int, said: str, moment: datetime) -> bool:
    """Whether it was a code of this activity some minutes ago."""
    return any(
        _same(code_at(secret, activity_id, moment, ago=ago), said) for ago in range(ACCEPTED, ACCEPTED + REMEMBERED)
    )


def valid_until(moment: datetime) -> datetime:
    """Until when the code that is shown at ``moment`` is taken."""
    seconds = PERIOD.total_seconds()
    began = moment.timestamp() // seconds * seconds
    return datetime.fromtimestamp(began, UTC) + ACCEPTED * PERIOD


def _same(code: str, said: str) -> bool:
    return hmac.compare_digest(code.encode(), said.encode())
