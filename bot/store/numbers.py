"""One sequence of numbers a group, for whatever people name by ``#12``."""

from tortoise.expressions import F

from bot.domain.ids import GroupId
from bot.store import models
from bot.store.transaction import in_tx


async def next_number(group_id: GroupId, kind: str) -> int:
    """The group's next number, taken for a thing of this kind. Only inside a transaction.

    A rollback gives the number back, so the sequence has no gaps. Raises LookupError for a group
    that is not there.
    """
    if not in_tx():
        raise RuntimeError("a number is taken inside a transaction")
    # written first: the row's lock is what keeps two callers apart
    if not await models.Group.filter(id=group_id).update(next_number=F("next_number") + 1):
        raise LookupError(f"no group {group_id}")
    number = (await models.Group.get(id=group_id)).next_number - 1
    await models.Numbered.create(group_id=group_id, number=number, kind=kind)
    return number


async def kind_of(group_id: GroupId, number: int) -> str | None:
    """What kind of thing has this number in this group, or None."""
    row = await models.Numbered.get_or_none(group_id=group_id, number=number)
    return row.kind if row is not None else None
