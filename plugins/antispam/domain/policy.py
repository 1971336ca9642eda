"""What the regulation in force forbids in a group, and the group's own additions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache

from .media.links import EXECUTABLES
from .model import builtin_model
from .text.regexes import RegexMatcher
from .text.words import WordMatcher, builtin_matcher
from .verdict import CODES

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True, slots=True)
class FloodLimits:
    """More than ``short_messages`` in ``short_window``, or ``long_messages`` in ``long_window``, is a flood."""

    short_messages: int = 8
    short_window: timedelta = timedelta(seconds=10)
    long_messages: int = 20
    long_window: timedelta = timedelta(seconds=60)
    repeats: int = 3
    repeat_window: timedelta = timedelta(minutes=2)
    same_text_members: int = 3
    seconds: tuple[float, float, float, float] = field(init=False, compare=False)
    """The windows, short, long, of repeats, and the longest, in seconds: every message is held against them."""

    def __post_init__(self) -> None:
        windows = self.short_window, self.long_window, self.repeat_window
        seconds = [window.total_seconds() for window in windows]
        object.__setattr__(self, "seconds", (*seconds, max(seconds)))

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, str]) -> "FloodLimits":
        """Read ``messages=10``, ``window=60s|2m``, ``repeats=3`` and ``repeat_window=2m`` of a clause.

        What is not stated keeps its default; a stated number of messages replaces both default limits.
        Raises ValueError on a value that cannot be read.
        """
        repeats = int(parameters.get("repeats", "3"))
        repeat_window = _length(parameters.get("repeat_window", "2m"))
        if not 2 <= repeats <= 60 or not _SHORTEST <= repeat_window <= _LONGEST:
            raise ValueError(f"repeats={repeats} repeat_window={repeat_window}")
        if "messages" not in parameters:
            return cls(repeats=repeats, repeat_window=repeat_window)
        messages, window = int(parameters["messages"]), _length(parameters.get("window", "60s"))
        if not 2 <= messages <= 60 or not _SHORTEST <= window <= _LONGEST:
            raise ValueError(f"messages={messages} window={window}")
        return cls(messages, window, messages, window, repeats, repeat_window)


_SHORTEST, _LONGEST = timedelta(seconds=1), timedelta(hours=1)


def _length(text: str) -> timedelta:
    """``90``, ``90s``, ``2m``. Raises ValueError."""
    unit = text[-1:]
    return timedelta(seconds=int(text[:-1]) * _UNITS[unit]) if unit in _UNITS else timedelta(seconds=int(text))


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where evidence is shown to a person, and from where it acts: points of signs, the model's probabilities."""

    review: float = 2.2
    recall: float = 2.8
    model_review: float = 0.7
    model_recall: float = 0.98
    abuse_review: float = 0.9


@lru_cache(maxsize=1)
def measured_thresholds() -> Thresholds:
    """With the probabilities that the delivered model was measured at."""
    measured = builtin_model().thresholds
    return Thresholds(
        model_review=measured.spam_review, model_recall=measured.spam_recall, abuse_review=measured.abuse_review
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """How the clause that forbids a code is served: ``auto`` acts, ``assist`` only asks a person, ``show`` is told."""

    via: str = "auto"


@dataclass(frozen=True, slots=True)
class Policy:
    """``forbids``: codes a clause in force forbids; any other code never acts. ``rules`` says how, where a clause
    says more than that.

    ``additions`` and ``expressions`` are None in a group without own ones; ``secret_words`` are the unit's.
    ``allow`` are phrases that are never held against anybody. Domain lists hold registrable domains
    (``example.com`` covers its subdomains).
    """

    forbids: frozenset[str] = CODES - {"offtopic"}
    rules: Mapping[str, Rule] = field(default_factory=dict[str, Rule])
    words: WordMatcher = field(default_factory=builtin_matcher)
    additions: WordMatcher | None = None
    expressions: RegexMatcher | None = None
    secret_words: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    allowed_domains: frozenset[str] = frozenset()
    denied_domains: frozenset[str] = frozenset()
    extensions: frozenset[str] = EXECUTABLES
    thresholds: Thresholds = field(default_factory=measured_thresholds)
    flood: FloodLimits = FloodLimits()

    def rule(self, code: str) -> Rule | None:
        """How a code is served; None where no clause in force forbids it, or only tells of it."""
        if code not in self.forbids:
            return None
        rule = self.rules.get(code, _AUTO)
        return None if rule.via == "show" else rule


_AUTO = Rule()


@lru_cache(maxsize=1)
def builtin_policy() -> Policy:
    """The built-in regulation's: everything but idle talk."""
    return Policy()
