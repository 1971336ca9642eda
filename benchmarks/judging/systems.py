"""What is compared: the whole judge, its model alone, and what a group would use otherwise."""

import importlib.util
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import hgfw
from ahocorasick_rs import AhoCorasick

from plugins.antispam.domain import model as models
from plugins.antispam.domain.assess import assess
from plugins.antispam.domain.message import Authored
from plugins.antispam.domain.policy import builtin_policy
from plugins.antispam.domain.talk.window import Window, WindowFacts
from plugins.antispam.domain.text.normalise import normalise
from plugins.antispam.domain.text.words import Strength, load_words
from plugins.antispam.domain.verdict import CLEAN, Action, Verdict

from .data import ABUSE

_PLUGIN = "nonebot_plugin_paminet_nodirtymsg"
_START = datetime(2024, 1, 1, tzinfo=UTC)
_NO_WINDOW = WindowFacts()


@dataclass(frozen=True, slots=True)
class Opinion:
    """``score`` is the suspicion as told of anything, ``abuse`` that of attacks where a system tells them apart.

    ``code`` is "" of a system that knows only one kind of flag.
    """

    score: float
    abuse: float
    action: Action
    code: str = ""


@dataclass(frozen=True, slots=True)
class System:
    """``pieces`` judges what one member sent in several messages, where a system looks at more than one."""

    name: str
    note: str
    judge: Callable[[str], Opinion]
    pieces: Callable[[Sequence[str]], Opinion]


def systems() -> list[System]:
    """The judge first, then its model where one is shipped, then the rivals."""
    found = [System("judge", "the whole judge, built-in regulation", _judged, _judged_pieces)]
    model = _model()
    if model is not None:
        found.append(
            _one_by_one("model alone", "the linear model's probabilities, acting from the shipped limits", model)
        )
    return [*found, *rivals()]


def rivals() -> list[System]:
    words = load_words()
    act = [w.text for w in words if w.strength is Strength.ACT]
    return [
        _plain(
            "plain list",
            "all our own words, act, review and evidence alike, as plain substrings",
            [w.text for w in words],
        ),
        _plain("plain list, act only", "only our words that act by themselves, as plain substrings", act),
        _hello_gfw(),
        _nodirtymsg(),
    ]


def _one_by_one(name: str, note: str, judge: Callable[[str], Opinion]) -> System:
    def pieces(parts: Sequence[str]) -> Opinion:
        opinions = [judge(part) for part in parts]
        return max(opinions, key=lambda o: (o.action, o.score))

    return System(name, note, judge, pieces)


def _judged(text: str, facts: WindowFacts = _NO_WINDOW) -> Opinion:
    verdict = assess(Authored(text), facts, builtin_policy())
    return Opinion(verdict.score, _attack(verdict), verdict.action, verdict.code)


def _attack(verdict: Verdict) -> float:
    """The checks' suspicion of an attack alone: what the model says of it, and the words that are one."""
    told = [float(e.text) for c in verdict.checks for e in c.evidence if e.sign == "model_abuse"]
    return max([c.score for c in verdict.checks if c.verdict in ABUSE] + told, default=verdict.score)


def _judged_pieces(parts: Sequence[str]) -> Opinion:
    """As the group sees them: one after another, two seconds apart."""
    window, limits = Window(), builtin_policy().flood
    opinions: list[Opinion] = []
    for i, part in enumerate(parts):
        now = _START + timedelta(seconds=2 * i)
        facts = window.observe("group:1", "1", part, now, limits, form=normalise(part).compact)
        opinions.append(_judged(part, facts))
    told = [o for o in opinions if o.code != "flood"]  # sending much is not what the text says
    return max(told or opinions, key=lambda o: (o.action, o.score))


def model_file() -> Path | None:
    """The shipped model's file."""
    path = Path(__file__).parents[2] / "plugins" / "antispam" / "words" / "model.bin"
    return path if path.exists() else None


def _model() -> Callable[[str], Opinion] | None:
    built = getattr(models, "builtin_model", None)
    if built is None or model_file() is None:
        return None
    model, limits = built(), builtin_policy().thresholds

    def judge(text: str) -> Opinion:
        scores = model.score(normalise(text))
        if scores.spam >= limits.model_review:
            action = Action.RECALL if scores.spam >= limits.model_recall else Action.REVIEW
            return Opinion(scores.spam, scores.abuse, action, "spam")
        if scores.abuse >= limits.abuse_review:
            return Opinion(scores.spam, scores.abuse, Action.REVIEW, "abuse")
        return Opinion(scores.spam, scores.abuse, Action.NONE, CLEAN)

    return judge


def _plain(name: str, note: str, texts: Sequence[str]) -> System:
    plain = sorted({text.lstrip("=").lower() for text in texts if "*" not in text})
    automaton = AhoCorasick(plain)

    def judge(text: str) -> Opinion:
        return _by_count(len(automaton.find_matches_as_indexes(text.lower())))

    return _one_by_one(name, f"{note}: {len(plain):,} words (those with wildcards left out)", judge)


def _hello_gfw() -> System:
    rival = hgfw.Filter.default()
    note = f"PyPI hello-gfw {version('hello-gfw')} (MIT), its own list of {len(rival.filter_words()):,} words"
    return _one_by_one("hello-gfw", note, lambda text: _by_count(len(rival.search(text))))


def _nodirtymsg() -> System:
    """A NoneBot plugin; its filter is loaded apart from the handlers, which need a running bot."""
    filters, folder = _part_of(_PLUGIN, "filter")
    words: list[str] = json.loads((folder / "data" / "badwords.json").read_text("utf-8"))["badwords"]
    rival = filters.BadWordsFilter()
    rival.build(words)
    name = _PLUGIN.replace("_", "-")
    note = (
        f"PyPI {name} {version(name)} (MIT), a NoneBot plugin that recalls, its own list of {len(set(words)):,} words"
    )
    return _one_by_one("nodirtymsg", note, lambda text: _by_count(int(rival.search(text))))


@lru_cache(maxsize=1)
def _part_of(package: str, part: str) -> tuple[ModuleType, Path]:
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent
    spec = importlib.util.spec_from_file_location(f"{package}_{part}", folder / f"{part}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, folder


def _by_count(hits: int) -> Opinion:
    """A list knows one answer; more words make it surer."""
    score = 1 - 1 / (1 + hits)
    return Opinion(score, score, Action.RECALL if hits else Action.NONE)
