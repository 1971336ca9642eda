"""The audience of a notice: fixed as rows when it goes out, over all groups it goes to."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.ids import MemberId
from bot.domain.members import Role
from bot.governance import roster
from bot.governance.directory import GroupState
from bot.governance.standings import Standing, standings
from bot.store import bulk
from plugins.notices.domain.addressing import Candidate, Wanted
from plugins.notices.models import Receipt, Recipient, SavedList

from .files import NoticeFile
from .refusals import NobodyAsked

Row = tuple[int, int, MemberId, str, str, int | None]
"""Of Recipient, in the order of ``_COLUMNS``."""
_MOST_AT_ONCE = 500
_COLUMNS = ("notice_id", "place_id", "member_id", "member_name", "department", "person_id")


@dataclass(frozen=True, slots=True)
class AskedHere:
    """Whom the notice asks in one group; ``people`` counts persons, not accounts."""

    group: GroupState
    members: tuple[tuple[MemberId, str], ...]

    @property
    def people(self) -> int:
        return len(self.members)


async def fix_audience(notice: NoticeFile, groups: Sequence[GroupState]) -> tuple[list[AskedHere], int]:
    """Write the recipients; who is asked in each group, and how many persons in all.

    Somebody in several groups is one person: the same account once, two accounts of one person as two
    rows of that person. Groups in which nobody is meant are left out. Raises NobodyAsked.
    """
    wanted = await wanted_by(notice, groups[0].organisation_id) if groups else Wanted()
    found: list[AskedHere] = []
    rows: dict[MemberId, Row] = {}
    for group in groups:
        here, theirs = await asked_in(notice, group, wanted)
        if here is not None:
            found.append(here)
        for row in theirs:
            rows.setdefault(row[2], row)
    if not found or (not rows and not wanted.everybody):
        raise NobodyAsked(departments=notice.departments)
    await write_recipients(list(rows.values()))
    persons = {person if person is not None else member for _, _, member, _, _, person in rows.values()}
    return found, len(persons)


async def asked_in(notice: NoticeFile, group: GroupState, wanted: Wanted) -> tuple[AskedHere | None, list[Row]]:
    """Whom it asks in one group, and their rows, not written; None where nobody is meant there."""
    here = await _fitting_in(group, wanted)
    publishers = {person for member, _, person in here if member == notice.publisher and person is not None}
    meant = [c for c in here if c[0] != notice.publisher and (c[2] is None or c[2] not in publishers)]
    rows = [_recipient(notice, group, someone, person) for _, someone, person in meant]
    if not meant and not wanted.everybody:
        return None, rows
    return AskedHere(group, tuple((MemberId(m), s.name) for m, s, _ in meant)), rows


async def write_recipients(rows: Sequence[Row]) -> None:
    """Whoever has a row of the notice already keeps it: the first group they were found in."""
    await bulk.insert_new(Recipient, _COLUMNS, rows)


async def count_persons(notice_id: int) -> int:
    """How many persons the rows of recipients are."""
    rows = Recipient.filter(notice_id=notice_id)
    alone = await rows.filter(person_id=None).count()
    return alone + len(await rows.filter(person_id__not_isnull=True).distinct().values_list("person_id", flat=True))


async def forget_unasked(notice_id: int) -> None:
    """Take back what was answered before it was known who is asked, by those who are not."""
    said = {str(member) for member in await Receipt.filter(notice_id=notice_id).values_list("member_id", flat=True)}
    for start in range(0, len(said), _MOST_AT_ONCE):
        some = sorted(said)[start : start + _MOST_AT_ONCE]
        asked = Recipient.filter(notice_id=notice_id, member_id__in=some)
        others = set(some) - {str(member) for member in await asked.values_list("member_id", flat=True)}
        if others:
            await Receipt.filter(notice_id=notice_id, member_id__in=sorted(others)).delete()


_Candidate = tuple[MemberId, Standing, int | None]


async def _fitting_in(group: GroupState, wanted: Wanted) -> list[_Candidate]:
    everyone = await standings(group)
    seen = Counter(each.row for each in everyone if each.row is not None)
    administrators = await _administrators(group) if wanted.roles else frozenset[MemberId]()
    found: list[_Candidate] = []
    for each in everyone:
        # two cards with one name may be two people: only a link makes them one
        person = each.row if each.linked or (each.row is not None and seen[each.row] == 1) else None
        in_post = each.person is not None and each.person.state != "departed"
        candidate = Candidate(
            each.member,
            (each.person.department or "") if each.person is not None and in_post else "",
            (each.person.position or "") if each.person is not None and in_post else "",
            each.row,
            each.member in administrators,
        )
        if wanted.fits(candidate):
            found.append((each.member, each, person))
    return found


async def _administrators(group: GroupState) -> Collection[MemberId]:
    told = {m.id for m in await roster.members_of(group.id) if m.role is not None and m.role >= Role.ADMIN}
    return told | {member for member, role in group.grants.items() if role >= Role.ADMIN}


def _recipient(notice: NoticeFile, group: GroupState, someone: Standing, person: int | None) -> Row:
    """In the order of _COLUMNS: a model object for each of a hundred thousand takes longer than writing them."""
    known = someone.person
    department = known.department or "" if known is not None and known.state != "departed" else ""
    return (notice.id, group.id, someone.member, someone.name[:200], department[:100], person)


async def wanted_by(notice: NoticeFile, organisation_id: int) -> Wanted:
    """The audience as it was named, with the saved lists as they are now."""
    departments, members, people = set(notice.departments), set(notice.mentioned), set[int]()
    roles = set(notice.roles)
    for row in await SavedList.filter(organisation_id=organisation_id, name__in=list(notice.lists)):
        departments |= {str(name) for name in row.departments}
        entries: list[dict[str, Any]] = list(row.members)
        for entry in entries:
            if entry.get("id"):
                members.add(MemberId(str(entry["id"])))
            if entry.get("person"):
                people.add(int(entry["person"]))
            if entry.get("role"):
                roles.add(str(entry["role"]))
    if notice.lists and not (departments or members or people or roles):
        raise NobodyAsked(departments=notice.lists)
    return Wanted(frozenset(departments), frozenset(members), frozenset(people), frozenset(roles))


async def department_of(group: GroupState, member: MemberId) -> str:
    """The department of somebody by the roster, "" where it does not know them."""
    for each in await standings(group):
        if each.member == member and each.person is not None and each.person.state != "departed":
            return each.person.department or ""
    return ""
