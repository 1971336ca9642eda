"""Choosing the date: members say which of several they can, the best is put to the organiser, who takes one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import MemberId
from bot.domain.members import Actor
from bot.domain.messages import Enclosure, Mention
from bot.effects import schedule
from bot.governance import hours
from bot.governance.directory import GroupState
from bot.store.transaction import after_commit, transaction
from plugins.activities.domain.activity import Activity
from plugins.activities.domain.places import fits
from plugins.activities.domain.poll import MAYBE, NO, YES, Choice, Count, Vote, best, count, voters
from plugins.activities.domain.refusals import Begun, NoSuchChoice, PollClosed, PollTied
from plugins.activities.domain.voting import closes_at
from plugins.activities.models import ActivityRow, DateVote, SignUp, choices_of, parties_of, votes_of

from . import planning
from .opensignups import open_sign_ups
from .records import hold, hold_by_id, must_be_open, must_manage, record, write
from .telling import poster_parts, tell_group

POLL_LASTS = timedelta(days=2)
PICTURE = "activities.poll"


_TIME_TO_VOTE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Voted:
    """What somebody can now, as letters. ``again``: nothing is new."""

    activity: Activity
    yes: str
    maybe: str
    no: str
    again: bool = False


async def open_poll(group: GroupState, row: ActivityRow, actor: Actor, now: datetime) -> Activity:
    """Ask the members for the date. Inside a transaction. Raises Begun where the first date has come."""
    choices = await choices_of(row.id)
    first = min(choice.starts_at for choice in choices)
    if first <= now:
        raise Begun(activity=row.activity())
    length = planning.stated(group, "event.rsvp", "poll", POLL_LASTS)
    until = row.poll_until
    if until is None or until <= now:
        until = _by_day(group, closes_at(now, first, length), now, first)
    activity = await write(row, state="poll", poll_until=until, decided_at=now, decided_by=actor.id)
    after_commit(lambda: open_sign_ups.change(group.id, activity.number, choices=len(choices)))
    await _plan_end(group, activity, until)
    await record(group, activity, "poll_opened", actor.id, now, title=activity.title, choices=len(choices))
    await tell_group(
        group, activity, "activities/poll_announced", "announced", now=now, until=until, choices=choices,
        marker=f"【活动 #{activity.number}】", enclosed=await poster_parts(activity),
    )  # fmt: skip
    return activity


def _by_day(group: GroupState, until: datetime, now: datetime, first: datetime) -> datetime:
    """An end that nobody named does not fall into the night: it comes before it, else after it."""
    if not hours.is_quiet(group, until):
        return until
    here = hours.of(group)
    evening = here.quiet.start_of(until, here.calendar)
    if evening is not None and evening - now > _TIME_TO_VOTE:
        return evening
    morning = hours.next_loud(group, until)
    return morning if morning < first else until


@transaction
async def vote(
    group: GroupState, number: int, votes: Mapping[int, str], *, member: MemberId, name: str, now: datetime
) -> Voted:
    """Keep what somebody can. A mere list of dates takes the place of what they said before; anything else adds to it.

    Raises NoSuchNumber, NotOpen, PollClosed, NoSuchChoice.
    """
    activity = (await hold(group.id, number)).activity()
    must_be_open(activity, "poll")
    if activity.poll_until is None or now >= activity.poll_until:
        raise PollClosed(activity=activity)
    known = {choice.place for choice in await choices_of(activity.id)}
    if not set(votes) <= known:
        raise NoSuchChoice(activity=activity)
    before = {one.place: one.answer for one in await votes_of(activity.id) if one.member == member}
    after = dict(votes) if set(votes.values()) == {YES} else {**before, **votes}
    if after != before:
        await DateVote.filter(activity_id=activity.id, member_id=member).delete()
        rows = [
            DateVote(
                activity_id=activity.id, place=place, member_id=member, member_name=(name or member)[:200],
                answer=answer, voted_at=now,
            )
            for place, answer in sorted(after.items())
        ]  # fmt: skip
        await DateVote.bulk_create(rows)
        answers = {str(place): answer for place, answer in after.items()}
        await record(group, activity, "voted", member, now, votes=answers)
    letters = {
        answer: "、".join(Choice(place, now).letter for place, said in sorted(after.items()) if said == answer)
        for answer in (YES, MAYBE, NO)
    }
    return Voted(activity, letters[YES], letters[MAYBE], letters[NO], again=after == before)


@transaction
async def end_poll(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """The poll is over: put the best date to the organiser. When the last date has come, it is given up."""
    row = await hold_by_id(activity_id)
    if row is None or row.plan != plan or row.state != "poll" or row.poll_until is None or now < row.poll_until:
        return
    counts, votes = await counts_of(row.id)
    last = max(one.choice.starts_at for one in counts)
    organiser = Mention(MemberId(row.organiser_id), row.organiser_name)
    if now >= last:
        activity = await write(row, state="cancelled", decided_at=now)
        await record(group, activity, "poll_lapsed", "", now)
        await tell_group(group, activity, "activities/poll_lapsed", "poll_lapsed", now=now, people=[organiser])
        return
    activity = row.activity()
    await _plan_end(group, activity, last)
    await record(group, activity, "poll_over", "", now, voters=voters(votes))
    await tell_group(
        group, activity, "activities/poll_over", "poll_over", now=now, people=[organiser], until=last, counts=counts,
        best=best(counts, now), voters=voters(votes), enclosed=poll_picture(group, activity),
    )  # fmt: skip


@transaction
async def settle_poll(group: GroupState, number: int, place: int | None, *, actor: Actor, now: datetime) -> Activity:
    """Take a date, the best where none is named: the activity is announced, and who can is signed up.

    Raises NoSuchNumber, NotYours, NotOpen, NoSuchChoice, PollTied, Begun.
    """
    row = await hold(group.id, number)
    must_manage(row.activity(), actor)
    must_be_open(row.activity(), "poll")
    counts, votes = await counts_of(row.id)
    chosen = _chosen(row.activity(), counts, place, now)
    if chosen.starts_at <= now:
        raise Begun(activity=row.activity())
    await planning.unplan(row.activity())
    activity = await write(
        row, state="open", starts_at=chosen.starts_at, ends_at=chosen.ends_at, deadline=None, plan=row.plan + 1,
        poll_until=None,
    )  # fmt: skip
    after_commit(lambda: open_sign_ups.change(group.id, activity.number, choices=0))
    await planning.plan(group, activity, now=now)
    await record(group, activity, "announced", actor.id, now, title=activity.title, chosen=chosen.letter)
    of_it = [one for one in votes if one.place == chosen.place]
    await _sign_up(activity, of_it, now)
    parties = await parties_of(activity.id)
    people = [Mention(one.member, one.name) for one in of_it if one.answer != NO]
    await tell_group(
        group, activity, "activities/poll_settled", "announced", now=now, until=activity.sign_up_until, people=people,
        chosen=chosen, marker=f"【活动 #{activity.number}】", going=[party.name for party in parties if party.going],
        waiting=[party.name for party in parties if not party.going],
        maybe=[one.name for one in of_it if one.answer == MAYBE], enclosed=await poster_parts(activity),
    )  # fmt: skip
    return activity


async def counts_of(activity_id: int) -> tuple[list[Count], list[Vote]]:
    votes = await votes_of(activity_id)
    return count(await choices_of(activity_id), votes), votes


def poll_picture(group: GroupState, activity: Activity) -> tuple[Enclosure, ...]:
    return (Enclosure(PICTURE, {"group": group.id, "activity": activity.id}),)


def _chosen(activity: Activity, counts: list[Count], place: int | None, now: datetime) -> Choice:
    if place is not None:
        found = next((one.choice for one in counts if one.choice.place == place), None)
        if found is None:
            raise NoSuchChoice(activity=activity)
        return found
    leading = best(counts, now)
    if len(leading) != 1:
        raise PollTied(activity=activity, best=leading)
    return leading[0].choice


async def _sign_up(activity: Activity, votes: list[Vote], now: datetime) -> None:
    """In the order of their votes: those who can get places, then stand in line; those who perhaps can are kept so."""
    for one in votes:
        if one.answer == NO:
            continue
        going = one.answer == YES and fits(activity.capacity, await parties_of(activity.id), 1)
        if one.answer == YES and not going and not activity.waits:
            continue
        await SignUp.create(
            activity_id=activity.id, member_id=one.member, member_name=one.name, going=going, answer=one.answer,
            signed_at=now,
        )  # fmt: skip


async def _plan_end(group: GroupState, activity: Activity, due: datetime) -> None:
    key = planning.key(activity, f"do:poll:{due.timestamp():.0f}")
    await schedule.at("activities.poll", key, due, {"activity": activity.id, "plan": activity.plan}, group_id=group.id)
