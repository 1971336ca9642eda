"""The questions of a group: those of its regulation, and those its administrators wrote."""

from datetime import datetime

from bot.domain.ids import MemberId
from bot.domain.members import Actor, Role
from bot.governance import permissions, roster
from bot.governance.directory import GroupState, directory
from bot.store import audit
from bot.store.transaction import transaction
from plugins.induction.domain.questions import Posed, Question, pose, questions_of
from plugins.induction.models import WrittenQuestion

from .refusals import NoSuchQuestion, NothingToLearn, TooFewChoices, WhichGroup

MOST_WRITTEN = 200


async def bank_of(group: GroupState) -> list[Question]:
    """Written questions and those made of the regulation in force."""
    rows = await WrittenQuestion.filter(group_id=group.id).order_by("number")
    written = [Question(f"own:{row.id}", row.text, tuple(row.choices), row.clause) for row in rows]
    return [*written, *_made(group)]


async def governed_by(platform: str, member: MemberId) -> GroupState:
    """The one group that somebody speaking in private administers: answers stay out of it. Raises WhichGroup."""
    found: list[GroupState] = []
    for each in await roster.groups_of(member):
        group = directory.get(each)
        if group is not None and group.chat.platform == platform:
            role = await permissions.standing().role(group, group.chat, group.account, member)
            if role is not None and role >= Role.ADMIN:
                found.append(group)
    if len(found) != 1:
        raise WhichGroup(count=len(found))
    return found[0]


def _made(group: GroupState) -> list[Question]:
    return questions_of(group.regulation.text) if group.regulation is not None else []


@transaction
async def add_question(
    group: GroupState, text: str, choices: list[str], clause: str, *, actor: Actor, now: datetime
) -> int:
    """The number of the new question. ``choices[0]`` is right. Raises TooFewChoices."""
    different = list(dict.fromkeys(choice.strip() for choice in choices if choice.strip()))
    rows = await WrittenQuestion.filter(group_id=group.id).order_by("-number")
    if not 2 <= len(different) <= 4 or len(different) != len(choices) or not text.strip() or len(rows) >= MOST_WRITTEN:
        raise TooFewChoices()
    number = rows[0].number + 1 if rows else 1
    await WrittenQuestion.create(
        group_id=group.id,
        number=number,
        text=text.strip()[:300],
        choices=[choice[:100] for choice in different],
        clause=clause[:100],
        written_by=actor.id,
        written_at=now,
    )
    await _note(group, "question.added", number, actor, now)
    return number


@transaction
async def remove_question(group: GroupState, number: int, *, actor: Actor, now: datetime) -> None:
    """Raises NoSuchQuestion."""
    if not await WrittenQuestion.filter(group_id=group.id, number=number).delete():
        raise NoSuchQuestion(number=number)
    await _note(group, "question.removed", number, actor, now)


async def listed_questions(group: GroupState) -> tuple[list[tuple[int, str]], int]:
    """Written questions by number, without their choices, and how many the regulation gives."""
    rows = await WrittenQuestion.filter(group_id=group.id).order_by("number")
    return [(row.number, row.text) for row in rows], len(_made(group))


async def sample(group: GroupState, key: str) -> Posed:
    """Any question as a newcomer would see it; which one depends on ``key``. Raises NothingToLearn."""
    posed = pose(await bank_of(group), (), key)
    if posed is None:
        raise NothingToLearn()
    return posed


async def _note(group: GroupState, action: str, number: int, actor: Actor, now: datetime) -> None:
    subject = f"question:{number}"
    await audit.record(f"group:{group.id}", at=now, actor=actor.id, action=action, subject=subject)
