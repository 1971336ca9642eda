"""Teaching: a lesson is a row that counts, waits for a second administrator, or is taken back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import NoSuchNumber
from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor, Role
from bot.governance import roster
from bot.governance.directory import GroupState, directory
from bot.governance.quoted import talk_since
from bot.store import audit
from bot.store.numbers import next_number
from bot.store.transaction import transaction

from ..domain.lessons.excerpt import excerpt
from ..domain.lessons.guards import DAY, SAME_LESSON, TALK, YOUNG, Circumstances, Guard, guard, who_said
from ..domain.lessons.weights import overlap
from ..domain.text.normalise import normalise
from .memory import COMMAND, COUNTS, memory
from .models import TaughtLesson
from .reading import Reading, read, scheme

WAITING, CONTESTED, WITHDRAWN = "waiting", "contested", "withdrawn"
CASE = "case"
_ACTIVE = (COUNTS, WAITING, CONTESTED)
PAGE = 10


@dataclass(frozen=True, slots=True)
class Subject:
    """What a lesson is about. ``number`` is the case's where there is one."""

    text: str
    author: MemberId | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Taught:
    """What became of a lesson.

    ``what``: counts, agreed (a second administrator made it count), waiting, contested, known, refused.
    """

    what: str
    guard: Guard | None = None
    number: int | None = None


@transaction
async def teach(group: GroupState, subject: Subject, spam: bool, *, actor: Actor, now: datetime) -> Taught:
    """An administrator's own lesson. Never refused by raising: what became of it is told."""
    await _record(group, "lesson.spam" if spam else "lesson.ham", subject, actor, now)
    await _forget_excerpts(group, now)
    reading = read(subject.text)
    same = [row for row in await _same(group, reading) if row.source == COMMAND]
    known = _known(same, spam, actor)
    if known is not None:
        return known
    opposed = [r for r in same if r.spam is not spam and r.state != CONTESTED and r.teacher_id != actor.id]
    seconded = next((r for r in same if r.spam is spam and r.state != COUNTS), None)
    if seconded is None and opposed:
        row = await _write(group, subject, reading, spam, actor, now, state=CONTESTED)
        for other in opposed:
            await _settle(other, CONTESTED, actor, now)
        return Taught(CONTESTED, None, row.number)
    for other in await _same(group, reading):
        if other.spam is not spam or other.source == CASE:
            await _settle(other, WITHDRAWN, actor, now)
    if seconded is not None:
        await _settle(seconded, COUNTS, actor, now)
        return Taught("agreed", None, seconded.number)
    stopped = guard(await _circumstances(group, subject, reading, spam, actor, now))
    if stopped is not None and stopped.refuses:
        return Taught("refused", stopped)
    state = WAITING if stopped else COUNTS
    row = await _write(group, subject, reading, spam, actor, now, state=state, stopped=stopped)
    return Taught(state, stopped, row.number)


def _known(same: list[TaughtLesson], spam: bool, actor: Actor) -> Taught | None:
    """A lesson that already counts, or the teacher's own that still waits: duplicates count once."""
    alike = [row for row in same if row.spam is spam and (row.state == COUNTS or row.teacher_id == actor.id)]
    if not alike:
        return None
    row = alike[0]
    return Taught("known" if row.state == COUNTS else row.state, Guard(row.guard) if row.guard else None, row.number)


@transaction
async def learn_from_case(group: GroupState, subject: Subject, spam: bool, *, actor: Actor, now: datetime) -> None:
    """A decided case teaches a little, by itself; an administrator's own lesson on the text goes before it."""
    reading = read(subject.text)
    stopped = guard(await _circumstances(group, subject, reading, spam, actor, now, source=CASE))
    if stopped is not None and stopped is not Guard.OPINION:
        return
    same = await _same(group, reading)
    if any(row.state == COUNTS if row.spam is spam else row.source == COMMAND for row in same):
        return
    for other in same:
        if other.source == CASE:
            await _settle(other, WITHDRAWN, actor, now)
    await _write(group, subject, reading, spam, actor, now, state=COUNTS, source=CASE)


@transaction
async def withdraw(group: GroupState, number: int, *, actor: Actor, now: datetime) -> int:
    """Take back what was taught as this group's number N; answers how many. Raises NoSuchNumber."""
    rows = await TaughtLesson.filter(group_id=group.id, number=number, state__in=_ACTIVE)
    if not rows:
        raise NoSuchNumber(number=number)
    for row in rows:
        await _settle(row, WITHDRAWN, actor, now)
    return len(rows)


async def lessons(group: GroupState, page: int) -> tuple[list[TaughtLesson], int]:
    """The organisation's active lessons, newest first: a page of ten, and how many there are."""
    rows = TaughtLesson.filter(organisation_id=group.organisation_id, state__in=_ACTIVE)
    return await rows.order_by("-id").offset(PAGE * (page - 1)).limit(PAGE), await rows.count()


async def find_lesson(group_id: GroupId, number: int) -> TaughtLesson | None:
    return await TaughtLesson.filter(group_id=group_id, number=number).order_by("-id").first()


@transaction
async def forget_author(organisation_id: int, member: MemberId) -> int:
    """Erasure: what tells of a member's messages is removed; hashed features, which tell nobody, stay."""
    rows = TaughtLesson.filter(organisation_id=organisation_id, author_id=member)
    return await rows.update(author_id=None, excerpt="")


async def _forget_excerpts(group: GroupState, now: datetime) -> None:
    """A lesson keeps its excerpt as long as the group keeps messages."""
    old = TaughtLesson.filter(group_id=group.id, taught_at__lt=now - timedelta(days=group.archive_days))
    await old.exclude(excerpt="").update(author_id=None, excerpt="")


async def _same(group: GroupState, reading: Reading) -> list[TaughtLesson]:
    """Active lessons of the organisation on this text, or one nearly equal to it."""
    rows = await TaughtLesson.filter(
        organisation_id=group.organisation_id, state__in=_ACTIVE, scheme=scheme()
    ).order_by("id")
    return [
        row
        for row in rows
        if row.fingerprint == reading.fingerprint or overlap(row.buckets, reading.buckets) >= SAME_LESSON
    ]


async def _circumstances(
    group: GroupState,
    subject: Subject,
    reading: Reading,
    spam: bool,
    actor: Actor,
    now: datetime,
    source: str = COMMAND,
) -> Circumstances:
    today = await TaughtLesson.filter(
        organisation_id=group.organisation_id, teacher_id=actor.id, source=source, taught_at__gt=now - DAY
    ).count()
    others: set[str] = set()
    if spam and reading.base < 0:
        talk = await talk_since(group.id, now - TALK)
        said = ((member, normalise(text).compact) for member, text in talk if member != subject.author)
        others = who_said(reading.compact, said)
    return Circumstances(
        spam=spam,
        letters=len(reading.compact),
        base=reading.base,
        taught_today=today,
        others=len(others),
        administrators=len([each for each in others if await _is_administrator(group, MemberId(each))]),
        teacher_is_new=await _is_new(group, actor, now),
    )


async def _is_administrator(group: GroupState, member: MemberId) -> bool:
    known = await roster.member_of(group.id, member)
    told = known.role if known is not None else None
    return max(told or Role.MEMBER, group.grants.get(member, Role.MEMBER)) >= Role.ADMIN


async def _is_new(group: GroupState, actor: Actor, now: datetime) -> bool:
    """An administrator who joined lately a group that is watched for longer than that."""
    if actor.role > Role.ADMIN or group.enabled_at is None or now - group.enabled_at < YOUNG:
        return False
    known = await roster.member_of(group.id, actor.id)
    return known is not None and known.joined_at is not None and now - known.joined_at < YOUNG


async def _write(
    group: GroupState,
    subject: Subject,
    reading: Reading,
    spam: bool,
    actor: Actor,
    now: datetime,
    *,
    state: str,
    source: str = COMMAND,
    stopped: Guard | None = None,
) -> TaughtLesson:
    number = subject.number if subject.number is not None else await next_number(group.id, "lesson")
    row = await TaughtLesson.create(
        organisation_id=group.organisation_id,
        group_id=group.id,
        number=number,
        spam=spam,
        source=source,
        state=state,
        guard=stopped or "",
        fingerprint=reading.fingerprint,
        scheme=scheme(),
        buckets=list(reading.buckets),
        base=reading.base,
        excerpt=excerpt(subject.text),
        author_id=subject.author,
        teacher_id=actor.id,
        teacher_name=actor.name[:200],
        taught_at=now,
    )
    memory.note(row)
    return row


async def _settle(row: TaughtLesson, state: str, actor: Actor, now: datetime) -> None:
    row.state, row.settled_by, row.settled_at = state, actor.id, now
    await row.save()
    memory.note(row)
    await audit.record(
        f"organisation:{row.organisation_id}",
        at=now,
        actor=actor.id,
        action=f"lesson.{state}",
        subject=f"lesson:{row.id}",
    )


async def _record(group: GroupState, action: str, subject: Subject, actor: Actor, now: datetime) -> None:
    """First in the transaction: the chain's head is the lock behind which lessons come one after the other."""
    about = f"case:{subject.number}" if subject.number is not None else ""
    await audit.record(
        f"organisation:{group.organisation_id}", at=now, actor=actor.id, action=action, subject=about, group=group.id
    )


def group_named(group_id: int) -> str:
    """The name of the enabled group a lesson was taught in."""
    group = directory.get(GroupId(group_id))
    return group.name if group is not None else ""
