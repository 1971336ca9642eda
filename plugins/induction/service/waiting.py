"""From whom an answer or a word of acceptance is awaited: in memory, for every message asks."""

from bot.domain.ids import GroupId, MemberId
from bot.governance import probation
from plugins.induction.domain.course import OPEN
from plugins.induction.models import Course

_answers: set[tuple[GroupId, MemberId]] = set()
_private: set[MemberId] = set()
_acceptances: set[tuple[GroupId, MemberId]] = set()


def expects_answer(group_id: GroupId | None, member: MemberId) -> bool:
    """Whether a bare letter of this member answers a question; ``group_id`` None: in private."""
    return member in _private if group_id is None else (group_id, member) in _answers


def expects_acceptance(group_id: GroupId, member: MemberId) -> bool:
    return (group_id, member) in _acceptances


def note_course(course: Course) -> None:
    """What this course waits for now; to be called after the commit."""
    key = (GroupId(course.group_id), MemberId(course.member_id))
    forget_course(*key)
    if course.state != OPEN:
        return
    if course.wants_acceptance:
        _acceptances.add(key)
    if course.needed:
        probation.watch(*key)
    if course.question is not None and course.private:
        _private.add(key[1])
    elif course.question is not None:
        _answers.add(key)


def forget_course(group_id: GroupId, member: MemberId) -> None:
    key = (group_id, member)
    _answers.discard(key)
    _acceptances.discard(key)
    _private.discard(member)
    probation.release(group_id, member)


async def recall_all() -> None:
    """Read everything anew: at the start, and where another process may have written."""
    courses = await Course.filter(state=OPEN)
    _answers.clear()
    _private.clear()
    _acceptances.clear()
    probation.refill(set())
    for course in courses:
        note_course(course)
