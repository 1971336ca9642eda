"""A newcomer's course as row: opened, settled, excused."""

from datetime import datetime

from bot.domain.errors import NoSuchMember
from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor
from bot.governance import cases, roster, workorders
from bot.governance.directory import GroupState, directory
from bot.store import audit
from bot.store.transaction import after_commit, transaction
from plugins.induction.domain.course import EXCUSED, HANDED_OVER, OPEN
from plugins.induction.models import Acceptance, Course

from .asking import MUTED_FOR, wanted
from .refusals import NoCourse, NothingToLearn
from .waiting import forget_course, note_course


async def course_of(group_id: GroupId, member: MemberId) -> Course | None:
    return await Course.get_or_none(group_id=group_id, member_id=member)


async def open_courses(group: GroupState) -> list[Course]:
    """Who has not passed yet, longest first; those handed to the administrators too."""
    rows = await Course.filter(group_id=group.id, state__in=[OPEN, HANDED_OVER]).order_by("since", "id")
    return await with_names(group, rows)


async def with_names(group: GroupState, rows: list[Course]) -> list[Course]:
    """The names people are known by now: most platforms tell none when somebody comes. Nothing is written."""
    names = {member.id: member.name for member in await roster.members_of(group.id)}
    for row in rows:
        row.member_name = (names.get(MemberId(row.member_id)) or row.member_name)[:200]
    return rows


def remember(course: Course) -> None:
    """The memory follows once the row is committed."""
    after_commit(lambda: note_course(course))


async def settle(group: GroupState, course: Course, state: str, *, actor: Actor, now: datetime) -> None:
    """Inside a transaction: passed, excused or handed over; whoever was muted for it may speak."""
    course.state, course.settled_at, course.settled_by, course.question = state, now, actor.id, None
    await course.save()
    remember(course)
    member = MemberId(course.member_id)
    await _note(group, f"training.{state}", member, actor, now)
    if course.case_number is not None and state != HANDED_OVER:
        key = f"induction:{course.id}:lift:{now.timestamp():.0f}"
        await cases.lift_mute(group, member, key=key, valid_for=MUTED_FOR, now=now)
        await workorders.end_silence(group, member, actor=actor, now=now)


@transaction
async def excuse(group: GroupState, member: MemberId, *, actor: Actor, now: datetime) -> str:
    """An administrator answers for them: the name. Raises NoCourse."""
    course = await course_of(group.id, member)
    if course is None or course.state not in (OPEN, HANDED_OVER):
        raise NoCourse(name=await roster.name_of(group.id, member))
    course.wants_acceptance = False
    await settle(group, course, EXCUSED, actor=actor, now=now)
    return course.member_name or member


@transaction
async def restart(group: GroupState, member: MemberId, *, actor: Actor, now: datetime) -> str:
    """Somebody is to learn the rules (again). Raises NothingToLearn, NoSuchMember."""
    asked = wanted(group)
    if not asked.needed:
        raise NothingToLearn()
    known = await roster.member_of(group.id, member)
    if known is None or known.left_at is not None:
        raise NoSuchMember(name=member)
    await Course.filter(group_id=group.id, member_id=member).delete()
    course = Course(group_id=group.id, member_id=member, needed=asked.needed, asked=[], since=now, invited_at=now)
    course.member_name = known.name[:200]
    await course.save()
    remember(course)
    await _note(group, "training.again", member, actor, now)
    return known.name


@transaction
async def drop(group_id: GroupId, member: MemberId) -> None:
    """They have left: an open course ends; one that was passed is remembered for their return."""
    await Course.filter(group_id=group_id, member_id=member, state__in=[OPEN, HANDED_OVER]).delete()
    after_commit(lambda: forget_course(group_id, member))


@transaction
async def erase(organisation_id: int, platform: str, account: MemberId) -> None:
    """Nothing is kept about this account."""
    for group in directory.of_organisation(organisation_id):
        if group.chat.platform == platform:
            await Course.filter(group_id=group.id, member_id=account).delete()
            await Acceptance.filter(group_id=group.id, member_id=account).delete()


async def _note(group: GroupState, action: str, member: MemberId, actor: Actor, now: datetime) -> None:
    await audit.record(f"group:{group.id}", at=now, actor=actor.id, action=action, subject=f"member:{member}")
