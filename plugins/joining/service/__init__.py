"""The use cases of joining; each public function is one transaction unless it says otherwise."""

from . import (
    answering,
    arrivals,
    deciding_moves,
    departures,
    erasing,
    leaving,
    moving,
    registering,
    requests,
    reviewing,
    roster_people,
    rosters,
    showing,
    telling,
)

__all__ = [
    "answering",
    "arrivals",
    "deciding_moves",
    "departures",
    "erasing",
    "leaving",
    "moving",
    "registering",
    "requests",
    "reviewing",
    "roster_people",
    "rosters",
    "showing",
    "telling",
]
