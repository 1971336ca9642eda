"""What the ledger allows, in memory: asked while a message is judged, without a row read."""

from collections.abc import Iterable, Mapping, Sequence

from bot.governance.accuracy.record import NOTHING, Decision, Name, Record, Tally, is_proven, tally
from bot.store import models

READ = 10_000
"""The newest decisions of an organisation that are read: more than any name's count needs."""

_published: dict[str, Record] = {}
_tallies: dict[int, Mapping[Name, Tally]] = {}
_newest: dict[int, int] = {}


def publish(check: str, right: int, wrong: int) -> None:
    """Give a check's measured record, on messages it was not made from: it need not begin by asking.

    What groups decide themselves is added to it, and outweighs it sooner or later.
    """
    _published[check] = Record(right, wrong)


def published(name: Name) -> Record:
    """A check's measured record; a clause begins with the best of its checks'."""
    kind, key = name
    if kind == "check":
        return _published.get(key, NOTHING)
    return max(_published.values(), key=lambda record: record.bounds[0], default=NOTHING)


def published_checks() -> list[str]:
    return sorted(_published)


def is_automatic(name: Name, own: Tally | None) -> bool:
    """Whether soft findings of this check, or on this clause, are acted upon without asking."""
    return is_proven(published(name), own.soft if own is not None else NOTHING)


def may_act(organisation_id: int, code: str, checks: Sequence[str], hard: bool) -> bool:
    """Whether a finding may be acted upon at once; if not, the administrators are asked.

    ``code`` is the offence in full (``moderation.ads``), ``checks`` are those it rests on: one that has
    proven itself is enough, and the clause must have. A hard rule may always act.
    """
    if hard:
        return True
    tallies = _tallies.get(organisation_id, {})
    names: list[Name] = [("check", check) for check in checks]
    clause: Name = ("clause", code)
    return is_automatic(clause, tallies.get(clause)) and any(is_automatic(n, tallies.get(n)) for n in names)


def tallies_of(organisation_id: int) -> Mapping[Name, Tally]:
    """The organisation's own records as they are in memory."""
    return _tallies.get(organisation_id, {})


def remember(organisation_id: int, newest: int, tallies: Mapping[Name, Tally]) -> None:
    """Take over what a committed decision made of the record; an older state than the known one is not."""
    if newest >= _newest.get(organisation_id, 0):
        _newest[organisation_id] = newest
        _tallies[organisation_id] = tallies


async def count(organisation_id: int) -> tuple[int, Mapping[Name, Tally]]:
    """The newest decision's id and the tallies, from the store."""
    rows = await models.AccuracyDecision.filter(organisation_id=organisation_id).order_by("-id").limit(READ)
    return (rows[0].id if rows else 0), tally(_decisions(rows))


async def load() -> None:
    """Read every organisation that has decided something; one that did not since is not read again."""
    found = await models.AccuracyDecision.all().distinct().values_list("organisation_id", flat=True)
    organisations = {int(str(each)) for each in found}
    for gone in set(_tallies) - organisations:
        del _tallies[gone]
        _newest.pop(gone, None)
    for organisation in organisations:
        latest = await models.AccuracyDecision.filter(organisation_id=organisation).order_by("-id").first()
        if latest is not None and latest.id != _newest.get(organisation):
            newest, tallies = await count(organisation)
            _newest[organisation], _tallies[organisation] = newest, tallies


def _decisions(rows: Iterable[models.AccuracyDecision]) -> Iterable[Decision]:
    for row in rows:
        yield Decision(row.case_id, row.offence, tuple(row.checks), row.hard, row.right)
