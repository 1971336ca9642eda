"""What is done in a newcomer's first days, one use case a function."""

from .accepting import accept, not_accepted
from .answering import answer, next_question
from .arriving import invite, note_arrival
from .bank import add_question, governed_by, listed_questions, remove_question, sample
from .courses import drop, erase, excuse, open_courses, restart
from .reminding import remind
from .waiting import expects_acceptance, expects_answer, recall_all

__all__ = [
    "accept",
    "add_question",
    "answer",
    "drop",
    "erase",
    "excuse",
    "expects_acceptance",
    "expects_answer",
    "governed_by",
    "invite",
    "listed_questions",
    "next_question",
    "not_accepted",
    "note_arrival",
    "open_courses",
    "recall_all",
    "remind",
    "remove_question",
    "restart",
    "sample",
]
