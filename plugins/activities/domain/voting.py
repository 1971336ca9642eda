"""Several dates to choose from: ``投票: 周五18:00 / 周六9:00-11:00 / 周日14:00``."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from .poll import MOST_CHOICES
from .refusals import DraftRefused
from .times import Times, read_times

LONGEST = 400
_VOTE = re.compile(r"^\s*(?:时间)?(?:投票|表决|待选|选时间)(?:决定)?\s*[:：]?\s*")
_LETTER = re.compile(r"^\s*[(（]?[A-Ja-jＡ-Ｊ][)）.、:：]\s*")
_BETWEEN = (re.compile(r"\s+[/／]\s+|\s*[;；、\n]\s*|\s+或者?\s+"), re.compile(r"\s*[/／]\s*|或者?"))


def is_vote(text: str) -> bool:
    return _VOTE.match(text) is not None


def read_choices(text: str, now: datetime) -> tuple[tuple[Times, ...], datetime | None]:
    """The dates in the order they are written: two to ten, all ahead, none twice; and when the vote ends, where a
    ``截止`` stands behind them. Raises DraftRefused.
    """
    words = _VOTE.sub("", text, count=1)
    if len(words) > LONGEST:
        raise DraftRefused("choices_many")
    parts = _parts(words)
    if len(parts) < 2:
        raise DraftRefused("choices_few")
    if len(parts) > MOST_CHOICES:
        raise DraftRefused("choices_many")
    found = tuple(read_times(_LETTER.sub("", part), now) for part in parts)
    if len({one.starts_at for one in found}) < len(found):
        raise DraftRefused("choices_same")
    until = min((one.deadline for one in found if one.deadline is not None), default=None)
    if until is not None and until > min(one.starts_at for one in found):
        raise DraftRefused("deadline_late")
    return tuple(replace(one, deadline=None) for one in found), until


def _parts(words: str) -> list[str]:
    """A bar with spaces around it parts dates; without, only where nothing else does (``3/7 14:00``)."""
    for between in _BETWEEN:
        parts = [part for part in between.split(words) if part.strip()]
        if len(parts) > 1:
            return parts
    return [words] if words.strip() else []


def closes_at(now: datetime, first: datetime, length: timedelta) -> datetime:
    """Where no end was said: after ``length``, and at the latest half-way to the first date; on a full minute."""
    return (now + min(length, (first - now) / 2)).replace(second=0, microsecond=0)
