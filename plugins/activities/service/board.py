"""An activity as a picture: who comes by department, who waits, who may come, who does not; and how a vote stands."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor, Role
from bot.domain.messages import Enclosure
from bot.effects import enclosures
from bot.effects.enclosures import Handout
from bot.governance import zone
from bot.governance.directory import GroupState, directory
from bot.governance.standings import standings
from bot.papers import Board, Section, Tile, Tone, draw
from bot.texts import render
from plugins.activities.domain.activity import Activity
from plugins.activities.domain.places import Party, going, offered, places_left, taken, waiting
from plugins.activities.domain.poll import MAYBE, NO, Count, best, voters
from plugins.activities.models import ActivityRow, find, others_of, parties_of

from .polls import PICTURE as POLL_PICTURE
from .polls import counts_of, poll_picture

STATUS_PICTURE = "activities.status"
FEWEST = 6
"""Fewer names than these are read faster as a line of text."""


async def picture_for(group: GroupState, number: int, viewer: Actor) -> tuple[Enclosure, ...]:
    """The picture for whoever is shown names: the organiser and the administrators; of a vote, for all."""
    row = await find(group.id, number)
    if row is None or row.state not in ("open", "poll"):
        return ()
    if row.state == "poll":
        return poll_picture(group, row.activity())
    if viewer.id != row.organiser_id and viewer.role < Role.ADMIN:
        return ()
    answered = len(await parties_of(row.id)) + len(await others_of(row.id, MAYBE)) + len(await others_of(row.id, NO))
    return (Enclosure(STATUS_PICTURE, {"group": group.id, "activity": row.id}),) if answered >= FEWEST else ()


async def status_board(group: GroupState, row: ActivityRow, now: datetime) -> Board:
    """Figures and names of an open activity."""
    activity, parties = row.activity(), await parties_of(row.id)
    maybe, no = await others_of(row.id, MAYBE), await others_of(row.id, NO)
    departments = {one.member: one.person.department or "" for one in await standings(group) if one.person is not None}
    left = places_left(activity.capacity, parties)
    lists = (
        ("going", going(parties), Tone.GOOD),
        ("offered", offered(parties), Tone.LATE),
        ("waiting", waiting(parties), Tone.LATE),
        ("maybe", maybe, Tone.PLAIN),
        ("no", no, Tone.BAD),
    )
    return Board(
        title=_text("title", activity=activity),
        subtitle=_text("subtitle", activity=activity),
        tiles=(
            Tile(_text("going"), str(taken(parties)), Tone.GOOD),
            *((Tile(_text("left"), str(left), Tone.PLAIN if left else Tone.LATE),) if left is not None else ()),
            Tile(_text("maybe"), str(len(maybe))),
            Tile(_text("no"), str(len(no)), Tone.BAD if no else Tone.PLAIN),
        ),
        progress=(min(taken(parties), activity.capacity), activity.capacity) if activity.capacity else None,
        sections=tuple(
            Section.of(_listed(of, people), _by_department(people, departments), tone)
            for of, people, tone in lists
            if people
        ),
        footer=_text("footer", now=zone.local(now)),
    )


def poll_board(activity: Activity, counts: list[Count], voted: int, now: datetime) -> Board:
    """A section for each date, the best in green."""
    leading = {one.choice.place for one in best(counts, now)}
    return Board(
        title=_text("title", activity=activity),
        subtitle=_text("poll", activity=activity),
        tiles=tuple(
            Tile(one.choice.letter, str(len(one.yes)), Tone.GOOD if one.choice.place in leading else Tone.PLAIN)
            for one in counts
        ),
        sections=tuple(_poll_section(one, one.choice.place in leading) for one in counts),
        footer=_text("voted", count=voted, now=zone.local(now)),
    )


def _poll_section(one: Count, leads: bool) -> Section:
    lists = (("yes", one.yes), ("maybe", one.maybe), ("cannot", one.no))
    people = [(_text(of), name) for of, names in lists for name in names]
    return Section.of(_text("choice", one=one), people, Tone.GOOD if leads else Tone.PLAIN)


def _listed(of: str, people: Iterable[Party]) -> str:
    return _text("list", of=of, count=sum(party.people for party in people))


def _by_department(people: Iterable[Party], departments: Mapping[MemberId, str]) -> list[tuple[str, str]]:
    """Departments in the order in which their first member answered, those without one last."""
    named = [
        (departments.get(one.member, ""), f"{one.name} +{one.guests}" if one.guests else one.name) for one in people
    ]
    order = list(dict.fromkeys(department for department, _ in named if department))
    return sorted(named, key=lambda one: order.index(one[0]) if one[0] else len(order))


async def _status(about: Mapping[str, Any], now: datetime) -> Handout | None:
    group, row = await _found(about)
    if group is None or row is None:
        return None
    return Handout(f"activity-{row.number}.png", await draw(await status_board(group, row, now)))


async def _poll(about: Mapping[str, Any], now: datetime) -> Handout | None:
    group, row = await _found(about)
    if group is None or row is None:
        return None
    counts, votes = await counts_of(row.id)
    return Handout(f"poll-{row.number}.png", await draw(poll_board(row.activity(), counts, voters(votes), now)))


async def _found(about: Mapping[str, Any]) -> tuple[GroupState | None, ActivityRow | None]:
    row = await ActivityRow.get_or_none(id=int(about["activity"]), group_id=int(about["group"]))
    return directory.get(GroupId(int(about["group"]))), row


def _text(part: str, **fields: Any) -> str:
    return render("activities/board", part=part, **fields)


enclosures.register(STATUS_PICTURE, _status)
enclosures.register(POLL_PICTURE, _poll)
