"""The use cases of activities, one a function; each is one transaction."""

from .absences import confirm_list, settle
from .answering import answer_by_reaction, answer_by_word, vote_by_word
from .attendance import CheckIn, check_in, check_in_all, check_in_by_organiser
from .board import picture_for
from .calendars import calendar_file, calendar_of, group_of_calendar, send_calendar_file
from .changing import CHANGEABLE, cancel, change
from .clauses import mind_programme
from .codes import show_code, the_check_in
from .enclosing import Enclosed, enclosed_with
from .handing import send_code
from .handouts import export_roll, roll_picture
from .joining import Joined, join
from .leaving import Said, leave_all, say_not_coming, withdraw
from .lifecycle import ask_summary, end, give_code, lapse, overdue_summary, remind_summary, say_code
from .offers import end_offers
from .opensignups import OpenSignUp, load_open, open_sign_ups
from .pictures import may_carry_pictures, pictures_of, recent_pictures
from .polls import Voted, end_poll, settle_poll, vote
from .programme_reviews import propose_programme
from .programmes import announce_date, find_programme, list_programmes, skip, stop, take_up
from .proposing import propose
from .reminding import name_in, remind
from .reviewing import approve, pending, reject
from .rolls import roll_for
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
from .summaries import add_pictures, forget_pictures, sum_up
from .which import ask_which
from .which import asked as asked_which

__all__ = [
    "CHANGEABLE",
    "CheckIn",
    "Enclosed",
    "Joined",
    "OpenSignUp",
    "Said",
    "Voted",
    "add_pictures",
    "announce_date",
    "answer_by_reaction",
    "answer_by_word",
    "approve",
    "ask_summary",
    "ask_which",
    "asked_which",
    "calendar_file",
    "calendar_of",
    "cancel",
    "change",
    "check_in",
    "check_in_all",
    "check_in_by_organiser",
    "choose_check_in",
    "choose_joined",
    "choose_open",
    "choose_poll",
    "confirm_list",
    "enclosed_with",
    "end",
    "end_offers",
    "end_poll",
    "export_roll",
    "find_programme",
    "forget_pictures",
    "give_code",
    "group_of_calendar",
    "is_poll",
    "join",
    "lapse",
    "leave_all",
    "list_activities",
    "list_programmes",
    "load_open",
    "may_carry_pictures",
    "mind_programme",
    "name_in",
    "offered_to",
    "open_sign_ups",
    "overdue_summary",
    "pending",
    "picture_for",
    "pictures_of",
    "propose",
    "propose_programme",
    "recent_pictures",
    "reject",
    "remind",
    "remind_summary",
    "roll_for",
    "roll_picture",
    "say_code",
    "say_not_coming",
    "send_calendar_file",
    "send_code",
    "settle",
    "settle_poll",
    "show",
    "show_code",
    "skip",
    "stop",
    "sum_up",
    "take_up",
    "the_check_in",
    "vote",
    "vote_by_word",
    "withdraw",
]
