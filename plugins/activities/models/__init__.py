"""Tables of activities."""

from .activity import ActivityRow, find
from .announced import ActivityMessage, Poster
from .attendance import Attendance, came_to
from .calendar import CalendarFeed
from .poll import DateChoice, DateVote, choices_of, votes_of
from .sign_up import SignUp, others_of, parties_of

__all__ = [
    "ActivityMessage",
    "ActivityRow",
    "Attendance",
    "CalendarFeed",
    "DateChoice",
    "DateVote",
    "Poster",
    "SignUp",
    "came_to",
    "choices_of",
    "find",
    "others_of",
    "parties_of",
    "votes_of",
]
