"""Taking away what was confirmed, one after the other; the first that fails stops the rest."""

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor, Role
from bot.effects import outbox
from bot.effects.actions import RemoveThing
from bot.effects.outbox import Effect, Settlement
from bot.governance import permissions, voice
from bot.governance.directory import GroupState, directory
from bot.store import audit
from bot.store.transaction import insert_once, transaction
from plugins.cleanup.models import ContentItem, ContentKeep, ContentRound
from plugins.cleanup.service.refusals import AlreadyFinished, NobodyLeft, NotLatest

from .listing import ContentFile, content_file, find_content, rules_of_content

OWNER = "cleanup.content"
LASTS = timedelta(hours=6)
PACE = timedelta(seconds=3)


@transaction
async def confirm_content(
    group: GroupState, number: int, places: Collection[int], *, by: Actor, now: datetime
) -> ContentFile:
    """Take away the things at these places of the list, all of them where none is named.

    Raises NoSuchNumber, NotLatest, AlreadyFinished, NobodyLeft (no such place is left).
    """
    row = await find_content(group.id, number)
    if row.state == "dropped":
        raise NotLatest(number=number)
    if row.state != "preview":
        raise AlreadyFinished(number=number)
    chosen = ContentItem.filter(round_id=row.id, state="proposed")
    items = await (chosen.filter(position__in=list(places)) if places else chosen).order_by("position")
    if not items or not await ContentRound.filter(id=row.id, state="preview").update(
        state="removing", confirmed_by=by.id, confirmed_name=by.name[:200]
    ):
        raise NobodyLeft(number=number)
    await (
        ContentItem.filter(round_id=row.id, state="proposed")
        .exclude(id__in=[i.id for i in items])
        .update(state="kept", changed_at=now)
    )
    for step, item in enumerate(items):
        await ContentItem.filter(id=item.id).update(state="removing", changed_at=now)
        effect = Effect(
            key=f"content:{row.id}:{item.id}",
            action=RemoveThing(group.chat, item.kind, item.external_id, dict(item.handle)),
            account=group.account,
            group_id=group.id,
            owner=OWNER,
            about={"round": row.id, "item": item.id},
            valid_until=now + LASTS,
            not_before=now + step * PACE,
        )
        await outbox.put(effect, now=now)
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor=by.id,
        action="cleanup.content_confirmed",
        subject=f"cleanup:{number}",
        things=[[item.kind, item.external_id] for item in items],
    )
    return await content_file(await ContentRound.get(id=row.id))


@transaction
async def leave_content(
    group: GroupState, number: int, places: Collection[int], *, by: Actor, now: datetime
) -> list[str]:
    """These stay and are not proposed again; answers their titles. Raises NoSuchNumber, NotLatest."""
    row = await find_content(group.id, number)
    if row.state != "preview":
        raise NotLatest(number=number)
    titles: list[str] = []
    for item in await ContentItem.filter(round_id=row.id, state="proposed", position__in=list(places)):
        keep = ContentKeep(group_id=group.id, kind=item.kind, external_id=item.external_id, kept_by=by.id, kept_at=now)
        await insert_once(keep)
        await ContentItem.filter(id=item.id).update(state="kept", changed_at=now)
        titles.append(item.title)
    await audit.record(
        f"group:{group.id}", at=now, actor=by.id, action="cleanup.content_kept", subject=f"cleanup:{number}",
        things=len(titles),
    )  # fmt: skip
    return titles


async def _still_right(effect: Effect, now: datetime) -> str | None:
    """Whoever confirmed must still be an administrator, the group enabled and not halted."""
    row = await ContentRound.get_or_none(id=effect.about["round"], state="removing")
    group = directory.get(GroupId(row.group_id)) if row is not None else None
    if row is None or group is None:
        return "round_stopped"
    if group.halted:
        return "halted"
    if rules_of_content(group) is None:
        return "no_clause"
    role = await permissions.standing().role(group, group.chat, group.account, MemberId(row.confirmed_by or ""))
    return None if role is not None and role >= Role.ADMIN else "powerless"


async def _settled(effect: Effect, settlement: Settlement) -> None:
    """In the settling transaction; after the last one, or the first that failed, the report."""
    row = await ContentRound.get_or_none(id=effect.about["round"], state="removing")
    if row is None:
        return
    done = settlement.state == outbox.DONE
    await ContentItem.filter(id=effect.about["item"]).update(
        state="removed" if done else "failed", changed_at=settlement.at
    )
    if not done:
        await outbox.cancel(f"content:{row.id}:")
        await ContentItem.filter(round_id=row.id, state="removing").update(state="kept", changed_at=settlement.at)
    if await ContentItem.filter(round_id=row.id, state="removing").exists():
        return
    await ContentRound.filter(id=row.id).update(state="finished", finished_at=settlement.at)
    group = directory.get(GroupId(row.group_id))
    await audit.record(
        f"group:{row.group_id}",
        at=settlement.at,
        actor="",
        action="cleanup.content_finished",
        subject=f"cleanup:{row.number}",
        detail=settlement.detail[:200],
    )
    if group is not None:
        await voice.tell_administrators(
            group,
            "cleanup/content_report",
            key=f"content:{row.id}:report",
            now=settlement.at,
            marker=f"清理 #{row.number}",
            fields={
                "round": await content_file(await ContentRound.get(id=row.id)),
                "failed": not done,
                "detail": settlement.detail if not done else "",
            },
        )


outbox.register(OWNER, check=_still_right, settled=_settled)
