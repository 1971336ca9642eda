"""Saved audiences: names, departments and positions under one word, for every group of the organisation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.ids import MemberId
from bot.domain.members import Actor
from bot.domain.messages import IncomingMessage, Mention
from bot.domain.people import name_key
from bot.governance import audience
from bot.governance.directory import GroupState
from bot.governance.people import chain, roster_of
from bot.governance.standings import standings
from bot.store import audit
from bot.store.transaction import transaction
from plugins.notices.domain.addressing import Audience, Known, read_name, role_among
from plugins.notices.domain.drafts import written
from plugins.notices.models import SavedList

from .refusals import ListEmpty, ListUnknown

LONGEST_NAME = 20
MOST_LISTS = 100
MOST_ENTRIES = 500


@dataclass(frozen=True, slots=True)
class ListFile:
    """``members`` are the names of people, ``roles`` positions."""

    name: str
    members: tuple[str, ...]
    departments: tuple[str, ...]
    roles: tuple[str, ...]

    @property
    def size(self) -> int:
        return len(self.members) + len(self.departments) + len(self.roles)


@dataclass(frozen=True, slots=True)
class Entries:
    """What is put on a list or taken off it; an entry of a person has ``id`` or ``person``, one of a role ``role``."""

    members: list[dict[str, Any]]
    departments: list[str]


def list_file(row: SavedList) -> ListFile:
    entries: list[dict[str, Any]] = list(row.members)
    return ListFile(
        row.name,
        tuple(str(e["name"]) for e in entries if not e.get("role")),
        tuple(str(d) for d in row.departments),
        tuple(str(e["role"]) for e in entries if e.get("role")),
    )


async def read_entries(group: GroupState, message: IncomingMessage, skip: int) -> Entries:
    """Who is meant by the words after the first ``skip``. Raises ListEmpty naming a word that means nobody."""
    words, mentions = written(message)
    rest = words.split(maxsplit=skip)[skip] if len(words.split(maxsplit=skip)) > skip else ""
    found = Audience()
    known = await _known(group)
    people = await _people(group)
    members: list[dict[str, Any]] = []
    for token in rest.replace("\ue000", " \ue000").replace("\ue001", " ").replace("、", " ").replace("，", " ").split():
        if token.startswith("\ue000"):
            found.members.append(mentions[int(token[1:])])
        elif (person := people.get(name_key(token.lstrip("@＠")))) is not None:
            members.append(person)
        elif not read_name(token, known, found) or found.groups:
            raise ListEmpty(word=token)
    members += [_of_member(people, mention) for mention in found.members]
    members += [{"role": role, "name": role} for role in found.roles]
    if not members and not found.departments:
        raise ListEmpty(word="")
    return Entries(members, found.departments)


async def _known(group: GroupState) -> Known:
    positions = {p.position for p in (await roster_of(group.organisation_id)).people if p.position}
    departments = await audience.departments(group)
    return Known(department=departments.resolve, role=lambda word: role_among(word, positions))


async def _people(group: GroupState) -> dict[str, dict[str, Any]]:
    """By name, of members here and of the roster; a name that two have is nobody's."""
    found: dict[str, dict[str, Any] | None] = {}
    for each in await standings(group):
        entry = {"id": each.member, "name": each.name, "person": each.row}
        names = {name_key(each.name), *({name_key(each.person.name)} if each.person is not None else ())}
        for name in names:
            found[name] = None if name in found else entry
    roster = await roster_of(group.organisation_id)
    here = {entry["person"] for entry in found.values() if entry is not None}
    for person in roster.people:
        row = roster.row_of(person)
        if person.state != "departed" and row not in here:
            name = name_key(person.name)
            found[name] = None if name in found else {"id": "", "name": person.name, "person": row}
    return {name: entry for name, entry in found.items() if entry is not None}


def _of_member(people: dict[str, dict[str, Any]], mention: Mention) -> dict[str, Any]:
    entry = next((e for e in people.values() if e["id"] == mention.user), None)
    return entry or {"id": MemberId(mention.user), "name": mention.name or mention.user, "person": None}


@transaction
async def add_to_list(group: GroupState, name: str, entries: Entries, *, by: Actor, now: datetime) -> ListFile:
    """Make the list where there is none. Raises ListEmpty for a name or a number of entries that is too long."""
    row = await SavedList.get_or_none(organisation_id=group.organisation_id, name=name)
    if row is None:
        if len(name) > LONGEST_NAME or await _count(group) >= MOST_LISTS:
            raise ListEmpty(word=name)
        row = SavedList(
            organisation_id=group.organisation_id, name=name, members=[], departments=[], made_by=by.id, made_at=now
        )
    members: list[dict[str, Any]] = list(row.members)
    members += [entry for entry in entries.members if not any(_same(entry, other) for other in members)]
    row.members = members[:MOST_ENTRIES]
    row.departments = list(dict.fromkeys([*row.departments, *entries.departments]))
    await row.save()
    await _note(group, "list.added", name, by, now)
    return list_file(row)


@transaction
async def take_off_list(group: GroupState, name: str, entries: Entries, *, by: Actor, now: datetime) -> ListFile:
    """Raises ListUnknown."""
    row = await _found(group, name)
    members: list[dict[str, Any]] = list(row.members)
    row.members = [entry for entry in members if not any(_same(entry, other) for other in entries.members)]
    row.departments = [each for each in row.departments if each not in entries.departments]
    await row.save()
    await _note(group, "list.taken_off", name, by, now)
    return list_file(row)


@transaction
async def delete_list(group: GroupState, name: str, *, by: Actor, now: datetime) -> None:
    """Raises ListUnknown."""
    await (await _found(group, name)).delete()
    await _note(group, "list.deleted", name, by, now)


async def show_list(group: GroupState, name: str) -> ListFile:
    """Raises ListUnknown."""
    return list_file(await _found(group, name))


async def all_lists(group: GroupState) -> list[ListFile]:
    """By name."""
    return [list_file(row) for row in await SavedList.filter(organisation_id=group.organisation_id).order_by("name")]


async def _count(group: GroupState) -> int:
    return await SavedList.filter(organisation_id=group.organisation_id).count()


async def _found(group: GroupState, name: str) -> SavedList:
    row = await SavedList.get_or_none(organisation_id=group.organisation_id, name=name)
    if row is None:
        raise ListUnknown(name=name)
    return row


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return any(one.get(key) and one.get(key) == other.get(key) for key in ("id", "person", "role"))


async def _note(group: GroupState, action: str, name: str, by: Actor, now: datetime) -> None:
    organisation = chain(group.organisation_id)
    await audit.record(organisation, at=now, actor=by.id, action=action, subject=f"list:{name}", group=group.id)
