"""Which groups a notice goes to, and who may send it there."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor, Role
from bot.governance import permissions
from bot.governance.directory import GroupState, directory
from plugins.notices.domain.addressing import EVERYWHERE, HERE
from plugins.notices.models import Notice

from .drafting import know_members
from .files import notice_file
from .refusals import ManagedElsewhere, NotAdministratorThere


def group_ids(home: GroupState, named: Iterable[str]) -> list[int]:
    """The groups that were named, each once; none at all where it is the home group alone."""
    found: list[int] = []
    for name in named:
        if name == HERE:
            found.append(home.id)
        elif name == EVERYWHERE:
            found += [home.id, *(group.id for group in directory.of_organisation(home.organisation_id))]
        else:
            found.append(int(name))
    unique = list(dict.fromkeys(found))
    return [] if unique == [home.id] else unique


def targets(home: GroupState, ids: Sequence[int]) -> list[GroupState]:
    """The groups it is published in, those enabled now; no ids is the home group."""
    if not ids:
        return [home]
    found = [home if each == home.id else directory.get(GroupId(each)) for each in ids]
    return [group for group in found if group is not None and group.organisation_id == home.organisation_id]


async def lacking(home: GroupState, ids: Sequence[int], member: MemberId) -> list[GroupState] | None:
    """The groups among them, home included, where this member is no administrator; None: it cannot be known now."""
    found: list[GroupState] = []
    unknown = False
    for group in {each.id: each for each in (home, *targets(home, ids))}.values():
        role = await permissions.standing().role(group, group.chat, group.account, member)
        unknown = unknown or role is None
        if role is not None and role < Role.ADMIN:
            found.append(group)
    return None if unknown and not found else found


async def require_power(home: GroupState, ids: Sequence[int], actor: Actor) -> None:
    """An administrator at home must be one in every further group too. Raises NotAdministratorThere."""
    others = [each for each in ids if each != home.id]
    if others and actor.role < Role.SUPERUSER:
        missing = await lacking(home, others, actor.id)
        if missing is None or missing:
            raise NotAdministratorThere(groups=[group.name for group in missing or targets(home, others)])


async def know_everybody(home: GroupState, ids: Sequence[int], now: datetime) -> None:
    """Have the member lists of all groups it goes to."""
    for group in targets(home, ids):
        await know_members(group, now)


def require_home(group: GroupState, row: Notice) -> None:
    """What is kept in another group is managed there. Raises ManagedElsewhere."""
    if row.group_id == group.id:
        return
    home = directory.get(GroupId(row.group_id))
    raise ManagedElsewhere(group=home.name if home is not None else "", number=notice_file(row).number)
