"""The tables of notices. The audience is rows; an answer is a row; neither is ever counted from chat."""

from .answers import Addressed, Receipt, Recipient, Reminder
from .notice import Notice, NoticeContent, NoticeMessage, NoticePlace, NoticePlan, NoticeVersion, SavedList
from .reminders import Nudge

__all__ = [
    "Addressed",
    "Notice",
    "NoticeContent",
    "NoticeMessage",
    "NoticePlace",
    "NoticePlan",
    "NoticeVersion",
    "Nudge",
    "Receipt",
    "Recipient",
    "Reminder",
    "SavedList",
]
