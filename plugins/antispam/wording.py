"""A group's own words, expressions and allowances: adding, removing, listing, and trying them on a text."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import Refusal
from bot.domain.ids import GroupId
from bot.domain.members import Actor
from bot.governance.directory import GroupState
from bot.store import audit
from bot.store.transaction import insert_once, transaction

from .domain.text.homophones import homophones
from .domain.text.normalise import normalise
from .domain.text.regexes import MOST as MOST_EXPRESSIONS
from .domain.text.regexes import WrongExpression, check_expression
from .domain.text.words import MINIMUM, Hit, builtin_matcher
from .models import GroupWord
from .policies import kind_of_allowance, policies

MOST_WORDS = 1000
MOST_WILDCARDS = 5
LONGEST = 100
"""Characters of an entry; its mark (``re:``) not counted."""
WORD_KINDS = ("word", "regex", "secret", "deny")
ALLOW_KINDS = ("allow", "domain")
_EXPRESSION = re.compile(r"(?:re|正则)[:：]\s*(?P<a>.+)|/(?P<b>.+)/", re.DOTALL | re.IGNORECASE)
_SECRET = re.compile(r"(?:保密|secret)[:：]\s*(?P<text>.+)", re.DOTALL | re.IGNORECASE)
_DOMAIN = re.compile(r"(?:域名|domain)[:：\s]\s*(?P<text>\S+)", re.IGNORECASE)
_NUMBER = re.compile(r"[#＃]?\s?(\d{1,4})[.、]?")


class WordTooShort(Refusal):
    """A word of one letter would hit everything."""

    code = "antispam.word_too_short"


class TooManyWords(Refusal):
    """The group has as many words of its own as it may have."""

    code = "antispam.too_many_words"


class BadExpression(Refusal):
    """The expression cannot be read, is too large, or would hit ordinary talk; ``reason`` says which."""

    code = "antispam.bad_expression"


class TooManyExpressions(Refusal):
    """The group has as many expressions as it may have."""

    code = "antispam.too_many_expressions"


@dataclass(frozen=True, slots=True)
class Entry:
    """``kind`` is word, regex, secret or deny; allow or domain."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A word that a text holds: the group's own (``own``), or a built-in one of ``category``."""

    own: bool
    category: str
    strength: str
    text: str


def read_word(text: str) -> Entry:
    """What ``/word`` was given: ``re:…`` or ``/…/``, ``保密:…``, a domain, or a word."""
    if match := _EXPRESSION.fullmatch(text):
        return Entry("regex", (match["a"] or match["b"]).strip())
    if match := _SECRET.fullmatch(text):
        return Entry("secret", match["text"].strip())
    text = _bare_domain(text)
    return Entry("deny" if kind_of_allowance(text) == "domain" else "word", text)


def _bare_domain(text: str) -> str:
    """``域名 a.com``, as the list shows it, is ``a.com``."""
    match = _DOMAIN.fullmatch(text)
    return match["text"] if match and kind_of_allowance(match["text"]) == "domain" else text


def read_allowance(text: str) -> Entry:
    text = _bare_domain(text)
    return Entry(kind_of_allowance(text), text)


async def add_entry(group: GroupState, entry: Entry, *, actor: Actor, now: datetime) -> bool:
    """Add a word or an allowance of the group's own. False when it was there.

    Raises WordTooShort, TooManyWords, BadExpression, TooManyExpressions.
    """
    if entry.kind in ("word", "secret"):
        if len(normalise(entry.text).compact) < MINIMUM or entry.text.count("*") > MOST_WILDCARDS:
            raise WordTooShort(most=MOST_WILDCARDS)
    elif entry.kind == "regex":
        _check(entry.text)
    added = await _add(group.id, entry, actor, now)
    await policies.reload(group.id)
    return added


def _check(expression: str) -> None:
    try:
        check_expression(expression)
    except WrongExpression as error:
        raise BadExpression(reason=error.reason, at=error.at[:20], longest=LONGEST) from error


@transaction
async def _add(group_id: GroupId, entry: Entry, actor: Actor, now: datetime) -> bool:
    if await GroupWord.filter(group_id=group_id).count() >= MOST_WORDS:
        raise TooManyWords(most=MOST_WORDS)
    if entry.kind == "regex" and await GroupWord.filter(group_id=group_id, kind="regex").count() >= MOST_EXPRESSIONS:
        raise TooManyExpressions(most=MOST_EXPRESSIONS)
    row = GroupWord(group_id=group_id, kind=entry.kind, text=entry.text, added_by=actor.id, added_at=now)
    if not await insert_once(row):
        return False
    action = f"antispam.{entry.kind}_added"
    await audit.record(f"group:{group_id}", at=now, actor=actor.id, action=action, subject=entry.text[:100])
    return True


async def remove_entry(group: GroupState, kinds: tuple[str, ...], text: str, *, actor: Actor, now: datetime) -> bool:
    """Remove an entry of these kinds: as it was added, or ``3`` as it is listed. False when there was none."""
    removed = await _remove(group.id, kinds, text, actor, now)
    await policies.reload(group.id)
    return removed


@transaction
async def _remove(group_id: GroupId, kinds: tuple[str, ...], text: str, actor: Actor, now: datetime) -> bool:
    rows = await GroupWord.filter(group_id=group_id, kind__in=kinds).order_by("id")
    wanted = {text, _bare_domain(text)}
    row = next((row for row in rows if wanted & {row.text, _as_added(row.kind, row.text)}), None)
    if row is None and (match := _EXPRESSION.fullmatch(text) or _SECRET.fullmatch(text)):
        inner = next(part for part in match.groups() if part is not None).strip()
        row = next((row for row in rows if row.text == inner and row.kind != "word"), None)
    if row is None and (match := _NUMBER.fullmatch(text)) and 1 <= int(match[1]) <= len(rows):
        row = rows[int(match[1]) - 1]
    if row is None:
        return False
    await row.delete()
    action = "antispam.entry_removed"
    await audit.record(f"group:{group_id}", at=now, actor=actor.id, action=action, subject=row.text[:100])
    return True


def _as_added(kind: str, text: str) -> str:
    return {"regex": f"/{text}/", "secret": f"保密:{text}"}.get(kind, text)


async def entries(group_id: GroupId, kinds: tuple[str, ...]) -> list[Entry]:
    """The group's own entries, oldest first."""
    rows = await GroupWord.filter(group_id=group_id, kind__in=kinds).order_by("id")
    return [Entry(row.kind, row.text) for row in rows]


def try_text(group: GroupState, text: str) -> list[Found]:
    """The words, the group's own first, that the text holds; evidence that counts for nothing alone is left out."""
    read = normalise(text)
    policy = policies.of(group)
    matchers = (policy.additions, policy.expressions) if policy is not None else ()
    own = [hit for matcher in matchers if matcher is not None for hit in matcher.find(read)]
    builtin = builtin_matcher().find(read) + homophones(read)
    found = [_found(hit, True) for hit in own] + [_found(hit, False) for hit in builtin]
    return list(dict.fromkeys(f for f in found if f.own or f.strength != "evidence"))


def _found(hit: Hit, own: bool) -> Found:
    return Found(own, hit.word.category, hit.word.strength.value, hit.word.text)
