"""Use cases of clean-ups: look, preview, confirm, warn, remove, keep, stop, show."""

from . import showing
from .confirming import Confirmation, confirm, last_preview
from .findings import Findings, look
from .keeping import USUAL_DAYS, Kept, keep_member, keeps_of
from .pausing import pause_all, stop_round
from .previewing import make_round
from .removing import begin, check, take_step
from .watching import forget_signs, note_gone, note_sign
from .weekly import run_round, set_up, stop

__all__ = [
    "USUAL_DAYS",
    "Confirmation",
    "Findings",
    "Kept",
    "begin",
    "check",
    "confirm",
    "forget_signs",
    "keep_member",
    "keeps_of",
    "last_preview",
    "look",
    "make_round",
    "note_gone",
    "note_sign",
    "pause_all",
    "run_round",
    "set_up",
    "showing",
    "stop",
    "stop_round",
    "take_step",
]
