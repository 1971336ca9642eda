"""What the gateway counts; published as metrics by the floor that has the page for it."""

from dataclasses import dataclass


@dataclass(slots=True)
class Counters:
    """Running totals since the start of the process. Only ever added to."""

    frames: int = 0
    """Frames received, broken ones included."""
    malformed: int = 0
    """Not a JSON object: broken, binary, or nested too deep."""
    unknown: int = 0
    """Well-formed, but of a kind that is not understood."""
    late_answers: int = 0
    """Answers after the caller stopped waiting, or to a call nobody made."""
    double_answers: int = 0
    """Second answers to a call that had already been answered."""
    dispatch_errors: int = 0
    """A frame, or another author's plugin, made our code or theirs raise."""
    foreign_dropped: int = 0
    """Events that other authors' plugins did not get because too many of theirs were still running."""
    refused_connections: int = 0
    """Connections turned away: wrong token, no account, or the account is already here."""
    stalled_links: int = 0
    """Links closed because the other side had gone silent."""


def worth_logging(count: int) -> bool:
    """True for 1, 2, 4, 8 …: a flood leaves a trace in the log without filling it."""
    return count & (count - 1) == 0
