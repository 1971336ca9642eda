"""After the activity: the list is told to the organiser, put right, settled, and what the clause says follows."""

from datetime import datetime

from bot.domain.ids import ChatRef, GroupId, MemberId
from bot.domain.members import SYSTEM, Actor
from bot.domain.messages import Mention
from bot.domain.sanctions import Sanction, Step
from bot.effects import outbox
from bot.effects.outbox import Effect, Settlement
from bot.governance import cases, voice
from bot.governance.directory import GroupState, directory
from bot.store.transaction import insert_once, transaction
from bot.texts import render
from plugins.activities.domain.activity import Activity
from plugins.activities.domain.roll import Entry, Roll
from plugins.activities.models import ActivityRow, Attendance, AttendanceList

from . import planning, stating
from .records import hold, hold_by_id, must_be_open, must_manage, record
from .rolls import attendance_row, must_take_corrections, roll_of
from .telling import NEWS_LASTS, tell_group

OWNER = "activities.roll"


async def open_list(group: GroupState, activity: Activity, *, now: datetime) -> Roll:
    """The activity is over: its organiser is told who was missing and can put the list right. In a transaction."""
    until = now + stating.correct_within(group)
    roll = await roll_of(group, activity)
    if await insert_once(AttendanceList(activity_id=activity.id, open_until=until)):
        await planning.plan_settling(group, activity, until)
        if roll.entries:
            await _tell_list(group, activity, roll, until, now)
    return roll


@transaction
async def settle(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """The time for corrections is over."""
    row = await hold_by_id(activity_id)
    if row is not None and row.state == "over":
        await _settle(group, row.activity(), by="", now=now)


@transaction
async def confirm_list(group: GroupState, number: int, *, actor: Actor, now: datetime) -> tuple[Activity, Roll]:
    """The organiser says that the list is right: it is settled before its time.

    Raises NoSuchNumber, NotYours, NotOpen, CheckInShut, ListClosed.
    """
    activity = (await hold(group.id, number)).activity()
    must_manage(activity, actor)
    must_be_open(activity, "over")
    await must_take_corrections(group, activity, now)
    await insert_once(AttendanceList(activity_id=activity.id, open_until=now))
    return activity, await _settle(group, activity, by=actor.id, now=now)


async def _settle(group: GroupState, activity: Activity, *, by: str, now: datetime) -> Roll:
    """Absences are recorded once; where nobody was checked in at all there are none."""
    lists = AttendanceList.filter(activity_id=activity.id, settled_at=None)
    roll = await roll_of(group, activity)
    if not await lists.update(settled_at=now, settled_by=by):
        return roll
    await planning.unplan(activity, "settle")
    await record(group, activity, "list_settled", by, now, came=len(roll.present), absent=len(roll.absent))
    for entry in roll.absent if roll.used else ():
        row = await attendance_row(activity, entry.member, entry.name)
        await Attendance.filter(id=row.id).update(absent=True)
        await record(group, activity, "absent", by, now, member=entry.member)
        await _answer(group, activity, entry, now)
    return roll


async def _answer(group: GroupState, activity: Activity, entry: Entry, now: datetime) -> None:
    """So many absences as the clause names are one case; each absence counts for one case only."""
    rule = stating.absence_rule(group)
    if rule is None:
        return
    rows = await Attendance.filter(
        member_id=entry.member,
        absent=True,
        case=None,
        activity__group_id=group.id,
        activity__starts_at__gt=now - rule.window,
    ).order_by("activity__starts_at", "id")
    if len(rows) < rule.times:
        return
    missed = await ActivityRow.filter(id__in=[row.activity_id for row in rows]).order_by("starts_at")
    breach = _breach(rule, [row.activity() for row in missed], activity, entry.member)
    own = cases.action_of(rule.clause, stating.ATTENDANCE) is not None or _has_sanction(rule)
    opened = await cases.open_case(
        group,
        breach,
        cases.Accused(entry.member, entry.name),
        actor=SYSTEM,
        now=now,
        step=None if own else Step(Sanction.REMIND),
        doubtful=rule.duty.via == "assist",
    )
    await Attendance.filter(id__in=[row.id for row in rows]).update(case=opened.number)


def _has_sanction(rule: stating.AbsenceRule) -> bool:
    """Whether the clause itself names what follows; a clause that names nothing is answered by a reminder."""
    punishing = ("sanction.warn", "sanction.mute", "sanction.kick", "sanction.bulletin", "sanction.escalate")
    return "ladder" in rule.duty.parameters or any(duty.code in punishing for duty in rule.clause.duties)


def _breach(rule: stating.AbsenceRule, missed: list[Activity], last: Activity, member: MemberId) -> cases.Breach:
    reason = render("activities/absence_reason", missed=missed)
    check = {
        "name": "absence",
        "verdict": stating.ATTENDANCE,
        "score": 1.0,
        "evidence": "、".join(f"#{activity.number}" for activity in missed),
        "leads": True,
    }
    evidence = {
        "text": "",
        "segments": [],
        "masked": "",
        "score": 1.0,
        "hard": True,
        "acting": True,
        "leading": ["absence"],
        "also": [],
        "checks": [check],
    }
    return cases.Breach(
        code=stating.ATTENDANCE,
        clause=rule.clause,
        reason=reason,
        evidence=evidence,
        source_key=f"absence:{last.id}:{member}",
    )


async def _tell_list(group: GroupState, activity: Activity, roll: Roll, until: datetime, now: datetime) -> None:
    """In private; where that cannot be delivered, the group is told the figures without the names."""
    await voice.say(
        ChatRef(group.chat.platform, user=activity.organiser),
        group.account,
        "activities/roll_told",
        key=planning.key(activity, "roll"),
        now=now,
        marker=f"活动 #{activity.number}",
        group_id=group.id,
        valid_for=NEWS_LASTS,
        owner=OWNER,
        about={"activity": activity.id},
        fields={"activity": activity, "roll": roll, "until": until, "group": group},
    )


async def _say_instead(effect: Effect, settlement: Settlement) -> None:
    group = directory.get(GroupId(effect.group_id or 0))
    row = await ActivityRow.get_or_none(id=effect.about["activity"])
    if settlement.state in (outbox.DONE, outbox.UNVERIFIED) or group is None or row is None:
        return
    activity = row.activity()
    organiser = [Mention(activity.organiser, activity.organiser_name)]
    roll = await roll_of(group, activity)
    await tell_group(
        group, activity, "activities/roll_in_group", "roll_in_group", now=settlement.at, people=organiser, roll=roll
    )


outbox.register(OWNER, settled=_say_instead)
