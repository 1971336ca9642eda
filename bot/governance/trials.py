"""A regulation that does not hold yet, tried on what was said: streamed to a process of its own, page by page.

The process is a whole bot on a scratch store with a simulated platform; it tells which cases it opened.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from bot.domain.ids import GroupId
from bot.domain.regulation import RegulationText, clauses_to_json
from bot.governance.directory import GroupState
from bot.store import models

MOST_MESSAGES = 30_000
PAGE = 500
SECONDS = 900
MOST_ANSWERED = 32 * 1024 * 1024
_ROOT = Path(__file__).resolve().parent.parent.parent
Export = Callable[[GroupId], Awaitable[Any]]
Restore = Callable[[GroupId, Any], Awaitable[None]]
_carried: dict[str, tuple[Export, Restore]] = {}


class TrialFailed(Exception):
    """The process ended without an answer, or took too long."""


def carry(name: str, *, export: Export, restore: Restore) -> None:
    """Have something an area keeps for a group go along to the scratch store; what is exported must be JSON."""
    _carried[name] = (export, restore)


async def restore(group_id: GroupId, carried: dict[str, Any]) -> None:
    """In the process: what the areas carried along."""
    for name, what in carried.items():
        if name in _carried:
            await _carried[name][1](group_id, what)


async def run(group: GroupState, text: RegulationText, since: datetime, *, now: datetime) -> dict[str, Any]:
    """The cases that this regulation would have led to since then, in mode enforce, and how much there was to read.

    At most the newest 30,000 messages; ``{"messages", "cut", "cases": […], "deeds": {name: count}}``. Memory here is
    one page of messages. Raises TrialFailed.
    """
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.commandline.trial", stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL,
        cwd=_ROOT,
    )  # fmt: skip
    try:
        return await asyncio.wait_for(_converse(child, group, text, since, now), SECONDS)
    except (TimeoutError, OSError, orjson.JSONDecodeError) as error:
        raise TrialFailed(type(error).__name__) from error
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()


async def _converse(
    child: asyncio.subprocess.Process, group: GroupState, text: RegulationText, since: datetime, now: datetime
) -> dict[str, Any]:
    assert child.stdin is not None
    assert child.stdout is not None
    total = await models.ArchivedMessage.filter(group_id=group.id, sent_at__gte=since).count()
    with suppress(BrokenPipeError, ConnectionResetError):
        child.stdin.write(orjson.dumps(await _setting(group, text, since, now)) + b"\n")
        async for page in _pages(group.id, since, max(total - MOST_MESSAGES, 0)):
            child.stdin.write(b"".join(page))
            await child.stdin.drain()
        child.stdin.close()
    answer: dict[str, Any] = orjson.loads(await child.stdout.read(MOST_ANSWERED))
    return {**answer, "cut": max(total - MOST_MESSAGES, 0)}


async def _setting(group: GroupState, text: RegulationText, since: datetime, now: datetime) -> dict[str, Any]:
    members = await models.Membership.filter(group_id=group.id)
    return {
        "platform": group.chat.platform,
        "group": group.chat.group,
        "name": group.name,
        "account": group.account or "0",
        "since": since.isoformat(),
        "now": now.isoformat(),
        "title": text.title,
        "version": text.version,
        "clauses": clauses_to_json(text.clauses),
        "members": [[m.member_id, m.nickname, m.card, m.role, m.first_seen_at.isoformat()] for m in members],
        "grants": [[member, int(role)] for member, role in group.grants.items()],
        "carried": {name: await export(group.id) for name, (export, _) in _carried.items()},
    }


async def _pages(group_id: GroupId, since: datetime, skip: int) -> AsyncIterator[list[bytes]]:
    rows = models.ArchivedMessage.filter(group_id=group_id, sent_at__gte=since).order_by("sent_at", "id")
    start = skip
    while page := await rows.offset(start).limit(PAGE):
        start += len(page)
        yield [
            orjson.dumps(
                [m.message_id, m.member_id, m.member_name, m.text, m.segments, m.quoted_id, m.sent_at.isoformat()]
            )
            + b"\n"
            for m in page
        ]
