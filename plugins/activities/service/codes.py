"""Where check-in codes come from: real chance, unless a test hands in something else."""

import secrets
from collections.abc import Callable


def _by_chance() -> str:
    return f"{secrets.randbelow(10_000):04d}"


_draw: Callable[[], str] = _by_chance


def use(draw: Callable[[], str] | None) -> None:
    """Take codes of four digits from ``draw``; None goes back to real chance."""
    global _draw
    _draw = draw or _by_chance


def draw_code() -> str:
    return _draw()
