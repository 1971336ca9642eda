"""Every morning: who is to look at their details again, and who has been kept long enough."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from bot.domain.ids import GroupId, MemberId
from bot.domain.messages import Mention
from bot.effects import schedule
from bot.governance import hours, people, voice, zone
from bot.governance.directory import GroupState, directory
from bot.governance.people import asking, retention
from bot.governance.people.asking import ToAsk
from bot.store.transaction import transaction

DAILY = "people:daily"
EVERY_MORNING = "40 9 * * *"
LATE = timedelta(hours=6)
LASTS = timedelta(hours=12)
NAMED = 20
"""People one message names; the others have their turn the next morning."""
_BOUNCED_WITHIN = timedelta(days=2)


async def set_up(*, now: datetime) -> None:
    await schedule.every(DAILY, "people.daily", EVERY_MORNING, zone.zone().key, {}, late=LATE, now=now)


async def run_round(*, now: datetime) -> None:
    """Not inside a transaction. Run again after a crash it says nothing twice."""
    groups: dict[int, GroupState] = {}
    for group in directory.enabled():
        groups.setdefault(group.organisation_id, group)
    for organisation_id, first in sorted(groups.items()):
        await people.note_bounces(since=now - _BOUNCED_WITHIN, now=now)
        await plan_asking(organisation_id, now=now)
        await announce_erasing(organisation_id, first, now=now)
        await retention.erase_departed(organisation_id, now=now)


@transaction
async def plan_asking(organisation_id: int, *, now: datetime) -> int:
    """Have each group's people asked in one message, outside quiet hours; how many are."""
    by_group: dict[GroupId, list[ToAsk]] = defaultdict(list)
    for each in await asking.to_ask(organisation_id, now=now):
        by_group[each.group].append(each)
    asked: list[int] = []
    for group_id, those in by_group.items():
        group = directory.get(group_id)
        if group is None:
            continue
        due = hours.next_loud(group, now) if hours.is_quiet(group, now) else now
        named = those[:NAMED]
        payload: dict[str, Any] = {
            "members": [[each.member, each.name] for each in named],
            "bounced": any(each.bounced for each in named),
        }
        key = f"people:ask:{group_id}:{now.astimezone(zone.zone()).date()}"
        if await schedule.at("people.ask", key, due, payload, group_id=group_id, valid_until=due + LASTS):
            asked += [each.person for each in named]
    await asking.note_asked(asked, now=now)
    return len(asked)


@transaction
async def ask(group: GroupState, key: str, payload: dict[str, Any], *, now: datetime) -> None:
    """One message that names them all."""
    await voice.say_in(
        group,
        "people/look_again",
        key=f"{key}:said",
        now=now,
        mention=[Mention(MemberId(member), name) for member, name in payload["members"]],
        marker="核对个人资料",
        valid_for=LASTS,
        fields={"bounced": payload["bounced"]},
    )


@transaction
async def announce_erasing(organisation_id: int, group: GroupState, *, now: datetime) -> None:
    """The administrators hear two weeks before who is erased, and how to keep somebody."""
    leaving = await retention.to_announce(organisation_id, now=now)
    if leaving:
        day = (now + retention.TOLD_BEFORE).astimezone(zone.zone()).date()
        await voice.tell_administrators(
            group,
            "people/erasing_announced",
            key=f"people:erasing:{organisation_id}:{now.astimezone(zone.zone()).date()}",
            now=now,
            marker="花名册到期",
            valid_for=LASTS,
            fields={"people": leaving, "day": day, "keep_days": retention.keeps(organisation_id).days},
        )
