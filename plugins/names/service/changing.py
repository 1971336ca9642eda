"""A card or a name has changed: looked at again at once."""

from datetime import datetime

from bot.domain.ids import MemberId
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.names.models import WrongCard

from .findings import asked_of, finding_of, put_right, standing_of, write_down
from .rounds import set_card
from .watching import look_at


async def note_card(group: GroupState, member: MemberId, now: datetime) -> None:
    """The list of wrong cards follows; a name like an administrator's is told at once."""
    await _follow(group, member, now)
    await look_at(group, member, now)


async def note_shown(group: GroupState, member: MemberId, name: str, now: datetime) -> None:
    """A message came under a name that the member did not have before: no event tells of nicknames."""
    await look_at(group, member, now, shown=name)


@transaction
async def _follow(group: GroupState, member: MemberId, now: datetime) -> None:
    asked = await asked_of(group)
    standing = await standing_of(group, member)
    if asked is None or standing is None:
        return
    finding = finding_of(asked, standing)
    if finding is None:
        await put_right(group, [member], now)
        return
    row = await WrongCard.get_or_none(group_id=group.id, member_id=member)
    row = await write_down(group, finding, row, now)
    await set_card(group, finding, row, f"{member}:{now.timestamp():.0f}", now)
