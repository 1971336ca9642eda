"""What the author of an unpublished notice does with it: send it out, or throw it away."""

from datetime import datetime

from bot.domain.errors import NoSuchNumber
from bot.domain.members import Actor, Role
from bot.effects import schedule
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.notices.models import Notice

from . import places
from .enclosing import forget
from .files import NoticeFile, find_row, notice_file
from .publishing import note
from .refusals import NotYours, WrongState
from .repeating import find_plan, publish_plan_now
from .writing import Written, out, release_or_review


async def publish_draft(group: GroupState, number: int, actor: Actor, now: datetime) -> Written:
    """A draft goes its way (out, to its planned time, to review); a planned or repeating one goes out now.

    Raises NoSuchNumber, NotYours, WrongState, NotAdministratorThere and what publishing raises.
    """
    if await find_plan(group.id, number) is not None:
        if actor.role < Role.ADMIN:
            raise NotYours(number=number)
        return out(await publish_plan_now(group, number, by=actor, now=now))
    row = await find_row(group.id, number)
    notice = notice_file(row)
    places.require_home(group, row)
    _require(row, actor, ("draft", "planned"), "publish")
    if actor.role >= Role.ADMIN:
        await places.require_power(group, notice.groups, actor)
        await places.know_everybody(group, notice.groups, now)
    return await _release(group, row.id, row.state, by=actor, now=now)


@transaction
async def _release(group: GroupState, notice_id: int, state: str, *, by: Actor, now: datetime) -> Written:
    if not await Notice.filter(id=notice_id, state=state).update(state="open"):
        raise WrongState(number=0, state=state, wanted="publish")
    row = await Notice.get(id=notice_id)
    return await release_or_review(group, row, by, now, allowed=by.role >= Role.ADMIN, at_once=state == "planned")


@transaction
async def delete_draft(group: GroupState, number: int, *, by: Actor, now: datetime) -> NoticeFile:
    """An unpublished notice is gone; of a published one, ``withdraw_notice``. Raises NoSuchNumber, NotYours."""
    row = await find_row(group.id, number)
    places.require_home(group, row)
    _require(row, by, ("draft", "review", "planned", "rejected"), "delete")
    notice = notice_file(row)
    await schedule.cancel(f"notice:{row.id}:at:", now=now)
    await forget(row.id)
    await Notice.filter(id=row.id).delete()
    await note(group, row, "notice.deleted", by.id, now, state=notice.state)
    return notice


def _require(row: Notice, actor: Actor, states: tuple[str, ...], wanted: str) -> None:
    """A draft is its author's alone; what is planned belongs to administrators as well."""
    mine = actor.id == row.publisher_id
    if row.state == "draft" and not mine:
        raise NoSuchNumber(number=row.number)
    if row.state not in states:
        raise WrongState(number=row.number, state=row.state, wanted=wanted)
    if not mine and (actor.role < Role.ADMIN or row.state != "planned"):
        raise NotYours(number=row.number)
    if wanted == "publish" and row.state == "planned" and actor.role < Role.ADMIN:
        raise NotYours(number=row.number)
