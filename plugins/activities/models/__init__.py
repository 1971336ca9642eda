"""Tables of activities."""

from .activity import ActivityRow, find
from .attendance import Attendance, came_to
from .calendar import CalendarFeed
from .sign_up import SignUp, parties_of

__all__ = ["ActivityRow", "Attendance", "CalendarFeed", "SignUp", "came_to", "find", "parties_of"]
