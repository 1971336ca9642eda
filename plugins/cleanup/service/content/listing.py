"""Looking at what lies about: a numbered list of what has had its time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.errors import NoSuchNumber, NotAllowed
from bot.domain.ids import GroupId
from bot.domain.members import Actor, Role
from bot.domain.things import GroupThing, ThingKind
from bot.effects.accounts import accounts
from bot.governance import cases, numbered, zone
from bot.governance.directory import GroupState
from bot.store import audit
from bot.store.numbers import next_number
from bot.store.transaction import transaction
from plugins.cleanup.domain.content import ContentRules, Stale, judge_things, read_content_rules
from plugins.cleanup.models import ContentItem, ContentKeep, ContentRound

KIND = "cleanup_content"
MOST = 100
"""Things in one list: the rest comes with the next one."""


@dataclass(frozen=True, slots=True)
class Thing:
    place: int
    kind: str
    title: str
    reason: str
    evidence: dict[str, Any]
    state: str


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A content round with everything in it, in order. ``unlisted``: kinds the platform does not list."""

    id: int
    number: int
    state: str
    made_at: datetime
    confirmed_name: str
    things: tuple[Thing, ...]
    unlisted: tuple[str, ...] = ()


def rules_of_content(group: GroupState) -> ContentRules | None:
    return read_content_rules(group.regulation.text) if group.regulation is not None else None


async def look_at_content(group: GroupState, *, by: Actor, now: datetime) -> tuple[ContentFile | None, tuple[str, ...]]:
    """The list as a round, None where nothing has had its time; and the kinds that could not be listed.

    Not inside a transaction. Raises NoClause.
    """
    rules = rules_of_content(group)
    if rules is None:
        raise cases.NoClause()
    platform = accounts.get(group.account) if group.account is not None else None
    things: list[GroupThing] = []
    unlisted: list[str] = []
    for kind in ThingKind:
        found = await platform.things(group.chat, kind) if platform is not None else None
        if found is None:
            unlisted.append(kind.value)
        else:
            things += found
    kept = {(row.kind, row.external_id) for row in await ContentKeep.filter(group_id=group.id)}
    stale = judge_things(things, rules, now=now, zone=zone.zone(), kept=kept)[:MOST]
    row = await _make(group, stale, by, now)
    return (await content_file(row, tuple(unlisted)) if row is not None else None), tuple(unlisted)


@transaction
async def _make(group: GroupState, stale: list[Stale], by: Actor, now: datetime) -> ContentRound | None:
    """An earlier list that nobody confirmed is dropped; the same list keeps its number."""
    current = await ContentRound.filter(group_id=group.id, state="preview").order_by("-id").first()
    if current is not None and stale:
        known = await ContentItem.filter(round_id=current.id).order_by("position").values_list("kind", "external_id")
        if [tuple(each) for each in known] == [(s.thing.kind.value, s.thing.id) for s in stale]:
            return current
    await ContentRound.filter(group_id=group.id, state="preview").update(state="dropped", finished_at=now)
    if not stale:
        return None
    number = await next_number(group.id, KIND)
    row = await ContentRound.create(group_id=group.id, number=number, made_at=now)
    await ContentItem.bulk_create([_item(row, place, each, now) for place, each in enumerate(stale, 1)])
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor=by.id,
        action="cleanup.content_listed",
        subject=f"cleanup:{number}",
        things=len(stale),
    )
    return row


def _item(row: ContentRound, place: int, stale: Stale, now: datetime) -> ContentItem:
    thing = stale.thing
    return ContentItem(
        round_id=row.id,
        position=place,
        kind=thing.kind.value,
        external_id=thing.id[:200],
        title=" ".join(thing.text.split())[:200],
        reason=stale.reason,
        evidence=stale.evidence,
        handle=dict(thing.handle),
        changed_at=now,
    )


async def content_file(row: ContentRound, unlisted: tuple[str, ...] = ()) -> ContentFile:
    items = await ContentItem.filter(round_id=row.id).order_by("position")
    things = tuple(Thing(i.position, i.kind, i.title, i.reason, dict(i.evidence), i.state) for i in items)
    return ContentFile(row.id, row.number, row.state, row.made_at, row.confirmed_name, things, unlisted)


async def find_content(group_id: GroupId, number: int) -> ContentRound:
    """Raises NoSuchNumber."""
    row = await ContentRound.get_or_none(group_id=group_id, number=number)
    if row is None:
        raise NoSuchNumber(number=number)
    return row


async def show_content(group: GroupState, number: int, actor: Actor) -> tuple[str, dict[str, object]]:
    """A template's key and its fields. Raises NoSuchNumber, NotAllowed."""
    if actor.role < Role.ADMIN:
        raise NotAllowed()
    return "cleanup/content", {"round": await content_file(await find_content(group.id, number)), "unlisted": ()}


numbered.register(KIND, show_content)
