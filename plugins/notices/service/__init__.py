"""Use cases of notices: publish, review, acknowledge, remind, close, show."""

from . import delivery, reviewing, spreading
from .acknowledging import acknowledge, acknowledge_latest, acknowledge_number
from .board import OpenNotice, board
from .closing import close_forgotten, close_notice
from .drafting import know_members, read
from .drafts import delete_draft, publish_draft
from .editing import edit_notice
from .entries import Answering, answering
from .files import NoticeFile, load_board
from .handouts import export_notice, status_picture
from .hearing import Heard, heard, record
from .listing import list_notices
from .lists import add_to_list, all_lists, delete_list, read_entries, show_list, take_off_list
from .publishing import publish_notice, submit_notice
from .reminding import remind
from .repeating import stop_repeating
from .reviewing import approve_notice, reject_notice
from .showing import show_notice
from .withdrawing import withdraw_notice
from .writing import Written, write_notice

__all__ = [
    "Answering",
    "Heard",
    "NoticeFile",
    "OpenNotice",
    "Written",
    "acknowledge",
    "acknowledge_latest",
    "acknowledge_number",
    "add_to_list",
    "all_lists",
    "answering",
    "approve_notice",
    "board",
    "close_forgotten",
    "close_notice",
    "delete_draft",
    "delete_list",
    "delivery",
    "edit_notice",
    "export_notice",
    "heard",
    "know_members",
    "list_notices",
    "load_board",
    "publish_draft",
    "publish_notice",
    "read",
    "read_entries",
    "record",
    "reject_notice",
    "remind",
    "reviewing",
    "show_list",
    "show_notice",
    "spreading",
    "status_picture",
    "stop_repeating",
    "submit_notice",
    "take_off_list",
    "withdraw_notice",
    "write_notice",
]
