"""Who is in which groups under which name, and who is on leave: for counting over many groups at once."""

from collections.abc import Collection

from tortoise.functions import Count

from bot.domain.ids import GroupId, MemberId
from bot.governance.people import roster_of
from bot.store import models

_MOST_AT_ONCE = 500


async def names_in(groups: Collection[GroupId]) -> dict[MemberId, str]:
    """Everybody present in any of the groups; somebody in several is named as in the first."""
    found: dict[MemberId, str] = {}
    wanted = sorted(groups)
    for start in range(0, len(wanted), _MOST_AT_ONCE):
        rows = models.Membership.filter(group_id__in=wanted[start : start + _MOST_AT_ONCE], left_at=None)
        for member, card, nickname in await rows.order_by("id").values_list("member_id", "card", "nickname"):
            found.setdefault(MemberId(member), card or nickname or member)
    return found


async def sizes_of(groups: Collection[GroupId]) -> dict[GroupId, int]:
    """How many are present in each of the groups; one where nobody is known is not in it."""
    found: dict[GroupId, int] = {}
    wanted = sorted(groups)
    for start in range(0, len(wanted), _MOST_AT_ONCE):
        rows = models.Membership.filter(group_id__in=wanted[start : start + _MOST_AT_ONCE], left_at=None)
        counted = rows.annotate(people=Count("id")).group_by("group_id").values_list("group_id", "people")
        found |= {GroupId(int(str(group))): int(str(people)) for group, people in await counted}
    return found


async def persons_on_leave(organisation_id: int) -> frozenset[int]:
    """The rows of the roster's people who are on leave now; nearly always few."""
    roster = await roster_of(organisation_id)
    return frozenset(roster.row_of(person) for person in roster.people if person.state == "on_leave")


async def members_of_persons(persons: Collection[int]) -> frozenset[MemberId]:
    """Accounts that are linked with these people, in whatever group."""
    if not persons:
        return frozenset()
    rows = models.Membership.filter(person_id__in=sorted(persons)[:_MOST_AT_ONCE], left_at=None)
    return frozenset(MemberId(str(member)) for member in await rows.values_list("member_id", flat=True))


async def accounts_of_person(person: int, platform: str) -> list[tuple[GroupId, MemberId]]:
    """Where somebody of the roster is a present member of a group of this platform, and as whom."""
    rows = models.Membership.filter(person_id=person, left_at=None, group__platform=platform).order_by("id")
    return [
        (GroupId(group), MemberId(str(member))) for group, member in await rows.values_list("group_id", "member_id")
    ]
