"""The use cases of people; each public function is one transaction unless it says otherwise."""

from . import binding, changes, profile, rounds

__all__ = ["binding", "changes", "profile", "rounds"]
