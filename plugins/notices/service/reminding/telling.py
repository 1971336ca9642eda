"""Saying it: everybody who waits to be reminded in a group, of however many notices, in as few messages as can be."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.domain.ids import ChatRef, GroupId, MemberId
from bot.domain.messages import Mention, MentionAll, Segment, Text
from bot.domain.ports import Ability
from bot.effects import outbox
from bot.effects.accounts import accounts
from bot.effects.actions import Send
from bot.effects.outbox import Effect
from bot.governance import whereabouts
from bot.governance.directory import GroupState
from bot.store import audit
from bot.texts import render
from plugins.notices.domain.nudging import LINES, by_notice, same_for_all, sign
from plugins.notices.domain.tally import MOST_MENTIONS
from plugins.notices.models import Notice, Nudge
from plugins.notices.service.drafting import ack_words
from plugins.notices.service.files import NoticeFile, filed

from .judging import judge
from .planning import look_at
from .superiors import tell_superiors

OWNER = "notices.remind"
REMINDER_LASTS = timedelta(minutes=30)
STALE = timedelta(hours=8)
"""A message of which nothing was heard for so long may be lost with its row: then those in it wait again."""


async def tell_next(group: GroupState, now: datetime, *, batch: int = 1) -> None:
    """Put the next message of this group, in the caller's transaction; the one after it follows when it is sent."""
    await _take_back_lost(group, now)
    waiting = Nudge.filter(place_id=group.id, state="waiting", due_at__lte=now).order_by("id").select_for_update()
    verdict = await judge(group, await waiting, now)
    if verdict.void:
        await Nudge.filter(id__in=[nudge.id for nudge in verdict.void]).update(state="void")
    await note_missed(group, verdict.missed, now)
    for moment, nudges in verdict.later.items():
        await Nudge.filter(id__in=[nudge.id for nudge in nudges]).update(due_at=moment)
        await look_at(group, moment)
    for_superiors = [nudge for nudge in verdict.ready if nudge.way == "superior"]
    if for_superiors:
        await tell_superiors(group, for_superiors, now)
    await _tell_privately(group, [nudge for nudge in verdict.ready if nudge.way == "private"], now)
    if await Nudge.filter(place_id=group.id, state="put", way__in=["group", "all"]).exists():
        return
    at_once = [nudge for nudge in verdict.ready if nudge.way == "all"]
    if at_once and not await _tell_everybody(group, at_once, now):
        for nudge in at_once:
            nudge.way = "group"
    await _tell_group(group, [nudge for nudge in verdict.ready if nudge.way == "group"], batch, now)


async def _take_back_lost(group: GroupState, now: datetime) -> None:
    """A message that is only late, of a bot that was gone since, is still to be looked for: not said twice."""
    old = Nudge.filter(place_id=group.id, state="put", told_at__lt=now - STALE)
    for key in await old.distinct().values_list("batch", flat=True):
        if await outbox.is_over(str(key)):
            await Nudge.filter(batch=key, state="put").update(state="waiting", told_at=None)


async def note_missed(group: GroupState, nudges: Sequence[Nudge], now: datetime) -> None:
    """They will not be told: recorded, a line for each notice and occasion."""
    rounds: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for nudge in nudges:
        rounds[nudge.notice_id, nudge.occasion].append(nudge.id)
    numbers = {row.id: row.number for row in await Notice.filter(id__in=sorted({notice for notice, _ in rounds}))}
    for (notice, occasion), ids in rounds.items():
        await Nudge.filter(id__in=ids).update(state="void")
        await audit.record(
            f"group:{group.id}",
            at=now,
            actor="",
            action="notice.reminder_missed",
            subject=f"notice:{numbers[notice]}",
            occasion=occasion,
            people=len(ids),
        )


async def _tell_group(group: GroupState, ready: list[Nudge], batch: int, now: datetime) -> None:
    people: dict[str, list[Nudge]] = {}
    for nudge in ready:
        people.setdefault(nudge.member_id, []).append(nudge)
    chosen = [nudge for member in list(people)[:MOST_MENTIONS] for nudge in people[member]]
    if not chosen:
        return
    names = await whereabouts.names_in([group.id])
    mention = [Mention(MemberId(m), names.get(MemberId(m), "")) for m in list(people)[:MOST_MENTIONS]]
    await _put(group, chosen, mention, group.chat, batch, len(people), names, now)


async def _tell_privately(group: GroupState, ready: list[Nudge], now: datetime) -> None:
    people: dict[str, list[Nudge]] = {}
    for nudge in ready:
        people.setdefault(nudge.member_id, []).append(nudge)
    for member, nudges in people.items():
        chat = ChatRef(group.chat.platform, user=MemberId(member))
        await _put(group, nudges, [], chat, 1, 1, {}, now)


async def _tell_everybody(group: GroupState, ready: list[Nudge], now: datetime) -> bool:
    """One message to all, where more than half of the group are missing; whether its quota is left is asked when
    it is sent. False: not wanted, they are mentioned by name.
    """
    platform = accounts.get(group.account) if group.account is not None else None
    here = await whereabouts.names_in([group.id])
    people = {nudge.member_id for nudge in ready}
    fit = platform is not None and Ability.MENTION_ALL in platform.capabilities
    if not fit or len(people) * 2 <= len(here):
        return False
    await _put(group, ready, [MentionAll()], group.chat, 1, 1, here, now)
    return True


async def _put(
    group: GroupState,
    nudges: Sequence[Nudge],
    mention: Sequence[Mention | MentionAll],
    chat: ChatRef,
    batch: int,
    remaining: int,
    names: dict[MemberId, str],
    now: datetime,
) -> None:
    first = nudges[0]
    key = f"notices:remind:{group.id}:{first.id}:{first.tries}"
    text, marker, notices = await _words(group, nudges, batch, remaining, names, now)
    parts: list[Segment] = [part for each in mention for part in (each, Text(" "))]
    about: dict[str, Any] = {"what": "remind", "notices": notices, "batch": batch, "way": first.way}
    effect = Effect(
        key=key,
        action=Send(chat, (*parts, Text(text)), marker=marker),
        account=group.account,
        group_id=group.id,
        owner=OWNER,
        about=about,
        valid_until=now + REMINDER_LASTS,
    )
    await outbox.put(effect, now=now)
    await note_put(nudges, key, now)


async def note_put(nudges: Sequence[Nudge], key: str, now: datetime) -> None:
    """They stand in the message of this key; each time they do counts as a try."""
    await Nudge.filter(id__in=[nudge.id for nudge in nudges]).update(
        state="put", batch=key, told_at=now, way=nudges[0].way, tries=max(nudge.tries for nudge in nudges) + 1
    )


async def _words(
    group: GroupState, nudges: Sequence[Nudge], batch: int, remaining: int, names: dict[MemberId, str], now: datetime
) -> tuple[str, str, list[int]]:
    """The text, the part of it by which it is found again, and the notices it is about."""
    missing: dict[MemberId, list[int]] = {}
    for nudge in nudges:
        missing.setdefault(MemberId(nudge.member_id), []).append(nudge.notice_id)
    lines = by_notice(missing)
    files = await files_of(group.id, [line.notice for line in lines])
    which, part = sign(max(nudge.round for nudge in nudges), batch, remaining, MOST_MENTIONS)
    named = "、".join(f"#{files[line.notice].number}" for line in lines[:LINES])
    marker = f"通知 {named}·提醒 第{which}次" + (f"({part})" if part else "")
    fields: dict[str, Any] = {"sign": marker, "word": ack_words(group)[0], "now": now}
    if len(lines) == 1:
        text = render("notices/reminder", notice=files[lines[0].notice], **fields)
    else:
        told_apart = not same_for_all(lines, len(missing)) and bool(names)
        shown = [
            (files[line.notice], [names.get(m, m) for m in line.members] if told_apart else [])
            for line in lines[:LINES]
        ]
        text = render("notices/reminder_many", lines=shown, more=max(len(lines) - LINES, 0), **fields)
    return text, f"【{marker}】", [line.notice for line in lines]


async def files_of(group_id: GroupId, ids: Sequence[int]) -> dict[int, NoticeFile]:
    """The notices with the numbers they have in this group."""
    rows = await Notice.filter(id__in=list(ids))
    return {row.id: (await filed(row)).in_place(group_id) for row in rows}
