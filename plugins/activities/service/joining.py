"""Signing up and withdrawing: the one place where places are given."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.activities.domain.activity import MOST_GUESTS, Activity
from plugins.activities.domain.places import Party, fits, moving_up, places_left, position
from plugins.activities.domain.refusals import AlreadySignedUp, Begun, NotSignedUp, PartyTooLarge, SignUpClosed
from plugins.activities.models import ActivityRow, SignUp, parties_of

from .records import hold, must_be_open, record
from .telling import mentions, tell_group


@dataclass(frozen=True, slots=True)
class Joined:
    """``position`` on the waiting list, None with a place; ``left`` places after it, None without limit."""

    activity: Activity
    guests: int
    position: int | None
    left: int | None
    changed: bool = False


@transaction
async def join(
    group: GroupState, number: int, *, member: MemberId, name: str, guests: int | None, now: datetime
) -> Joined:
    """Give the member and their guests places, or the end of the waiting list.

    ``guests`` None is "not said": a second sign-up is then refused, with a number it changes the
    party. Raises NoSuchNumber, NotOpen, SignUpClosed, AlreadySignedUp, PartyTooLarge.
    """
    row = await hold(group.id, number)
    activity = row.activity()
    must_be_open(activity)
    if now >= activity.sign_up_until:
        raise SignUpClosed(activity=activity)
    parties = await parties_of(activity.id)
    mine = next((party for party in parties if party.member == member), None)
    wanted = guests or 0
    if wanted > MOST_GUESTS or (activity.capacity is not None and 1 + wanted > activity.capacity):
        raise PartyTooLarge(activity=activity, left=places_left(activity.capacity, parties), most=MOST_GUESTS)
    if mine is not None:
        return await _change_party(group, activity, parties, mine, guests, now)
    has_place = fits(activity.capacity, parties, 1 + wanted)
    await SignUp.create(
        activity_id=activity.id, member_id=member, member_name=(name or member)[:200], guests=wanted, going=has_place,
        signed_at=now,
    )  # fmt: skip
    await record(group, activity, "joined", member, now, guests=wanted, waiting=not has_place)
    return await standing_of(activity, member, wanted)


async def _change_party(
    group: GroupState, activity: Activity, parties: list[Party], mine: Party, guests: int | None, now: datetime
) -> Joined:
    if guests is None or guests == mine.guests:
        raise AlreadySignedUp(activity=activity, guests=mine.guests, position=position(parties, mine.member))
    others = [party for party in parties if party.member != mine.member]
    if mine.going and not fits(activity.capacity, others, 1 + guests):
        raise PartyTooLarge(activity=activity, left=places_left(activity.capacity, parties), most=MOST_GUESTS)
    await SignUp.filter(activity_id=activity.id, member_id=mine.member).update(guests=guests)
    await record(group, activity, "party_changed", mine.member, now, guests=guests)
    await move_up(group, activity, now, silent_for=mine.member)
    return await standing_of(activity, mine.member, guests, changed=True)


async def standing_of(activity: Activity, member: MemberId, guests: int, *, changed: bool = False) -> Joined:
    """What somebody who signed up is told: a place, or the position on the waiting list."""
    parties = await parties_of(activity.id)
    left = places_left(activity.capacity, parties)
    return Joined(activity, guests, position(parties, member), left, changed)


@transaction
async def withdraw(group: GroupState, number: int, *, member: MemberId, now: datetime) -> Activity:
    """Give the places back until the start; whoever of the waiting fits moves up and is told.

    Raises NoSuchNumber, NotOpen, Begun, NotSignedUp.
    """
    row = await hold(group.id, number)
    activity = row.activity()
    must_be_open(activity)
    if activity.has_begun(now):
        raise Begun(activity=activity)
    if not await SignUp.filter(activity_id=activity.id, member_id=member).delete():
        raise NotSignedUp(activity=activity)
    await record(group, activity, "withdrawn", member, now)
    await move_up(group, activity, now)
    return activity


async def move_up(group: GroupState, activity: Activity, now: datetime, *, silent_for: str = "") -> list[Party]:
    """Give free places to the waiting and tell them. Inside the transaction that holds the activity."""
    moved = moving_up(activity.capacity, await parties_of(activity.id))
    for party in moved:
        await SignUp.filter(activity_id=activity.id, member_id=party.member).update(going=True)
        await record(group, activity, "moved_up", party.member, now)
    told = mentions(moved, but=silent_for)
    if told:
        (turn,) = await ActivityRow.filter(id=activity.id).values_list("touched", flat=True)
        await tell_group(
            group,
            activity,
            "activities/moved_up",
            f"moved_up:{turn}",
            now=now,
            people=told,
            until=activity.over_at,
            by_name=True,
        )
    return moved


async def leave_all(group: GroupState, member: MemberId, *, now: datetime) -> None:
    """Somebody left the group: their places in activities to come are given to others."""
    rows = await SignUp.filter(member_id=member, activity__group_id=group.id, activity__state="open")
    ids = [int(row.activity_id) for row in rows]  # type: ignore[attr-defined]
    for coming in await ActivityRow.filter(id__in=ids, starts_at__gt=now):
        with suppress(Refusal):  # closed or withdrawn meanwhile
            await withdraw(group, coming.number, member=member, now=now)
