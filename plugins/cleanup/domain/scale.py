"""How many at once one administrator may have removed."""

LARGE = 20
LARGE_SHARE = 10
"""One in this many of the group."""


def needs_two(count: int, members: int) -> bool:
    """More than twenty, or more than a tenth of the group, needs a second administrator."""
    return count > LARGE or count * LARGE_SHARE > members
