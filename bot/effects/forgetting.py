"""Somebody is to be named no more: what waits to be said about them is said without their name, or not at all.

What is under way, or of unknown outcome, is left as it is: by its words it is found again, and nothing is said twice.
"""

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from tortoise.expressions import Q

from bot.domain.ids import ChatRef, MemberId
from bot.effects.outbox import KIND
from bot.store import models
from bot.store.transaction import transaction

_WAITING = ("queued", "held")
_KEPT = (*_WAITING, "dead")
"""Dead ones are shown to administrators, who may have them done after all."""
_SHORTEST = 2
_GROUPS_A_QUERY = 500


@transaction
async def forget_in_outbox(
    groups: Sequence[int], accounts: Collection[tuple[str, MemberId]], known: Collection[str], alias: str, now: datetime
) -> None:
    """What waits for these groups, and whatever is for these accounts (platform and account) alone.

    ``known`` are their names and numbers, which become ``alias``; mentions of them go.
    """
    ours = {str(account) for _, account in accounts}
    words = _pattern({*known, *ours})
    for platform, account in accounts:
        private = models.Job.filter(kind=KIND, lane__endswith=f"|{ChatRef(platform, user=account).key}")
        for row in await private.filter(state__in=_KEPT):
            row.state, row.outcome, row.settled_at, row.payload = "cancelled", "cancelled", now, {}
            await row.save(update_fields=["state", "outcome", "settled_at", "payload"])
    if words is None:
        return
    for start in range(0, len(groups), _GROUPS_A_QUERY):
        here = Q(group_id__in=list(groups[start : start + _GROUPS_A_QUERY]))
        for row in await models.Job.filter(here, kind=KIND, state__in=_KEPT):
            action: dict[str, Any] = dict(row.payload.get("action") or {})
            if action.get("type") == "set_card" and str(action.get("member")) in ours and row.state in _WAITING:
                await models.Job.filter(id=row.id).update(state="cancelled", outcome="cancelled", settled_at=now)
            changed = _without(action, ours, words, alias)
            if changed != action:
                await _rewrite(row, {**row.payload, "action": changed})


async def _rewrite(row: models.Job, payload: dict[str, Any]) -> None:
    row.payload = payload
    await row.save(update_fields=["payload"])


def _pattern(words: Collection[str]) -> re.Pattern[str] | None:
    """The longest first: a number that begins with another one goes whole."""
    long_enough = sorted((word for word in words if len(word) >= _SHORTEST), key=len, reverse=True)
    return re.compile("|".join(re.escape(word) for word in long_enough)) if long_enough else None


def _without(action: dict[str, Any], ours: Collection[str], words: re.Pattern[str], alias: str) -> dict[str, Any]:
    """The words of an action; whom it is done to is its business, not ours."""
    match action.get("type"):
        case "send":
            parts = [_part(dict(part), ours, words, alias) for part in action["parts"]]
            return {**action, "parts": parts, "marker": words.sub(alias, str(action.get("marker", "")))}
        case "announce":
            return {**action, "text": words.sub(alias, str(action["text"]))}
        case "set_card":
            return {**action, "card": words.sub(alias, str(action["card"]))}
        case _:
            return action


def _part(part: dict[str, Any], ours: Collection[str], words: re.Pattern[str], alias: str) -> dict[str, Any]:
    if part.get("type") == "mention" and str(part.get("user")) in ours:
        return {"type": "text", "text": alias}
    if part.get("type") == "mention":
        return {**part, "name": words.sub(alias, str(part.get("name") or ""))}
    if part.get("type") == "text":
        return {**part, "text": words.sub(alias, str(part["text"]))}
    return part
