"""How a notice is said in its groups: the message, its files, and the platform's own announcement."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.domain.ids import GroupId
from bot.domain.messages import Mention
from bot.domain.ports import Ability
from bot.effects import outbox
from bot.effects.accounts import accounts
from bot.effects.actions import Announce
from bot.effects.outbox import Effect
from bot.governance import voice
from bot.governance.directory import GroupState
from bot.texts import render
from plugins.notices.domain.tally import MOST_MENTIONS
from plugins.notices.models import Notice

from .asked import AskedHere
from .drafting import ack_words
from .enclosing import can_send_files, pictures_of, send_files
from .files import NoticeFile
from .names import LASTS, OWNER


async def say_published(
    notice: NoticeFile, places: Sequence[AskedHere], total: int, now: datetime, *, in_all: int | None = None
) -> None:
    """In each group under its own number; those asked by name are mentioned.

    ``in_all`` is the number of groups it goes to, where these are only some of them.
    """
    for place in places:
        here = notice.in_place(place.group.id)
        number = len(places) if in_all is None else in_all
        fields = _fields(place.group, here, total, number, edited=notice.decision == "edited")
        await _say(place, here, fields, now)
        await send_files(place.group, notice, now)
        await announce(place.group, here, "notices/published", fields, now)


def publication_key(notice: NoticeFile, group_id: GroupId) -> str:
    """Of the effect that says it in this group."""
    return f"notice:{notice.id}:publish" + (f":{group_id}" if group_id != notice.group_id else "")


def _fields(group: GroupState, notice: NoticeFile, total: int, places: int, *, edited: bool) -> dict[str, Any]:
    return {
        "notice": notice,
        "asked": total,
        "places": places,
        "word": ack_words(group)[0],
        "edited": edited,
        "files": notice.attachments,
        "sends_files": can_send_files(group),
    }


async def _say(place: AskedHere, notice: NoticeFile, fields: dict[str, Any], now: datetime) -> None:
    many = notice.for_everybody or len(place.members) > MOST_MENTIONS
    await voice.say_in(
        place.group,
        "notices/published",
        key=publication_key(notice, place.group.id),
        now=now,
        mention=[] if many else [Mention(member, name) for member, name in place.members],
        marker=f"【通知 #{notice.number}】",
        enclosed=pictures_of(notice),
        valid_for=LASTS,
        owner=OWNER,
        about={"notice": notice.id, "what": "publish"},
        fields=fields,
    )


async def announce(group: GroupState, notice: NoticeFile, template: str, fields: dict[str, Any], now: datetime) -> bool:
    """On top of the message, and only where a clause asks for it and the platform can. Whether it is tried."""
    if not announces(group):
        return False
    elsewhere = f":{group.id}" if group.id != notice.group_id else ""
    version = f":{notice.version}" if notice.version > 1 else ""
    effect = Effect(
        key=f"notice:{notice.id}:announce{elsewhere}{version}",
        action=Announce(group.chat, render(template, **fields)),
        account=group.account,
        group_id=group.id,
        owner=OWNER,
        about={"notice": notice.id, "what": "announce"},
        valid_until=now + LASTS,
    )
    return await outbox.put(effect, now=now)


def announces(group: GroupState) -> bool:
    if group.regulation is None or group.regulation.clause("notice.announcement") is None:
        return False
    platform = accounts.get(group.account) if group.account is not None else None
    return platform is not None and Ability.ANNOUNCE in platform.capabilities


async def tell_author(group: GroupState, row: Notice, template: str, *, key: str, now: datetime, **fields: Any) -> None:
    """By name in the group where the notice is kept."""
    await voice.say_in(
        group,
        template,
        key=f"notice:{row.id}:author:{key}",
        now=now,
        mention=[Mention(*_author(row))],
        marker=f"通知 #{row.number}",
        valid_for=LASTS,
        fields=fields,
    )


def _author(row: Notice) -> tuple[Any, str]:
    return row.publisher_id, row.publisher_name
