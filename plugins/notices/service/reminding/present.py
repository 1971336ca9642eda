"""How a notice stands in one of its groups, without reading those of the others: it may have gone to hundreds."""

from dataclasses import dataclass

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from bot.domain.ids import GroupId, MemberId
from bot.governance import whereabouts
from bot.governance.directory import GroupState
from plugins.notices.domain.tally import Answer, Asked, tally
from plugins.notices.models import Notice, Receipt, Recipient

_CHUNK = 500
_COLUMNS = ("id", "member_id", "member_name", "department", "person_id", "place_id")


@dataclass(frozen=True, slots=True)
class Standing:
    """Those reached in this group: ``missing`` have not answered, ``away`` have not and are on leave."""

    missing: tuple[Asked, ...]
    away: tuple[Asked, ...]


async def standing_in(group: GroupState, row: Notice) -> Standing:
    """As the tally of the whole notice has it: a person with several accounts is one, reached in one group only."""
    found = {each[0]: each for each in await _reached_here(group, row).values_list(*_COLUMNS)}
    persons = sorted({each[4] for each in found.values() if each[4] is not None})
    for start in range(0, len(persons), _CHUNK):
        twins = Recipient.filter(notice_id=row.id, person_id__in=persons[start : start + _CHUNK])
        found |= {each[0]: each for each in await twins.values_list(*_COLUMNS)}
    recipients = [found[number] for number in sorted(found)]
    places = {GroupId(each[5] if each[5] is not None else row.group_id) for each in recipients} | {group.id}
    here = await whereabouts.names_in(places)
    leave = await whereabouts.persons_on_leave(group.organisation_id)
    resting = await whereabouts.members_of_persons(leave)
    asked = [
        Asked(
            MemberId(member),
            here.get(MemberId(member), str(name)),
            department,
            not here or member in here,
            person,
            GroupId(place if place is not None else row.group_id),
            person in leave or member in resting,
        )
        for _, member, name, department, person, place in recipients
    ]
    result = tally(asked, await _answers(row, [person.member for person in asked]))
    return Standing(
        tuple(person for person in result.missing if person.place == group.id),
        tuple(person for person in result.away if person.place == group.id),
    )


def _reached_here(group: GroupState, row: Notice) -> QuerySet[Recipient]:
    """Rows without a place are of the notice's own group."""
    here = Q(place_id=group.id)
    return Recipient.filter(here | Q(place_id=None) if group.id == row.group_id else here, notice_id=row.id)


async def _answers(row: Notice, members: list[MemberId]) -> list[Answer]:
    found: list[Answer] = []
    for start in range(0, len(members), _CHUNK):
        receipts = Receipt.filter(
            notice_id=row.id, version__gte=row.asked_version, member_id__in=members[start : start + _CHUNK]
        )
        for member, name, at, late in await receipts.values_list("member_id", "member_name", "answered_at", "late"):
            found.append(Answer(MemberId(member), name, at, late))
    return found
