"""Going on after a pause: a removal that was dropped before it reached the platform is taken up again."""

from datetime import datetime

from bot.effects import outbox
from plugins.cleanup.models import Item, Round


async def take_up_again(row: Round, *, now: datetime) -> None:
    """Inside a transaction. Whose removal can no longer come about by itself is looked at anew, with a case of its
    own; whatever is still on its way stays that."""
    for item in await Item.filter(round_id=row.id, state="removing", case_id__isnull=False):
        if await outbox.is_over(f"case:{item.case_id}:kick"):
            await Item.filter(id=item.id).update(state="warned", case_id=None, case_number=None, changed_at=now)
