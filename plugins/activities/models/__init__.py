"""Tables of activities."""

from .activity import ActivityRow, find
from .announced import ActivityMessage, Poster
from .attendance import Attendance, AttendanceList, came_to
from .calendar import CalendarFeed
from .picture import SummaryPicture
from .poll import DateChoice, DateVote, choices_of, votes_of
from .programme import Programme, ProgrammeDate
from .sign_up import SignUp, others_of, parties_of

__all__ = [
    "ActivityMessage",
    "ActivityRow",
    "Attendance",
    "AttendanceList",
    "CalendarFeed",
    "DateChoice",
    "DateVote",
    "Poster",
    "Programme",
    "ProgrammeDate",
    "SignUp",
    "SummaryPicture",
    "came_to",
    "choices_of",
    "find",
    "others_of",
    "parties_of",
    "votes_of",
]
