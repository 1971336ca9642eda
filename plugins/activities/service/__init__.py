"""The use cases of activities, one a function; each is one transaction."""

from .answering import answer_by_reaction, answer_by_word, vote_by_word
from .attendance import CheckIn, check_in, check_in_by_organiser
from .board import picture_for
from .calendars import calendar_file, calendar_of, group_of_calendar, send_calendar_file
from .changing import CHANGEABLE, cancel, change
from .enclosing import Enclosed, enclosed_with
from .joining import Joined, join
from .leaving import Said, leave_all, say_not_coming, withdraw
from .lifecycle import ask_summary, give_code, lapse, overdue_summary, remind, remind_summary, say_code
from .offers import end_offers
from .opensignups import OpenSignUp, load_open, open_sign_ups
from .polls import Voted, end_poll, settle_poll, vote
from .proposing import propose
from .reviewing import approve, pending, reject
from .showing import (
    choose_check_in,
    choose_joined,
    choose_open,
    choose_poll,
    is_poll,
    list_activities,
    offered_to,
    show,
)
from .summaries import sum_up

__all__ = [
    "CHANGEABLE",
    "CheckIn",
    "Enclosed",
    "Joined",
    "OpenSignUp",
    "Said",
    "Voted",
    "answer_by_reaction",
    "answer_by_word",
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
    "choose_poll",
    "enclosed_with",
    "end_offers",
    "end_poll",
    "give_code",
    "group_of_calendar",
    "is_poll",
    "join",
    "lapse",
    "leave_all",
    "list_activities",
    "load_open",
    "offered_to",
    "open_sign_ups",
    "overdue_summary",
    "pending",
    "picture_for",
    "propose",
    "reject",
    "remind",
    "remind_summary",
    "say_code",
    "say_not_coming",
    "send_calendar_file",
    "settle_poll",
    "show",
    "sum_up",
    "vote",
    "vote_by_word",
    "withdraw",
]
