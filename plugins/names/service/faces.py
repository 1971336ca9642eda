"""Posing as somebody by their picture: an avatar like an administrator's or a leader's is told, once a picture."""

from datetime import datetime, timedelta

from bot.domain.ids import MemberId
from bot.domain.members import MemberInfo, Role
from bot.domain.regulation import Clause
from bot.effects.accounts import accounts
from bot.governance import permissions, roster, voice
from bot.governance.directory import GroupState
from bot.governance.roster import Member
from bot.governance.standings import Standing, standings
from bot.settings import current
from bot.store import audit
from bot.store.transaction import transaction
from plugins.names.domain.faces import Face, alike, pretenders
from plugins.names.domain.likeness import PICTURE, Guarded, Likeness, Shown
from plugins.names.models import Impersonation

from .avatars import avatars
from .watching import LASTS, clause_of, guarded_in, role_in, shown_of

PLATFORM = "qq"
"""Where an account's number is all that its avatar's address needs."""
KEEPS = timedelta(days=2)


async def look_at_faces(group: GroupState, now: datetime, *, keeps: timedelta = KEEPS) -> None:
    """Everybody's avatar against the guarded ones, asked for where the last look is older than ``keeps``.

    Nothing is asked where no address is set or no clause forbids posing as somebody. Not inside a transaction.
    """
    address, clause = current().avatar_url, clause_of(group)
    platform = accounts.for_group(group)
    if not address or clause is None or platform is None or group.chat.platform != PLATFORM:
        return
    people = {each.member: each for each in await standings(group)}
    members = {each.id: each for each in await roster.members_of(group.id) if each.id.isdecimal()}
    guarded: dict[MemberId, Guarded] = {}
    for each in guarded_in(group, people, members):
        if each.member is not None and _is_certain(group, members[each.member], people.get(each.member)):
            guarded[each.member] = each
    others = {id: shown_of(member, people[id]) for id, member in members.items() if id in people and id not in guarded}
    if not guarded or not others:
        return
    await avatars.look(platform, address, list(guarded), list(others), now=now, keeps=keeps)
    faces = avatars.faces()
    for shown, of in pretenders(faces, guarded.values(), others.values()):
        if await _may_pretend(group, shown.member):
            await _tell(group, shown, of, faces[shown.member], clause, now)


def _is_certain(group: GroupState, member: Member, standing: Standing | None) -> bool:
    """A leader whom only the card calls so may be the very one who poses."""
    return standing is None or standing.linked or role_in(group, member) >= Role.ADMIN


async def _may_pretend(group: GroupState, member: MemberId) -> bool:
    """Neither a program of the platform's nor somebody who became an administrator meanwhile."""
    info = await permissions.standing().info(group.chat, group.account, member)
    return not (isinstance(info, MemberInfo) and (info.is_robot or (info.role or Role.MEMBER) >= Role.ADMIN))


@transaction
async def _tell(group: GroupState, shown: Shown, of: Guarded, face: Face, clause: Clause, now: datetime) -> None:
    if await _was_told(group, shown.member, of, face):
        return
    written, of_id = f"{face.bits:016x}", of.member or ""
    await Impersonation.create(
        group_id=group.id, member_id=shown.member, written=written, of_id=of_id, kind=PICTURE, told_at=now
    )
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor="",
        action="name.like",
        subject=f"member:{shown.member}",
        of=of_id,
        kind=PICTURE,
    )
    called = of.names[0] if of.names else of.real or of_id
    found = Likeness(PICTURE, shown.names[0] if shown.names else shown.member, called, of, disguised=False)
    await voice.tell_administrators(
        group,
        "names/likeness",
        key=f"names:face:{group.id}:{shown.member}:{written}:{now.timestamp():.0f}",
        now=now,
        valid_for=LASTS,
        fields={"member": shown.member, "found": found, "of": of, "clause": clause},
    )


async def _was_told(group: GroupState, member: MemberId, of: Guarded, face: Face) -> bool:
    """The place may save the same picture anew: what looks the same was told."""
    rows = await Impersonation.filter(group_id=group.id, member_id=member, of_id=of.member or "", kind=PICTURE)
    return any(alike(Face(int(row.written, 16), face.colour), face) for row in rows)
