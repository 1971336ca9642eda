"""Somebody came: what the regulation wants of newcomers begins, many at once in one message."""

from datetime import datetime, timedelta

from bot.domain.ids import AccountId, GroupId, MemberId
from bot.domain.members import SYSTEM, Role
from bot.domain.messages import Mention
from bot.domain.sanctions import Sanction, Step
from bot.effects import schedule
from bot.effects.accounts import accounts
from bot.effects.schedule import Work
from bot.governance import bans, cases, permissions, voice
from bot.governance.cases import Accused, Breach
from bot.governance.directory import GroupState, directory
from bot.governance.signals import MemberAppeared
from bot.store.transaction import transaction
from bot.texts import render
from plugins.induction.domain.course import OPEN
from plugins.induction.models import Course

from .accepting import ENTRY, accept
from .asking import TRAINING, Wanted, wanted
from .courses import remember
from .reminding import plan_reminder

AFTER_WELCOME = timedelta(seconds=10)
"""The welcome comes first; whoever comes within these seconds is invited together."""
NAMED = 10
LASTS = timedelta(hours=2)


async def note_arrival(group: GroupState, signal: MemberAppeared, now: datetime) -> None:
    """Coming in is acceptance where the regulation says so; training begins. Whoever passed before need not again."""
    member, asked = signal.member, wanted(group)
    if asked.training is None and asked.rules is None:
        return
    if member == group.account or accounts.get(AccountId(member)) is not None or await bans.is_banned(group, member):
        return
    if permissions.standing().is_superuser(member) or group.grants.get(member, Role.MEMBER) >= Role.ADMIN:
        return
    await _begin(group, signal, asked, now)


@transaction
async def _begin(group: GroupState, signal: MemberAppeared, asked: Wanted, now: datetime) -> None:
    member = signal.member
    if asked.rules is not None and not asked.explicit:
        await accept(group, member, how=ENTRY, actor=SYSTEM, now=now)
    passed = await Course.filter(group_id=group.id, member_id=member).exclude(state=OPEN).exists()
    if passed or not (asked.needed or asked.explicit):
        return
    await Course.filter(group_id=group.id, member_id=member).delete()
    course = Course(group_id=group.id, member_id=member, member_name=signal.name[:200], asked=[], since=now)
    course.wants_acceptance, course.needed = asked.explicit, asked.needed
    await course.save()
    remember(course)
    due = now + AFTER_WELCOME
    key = f"induction:invite:{group.id}:{int(due.timestamp()) // 10}"
    await schedule.at("induction.invite", key, due, {}, group_id=group.id, valid_until=due + LASTS)
    await plan_reminder(group, now)


@transaction
async def invite(work: Work) -> None:
    """One message for all who came since the last: what is wanted of them and how to begin."""
    group = directory.get(GroupId(work.group_id or 0))
    if group is None:
        return
    asked = wanted(group)
    rows = await Course.filter(group_id=group.id, state=OPEN, invited_at=None).order_by("since", "id")
    if not rows or (asked.training is None and not asked.explicit):
        return
    await Course.filter(id__in=[row.id for row in rows]).update(invited_at=work.now)
    if asked.mutes:
        for row in rows:
            await _mute(group, row, asked, work.now)
    await voice.say_in(
        group,
        "induction/invitation",
        key=f"said:{work.key}",
        now=work.now,
        mention=[Mention(MemberId(row.member_id), row.member_name) for row in rows[:NAMED]],
        valid_for=LASTS,
        fields={
            "count": len(rows),
            "title": group.regulation.title if group.regulation is not None else "",
            "wanted": asked,
            "observed": group.mode == "observe" or group.halted,
        },
    )


async def _mute(group: GroupState, row: Course, asked: Wanted, now: datetime) -> None:
    """Inside a transaction: no breach, but a case all the same, so that it can be asked about and taken back."""
    if asked.training is None or not row.needed:
        return
    breach = Breach(
        TRAINING,
        asked.training,
        render("induction/reason_muted"),
        evidence={"masked": "", "checks": [{"name": "training", "verdict": "open", "evidence": f"0/{row.needed}"}]},
        source_key=f"induction:{row.id}:muted",
    )
    accused = Accused(MemberId(row.member_id), row.member_name or row.member_id)
    step = Step(Sanction.MUTE, asked.muted_for)
    case = await cases.open_case(group, breach, accused, actor=SYSTEM, now=now, step=step)
    await Course.filter(id=row.id).update(case_number=case.number)
