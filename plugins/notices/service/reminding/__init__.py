"""Reminders: only to those who have not answered at the moment the message leaves, and nobody more than need be.

The schedule says when to look at a group; what is due then is written down as one row a person, and one message
is made for all of them and all notices. A message goes out when the one before has been delivered, and is judged
once more right before it is sent, so nobody who has answered is mentioned.
"""

from . import settling
from .keeping import forget_nudges, plan_everything
from .planning import KIND, plan_reminders
from .reporting import at_deadline
from .rounds import remind, remind_all, remind_due

__all__ = [
    "KIND",
    "at_deadline",
    "forget_nudges",
    "plan_everything",
    "plan_reminders",
    "remind",
    "remind_all",
    "remind_due",
    "settling",
]
