"""A QQ-like OneBot V11 implementation."""

from .implementation import QQLink
from .profiles import PROFILES, Profile

__all__ = ["PROFILES", "Profile", "QQLink"]
