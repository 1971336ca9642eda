"""Somebody is in the group who was not before: checked after the fact and welcomed, many at once together."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.ids import AccountId, GroupId, MemberId
from bot.domain.members import SYSTEM, Role
from bot.domain.messages import Mention
from bot.domain.people import Person
from bot.domain.regulation import Clause
from bot.domain.sanctions import Sanction, Step
from bot.effects import schedule
from bot.effects.accounts import accounts
from bot.effects.schedule import Work
from bot.governance import bans, cases, people, permissions, roster, voice
from bot.governance.cases import Accused, Breach
from bot.governance.directory import GroupState, directory
from bot.governance.signals import MemberAppeared, MemberGone
from bot.governance.standings import standings
from bot.store.transaction import transaction
from bot.texts import render
from plugins.joining.domain.asking import ELSEWHERE, EXIT
from plugins.joining.domain.short import in_short
from plugins.joining.models import Arrival

from .cards import card_pattern
from .departures import acts_alone, record
from .records import decide, open_asking
from .requests import came_in, was_let_in
from .telling import LASTS

QUIET = timedelta(seconds=3)
"""Whoever follows within this time is welcomed together with those before."""
APART = timedelta(minutes=1)
"""Between two welcomes of a group."""
NAMED = 5
UNASKED_NAMED = 15
INVITE = "conduct.invite"


@transaction
async def note_arrival(group: GroupState, signal: MemberAppeared, now: datetime) -> None:
    """Check against the black list, settle their request, plan the welcome and the question who brought them."""
    member = signal.member
    if member == group.account or accounts.get(AccountId(member)) is not None:
        return
    if await bans.is_banned(group, member):
        await _open_case(group, signal, now)
        return
    known = await came_in(group, member, now) or await _is_linked(group, member)
    values = {
        "member_name": signal.name[:200],
        "by_id": signal.by,
        "known": known,
        "arrived_at": now,
        "welcomed_at": None,
    }
    await Arrival.update_or_create(  # pyright: ignore[reportUnknownMemberType]
        defaults=values, group_id=group.id, member_id=member
    )
    await _plan_welcome(group, now + QUIET)
    brought = signal.by not in (None, member, group.account) and signal.invited is not False
    if await was_let_in(group, member, now):
        return
    minute, due = int(now.timestamp()) // 60, now + QUIET
    if brought:
        key = f"joining:brought:{group.id}:{signal.by}:{minute}"
        await schedule.at("joining.brought", key, due, {"by": signal.by}, group_id=group.id)
    elif signal.by is None and not known and _asks_who(group):
        key = f"joining:unasked:{group.id}:{minute}"
        await schedule.at("joining.unasked", key, due + APART, {}, group_id=group.id)


@transaction
async def note_gone(group: GroupState, signal: MemberGone, now: datetime) -> None:
    """Nobody is welcomed who has left again; whoever asked to leave has left."""
    await Arrival.filter(group_id=group.id, member_id=signal.member).delete()
    row = await open_asking(group, EXIT, signal.member)
    if row is not None:
        await decide(group, row, ELSEWHERE, actor=None, now=now)
    await record(group, signal, now)


async def _is_linked(group: GroupState, member: MemberId) -> bool:
    """Whoever comes back need not register again, unless the roster says that they have departed."""
    person = (await people.roster_of(group.organisation_id)).by_row(await people.linked_person(group.id, member))
    return person is not None and person.state != "departed"


async def _open_case(group: GroupState, signal: MemberAppeared, now: datetime) -> None:
    """Somebody on the black list got in: removed by a case where a clause allows it, else told."""
    regulation = group.regulation
    clause = None
    if regulation is not None:
        clause = regulation.clause("join.approval") or regulation.clause("sanction.ban")
    if clause is None:
        await voice.tell_administrators(
            group,
            "joining/banned_inside",
            key=f"joining:banned:{group.id}:{signal.member}:{now.timestamp():.0f}",
            now=now,
            fields={"name": signal.name, "member": signal.member},
        )
        return
    code = "join.approval" if clause.duty("join.approval") is not None else "sanction.ban"
    reason = render("joining/reason_banned_inside")
    breach = Breach(
        code,
        clause,
        reason,
        evidence={"masked": "", "checks": [{"name": "blacklist", "verdict": "banned", "evidence": signal.member}]},
        source_key=f"joining:banned:{group.id}:{signal.member}:{now.timestamp():.0f}",
    )
    accused = Accused(signal.member, signal.name or signal.member)
    await cases.open_case(group, breach, accused, actor=SYSTEM, now=now, step=Step(Sanction.KICK))


async def _plan_welcome(group: GroupState, due: datetime) -> None:
    key = f"joining:welcome:{group.id}:{due.timestamp():.0f}"
    late = due + timedelta(hours=1)
    await schedule.at("joining.welcome", key, due, {}, group_id=group.id, valid_until=late)


@transaction
async def welcome(work: Work) -> None:
    """One message for all who came since the last one, when it has become quiet; at most one a minute."""
    group = directory.get(GroupId(work.group_id or 0))
    if group is None:
        return
    rows = await Arrival.filter(group_id=group.id, welcomed_at=None).order_by("arrived_at", "id")
    if not rows:
        return
    last = await Arrival.filter(group_id=group.id, welcomed_at__isnull=False).order_by("-welcomed_at").first()
    quiet = rows[-1].arrived_at + QUIET
    if work.now < quiet and work.now - rows[0].arrived_at < APART:
        await _plan_welcome(group, max(quiet, work.now + timedelta(seconds=1)))
        return
    if last is not None and last.welcomed_at is not None and work.now < last.welcomed_at + APART:
        await _plan_welcome(group, max(last.welcomed_at + APART, work.now + timedelta(seconds=1)))
        return
    await Arrival.filter(id__in=[row.id for row in rows]).update(welcomed_at=work.now)
    named = rows[:NAMED]
    await voice.say_in(
        group,
        "joining/welcome",
        key=f"said:{work.key}",
        now=work.now,
        mention=[Mention(MemberId(row.member_id), row.member_name) for row in named] if len(rows) <= NAMED else (),
        fields=_welcome_fields(group, rows),
    )


def _welcome_fields(group: GroupState, rows: list[Arrival]) -> dict[str, Any]:
    regulation = group.regulation
    asks = regulation is not None and any(
        regulation.clause(code) is not None for code in ("join.profile", "join.roster", "realname")
    )
    return {
        "names": [row.member_name or row.member_id for row in rows[:NAMED]],
        "count": len(rows),
        "mentioned": len(rows) <= NAMED,
        "title": regulation.title if regulation is not None else "",
        "accepts": regulation is not None and regulation.clause("join.rules") is not None,
        "asks": asks and not all(row.known for row in rows),
        "short": in_short(regulation.text) if regulation is not None else [],
        "pattern": card_pattern(group),
    }


async def ask_who_brought(work: Work) -> None:
    """A plain member brought somebody in against the regulation: told once a minute, not once a person.

    Asks the platform for the role, so it is no transaction; what is told has its own key.
    """
    group = directory.get(GroupId(work.group_id or 0))
    clause = group.regulation.clause(INVITE) if group is not None and group.regulation is not None else None
    if group is None or clause is None:
        return
    by = MemberId(work.payload["by"])
    role = await permissions.standing().role(group, group.chat, group.account, by)
    if role is None:
        known = await roster.member_of(group.id, by)
        role = known.role if known is not None else None
    if role is not None and role >= Role.ADMIN:
        return
    since = work.due_at - QUIET - timedelta(seconds=60)
    rows = await Arrival.filter(group_id=group.id, by_id=by, arrived_at__gte=since).order_by("id")
    if rows:
        await _tell_brought(group, by, rows, clause, work)


@transaction
async def _tell_brought(group: GroupState, by: MemberId, rows: list[Arrival], clause: Clause, work: Work) -> None:
    """Those who came are held against the roster; the breach is the inviter's, and a case."""
    name = await roster.name_of(group.id, by)
    newcomers = await _newcomers(group, rows)
    breach = Breach(
        INVITE,
        clause,
        render("joining/reason_brought", names=[each.name for each in newcomers[:NAMED]], count=len(rows)),
        evidence={
            "masked": "",
            "checks": [{"name": "invite", "verdict": "brought", "evidence": "、".join(row.member_id for row in rows)}],
        },
        source_key=work.key,
    )
    doubtful = not acts_alone(group, INVITE)
    case = await cases.open_case(group, breach, Accused(by, name), actor=SYSTEM, now=work.now, doubtful=doubtful)
    await voice.tell_administrators(
        group,
        "joining/brought",
        key=f"told:{work.key}",
        now=work.now,
        valid_for=LASTS,
        fields={
            "by": name,
            "newcomers": newcomers[:NAMED],
            "count": len(rows),
            "clause": clause.path,
            "case": case.number,
        },
    )


@dataclass(frozen=True, slots=True)
class Newcomer:
    """``person``: whom the roster knows by link or by the name they show; ``linked``: it is certain."""

    member: MemberId
    name: str
    person: Person | None
    linked: bool


async def _newcomers(group: GroupState, rows: list[Arrival]) -> list[Newcomer]:
    known = {each.member: each for each in await standings(group)}
    found: list[Newcomer] = []
    for row in rows:
        standing = known.get(MemberId(row.member_id))
        person = standing.person if standing is not None else None
        name = row.member_name or row.member_id
        found.append(Newcomer(MemberId(row.member_id), name, person, standing is not None and standing.linked))
    return found


def _asks_who(group: GroupState) -> bool:
    regulation = group.regulation
    return regulation is not None and any(regulation.clause(code) for code in ("join.approval", "join.roster"))


@transaction
async def tell_unasked(work: Work) -> None:
    """Who came without a request that anybody knows of: once a minute, held against the roster."""
    group = directory.get(GroupId(work.group_id or 0))
    if group is None or group.regulation is None:
        return
    clause = group.regulation.clause("join.approval") or group.regulation.clause("join.roster")
    since = work.due_at - APART - QUIET - timedelta(seconds=60)
    rows = await Arrival.filter(group_id=group.id, by_id=None, known=False, arrived_at__gte=since).order_by("id")
    newcomers = [each for each in await _newcomers(group, rows) if not each.linked]
    if clause is None or not newcomers:
        return
    await voice.tell_administrators(
        group,
        "joining/unasked",
        key=f"told:{work.key}",
        now=work.now,
        valid_for=LASTS,
        fields={"newcomers": newcomers[:UNASKED_NAMED], "count": len(newcomers), "clause": clause.path},
    )
