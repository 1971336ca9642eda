"""A person is erased: their cases stay as what was decided, by which clause, when and by whom, and name nobody.

A measure that was taken has to be explicable for as long as the organisation keeps its records, so a case keeps
number, clause, offence, sanction, times, deciders and the names of its checks. Name, words, quoted text and appeal
go at once. The account goes with them where nothing can run any more; a younger case keeps it until its mute
is over, for nobody could lift it otherwise. A ban keeps the account alone: without it, it would be none.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.domain.ids import GroupId, MemberId
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance import groups, signals
from bot.governance.signals import Context, PersonErased
from bot.store import models
from bot.store.escalation_models import Escalation, Mail
from bot.store.informed_models import ClauseTelling
from bot.store.transaction import transaction

RUNS_FOR = timedelta(days=31)
"""Longer than any mute that a platform knows."""
_CHUNK = 500


@signals.on(PersonErased)
async def hear_erased(signal: PersonErased, context: Context) -> None:
    await erase(signal, context.now)


@transaction
async def erase(signal: PersonErased, now: datetime) -> None:
    """Part of the erasing transaction."""
    for platform, member in signal.accounts:
        places = await groups.ids_on(signal.organisation_id, platform)
        words = _Words(signal, member)
        for start in range(0, len(places), _CHUNK):
            await _erase_in(places[start : start + _CHUNK], member, words, now)
        bans = models.Ban.filter(organisation_id=signal.organisation_id, platform=platform, member_id=member)
        await bans.update(reason="")


class _Words:
    """What may not be read any more, and what stands in its place."""

    def __init__(self, signal: PersonErased, member: MemberId) -> None:
        self.alias = signal.alias
        said = sorted({*signal.known, member}, key=len, reverse=True)
        self._known = re.compile("|".join(re.escape(each) for each in said if len(each) >= 2))

    def out_of(self, text: str) -> str:
        return self._known.sub(self.alias, text)


async def _erase_in(places: Sequence[GroupId], member: MemberId, words: _Words, now: datetime) -> None:
    await ClauseTelling.filter(group_id__in=places, member_id=member).delete()
    later: dict[GroupId, datetime] = {}
    for case in await models.Case.filter(group_id__in=places, member_id=member):
        await _nameless(case, words)
        until = case.opened_at + RUNS_FOR
        if until <= now:
            await _without_account([case.id], words.alias)
        else:
            later[GroupId(case.group_id)] = max(until, later.get(GroupId(case.group_id), until))
    for group_id, due in later.items():
        payload = {"member": member, "alias": words.alias}
        await schedule.at("cases.nameless", f"cases:nameless:{group_id}:{words.alias}", due, payload, group_id=group_id)
    orders = models.WorkOrder.filter(group_id__in=places, member_id=member)
    await orders.update(member_name="")
    await orders.exclude(state="open").update(member_id=words.alias)
    decided = models.Case.filter(group_id__in=places)
    await decided.filter(actor_id=member).update(actor_name="")


async def _nameless(case: models.Case, words: _Words) -> None:
    checks: list[dict[str, Any]] = [_bare(each) for each in case.evidence.get("checks") or ()]
    kept = {key: case.evidence[key] for key in ("acting", "hard", "leading", "untold") if key in case.evidence}
    case.member_name, case.message_id = "", None
    case.reason, case.decision = words.out_of(case.reason), words.out_of(case.decision)
    case.evidence = {**kept, "masked": "", "checks": checks}
    if case.source_key is not None:
        case.source_key = words.out_of(case.source_key)[:160]
    await case.save()
    await models.Appeal.filter(case_id=case.id).update(reason="", decision="")
    await Escalation.filter(case_id=case.id).update(reason="")
    for letter in await Mail.filter(key__startswith=f"case:{case.id}:"):
        await Mail.filter(id=letter.id).update(subject=words.out_of(letter.subject))  # its words went when it was sent


def _bare(check: dict[str, Any]) -> dict[str, Any]:
    """A check's name and verdict, with evidence of the same form and nothing in it."""
    return {**check, "evidence": {} if isinstance(check.get("evidence"), dict) else ""}


async def _without_account(cases: Sequence[int], alias: str) -> None:
    await models.Case.filter(id__in=cases).update(member_id=alias)
    await models.WorkOrder.filter(case_id__in=cases).update(member_id=alias)


@schedule.work("cases.nameless")
async def forget_account(work: Work) -> None:
    """Nothing of these cases can run any more."""
    await _forget(GroupId(work.group_id or 0), MemberId(work.payload["member"]), work.payload["alias"], work.now)


@transaction
async def _forget(group_id: GroupId, member: MemberId, alias: str, now: datetime) -> None:
    """Only those that were made nameless: the same account may have come back as somebody new."""
    old = models.Case.filter(group_id=group_id, member_id=member, member_name="", opened_at__lte=now - RUNS_FOR)
    await _without_account([case.id for case in await old], alias)
