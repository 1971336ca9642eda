"""Stopping a topic and letting it be free again."""

from datetime import datetime, timedelta
from typing import Any

from bot.domain.errors import Refusal
from bot.domain.ids import GroupId, MessageId
from bot.domain.members import Actor
from bot.domain.regulation import Clause
from bot.governance import hours, voice
from bot.governance.directory import GroupState
from bot.governance.quoted import quoted_message
from bot.store import audit
from bot.store.transaction import transaction

from ..domain.talk.hours import Forbidden, what_is_forbidden
from ..domain.talk.topic import Topic, find_topic
from .memory import Stopped, topics
from .models import StoppedTopic

DEFAULT_LENGTH = timedelta(minutes=30)
LONGEST = timedelta(days=1)
MOST = 5


class NoTopicClause(Refusal):
    """No clause in force forbids talk that has nothing to do with work."""

    code = "antispam.no_topic_clause"


class NoTopic(Refusal):
    """Nothing was said lately, nothing is quoted and nothing is named that a topic could be known by."""

    code = "antispam.no_topic"


class TooLongAStop(Refusal):
    code = "antispam.topic_too_long"


class TooManyTopics(Refusal):
    code = "antispam.too_many_topics"


class NoStoppedTopic(Refusal):
    code = "antispam.no_stopped_topic"


def clause_against(group: GroupState, now: datetime) -> tuple[Clause, str]:
    """The clause that a topic may be stopped by, and its code. Raises NoTopicClause: no clause, no sanction."""
    regulation = group.regulation
    clause = regulation.clause("moderation.offtopic") if regulation is not None else None
    if clause is not None:
        return clause, "moderation.offtopic"
    quiet = hours.of(group).stated_at(now)
    if quiet is not None and what_is_forbidden(quiet.clause.text) is not Forbidden.NOTHING:
        return quiet.clause, "hours"
    raise NoTopicClause(title=regulation.title if regulation is not None else "")


async def stop_topic(
    group: GroupState,
    *,
    about: str,
    quoted: MessageId | None,
    length: timedelta,
    actor: Actor,
    now: datetime,
) -> Stopped:
    """Let a topic rest and say so in the group. Raises what the classes above are named for."""
    clause, code = clause_against(group, now)
    if length > LONGEST:
        raise TooLongAStop(longest=LONGEST)
    if len(topics.stopped(group.id, now)) >= MOST:
        raise TooManyTopics(most=MOST)
    topic = find_topic(about, await _text_of(group.id, quoted), topics.recent(group.id, now))
    if topic.is_empty:
        raise NoTopic()
    stopped = await _stop(group, about, clause, code, topic, length, actor, now)
    await reload(now)
    return stopped


async def _text_of(group_id: GroupId, message: MessageId | None) -> str:
    if message is None:
        return ""
    known = topics.text_of(group_id, message)
    if known is not None:
        return known
    archived = await quoted_message(group_id, message)
    return archived.text if archived is not None else ""


@transaction
async def _stop(
    group: GroupState,
    about: str,
    clause: Clause,
    code: str,
    topic: Topic,
    length: timedelta,
    actor: Actor,
    now: datetime,
) -> Stopped:
    row = await StoppedTopic.create(
        group_id=group.id,
        about=about,
        clause=clause.path,
        code=code,
        marks={"keywords": sorted(topic.keywords), "pairs": sorted(topic.pairs)},
        stopped_by=actor.id,
        stopped_at=now,
        until=now + length,
    )
    stopped = _stopped(row)
    await _audit(group, row, actor, "topic.stopped", now)
    regulation = group.regulation
    await voice.say_in(
        group,
        "antispam/topic_stopped",
        key=f"topic:{row.id}:stopped",
        now=now,
        fields={
            "topic": stopped,
            "clause": clause,
            "title": regulation.title if regulation is not None else "",
            "by": actor.name,
        },
    )
    return stopped


async def resume_topic(group: GroupState, about: str, *, actor: Actor, now: datetime) -> int:
    """Free the topic of this name, or all that rest where none is named. How many. Raises NoStoppedTopic."""
    resting = [each for each in topics.stopped(group.id, now) if not about or each.about == about]
    if not resting:
        raise NoStoppedTopic()
    freed = await _resume(group, [each.id for each in resting], actor, now)
    await reload(now)
    return freed


@transaction
async def _resume(group: GroupState, ids: list[int], actor: Actor, now: datetime) -> int:
    open_rows = StoppedTopic.filter(group_id=group.id, id__in=ids, ended_at=None)
    rows = await open_rows
    changed = await StoppedTopic.filter(id__in=[row.id for row in rows], ended_at=None).update(ended_at=now, marks={})
    for row in rows:
        await _audit(group, row, actor, "topic.resumed", now)
    return int(changed)


async def reload(now: datetime) -> None:
    """Read what rests afresh: at start, after a change, and when another process may have written.

    Of topics whose time is over, what members had said is forgotten.
    """
    rows = await StoppedTopic.filter(ended_at=None).order_by("id")
    topics.fill([_stopped(row) for row in rows if row.until > now])
    over = [row.id for row in rows if row.until <= now]
    if over:
        await _close(over, now)


@transaction
async def _close(ids: list[int], now: datetime) -> None:
    await StoppedTopic.filter(id__in=ids, ended_at=None).update(ended_at=now, marks={})


def _stopped(row: StoppedTopic) -> Stopped:
    marks: Any = row.marks
    topic = Topic(frozenset(marks.get("keywords", ())), frozenset(marks.get("pairs", ())))
    return Stopped(row.id, GroupId(row.group_id), row.about, row.clause, row.code, topic, row.until)


async def _audit(group: GroupState, row: StoppedTopic, actor: Actor, action: str, now: datetime) -> None:
    await audit.record(
        f"group:{group.id}", at=now, actor=actor.id, action=action, subject=f"topic:{row.id}", clause=row.clause
    )
