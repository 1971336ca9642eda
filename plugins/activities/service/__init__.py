"""The use cases of activities, one a function; each is one transaction."""

from .attendance import CheckIn, check_in, check_in_by_organiser
from .bareword import join_by_word
from .calendars import calendar_file, calendar_of, group_of_calendar, send_calendar_file
from .changing import cancel, change
from .joining import Joined, join, leave_all, withdraw
from .lifecycle import ask_summary, give_code, lapse, overdue_summary, remind, remind_summary, say_code
from .opensignups import load_open, open_sign_ups
from .proposing import propose
from .reviewing import approve, pending, reject
from .showing import choose_check_in, choose_joined, choose_open, list_activities, show
from .summaries import sum_up

__all__ = [
    "CheckIn",
    "Joined",
    "approve",
    "ask_summary",
    "calendar_file",
    "calendar_of",
    "cancel",
    "change",
    "check_in",
    "check_in_by_organiser",
    "choose_check_in",
    "choose_joined",
    "choose_open",
    "give_code",
    "group_of_calendar",
    "join",
    "join_by_word",
    "lapse",
    "leave_all",
    "list_activities",
    "load_open",
    "open_sign_ups",
    "overdue_summary",
    "pending",
    "propose",
    "reject",
    "remind",
    "remind_summary",
    "say_code",
    "send_calendar_file",
    "show",
    "sum_up",
    "withdraw",
]
