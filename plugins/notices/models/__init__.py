"""The tables of notices. The audience is rows; an answer is a row; neither is ever counted from chat."""

from .answers import Addressed, Receipt, Recipient, Reminder
from .notice import Notice, NoticeContent, NoticeMessage, NoticePlace, NoticePlan, NoticeVersion, SavedList

__all__ = [
    "Addressed",
    "Notice",
    "NoticeContent",
    "NoticeMessage",
    "NoticePlace",
    "NoticePlan",
    "NoticeVersion",
    "Receipt",
    "Recipient",
    "Reminder",
    "SavedList",
]
