"""Irrelevant content: listed, confirmed one by one or all at once, taken away, verified; else asked of a person."""

from .listing import ContentFile, content_file, find_content, look_at_content, rules_of_content
from .looking_by_hand import ask_person, remind_person, report_looked
from .removing import confirm_content, leave_content
from .scheduling import run_content_round, set_up_content, stop_content

__all__ = [
    "ContentFile",
    "ask_person",
    "confirm_content",
    "content_file",
    "find_content",
    "leave_content",
    "look_at_content",
    "remind_person",
    "report_looked",
    "rules_of_content",
    "run_content_round",
    "set_up_content",
    "stop_content",
]
