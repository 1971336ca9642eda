"""From a reviewed draft to a regulation that holds: announced with its changes, in effect from its date, taken back."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.domain.ids import GroupId
from bot.domain.members import SYSTEM, Actor, Role
from bot.effects import outbox, schedule
from bot.effects.actions import SendFile
from bot.effects.outbox import Effect
from bot.governance import enacting, informed, regulations, signals, voice, zone
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction
from plugins.charter.domain.difference import Change, differences, to_be_accepted
from plugins.charter.domain.draft import (
    ANNOUNCED,
    IN_FORCE,
    REVIEWED,
    SUPERSEDED,
    SUPPLEMENT,
    VOTING,
    WITHDRAWN,
)
from plugins.charter.models import RegulationDraft

from .accepting import plan_reminder
from .board import board
from .drafts import DraftFile, draft_file, locked, note
from .names import DIFFERENCE, OWNER
from .refusals import NeedsTwo, OnlyOwner, OnlySuperuser, TooEarly

LASTS = timedelta(hours=12)
SHOWN = 6
"""So many changes are read in the chat; more come as a file."""
EFFECT = "charter.effect"


async def announce(
    group: GroupState, number: int, effective: datetime | None, *, actor: Actor, now: datetime
) -> DraftFile:
    """Tell every group it concerns what will change and from when; where that is now, it holds at once.

    ``effective`` None: the date that the text itself states, if it is still to come, else now. Not inside a
    transaction. Raises NotInThisState, OnlyOwner, OnlySuperuser, NeedsTwo, TooEarly.
    """
    kept = await _announce(group, number, effective, actor, now)
    await take_effect_here(kept, now=now)
    return kept


@transaction
async def _announce(
    group: GroupState, number: int, effective: datetime | None, actor: Actor, now: datetime
) -> DraftFile:
    row = await locked(group.id, number, (REVIEWED,))
    may_enact(group, row, actor)
    if _asks_for_two(group) and row.reviewed_by == actor.id:
        raise NeedsTwo()
    return await announce_now(group, row, effective or stated_date(row, now) or now, actor, now)


def may_enact(group: GroupState, row: RegulationDraft, actor: Actor) -> None:
    """Raises OnlyOwner, OnlySuperuser."""
    if actor.role < Role.OWNER:
        raise OnlyOwner()
    if row.scope != SUPPLEMENT and actor.role < Role.SUPERUSER:
        others = [one for one in directory.of_organisation(group.organisation_id) if one.id != group.id]
        if others:
            raise OnlySuperuser(count=len(others) + 1)


def _asks_for_two(group: GroupState) -> bool:
    return group.regulation is not None and group.regulation.text.parameter("rules.revise", "approval") == "two"


def stated_date(row: RegulationDraft, now: datetime) -> datetime | None:
    """The beginning of the day that the text states, if it is still to come."""
    if not row.effective or row.effective == "publication":
        return None
    moment = datetime.combine(date.fromisoformat(row.effective), time(0), tzinfo=zone.zone())
    return moment if moment > now else None


async def announce_now(
    group: GroupState, row: RegulationDraft, effective: datetime, actor: Actor, now: datetime
) -> DraftFile:
    """Inside a transaction, by whoever may: an owner, or a vote that passed. Raises TooEarly."""
    if effective < now:
        raise TooEarly(effective=effective)
    kept = draft_file(row)
    places = places_of(row)
    for place in places:
        await informed.ensure_begun(place.id, place.regulation, now=now)
    scope = GroupId(row.group_id) if row.scope == SUPPLEMENT else None
    before = await enacting.current(row.organisation_id, scope, now=effective)
    text = kept.draft.as_text()
    made = await enacting.enact(row.organisation_id, text, effective_from=effective, group_id=scope, now=now)
    changes = differences(before.text.clauses if before is not None else (), text.clauses)
    row.version_id, row.effective_from = made.id, effective
    row.state = IN_FORCE if effective == now else ANNOUNCED
    row.announced_by, row.announced_at = actor.id, now
    await row.save()
    await note(row, "regulation.announced", actor, now, effective=effective.isoformat(), changes=len(changes))
    if row.state == IN_FORCE:
        await _supersede(row, now)
    else:
        await schedule.at(EFFECT, f"charter:effect:{row.id}", effective, {"draft": row.id}, group_id=row.group_id)
    for place in places:
        await _tell(place, kept, changes, now)
        if to_be_accepted(changes):
            await plan_reminder(place, row, now=now)
    return kept


def places_of(row: RegulationDraft) -> list[GroupState]:
    """The enabled groups that a draft concerns."""
    if row.scope == SUPPLEMENT:
        found = directory.get(GroupId(row.group_id))
        return [found] if found is not None else []
    return directory.of_organisation(row.organisation_id)


async def _tell(place: GroupState, kept: DraftFile, changes: Sequence[Change], now: datetime) -> None:
    row = kept.row
    await voice.say_in(
        place,
        "charter/announced",
        key=f"charter:{row.id}:announced:{place.id}",
        now=now,
        marker=f"制度 #{row.number}",
        owner=OWNER,
        about={"draft": row.id, "what": "announced"},
        valid_for=LASTS,
        fields={
            "draft": kept.draft,
            "number": row.number,
            "effective": row.effective_from,
            "now": row.state == IN_FORCE,
            "changes": changes[:SHOWN],
            "total": len(changes),
            "asked": len(to_be_accepted(changes)),
            "own": place.id == row.group_id,
        },
    )
    if len(changes) > SHOWN:
        await send_file(place, DIFFERENCE, {"draft": row.id}, key=f"charter:{row.id}:difference:{place.id}", now=now)


async def send_file(place: GroupState, kind: str, about: dict[str, Any], *, key: str, now: datetime) -> None:
    """Into the group's files, where the platform has any; dropped otherwise."""
    effect = Effect(
        key=key,
        action=SendFile(place.chat, kind, about),
        account=place.account,
        group_id=place.id,
        valid_until=now + LASTS,
    )
    await outbox.put(effect, now=now)


async def come_into_force(draft_id: int, *, now: datetime) -> None:
    """The date has come. Done twice, nothing new; not inside a transaction."""
    row = await _come_into_force(draft_id, now)
    if row is not None:
        await take_effect_here(draft_file(row), now=now)


@transaction
async def _come_into_force(draft_id: int, now: datetime) -> RegulationDraft | None:
    changed = await RegulationDraft.filter(id=draft_id, state=ANNOUNCED).update(state=IN_FORCE)
    row = await RegulationDraft.get_or_none(id=draft_id)
    if row is None or row.state != IN_FORCE:
        return None
    await enacting.compose(row.organisation_id, now=now)
    if changed:
        await _supersede(row, now)
        await note(row, "regulation.in_force", SYSTEM, now)
        for place in places_of(row):
            await voice.say_in(
                place,
                "charter/in_force",
                key=f"charter:{row.id}:in_force:{place.id}",
                now=now,
                valid_for=LASTS,
                fields={"title": row.title, "version": row.version},
            )
    return row


async def _supersede(row: RegulationDraft, now: datetime) -> None:
    earlier = RegulationDraft.filter(organisation_id=row.organisation_id, scope=row.scope, state=IN_FORCE)
    if row.scope == SUPPLEMENT:
        earlier = earlier.filter(group_id=row.group_id)
    await earlier.exclude(id=row.id).update(state=SUPERSEDED, ended_at=now)


async def take_effect_here(kept: DraftFile, *, now: datetime) -> None:
    """What this process remembers follows what is written, and the areas plan anew."""
    board.put(kept.row)
    if kept.row.state == ANNOUNCED:
        return
    await directory.load(now=now)
    for place in places_of(kept.row):
        await signals.emit(signals.RegulationChanged(place.id), signals.Context(place.id, now))


async def withdraw(group: GroupState, number: int, reason: str, *, actor: Actor, now: datetime) -> DraftFile:
    """Take a draft back at whatever stage; what held before an announced one holds on, or again.

    Administrators drop a draft, owners what was announced. Raises NotInThisState, OnlyOwner, OnlySuperuser.
    """
    kept = await _withdraw(group, number, reason, actor, now)
    await take_effect_here(kept, now=now)
    return kept


@transaction
async def _withdraw(group: GroupState, number: int, reason: str, actor: Actor, now: datetime) -> DraftFile:
    row = await locked(group.id, number, ("draft", REVIEWED, VOTING, ANNOUNCED, IN_FORCE))
    was_told = row.state in (ANNOUNCED, IN_FORCE)
    if was_told or row.state == VOTING:
        may_enact(group, row, actor)
    elif actor.role < Role.ADMIN:
        raise OnlyOwner()
    held = row.state == IN_FORCE
    row.state, row.ended_at, row.reason = WITHDRAWN, now, reason[:500]
    await row.save()
    await note(row, "regulation.withdrawn", actor, now, held=held)
    if row.version_id is not None:
        await enacting.retract(row.organisation_id, row.version_id, now=now)
    await schedule.cancel(f"charter:effect:{row.id}", now=now)
    if held:
        await _restore(row)
    if was_told:
        for place in places_of(row):
            await _tell_withdrawn(place, row, held, now)
    return draft_file(row)


async def _restore(row: RegulationDraft) -> None:
    """The draft whose version holds again, if it came from one."""
    scope = GroupId(row.group_id) if row.scope == SUPPLEMENT else None
    again = await enacting.current(row.organisation_id, scope, now=row.ended_at or row.changed_at)
    if again is not None:
        await RegulationDraft.filter(version_id=again.id, state=SUPERSEDED).update(state=IN_FORCE, ended_at=None)


async def _tell_withdrawn(place: GroupState, row: RegulationDraft, held: bool, now: datetime) -> None:
    holding = await regulations.in_force(place.id, place.organisation_id, now=now)
    await voice.say_in(
        place,
        "charter/withdrawn_told",
        key=f"charter:{row.id}:withdrawn:{place.id}",
        now=now,
        valid_for=LASTS,
        fields={"row": row, "held": held, "reason": row.reason, "holding": holding.text if holding else None},
    )
