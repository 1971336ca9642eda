"""What is done about names, one use case a function."""

from .avatars import avatars
from .changing import note_card, note_shown
from .faces import look_at_faces
from .rounds import run_round, set_up, stop
from .showing import card_of, list_wrong
from .watching import erase, forget, look_at, look_at_all, look_at_arrivals, plan_look

__all__ = [
    "avatars",
    "card_of",
    "erase",
    "forget",
    "list_wrong",
    "look_at",
    "look_at_all",
    "look_at_arrivals",
    "look_at_faces",
    "note_card",
    "note_shown",
    "plan_look",
    "run_round",
    "set_up",
    "stop",
]
