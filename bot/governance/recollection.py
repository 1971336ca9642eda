"""What was said lately, read from the archive: for memories that a restart has emptied."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from pypika_tortoise.terms import CustomFunction
from tortoise.expressions import Function
from tortoise.functions import Count

from bot.domain.ids import ChatRef, GroupId, MemberId
from bot.governance.directory import GroupState, directory
from bot.store import models

MOST = 20_000


@dataclass(frozen=True, slots=True)
class Said:
    """One archived message of an enabled group."""

    chat: ChatRef
    member: MemberId
    text: str
    at: datetime


async def said_since(since: datetime) -> AsyncIterator[Said]:
    """Messages of all enabled groups since then, oldest first, at most the 20,000 newest."""
    rows = await models.ArchivedMessage.filter(sent_at__gte=since).order_by("-sent_at", "-id").limit(MOST)
    chats = {group.id: group.chat for group in directory.enabled()}
    for row in reversed(rows):
        chat = chats.get(GroupId(row.group_id))
        if chat is not None:
            yield Said(chat, MemberId(row.member_id), row.text, row.sent_at)


@dataclass(frozen=True, slots=True)
class Spoken:
    """How much a member has said: ``texts`` different ones of some length on ``days`` days (of UTC)."""

    group_id: GroupId
    member: MemberId
    texts: int
    days: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """A present member who came after the group was put under its regulation."""

    group_id: GroupId
    member: MemberId
    first_seen: datetime


class _Day(Function):
    """The day of a moment, on both engines."""

    database_func = CustomFunction("date", ["moment"])  # pyright: ignore[reportAssignmentType]


class _Length(Function):
    database_func = CustomFunction("length", ["text"])  # pyright: ignore[reportAssignmentType]


async def spoken_since(
    since: datetime, *, shortest: int, group: GroupId | None = None, member: MemberId | None = None
) -> list[Spoken]:
    """For each who spoke since then, in all enabled groups or in one; commands and shorter texts are left out.

    Counted in the store: no text is read. The days are at most those of the archive's retention.
    """
    groups = [each.id for each in _enabled(group)]
    said = models.ArchivedMessage.filter(group_id__in=groups, sent_at__gte=since, recalled_at=None)
    if member is not None:
        said = said.filter(member_id=member)
    rows = (
        await said.annotate(length=_Length("text"))
        .filter(length__gte=shortest)
        .exclude(text__startswith="/")
        .annotate(
            texts=Count("text", distinct=True),
            days=Count(_Day("sent_at"), distinct=True),  # pyright: ignore[reportArgumentType]
        )
        .group_by("group_id", "member_id")
        .values_list("group_id", "member_id", "texts", "days")
    )
    return [Spoken(GroupId(place), MemberId(who), texts, days) for place, who, texts, days in rows]


async def arrived(*, grace: timedelta, group: GroupId | None = None) -> list[Arrived]:
    """Present members, of all enabled groups or of one, who were first seen more than ``grace`` after it was enabled.

    Whoever was there before that was there before anybody watched: their time in the group is not known.
    """
    enabled = {each.id: each.enabled_at for each in _enabled(group)}
    found: list[Arrived] = []
    rows = models.Membership.filter(group_id__in=list(enabled), left_at=None)
    for place, member, first_seen in await rows.values_list("group_id", "member_id", "first_seen_at"):
        since = enabled.get(GroupId(place))
        if since is not None and first_seen > since + grace:
            found.append(Arrived(GroupId(place), MemberId(member), first_seen))
    return found


def _enabled(only: GroupId | None) -> list[GroupState]:
    return [each for each in directory.enabled() if only is None or each.id == only]
