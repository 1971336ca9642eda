"""How long what the clean-up tells may be late."""

from datetime import timedelta

TOLD_WITHIN = timedelta(hours=24)
WARNED_WITHIN = timedelta(hours=2)
"""A warning that could not be said for so long pauses the round: the day it names would come too soon."""
