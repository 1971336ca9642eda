"""The use cases of joining; each public function is one transaction unless it says otherwise."""

from . import answering, arrivals, leaving, registering, requests, reviewing, rosters, showing, telling

__all__ = [
    "answering",
    "arrivals",
    "leaving",
    "registering",
    "requests",
    "reviewing",
    "rosters",
    "showing",
    "telling",
]
