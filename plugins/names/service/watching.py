"""Posing as somebody: a card or nickname like an administrator's or a leader's is told at once, once."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from bot.domain.cards import has_real_name, name_pieces
from bot.domain.ids import GroupId, MemberId
from bot.domain.members import SYSTEM, MemberInfo, Role
from bot.domain.regulation import Clause
from bot.effects import schedule
from bot.governance import cases, permissions, roster, voice
from bot.governance.cases import Accused, Breach
from bot.governance.directory import GroupState, directory
from bot.governance.roster import Member
from bot.governance.standings import Standing, standings
from bot.store import audit
from bot.store.transaction import transaction
from bot.texts import render
from plugins.names.domain.likeness import SAME, Guard, Guarded, Likeness, Shown, leads
from plugins.names.models import Impersonation, WrongCard

CODE = "conduct.impersonation"
LASTS = timedelta(hours=24)
SOON = timedelta(seconds=3)
_ASKED_FOR = 20
"""Newcomers whose nickname is asked for at once; the others have theirs with the next look at the list."""
_SHARED = 3
"""A part that so many members have in their names is a department or a company, nobody's name."""


async def look_at(group: GroupState, member: MemberId, now: datetime, *, shown: str = "") -> None:
    """One member's names against the guarded ones. ``shown``: a name newer than the store's."""
    clause = clause_of(group)
    if clause is None:
        return
    people = {each.member: each for each in await standings(group)}
    members = {each.id: each for each in await roster.members_of(group.id)}
    if member in members:
        guard = Guard(guarded_in(group, people, members))
        await _tell_if_like(group, guard, shown_of(members[member], people.get(member), shown), clause, now)


async def plan_look(group: GroupState, now: datetime) -> None:
    """Somebody came: all who come within some seconds are looked at together."""
    if clause_of(group) is None:
        return
    due = now + SOON
    key = f"names:look:{group.id}:{int(due.timestamp()) // int(SOON.total_seconds())}"
    await schedule.at("names.look", key, due, {}, group_id=group.id, valid_until=due + LASTS)


async def look_at_arrivals(group: GroupState, now: datetime) -> None:
    """Events of coming tell no nickname: the platform is asked for those without one. Not inside a transaction."""
    named: dict[MemberId, str] = {}
    for member in await roster.members_of(group.id):
        if not (member.card or member.nickname) and len(named) < _ASKED_FOR:
            info = await permissions.standing().info(group.chat, group.account, member.id)
            if isinstance(info, MemberInfo):
                named[member.id] = info.card or info.nickname
    await look_at_all(group, now, named)


async def look_at_all(group: GroupState, now: datetime, named: Mapping[MemberId, str] | None = None) -> None:
    """Everybody's names, for changes that no event told of. ``named``: names newer than the store's."""
    clause = clause_of(group)
    if clause is None:
        return
    people = {each.member: each for each in await standings(group)}
    members = {each.id: each for each in await roster.members_of(group.id)}
    guard = Guard(guarded_in(group, people, members))
    for member in members.values():
        if member.id in people:
            await _tell_if_like(
                group, guard, shown_of(member, people.get(member.id), (named or {}).get(member.id, "")), clause, now
            )


@transaction
async def forget(group_id: GroupId, member: MemberId) -> None:
    """Somebody is gone: should they come back under that name it is told again."""
    await Impersonation.filter(group_id=group_id, member_id=member).delete()


@transaction
async def erase(organisation_id: int, platform: str, account: MemberId) -> None:
    """Nothing is kept about this account's names."""
    for group in directory.of_organisation(organisation_id):
        if group.chat.platform == platform:
            await Impersonation.filter(group_id=group.id, member_id=account).delete()
            await Impersonation.filter(group_id=group.id, of_id=account).delete()
            await WrongCard.filter(group_id=group.id, member_id=account).delete()


def clause_of(group: GroupState) -> Clause | None:
    """What forbids posing as somebody; None where nothing does."""
    return group.regulation.clause(CODE) if group.regulation is not None else None


def shown_of(member: Member, standing: Standing | None, newer: str = "") -> Shown:
    """A member as the group sees them. ``newer``: a name newer than the store's."""
    names = tuple(dict.fromkeys(name for name in (newer, member.card, member.nickname) if name))
    linked = standing is not None and standing.linked and standing.person is not None
    return Shown(
        member.id,
        names,
        standing.row if linked and standing is not None else None,
        standing.person.name if linked and standing is not None and standing.person is not None else "",
    )


def role_in(group: GroupState, member: Member) -> Role:
    """The higher of what the platform last told and what was granted here."""
    return max(member.role or Role.MEMBER, group.grants.get(member.id, Role.MEMBER))


def guarded_in(group: GroupState, people: dict[MemberId, Standing], members: dict[MemberId, Member]) -> list[Guarded]:
    """Administrators, our bots, and leaders of the roster: whom nobody may pass for."""
    parts = Counter(piece for each in members.values() for piece in set(name_pieces(each.card or each.nickname)))
    guarded: list[Guarded] = []
    for member in members.values():
        standing = people.get(member.id)
        role = role_in(group, member)
        person = standing.person if standing is not None else None
        is_bot = standing is None
        if role < Role.ADMIN and not is_bot and not (person is not None and leads(person.position)):
            continue
        names = tuple(name for name in (member.card, member.nickname) if name)
        real = person.name if person is not None else _name_in(member.card or member.nickname, parts)
        rank = "机器人" if is_bot else "管理员" if role >= Role.ADMIN else (person.position if person else "") or ""
        row = standing.row if standing is not None else None
        guarded.append(Guarded(member.id, names, "" if is_bot else real, row, rank))
    return guarded


def _name_in(shown: str, parts: Counter[str]) -> str:
    names = [piece for piece in name_pieces(shown) if has_real_name(piece) and parts[piece] < _SHARED]
    return names[-1] if names else ""


async def _tell_if_like(group: GroupState, guard: Guard, shown: Shown, clause: Clause, now: datetime) -> None:
    found = guard.likeness(shown)
    if found is not None:
        await _tell(group, shown.member, found, clause, now)


@transaction
async def _tell(group: GroupState, member: MemberId, found: Likeness, clause: Clause, now: datetime) -> None:
    of = (found.of.member or "") if found.of is not None else ""
    _, new = await Impersonation.get_or_create(  # pyright: ignore[reportUnknownMemberType]
        defaults={"kind": found.kind, "told_at": now},
        group_id=group.id,
        member_id=member,
        written=found.written[:200],
        of_id=of,
    )
    if not new:
        return
    digest = sha256(f"{found.written}|{of}".encode()).hexdigest()[:16]
    key = f"names:like:{group.id}:{member}:{digest}:{now.timestamp():.0f}"
    await audit.record(
        f"group:{group.id}", at=now, actor="", action="name.like", subject=f"member:{member}", of=of, kind=found.kind
    )
    duty = clause.duty(CODE)
    if found.kind == SAME and found.disguised and duty is not None and duty.via == "auto":
        await _open_case(group, member, found, clause, key, now)
    await voice.tell_administrators(
        group,
        "names/likeness",
        key=key,
        now=now,
        valid_for=LASTS,
        fields={"member": member, "found": found, "of": found.of, "clause": clause},
    )


async def _open_case(
    group: GroupState, member: MemberId, found: Likeness, clause: Clause, key: str, now: datetime
) -> None:
    """The same name in look-alike signs is no chance: a case where the regulation lets the bot act by itself."""
    checks = [{"name": "likeness", "verdict": found.kind, "evidence": f"{found.written} ~ {found.like}"}]
    breach = Breach(
        CODE,
        clause,
        render("names/reason_likeness", found=found),
        evidence={"masked": "", "checks": checks},
        source_key=key[:160],
    )
    await cases.open_case(group, breach, Accused(member, found.written), actor=SYSTEM, now=now)
