"""The policy of each group, in memory: made from its regulation and its own words, remade on change."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from loguru import logger

from bot.domain.ids import GroupId
from bot.domain.regulation import RegulationText
from bot.governance.directory import GroupState

from .domain.media.links import EXECUTABLES
from .domain.policy import FloodLimits, Policy, Rule
from .domain.text.regexes import RegexMatcher
from .domain.text.words import Strength, Word, WordMatcher
from .models import GroupWord

_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,20})(?:[/:?#].*)?", re.IGNORECASE)


class Policies:
    """One policy for each regulation, shared by all groups without words of their own."""

    def __init__(self) -> None:
        self._own: dict[GroupId, _Own] = {}
        self._made: dict[tuple[int, GroupId | None], Policy] = {}

    async def load(self) -> None:
        """Read every group's own words; policies are made anew only where these have changed."""
        rows_of: dict[GroupId, list[GroupWord]] = {}
        for row in await GroupWord.all().order_by("id"):
            rows_of.setdefault(GroupId(row.group_id), []).append(row)
        own = {group: _own(rows) for group, rows in rows_of.items()}
        changed = {group for group in {*own, *self._own} if own.get(group) != self._own.get(group)}
        self._own = own
        self._made = {key: policy for key, policy in self._made.items() if key[1] not in changed}

    async def reload(self, group_id: GroupId) -> None:
        """Read one group's words afresh: after a change."""
        rows = await GroupWord.filter(group_id=group_id).order_by("id")
        if rows:
            self._own[group_id] = _own(rows)
        else:
            self._own.pop(group_id, None)
        self._made = {key: policy for key, policy in self._made.items() if key[1] != group_id}

    def of(self, group: GroupState) -> Policy | None:
        """What is judged in this group, or None where no regulation is in force."""
        regulation = group.regulation
        if regulation is None:
            return None
        own = self._own.get(group.id)
        key = (regulation.id, group.id if own is not None else None)
        policy = self._made.get(key)
        if policy is None:
            policy = self._made[key] = _make(group, own or _NOTHING)
        return policy


@dataclass(frozen=True, slots=True)
class _Own:
    """A group's entries by kind, domains without what stood around them."""

    words: tuple[str, ...] = ()
    expressions: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    denied_domains: frozenset[str] = frozenset()
    allowed_domains: frozenset[str] = frozenset()


_NOTHING = _Own()


def _own(rows: list[GroupWord]) -> _Own:
    of: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        of[row.kind].append(row.text)
    return _Own(
        tuple(of["word"]),
        tuple(of["regex"]),
        tuple(of["secret"]),
        tuple(of["allow"]),
        _domains(of["deny"]),
        _domains(of["domain"]),
    )


def _domains(texts: list[str]) -> frozenset[str]:
    found = (_DOMAIN.fullmatch(text) for text in texts)
    return frozenset(match[1].lower() for match in found if match is not None)


def _make(group: GroupState, own: _Own) -> Policy:
    regulation = group.regulation
    assert regulation is not None
    clause = regulation.clause("moderation.flood")
    duty = clause.duty("moderation.flood") if clause is not None else None
    flood = _flood(duty.parameters) if duty is not None else FloodLimits()
    stated = regulation.words("moderation.secrets", "words", "")
    return Policy(
        forbids=regulation.forbids,
        rules=_rules(regulation.text),
        additions=WordMatcher([Word(word, "spam", Strength.ACT) for word in own.words]) if own.words else None,
        expressions=RegexMatcher(own.expressions) if own.expressions else None,
        secret_words=(*stated, *own.secrets),
        allow=own.allowed,
        allowed_domains=own.allowed_domains,
        denied_domains=own.denied_domains,
        extensions=frozenset(regulation.words("moderation.links", "extensions", "|".join(EXECUTABLES))),
        flood=flood,
    )


def _rules(text: RegulationText) -> dict[str, Rule]:
    """How each forbidden code is served: the first clause that forbids it is the one that is cited."""
    rules: dict[str, Rule] = {}
    for clause in text.clauses:
        for duty in clause.duties:
            area, _, code = duty.code.partition(".")
            if area == "moderation" and code not in rules:
                rules[code] = Rule(duty.via)
    return rules


def _flood(parameters: Mapping[str, str]) -> FloodLimits:
    """The stated limits; the built-in ones where they cannot be read, for nobody would be judged at all then."""
    try:
        return FloodLimits.from_parameters(parameters)
    except (ValueError, IndexError) as error:
        logger.warning("limits of a flood cannot be read: {}", error)
        return FloodLimits()


def kind_of_allowance(text: str) -> str:
    """``domain`` for what looks like one, also inside an address, else ``allow``."""
    return "domain" if _DOMAIN.fullmatch(text) else "allow"


policies = Policies()
