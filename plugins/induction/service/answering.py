"""A member's question and answer: in private told what was wrong, in the group only how far they are."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot.domain.ids import MemberId
from bot.domain.members import SYSTEM
from bot.governance import roster, zone
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction
from plugins.induction.domain.course import (
    HANDED_OVER,
    KEPT_KEYS,
    OPEN,
    PASSED,
    Progress,
    answered,
    may_answer,
    tells_count,
)
from plugins.induction.domain.questions import Posed, pose
from plugins.induction.models import Course

from .bank import bank_of
from .courses import course_of, remember, settle
from .refusals import NoCourse, NothingToLearn, NotNow


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said after ``/quiz`` or an answer. ``verdict``: None first, or where a group must not see it.

    ``count``: whether how many were right may be told. ``question`` None: passed. ``clause`` of the one answered.
    """

    question: Posed | None
    number: int
    verdict: bool | None
    count: bool
    right: int
    needed: int
    clause: str = ""


@transaction
async def next_question(group: GroupState | None, platform: str, member: MemberId, *, now: datetime) -> Turn:
    """The question that waits for an answer, or a new one. Raises NoCourse, NotNow, NothingToLearn."""
    place, course = await _course_for(group, platform, member)
    if may_answer(_progress(course), now, _today(now)) == "tomorrow":
        raise NotNow(why="tomorrow")
    course.state = OPEN  # also where the administrators have it: they begin after all
    waiting = _waiting(course)
    posed = waiting if waiting is not None else await _pose(place, course)
    course.private = group is None
    await course.save()
    remember(course)
    return Turn(posed, len(course.asked), None, course.in_round == 0, course.right, course.needed)


@transaction
async def answer(group: GroupState | None, platform: str, member: MemberId, letter: str, *, now: datetime) -> Turn:
    """Judge a letter and ask on. Raises NoCourse where no question waits, NotNow."""
    place, course = await _course_for(group, platform, member)
    before = _waiting(course)
    if before is None:
        raise NoCourse(name="")
    why = may_answer(_progress(course), now, _today(now))
    if why is not None:
        raise NotNow(why=why)
    is_right, private = letter == before.right, group is None
    progress = answered(_progress(course), is_right, now, _today(now))
    count = tells_count(progress, private=private)
    course.right, course.answered_today, course.day = progress.right, progress.answered_today, progress.day
    course.answered_at, course.in_round = now, 0 if count else progress.in_round
    course.private, course.question = private, None
    if progress.is_passed:
        await _pass(place, course, now)
        return Turn(None, len(course.asked), True, True, progress.right, progress.needed)
    posed = await _pose(place, course)
    await course.save()
    remember(course)
    verdict = is_right if private else None
    return Turn(posed, len(course.asked), verdict, count, course.right, course.needed, before.clause)


async def _course_for(group: GroupState | None, platform: str, member: MemberId) -> tuple[GroupState, Course]:
    """The open course meant; in private the first of theirs. Raises NoCourse."""
    ids = [group.id] if group is not None else await roster.groups_of(member)
    for each in ids:
        place, course = directory.get(each), await course_of(each, member)
        if place is None or course is None or place.chat.platform != platform:
            continue
        if course.state in (OPEN, HANDED_OVER) and course.needed:
            return place, course
    raise NoCourse(name="")


async def _pass(group: GroupState, course: Course, now: datetime) -> None:
    if not course.wants_acceptance:
        await settle(group, course, PASSED, actor=SYSTEM, now=now)
        return
    course.needed = 0
    await course.save()
    remember(course)


def _today(now: datetime) -> str:
    return zone.local(now).date().isoformat()


def _progress(course: Course) -> Progress:
    return Progress(course.needed, course.right, course.answered_today, course.in_round, course.day, course.answered_at)


async def _pose(group: GroupState, course: Course) -> Posed:
    posed = pose(await bank_of(group), course.asked, f"{course.id}:{course.member_id}")
    if posed is None:
        raise NothingToLearn()
    course.question, course.asked = asdict(posed), [*course.asked, posed.key][-KEPT_KEYS:]
    return posed


def _waiting(course: Course) -> Posed | None:
    row: Any = course.question
    if row is None:
        return None
    return Posed(row["key"], row["text"], tuple(row["choices"]), row["right"], row["clause"])
