"""Personal data and secrets, as checks."""

from collections.abc import Iterable, Sequence

from ..text.normalise import Normalised
from ..verdict import Action, Check, Evidence
from .found import Personal
from .personal import find_personal, find_secrets

_CERTAIN = 0.97
_LIKELY = 0.8
_DOUBTFUL = 0.6
_PAPERS = frozenset({"identity", "bank_card", "passport", "permit"})
_MANY = 3
_NOTHING_PERSONAL, _NO_SECRET = Check("personal"), Check("secrets")


def check_personal(text: Normalised, files: Sequence[str] = ()) -> Check:
    """Numbers of papers and cards act by themselves; what exposes somebody acts; lists are shown to a person."""
    found = find_personal(text, files)
    if not found:
        return _NOTHING_PERSONAL
    evidence = _evidence(found)
    if any(one.kind in _PAPERS for one in found):
        return Check("personal", "privacy", _CERTAIN, Action.RECALL, evidence, hard=True)
    exposing = [one for one in found if one.sure]
    if exposing:
        return Check("personal", "privacy", _LIKELY, Action.RECALL, evidence, hard=len(exposing) >= _MANY)
    return Check("personal", "privacy", _DOUBTFUL, Action.REVIEW, evidence)


def check_secrets(text: Normalised, files: Sequence[str] = (), own_words: Sequence[str] = ()) -> Check:
    """Keys, passwords of accounts, marks and the unit's own words act; what may be meant for all is shown first."""
    found = find_secrets(text, files, own_words)
    if not found:
        return _NO_SECRET
    sure = any(one.sure for one in found)
    action, score = (Action.RECALL, 0.95) if sure else (Action.REVIEW, _DOUBTFUL)
    return Check("secrets", "secrets", score, action, _evidence(found), hard=sure)


def _evidence(found: Iterable[Personal]) -> tuple[Evidence, ...]:
    return tuple(Evidence(one.kind, one.text, one.span) for one in found)
