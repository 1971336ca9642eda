"""Pictures and files that go out with a notice: fetched when it is written, kept until it is over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.ids import AccountId
from bot.domain.messages import Enclosure, File, Image, IncomingMessage, Segment
from bot.domain.ports import Ability
from bot.effects import enclosures, outbox, schedule
from bot.effects.accounts import accounts
from bot.effects.actions import SendFile
from bot.effects.enclosures import Handout
from bot.effects.outbox import Effect
from bot.effects.schedule import Work
from bot.governance.carried import carried_by
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.notices.models import Notice, NoticeContent

from .files import NoticeFile
from .names import LASTS, OWNER
from .refusals import EnclosureLost, TooManyEnclosures

CONTENT = "notices.content"
LARGEST = 5 * 1024 * 1024
LARGEST_IN_ALL = 20 * 1024 * 1024
MOST = 9
KEPT_AFTER = timedelta(days=7)
"""Contents of a notice that asks for no answer, and so is never closed, go this long after it went out."""


@dataclass(frozen=True, slots=True)
class Content:
    """``kind`` is image or file; ``name`` what members see of a file."""

    kind: str
    name: str
    content: bytes


async def collect(group: GroupState, message: IncomingMessage) -> list[Content]:
    """What the message and the one it answers carry, fetched now: platforms' links end within minutes.

    Not inside a transaction. Raises EnclosureLost, TooManyEnclosures.
    """
    wanted = [(message.account, part) for part in _carried(message.segments)]
    if message.quoted is not None and message.chat == group.chat:
        quoted = await carried_by(group.id, message.quoted.message)
        wanted += [(quoted.account, part) for part in _carried(quoted.segments)] if quoted is not None else []
    if len(wanted) > MOST:
        raise TooManyEnclosures(most=MOST)
    found: list[Content] = []
    room = LARGEST_IN_ALL
    for account, part in wanted:
        content = await _fetched(account, part, min(LARGEST, room))
        found.append(content)
        room -= len(content.content)
    return found


def _carried(segments: Iterable[Segment]) -> list[Image | File]:
    return [s for s in segments if isinstance(s, File) or (isinstance(s, Image) and not s.sticker)]


async def _fetched(account: AccountId, part: Image | File, limit: int) -> Content:
    platform = accounts.get(account)
    content = await platform.download(part.file, part.url, limit) if platform is not None and limit > 0 else None
    name = part.name if isinstance(part, File) else ""
    if not content:
        raise EnclosureLost(name=name, most_mb=LARGEST // 1024 // 1024)
    return Content("file" if isinstance(part, File) else "image", name[:200], content)


async def keep(contents: Sequence[Content], row: Notice, now: datetime) -> None:
    """Write the contents under the notice in place of those it had; the row is changed, not saved."""
    if not contents:
        return
    await NoticeContent.filter(notice_id=row.id).delete()
    kept: list[dict[str, Any]] = []
    for each in contents:
        made = await NoticeContent.create(
            notice_id=row.id, kind=each.kind, name=each.name, content=each.content, made_at=now
        )
        kept.append({"content": made.id, "kind": each.kind, "name": each.name})
    row.enclosed = kept


def pictures_of(notice: NoticeFile) -> tuple[Enclosure, ...]:
    """The pictures as parts of a message; read from the store when it is sent."""
    return tuple(
        Enclosure(CONTENT, {"content": each["content"]}) for each in notice.enclosed if each["kind"] == "image"
    )


def can_send_files(group: GroupState) -> bool:
    """Whether the group's account can hand out files; True while it is not known."""
    platform = accounts.get(group.account) if group.account is not None else None
    return platform is None or Ability.FILES in platform.capabilities


async def send_files(group: GroupState, notice: NoticeFile, now: datetime) -> None:
    """Put the notice's files into the group's files, where its platform has any."""
    if not can_send_files(group):
        return
    for each in notice.enclosed:
        if each["kind"] == "file":
            effect = Effect(
                key=f"notice:{notice.id}:file:{each['content']}:{group.id}",
                action=SendFile(group.chat, CONTENT, {"content": each["content"]}),
                account=group.account,
                group_id=group.id,
                owner=OWNER,
                about={"notice": notice.id, "what": "file"},
                valid_until=now + LASTS,
            )
            await outbox.put(effect, now=now)


async def forget_later(notice: NoticeFile, now: datetime) -> None:
    """For a notice that nobody will close, or that was rejected and may be mended. Inside a transaction."""
    if notice.enclosed:
        key = f"notice:{notice.id}:contents:{now.timestamp():.0f}"
        await schedule.at("notices.contents", key, now + KEPT_AFTER, {"notice": notice.id}, group_id=notice.group_id)


async def forget(notice_id: int) -> None:
    """The notice is over: what was kept for it goes. What belongs to a plan stays."""
    await NoticeContent.filter(notice_id=notice_id).delete()


@schedule.work("notices.contents")
@transaction
async def forget_now(work: Work) -> None:
    notice_id = int(work.payload["notice"])
    if not await Notice.filter(id=notice_id, state__in=["draft", "review", "planned", "publishing", "open"]).exists():
        await forget(notice_id)


async def _content(about: Mapping[str, Any], now: datetime) -> Handout | None:
    row = await NoticeContent.get_or_none(id=int(about["content"]))
    return Handout(row.name, row.content) if row is not None else None


enclosures.register(CONTENT, _content)
