"""Signing up: the one place where places are given to who asks for them."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import MemberId
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.activities.domain.activity import MOST_GUESTS, Activity
from plugins.activities.domain.places import Party, fits, fits_newcomer, places_left, position
from plugins.activities.domain.refusals import AlreadySignedUp, Full, NoGuests, PartyTooLarge, SignUpClosed
from plugins.activities.models import SignUp, parties_of

from .offers import move_up, note_offers
from .records import hold, must_be_open, record


@dataclass(frozen=True, slots=True)
class Joined:
    """``position`` on the waiting list, None with a place; ``left`` places after it, None without limit.

    ``accepted``: the place had been offered, or fell to somebody who waited.
    """

    activity: Activity
    guests: int
    position: int | None
    left: int | None
    changed: bool = False
    accepted: bool = False


@transaction
async def join(
    group: GroupState, number: int, *, member: MemberId, name: str, guests: int | None, now: datetime
) -> Joined:
    """Give the member and their guests places, or the end of the waiting list; take the place that was offered.

    ``guests`` None is "not said": a second sign-up is then refused, with a number it changes the
    party. Raises NoSuchNumber, NotOpen, SignUpClosed, AlreadySignedUp, PartyTooLarge, NoGuests, Full.
    """
    row = await hold(group.id, number)
    activity = row.activity()
    must_be_open(activity)
    parties = await parties_of(activity.id)
    mine = next((party for party in parties if party.member == member), None)
    has_offer = mine is not None and mine.offered_until is not None and now < activity.starts_at
    if now >= activity.sign_up_until and not has_offer:
        raise SignUpClosed(activity=activity)
    _check_guests(group, activity, parties, guests)
    if mine is not None:
        return await _once_more(group, activity, parties, mine, guests, now)
    return await _anew(group, activity, parties, member, name, guests or 0, now)


async def _anew(
    group: GroupState, activity: Activity, parties: list[Party], member: MemberId, name: str, guests: int, now: datetime
) -> Joined:
    has_place = fits_newcomer(activity.capacity, parties, 1 + guests)
    if not has_place and not activity.waits:
        raise Full(activity=activity, left=places_left(activity.capacity, parties))
    # an earlier "no" or "perhaps" is forgotten: who comes anew stands last in line
    await SignUp.filter(activity_id=activity.id, member_id=member).delete()
    await SignUp.create(
        activity_id=activity.id, member_id=member, member_name=(name or member)[:200], guests=guests, going=has_place,
        signed_at=now,
    )  # fmt: skip
    await record(group, activity, "joined", member, now, guests=guests, waiting=not has_place)
    return await standing_of(activity, member, guests)


async def _once_more(
    group: GroupState, activity: Activity, parties: list[Party], mine: Party, guests: int | None, now: datetime
) -> Joined:
    """The place that was offered is taken, or the party changes."""
    wanted = mine.guests if guests is None else guests
    others = [party for party in parties if party.member != mine.member]
    if mine.has_place and not fits(activity.capacity, others, 1 + wanted):
        raise PartyTooLarge(activity=activity, left=places_left(activity.capacity, parties), most=MOST_GUESTS)
    takes = mine.offered_until is not None or (mine.missed and fits_newcomer(activity.capacity, others, 1 + wanted))
    if not takes and wanted == mine.guests:
        raise AlreadySignedUp(activity=activity, guests=mine.guests, position=position(parties, mine.member))
    going = mine.going or takes
    await SignUp.filter(activity_id=activity.id, member_id=mine.member).update(
        guests=wanted, going=going, offered_until=None, missed=mine.missed and not going
    )
    await record(group, activity, "offer_taken" if takes else "party_changed", mine.member, now, guests=wanted)
    await move_up(group, activity, now, silent_for=mine.member)
    await note_offers(activity)
    return await standing_of(activity, mine.member, wanted, changed=not takes, accepted=takes)


def _check_guests(group: GroupState, activity: Activity, parties: list[Party], guests: int | None) -> None:
    stated = group.regulation.number("event.rsvp", "guests", MOST_GUESTS) if group.regulation else MOST_GUESTS
    most = min(MOST_GUESTS, stated if activity.most_guests is None else activity.most_guests)
    wanted = guests or 0
    if wanted and most == 0:
        raise NoGuests(activity=activity)
    if wanted > most or (activity.capacity is not None and 1 + wanted > activity.capacity):
        raise PartyTooLarge(activity=activity, left=places_left(activity.capacity, parties), most=most)


async def standing_of(
    activity: Activity, member: MemberId, guests: int, *, changed: bool = False, accepted: bool = False
) -> Joined:
    """What somebody who signed up is told: a place, or the position on the waiting list."""
    parties = await parties_of(activity.id)
    left = places_left(activity.capacity, parties)
    return Joined(activity, guests, position(parties, member), left, changed, accepted)
