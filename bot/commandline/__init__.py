"""The kernel's words of the command line."""

import argparse
from typing import Any

from bot.commandline import checking, demo, running, storing
from bot.commandline.errors import WrongUse

__all__ = ["WORDS", "WrongUse", "declare"]

WORDS = frozenset({"run", "demo", "check", "migrate", "backup", "restore"})


def declare(words: "argparse._SubParsersAction[Any]") -> None:  # pyright: ignore[reportPrivateUsage]
    """Add run, demo, check, migrate, backup and restore."""
    running.declare(words)
    demo.declare(words)
    checking.declare(words)
    storing.declare(words)
