"""The figures of one run, as plain values; ``report`` writes them down."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from plugins.antispam.domain.verdict import Action

from .data import HURTING, Line, Public
from .evasions import TRICKS, evade, mix, pieces
from .metrics import auc, best_f1, f1_of, recall_at, threshold_at
from .systems import Opinion, System

ABUSE_TASK, ATTACK_TASK = "abuse", "abuse, by its own score"
RARE, SELDOM = 0.001, 0.01
EVADED = 500
"""Held-out advertisements that are disguised, at most."""
MIXES = 3


@dataclass(frozen=True, slots=True)
class Accuracy:
    """``f1`` of everything that was flagged, ``f1_acting`` of what would be recalled, ``f1_best`` of any threshold."""

    task: str
    system: str
    guilty: int
    innocent: int
    f1: float
    f1_acting: float
    f1_best: float
    auc: float | None
    recall_rare: float | None
    recall_seldom: float | None
    acted: float
    flagged: float


@dataclass(frozen=True, slots=True)
class Wrong:
    """Innocent messages of one set that would be recalled, and that would be shown to a person."""

    group: str
    system: str
    total: int
    recalled: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class Caught:
    """Own offences of one code."""

    code: str
    system: str
    unseen: bool
    total: int
    recalled: int
    flagged: int


@dataclass(frozen=True, slots=True)
class Evasion:
    """Recall of the same messages raw and disguised; ``rare`` at the threshold of 0.1 % false positives."""

    trick: str
    system: str
    total: int
    changed: float
    acted_raw: float
    acted: float
    rare_raw: float | None
    rare: float | None

    @property
    def loss(self) -> float:
        """Without what floating point adds: 15 of 500 are .03 and no more."""
        return round(self.acted_raw - self.acted, 9)

    @property
    def loss_rare(self) -> float | None:
        return None if self.rare_raw is None or self.rare is None else round(self.rare_raw - self.rare, 9)


@dataclass(slots=True)
class Figures:
    accuracy: list[Accuracy] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    caught: list[Caught] = field(default_factory=list)
    evasion: list[Evasion] = field(default_factory=list)


def measure(
    systems: Sequence[System], public: Public | None, innocent: Sequence[Line], offences: Sequence[Line]
) -> Figures:
    figures = Figures()
    for system in systems:
        limit = None
        if public is not None:
            ham = [system.judge(text) for text in public.ham]
            limit = threshold_at([o.score for o in ham], RARE)
            figures.accuracy += _accuracy(system, public, ham)
            figures.wrong += _held_out_wrong(system, public, ham)
            figures.wrong.append(_wrong("normal", system, [system.judge(text) for text in public.normal]))
            disguised = [system.judge(mix(text)) for text in public.normal]
            figures.wrong.append(_wrong("normal, mix of three", system, disguised))
        figures.wrong += _own_wrong(system, innocent)
        figures.caught += _caught(system, offences)
        texts = _advertisements(public, offences)
        figures.evasion += _evasions(system, texts, limit)
    return figures


def _accuracy(system: System, public: Public, ham: Sequence[Opinion]) -> list[Accuracy]:
    tasks = (("chat spam", public.chat_spam), ("SMS spam", public.sms_spam), ("all spam", public.spam))
    found = [_task(name, system, [system.judge(t) for t in texts], ham) for name, texts in tasks if texts]
    abuse = [system.judge(text) for text in public.abuse]
    if abuse:
        found.append(_task(ABUSE_TASK, system, abuse, ham))
    if any(o.abuse != o.score for o in abuse):
        found.append(_task(ATTACK_TASK, system, abuse, ham))
    return found


def _task(task: str, system: System, guilty: Sequence[Opinion], ham: Sequence[Opinion]) -> Accuracy:
    def scores(opinions: Sequence[Opinion]) -> list[float]:
        return [o.abuse if task == ATTACK_TASK else o.score for o in opinions]

    def flags(opinions: Sequence[Opinion], least: Action) -> list[bool]:
        return [o.action >= least and _is_of(o, task) for o in opinions]

    bad, good = scores(guilty), scores(ham)
    best, _ = best_f1(bad, good)
    acted, flagged = flags(guilty, Action.RECALL), flags(guilty, Action.REVIEW)
    return Accuracy(
        task,
        system.name,
        len(guilty),
        len(ham),
        f1_of(flagged, flags(ham, Action.REVIEW)),
        f1_of(acted, flags(ham, Action.RECALL)),
        best,
        auc(bad, good),
        recall_at(bad, good, RARE),
        recall_at(bad, good, SELDOM),
        sum(acted) / len(acted),
        sum(flagged) / len(flagged),
    )


def _wrong(group: str, system: System, opinions: Sequence[Opinion]) -> Wrong:
    actions = [o.action for o in opinions]
    return Wrong(group, system.name, len(actions), actions.count(Action.RECALL), actions.count(Action.REVIEW))


def _is_of(opinion: Opinion, task: str) -> bool:
    """Whether a flag is of the kind that is asked for; a list that knows one kind flags for all."""
    return not opinion.code or (opinion.code in HURTING) == (task in (ABUSE_TASK, ATTACK_TASK))


def _held_out_wrong(system: System, public: Public, ham: Sequence[Opinion]) -> list[Wrong]:
    """All of it, and by source: what a noisy set calls ham is not what meetings are."""
    by_source: dict[str, list[Opinion]] = {}
    for source, opinion in zip(public.ham_sources, ham, strict=True):
        by_source.setdefault(source, []).append(opinion)
    named = [_wrong(f"held-out ham: {source}", system, opinions) for source, opinions in sorted(by_source.items())]
    return [_wrong("held-out ham", system, ham), *named]


def _own_wrong(system: System, innocent: Sequence[Line]) -> list[Wrong]:
    sets = (("hard negatives, shown", False), ("hard negatives, unseen", True))
    return [
        _wrong(name, system, [system.judge(i.text) for i in innocent if i.unseen == unseen]) for name, unseen in sets
    ]


def _caught(system: System, offences: Sequence[Line]) -> list[Caught]:
    found: list[Caught] = []
    for code in sorted({o.kind for o in offences}):
        for unseen in (False, True):
            actions = [system.judge(o.text).action for o in offences if (o.kind, o.unseen) == (code, unseen)]
            flagged = sum(action > Action.NONE for action in actions)
            found.append(Caught(code, system.name, unseen, len(actions), actions.count(Action.RECALL), flagged))
    return found


def _advertisements(public: Public | None, offences: Sequence[Line]) -> list[str]:
    """Held-out chat spam where there is any, else our own offences that are offers."""
    texts = list(public.chat_spam) if public is not None else []
    if not texts:
        texts = [o.text for o in offences if o.kind not in HURTING | {"privacy", "secrets", "rumor", "links"}]
    return sorted(random.Random(1).sample(texts, min(EVADED, len(texts))))


def _evasions(system: System, texts: Sequence[str], limit: float | None) -> list[Evasion]:
    raw = [system.judge(text) for text in texts]
    found = [
        _compare(trick, system, raw, limit, changed, [system.judge(text) for text in changed], texts)
        for trick in TRICKS
        for changed in [[evade(text, trick) for text in texts]]
    ]
    parts = [pieces(text) for text in texts]
    joined = ["\n".join(part) for part in parts]
    found.append(_compare("several messages", system, raw, limit, joined, [system.pieces(p) for p in parts], texts))
    mixed = [mix(text, seed) for seed in range(MIXES) for text in texts]
    opinions = [system.judge(text) for text in mixed]
    found.append(_compare("mix of three", system, raw * MIXES, limit, mixed, opinions, [*texts] * MIXES))
    return found


def _compare(
    trick: str,
    system: System,
    raw: Sequence[Opinion],
    limit: float | None,
    disguised: Sequence[str],
    opinions: Sequence[Opinion],
    texts: Sequence[str],
) -> Evasion:
    count = len(raw) or 1

    def acted(found: Sequence[Opinion]) -> float:
        return sum(o.action is Action.RECALL for o in found) / count

    def rare(found: Sequence[Opinion]) -> float | None:
        return None if limit is None else sum(o.score >= limit for o in found) / count

    changed = sum(a != b for a, b in zip(disguised, texts, strict=True)) / count
    return Evasion(trick, system.name, len(raw), changed, acted(raw), acted(opinions), rare(raw), rare(opinions))
