"""The look of every working morning: cards set where the bot may, the rest reminded in one message, the late listed."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.ids import GroupId, MemberId
from bot.domain.messages import Mention
from bot.effects import schedule
from bot.governance import cards, hours, roster, voice, zone
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction
from plugins.names.domain.reminding import Wrong, overdue, to_remind, worth_listing
from plugins.names.models import WrongCard

from .faces import look_at_faces
from .findings import Finding, asked_of, grace_of, keep_rows, wrong_cards
from .watching import look_at_all

EVERY_MORNING = "0 10 * * *"
A_MORNING = timedelta(hours=20)
"""Avatars are asked for again every morning."""
LATE = timedelta(hours=6)
LASTS = timedelta(hours=12)
NAMED = 20
"""Members that one message names; the others are counted and have their turn in the next."""
MOST_SETS = 3
"""So often the bot sets one member's card by itself: whoever changes it back each time is asked."""


async def set_up(group: GroupState, *, now: datetime) -> None:
    """Have the look come where the regulation in force asks for real names or forbids posing as somebody."""
    regulation = group.regulation
    codes = ("realname", "conduct.impersonation")
    if regulation is None or all(regulation.clause(code) is None for code in codes):
        await stop(group.id)
        return
    name = _name(group.id)
    await schedule.every(name, "names.round", EVERY_MORNING, zone.zone().key, {}, group_id=group.id, late=LATE, now=now)


async def stop(group_id: GroupId) -> None:
    await schedule.stop(_name(group_id))


def _name(group_id: GroupId) -> str:
    return f"names:{group_id}"


async def run_round(group_id: GroupId, key: str, *, now: datetime) -> None:
    """Look at the list and at all names; on days off nobody is reminded. Not inside a transaction."""
    group = directory.get(group_id)
    if group is None:
        return
    await set_up(group, now=now)
    if not hours.is_working(group, now):
        return
    await roster.look_at_list(group, now=now)
    await look_at_all(group, now)
    await _act(group, key, now)
    await look_at_faces(group, now, keeps=A_MORNING)


@transaction
async def _act(group: GroupState, key: str, now: datetime) -> None:
    asked, clause = await asked_of(group), cards.clause_on_names(group)
    if asked is None or clause is None:
        await WrongCard.filter(group_id=group.id).delete()
        return
    findings = await wrong_cards(group, asked)
    rows = await keep_rows(group, findings, now)
    left = [each for each in findings if not await set_card(group, each, rows[each.member], key, now)]
    grace = grace_of(group)
    wrong = {each.member: _wrong(each, rows[each.member]) for each in left}
    shown = {each.member: each for each in left}
    told: dict[str, Any] = {"clause": clause, "pattern": asked.pattern.text, "grace_days": grace.days}
    if group.mode != "observe" and not group.halted:
        turn = [each for each in to_remind(list(wrong.values()), now, grace) if not shown[each.member].on_leave]
        await _remind(group, turn, shown, key, now, told)
    late = overdue(list(wrong.values()), now, grace)
    if late and worth_listing(late, now):
        await _list(group, late, shown, key, now, told)


def _wrong(finding: Finding, row: WrongCard) -> Wrong:
    return Wrong(
        finding.member,
        finding.name,
        finding.faults,
        finding.proposal,
        row.since,
        row.reminders,
        row.reminded_at,
        row.listed_at,
    )


async def set_card(group: GroupState, finding: Finding, row: WrongCard, key: str, now: datetime) -> bool:
    """Inside a transaction: have the exact card set, where it is certain who this is and the platform lets us."""
    if finding.person is None or finding.card is None or not finding.linked or row.sets >= MOST_SETS:
        return False
    answer = await cards.put_card(group, finding.member, finding.person, key=f"names:{key}", now=now)
    if answer.state != "set":
        return False
    await WrongCard.filter(id=row.id).update(sets=row.sets + 1, set_at=now)
    return True


async def _remind(
    group: GroupState, turn: list[Wrong], shown: dict[MemberId, Finding], key: str, now: datetime, told: dict[str, Any]
) -> None:
    if not turn:
        return
    named = turn[:NAMED]
    await WrongCard.filter(group_id=group.id, member_id__in=[each.member for each in named]).update(reminded_at=now)
    for count in {each.reminders for each in named}:
        members = [each.member for each in named if each.reminders == count]
        await WrongCard.filter(group_id=group.id, member_id__in=members).update(reminders=count + 1)
    lines = [(replace(each, reminders=each.reminders + 1), shown[each.member]) for each in named]
    await voice.say_in(
        group,
        "names/reminder",
        key=f"said:{key}",
        now=now,
        mention=[Mention(each.member, each.name) for each in named],
        valid_for=LASTS,
        fields={**told, "lines": lines, "more": len(turn) - len(named)},
    )


async def _list(
    group: GroupState, late: list[Wrong], shown: dict[MemberId, Finding], key: str, now: datetime, told: dict[str, Any]
) -> None:
    await WrongCard.filter(group_id=group.id, member_id__in=[each.member for each in late]).update(listed_at=now)
    await voice.tell_administrators(
        group,
        "names/overdue",
        key=f"listed:{key}",
        now=now,
        valid_for=LASTS,
        fields={**told, "lines": [(each, shown[each.member]) for each in late[:NAMED]], "count": len(late)},
    )
