"""Accepting the rules: recorded by member and version, once."""

from datetime import datetime

from bot.domain.ids import MemberId
from bot.domain.members import Actor
from bot.governance import roster
from bot.governance.directory import GroupState
from bot.governance.roster import Member
from bot.store import audit
from bot.store.transaction import insert_once, transaction
from plugins.induction.domain.course import OPEN, PASSED
from plugins.induction.models import Acceptance

from .courses import course_of, remember, settle
from .refusals import NoRules

ENTRY, WORD = "entry", "word"


@transaction
async def accept(group: GroupState, member: MemberId, *, how: str, actor: Actor, now: datetime) -> bool:
    """``how``: entry or word. False where this version was accepted before. Raises NoRules."""
    regulation = group.regulation
    if regulation is None:
        raise NoRules()
    row = Acceptance(
        group_id=group.id,
        member_id=member,
        regulation_id=regulation.id,
        version=regulation.text.version[:40],
        how=how,
        accepted_at=now,
    )
    new = await insert_once(row)
    if not new and how == WORD:
        known = Acceptance.filter(group_id=group.id, member_id=member, regulation_id=regulation.id, how=ENTRY)
        new = await known.update(how=WORD, accepted_at=now) > 0
    if new:
        details = {"version": regulation.text.version, "how": how}
        subject = f"member:{member}"
        await audit.record(
            f"group:{group.id}", at=now, actor=actor.id, action="rules.accepted", subject=subject, **details
        )
    if how == WORD:
        await _note_accepted(group, member, actor, now)
    return new


async def _note_accepted(group: GroupState, member: MemberId, actor: Actor, now: datetime) -> None:
    """Whoever had nothing else to do has done it all."""
    course = await course_of(group.id, member)
    if course is None or course.state != OPEN or not course.wants_acceptance:
        return
    course.wants_acceptance = False
    if course.needed:
        await course.save()
        remember(course)
    else:
        await settle(group, course, PASSED, actor=actor, now=now)


async def not_accepted(group: GroupState) -> tuple[int, list[Member]]:
    """How many present members accepted the version in force, and who did not."""
    if group.regulation is None:
        return 0, []
    rows = Acceptance.filter(group_id=group.id, regulation_id=group.regulation.id)
    accepted = {str(member) for member in await rows.values_list("member_id", flat=True)}
    members = [each for each in await roster.members_of(group.id) if each.id != group.account]
    left = [each for each in members if each.id not in accepted]
    return len(members) - len(left), left
