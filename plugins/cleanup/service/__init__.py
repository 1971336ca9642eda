"""Use cases of clean-ups: look, preview, confirm, warn, remove, keep, stop, show."""

from . import content, showing
from .answering import hear_superior, vouch
from .checking import Asked, is_asked, look_after_check, remember_asked
from .confirming import Confirmation, confirm, last_preview
from .erasing import erase
from .findings import Findings, look
from .gaps import note_gap
from .keeping import USUAL_DAYS, Kept, keep_member, keeps_of
from .ordering import look_after_orders
from .pausing import pause_all, stop_round
from .previewing import make_round
from .removing import begin, check, take_step
from .watching import forget_signs, note_gone, note_sign
from .weekly import run_round, set_up, stop

__all__ = [
    "USUAL_DAYS",
    "Asked",
    "Confirmation",
    "Findings",
    "Kept",
    "begin",
    "check",
    "confirm",
    "content",
    "erase",
    "forget_signs",
    "hear_superior",
    "is_asked",
    "keep_member",
    "keeps_of",
    "last_preview",
    "look",
    "look_after_check",
    "look_after_orders",
    "make_round",
    "note_gap",
    "note_gone",
    "note_sign",
    "pause_all",
    "remember_asked",
    "run_round",
    "set_up",
    "showing",
    "stop",
    "stop_round",
    "take_step",
    "vouch",
]
