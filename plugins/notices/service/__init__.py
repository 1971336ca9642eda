"""Use cases of notices: publish, review, acknowledge, remind, close, show."""

from . import delivery, reviewing
from .acknowledging import Answering, acknowledge, acknowledge_latest, acknowledge_number, answering, heard, name_of
from .board import OpenNotice, board
from .closing import close_forgotten, close_notice
from .drafting import know_members, read
from .files import NoticeFile, load_board
from .handouts import export_notice, status_picture
from .publishing import publish_notice, submit_notice
from .reminding import at_deadline, before_deadline, remind
from .reviewing import approve_notice, reject_notice
from .showing import show_notice

__all__ = [
    "Answering",
    "NoticeFile",
    "OpenNotice",
    "acknowledge",
    "acknowledge_latest",
    "acknowledge_number",
    "answering",
    "approve_notice",
    "at_deadline",
    "before_deadline",
    "board",
    "close_forgotten",
    "close_notice",
    "delivery",
    "export_notice",
    "heard",
    "know_members",
    "load_board",
    "name_of",
    "publish_notice",
    "read",
    "reject_notice",
    "remind",
    "reviewing",
    "show_notice",
    "status_picture",
    "submit_notice",
]
