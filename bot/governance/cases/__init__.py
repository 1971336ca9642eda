"""Moderation cases: the only door to a sanction (无条不罚).

``open_case`` decides and records; ``review`` confirms, rejects and pardons, ``appeals`` hears the
member, ``escalation`` tells whoever is above; ``delivery`` is asked by the outbox before each effect and told after it.
"""

from bot.governance.cases import delivery, digest, erasing
from bot.governance.cases.appeals import appeal_case, appeals_of, open_appeals, uphold_case
from bot.governance.cases.breach import Accused, Breach
from bot.governance.cases.effects import lift_mute, recall_also
from bot.governance.cases.escalation import escalate, escalations_of
from bot.governance.cases.opening import open_case
from bot.governance.cases.queries import (
    CaseFile,
    case_by_id,
    case_file,
    cases_of,
    find_case,
    had_offence,
    untold,
    was_told,
)
from bot.governance.cases.recipients import Recipient, chosen
from bot.governance.cases.refusals import AlreadyDecided, NoClause, NotThenInForce
from bot.governance.cases.review import confirm_case, pardon_case, reject_case
from bot.governance.cases.rungs import Also
from bot.governance.ladders import action_of

__all__ = [
    "Accused",
    "AlreadyDecided",
    "Also",
    "Breach",
    "CaseFile",
    "NoClause",
    "NotThenInForce",
    "Recipient",
    "action_of",
    "appeal_case",
    "appeals_of",
    "case_by_id",
    "case_file",
    "cases_of",
    "chosen",
    "confirm_case",
    "delivery",
    "digest",
    "erasing",
    "escalate",
    "escalations_of",
    "find_case",
    "had_offence",
    "lift_mute",
    "open_appeals",
    "open_case",
    "pardon_case",
    "recall_also",
    "reject_case",
    "untold",
    "uphold_case",
    "was_told",
]
