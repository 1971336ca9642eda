"""A group's own words, and what its organisation taught, go along when a regulation is tried on what was said."""

from datetime import UTC, datetime
from typing import Any

from bot.domain.ids import GroupId
from bot.governance import trials
from bot.governance.directory import directory

from .domain.lessons.weights import MOST_LESSONS
from .lessons.memory import COMMAND, COUNTS
from .lessons.models import TaughtLesson
from .models import GroupWord


async def export(group_id: GroupId) -> list[list[str]]:
    return [[row.kind, row.text] for row in await GroupWord.filter(group_id=group_id).order_by("id")]


async def restore(group_id: GroupId, words: Any) -> None:
    for kind, text in words:
        await GroupWord.create(group_id=group_id, kind=kind, text=text, added_by="", added_at=datetime.now(UTC))


trials.carry("antispam.words", export=export, restore=restore)


async def export_lessons(group_id: GroupId) -> list[list[Any]]:
    """Those that count, the strong and new first; who taught them and what was said stays here."""
    group = directory.get(group_id)
    if group is None:
        return []
    rows = await TaughtLesson.filter(organisation_id=group.organisation_id, state=COUNTS).order_by("-id")
    rows.sort(key=lambda row: row.source != COMMAND)
    return [[row.spam, row.source, row.scheme, row.buckets, row.base] for row in rows[:MOST_LESSONS]]


async def restore_lessons(group_id: GroupId, taught: Any) -> None:
    """The weights are made of them when the areas start."""
    group = directory.get(group_id)
    assert group is not None, "the scratch store has this one group"
    for number, (spam, source, scheme, buckets, base) in enumerate(reversed(taught), 1):
        await TaughtLesson.create(
            organisation_id=group.organisation_id, group_id=group.id, number=number, spam=spam, source=source,
            state=COUNTS, fingerprint=str(number), scheme=scheme, buckets=buckets, base=base, excerpt="",
            teacher_id="", taught_at=datetime.now(UTC),
        )  # fmt: skip


trials.carry("antispam.lessons", export=export_lessons, restore=restore_lessons)
