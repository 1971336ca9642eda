"""The waiting list moves up: a free place is offered to who waits longest, for a time; then to the next."""

from datetime import datetime, timedelta

from bot.domain.ids import MemberId
from bot.effects import schedule
from bot.governance import hours
from bot.governance.directory import GroupState
from bot.store.transaction import after_commit, transaction
from plugins.activities.domain.activity import Activity
from plugins.activities.domain.places import Party, moving_up, offer_ends, offered
from plugins.activities.models import ActivityRow, SignUp, parties_of

from . import planning
from .opensignups import open_sign_ups
from .records import hold_by_id, record
from .telling import mentions, tell_group

OFFER_LASTS = timedelta(hours=2)
AFTER_QUIET = timedelta(minutes=30)
"""An offer that would end in the quiet hours is held until so long after them."""
_AT_ONCE = ("0", "none", "直接")


async def move_up(group: GroupState, activity: Activity, now: datetime, *, silent_for: str = "") -> list[Party]:
    """Offer free places to the waiting and tell them. Inside the transaction that holds the activity.

    The time does not run in the quiet hours; close to the start a place is given at once.
    """
    moving = moving_up(activity.capacity, await parties_of(activity.id))
    if moving and not activity.has_begun(now):
        until = _held_until(group, activity, now)
        kind = "moved_up" if until is None else "place_offered"
        for party in moving:
            own = until if party.member != silent_for else None
            await SignUp.filter(activity_id=activity.id, member_id=party.member).update(
                going=own is None, offered_until=own, missed=False
            )
            await record(group, activity, kind if own == until else "moved_up", party.member, now)
        if until is not None:
            await _plan_end(group, activity, until)
        await _tell(group, activity, kind, [party for party in moving if party.member != silent_for], now, until)
    else:
        moving = []
    await note_offers(activity)
    return moving


async def note_offers(activity: Activity) -> None:
    """The index learns after the commit who has been offered a place."""
    people = frozenset(MemberId(party.member) for party in offered(await parties_of(activity.id)))
    after_commit(lambda: open_sign_ups.change(activity.group_id, activity.number, offered=people))


@transaction
async def end_offers(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """Offers whose time is over go to the next. ``plan`` does not matter: an offer outlives a change of times."""
    row = await hold_by_id(activity_id)
    if row is None or row.state != "open":
        return
    activity = row.activity()
    over = [
        party
        for party in offered(await parties_of(activity.id))
        if party.offered_until is not None and party.offered_until <= now
    ]
    for party in over:
        await SignUp.filter(activity_id=activity.id, member_id=party.member).update(offered_until=None, missed=True)
        await record(group, activity, "offer_missed", party.member, now)
    if activity.has_begun(now):
        await note_offers(activity)
        return
    await _tell(group, activity, "offer_missed", over, now, None)
    await move_up(group, activity, now)


async def offers_follow(group: GroupState, activity: Activity, now: datetime) -> None:
    """The activity's time was changed: no offer is held beyond its start."""
    held = offer_ends(now, activity.starts_at, OFFER_LASTS) or activity.starts_at
    late = SignUp.filter(activity_id=activity.id, offered_until__gt=activity.starts_at)
    if await late.update(offered_until=held):
        await _plan_end(group, activity, held)


def _held_until(group: GroupState, activity: Activity, now: datetime) -> datetime | None:
    """None: the place is given at once. The time runs when people are awake, if there is enough until the start."""
    said = group.regulation.text.parameter("event.rsvp", "offer") if group.regulation is not None else ""
    length = timedelta() if said in _AT_ONCE else planning.stated(group, "event.rsvp", "offer", OFFER_LASTS)
    until = offer_ends(now, activity.starts_at, length)
    awake = offer_ends(hours.next_loud(group, now), activity.starts_at, length)
    until = awake if until is not None and awake is not None else until
    if until is None or not hours.is_quiet(group, until):
        return until
    later = hours.next_loud(group, until) + AFTER_QUIET
    return later if later <= activity.starts_at - AFTER_QUIET else until


async def _plan_end(group: GroupState, activity: Activity, until: datetime) -> None:
    payload = {"activity": activity.id, "plan": activity.plan}
    key = f"activity:{activity.id}:offers:{until.timestamp():.3f}"
    await schedule.at("activities.offer", key, until, payload, group_id=group.id)


async def _tell(
    group: GroupState, activity: Activity, kind: str, people: list[Party], now: datetime, until: datetime | None
) -> None:
    if not people:
        return
    (turn,) = await ActivityRow.filter(id=activity.id).values_list("touched", flat=True)
    await tell_group(
        group, activity, f"activities/{kind}", f"{kind}:{turn}", now=now, people=mentions(people),
        until=until or activity.over_at, by_name=True, held_until=until,
    )  # fmt: skip
