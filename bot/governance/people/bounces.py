"""Private messages that did not arrive: whose account it was is asked whether the details are right."""

from datetime import datetime

from bot.domain.ids import MemberId
from bot.store import models
from bot.store.transaction import transaction

_PRIVATE = ":u:"
_MOST = 1_000


@transaction
async def note_bounces(*, since: datetime, now: datetime) -> int:
    """Look at what could not be delivered since then; how many accounts it was of, known ones only."""
    rows = models.Job.filter(kind="effect", state="dead", settled_at__gt=since, lane__contains=_PRIVATE)
    chats = {str(lane).partition("|")[2] for lane in await rows.limit(_MOST).values_list("lane", flat=True)}
    noted = 0
    for chat in sorted(chats):
        platform, _, account = chat.partition(_PRIVATE)
        noted += await note_bounce(platform, MemberId(account), now=now)
    return noted


@transaction
async def note_bounce(platform: str, account: MemberId, *, now: datetime) -> int:
    """A message to this account did not arrive; 0 where it is nobody's we know."""
    return await models.Account.filter(platform=platform, account=account).update(bounced_at=now)
