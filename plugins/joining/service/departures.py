"""Who left or was removed, and by whom: recorded, and told where the regulation has something against it."""

from datetime import datetime, timedelta

from bot.domain.ids import AccountId, GroupId, MemberId
from bot.domain.members import SYSTEM, Role
from bot.effects import schedule
from bot.effects.accounts import accounts
from bot.effects.schedule import Work
from bot.governance import cases, permissions, roster, voice
from bot.governance.cases import Accused, Breach
from bot.governance.directory import GroupState, directory
from bot.governance.signals import MemberGone
from bot.store.transaction import transaction
from bot.texts import render
from plugins.joining.domain.asking import APPROVED, ELSEWHERE, EXIT
from plugins.joining.models import Asking, Departure

KEPT = timedelta(days=365)
AGREED_FOR = timedelta(days=14)
LASTS = timedelta(hours=24)


async def record(group: GroupState, signal: MemberGone, now: datetime) -> None:
    """Inside a transaction: the row, and a look at who did it where somebody was removed by hand."""
    member = signal.member
    known = await roster.member_of(group.id, member)
    name = known.name if known is not None else member
    asked = Asking.filter(group_id=group.id, kind=EXIT, member_id=member, state__in=[APPROVED, ELSEWHERE])
    agreed = await asked.filter(decided_at__gte=now - AGREED_FOR).exists()
    how = "kicked" if signal.kicked else "left" if signal.kicked is False else "unknown"
    row = await Departure.create(
        group_id=group.id,
        member_id=member,
        member_name=name[:200],
        person_id=known.person_id if known is not None else None,
        by_id=signal.by,
        how="agreed" if agreed and how != "kicked" else how,
        left_at=now,
    )
    await Departure.filter(group_id=group.id, left_at__lt=now - KEPT).delete()
    ours = signal.by is None or signal.by == group.account or accounts.get(AccountId(signal.by)) is not None
    if how == "kicked" and not ours:
        await schedule.at("joining.removed", f"joining:removed:{row.id}", now, {"row": row.id}, group_id=group.id)
    elif how == "left" and not agreed:
        await _tell_unasked(group, row, now)


async def _tell_unasked(group: GroupState, row: Departure, now: datetime) -> None:
    """Where leaving needs consent (``approval=required``), whoever goes without is told."""
    regulation = group.regulation
    if regulation is None or regulation.text.parameter(EXIT_CODE, "approval") != "required":
        return
    clause = next(
        each for each in regulation.text.clauses_for(EXIT_CODE)
        if (duty := each.duty(EXIT_CODE)) is not None and duty.parameters.get("approval") == "required"
    )  # fmt: skip
    await voice.tell_administrators(
        group,
        "joining/left_unasked",
        key=f"joining:left:{row.id}",
        now=now,
        valid_for=LASTS,
        fields={"name": row.member_name, "member": row.member_id, "clause": clause.path},
    )


EXIT_CODE, KICK_CODE = "exit.request", "conduct.kick"


async def look_who_removed(work: Work) -> None:
    """Somebody without the right removed a member: told, and a case where the regulation says so.

    Asks the platform for the role, so it is no transaction; what is told has its own key.
    """
    group = directory.get(GroupId(work.group_id or 0))
    row = await Departure.get_or_none(id=work.payload["row"])
    clause = group.regulation.clause(KICK_CODE) if group is not None and group.regulation is not None else None
    if group is None or clause is None or row is None or row.by_id is None:
        return
    by = MemberId(row.by_id)
    role = await permissions.standing().role(group, group.chat, group.account, by)
    if role is not None and role >= Role.ADMIN:
        return
    await _tell_removed(group, row, by, work)


@transaction
async def _tell_removed(group: GroupState, row: Departure, by: MemberId, work: Work) -> None:
    clause = group.regulation.clause(KICK_CODE) if group.regulation is not None else None
    if clause is None:
        return
    name = await roster.name_of(group.id, by)
    breach = Breach(
        KICK_CODE,
        clause,
        render("joining/reason_removed", name=row.member_name),
        evidence={"masked": "", "checks": [{"name": "removal", "verdict": "by hand", "evidence": row.member_id}]},
        source_key=f"joining:removed:{row.id}",
    )
    case = await cases.open_case(
        group, breach, Accused(by, name), actor=SYSTEM, now=work.now, doubtful=not acts_alone(group, KICK_CODE)
    )
    await voice.tell_administrators(
        group,
        "joining/removed_by",
        key=f"told:{work.key}",
        now=work.now,
        valid_for=LASTS,
        fields={
            "by": name, "name": row.member_name, "member": row.member_id, "clause": clause.path, "case": case.number
        },
    )  # fmt: skip


def acts_alone(group: GroupState, code: str) -> bool:
    """Whether the clause's duty lets the bot act by itself (``via`` auto); else a person decides."""
    clause = group.regulation.clause(code) if group.regulation is not None else None
    duty = clause.duty(code) if clause is not None else None
    return duty is not None and duty.via == "auto"


async def departures_of(group: GroupState, *, most: int) -> list[tuple[Departure, str]]:
    """The latest, newest first, with the name of who removed them."""
    rows = await Departure.filter(group_id=group.id).order_by("-left_at", "-id").limit(most)
    return [(row, await roster.name_of(group.id, MemberId(row.by_id)) if row.by_id else "") for row in rows]
