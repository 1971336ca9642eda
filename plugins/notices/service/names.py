"""What several files of this area call the same."""

from datetime import timedelta

SPREAD = "notices.spread"
"""The work that publishes a notice to very many people part by part."""
OWNER = "notices"
"""Under this name the outbox knows what a notice sends."""
LASTS = timedelta(hours=24)
"""A publication that could not be delivered for this long is told to the administrators, not sent late."""
