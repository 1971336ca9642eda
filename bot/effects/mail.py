"""E-mail: a letter is a row in the transaction that decides it, and leaves for a server after the commit.

queued → sending (committed before the server is called) → sent, failed or cancelled. A server that
cannot be reached or asks for patience is tried again for a day; one that refuses for good ends it.
SMTP cannot tell whether a letter whose confirmation was lost has arrived: it is sent again under the
same Message-ID, by which mail programs recognise the copy.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from bot.effects import schedule
from bot.effects.post import Post, Refused, Unreachable
from bot.effects.schedule import Work
from bot.store import models
from bot.store.transaction import insert_once, transaction

WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720))
"""After each try that found no open door; after the last it is given up."""
KEEP = timedelta(days=90)
KIND = "mail.send"


@dataclass(frozen=True, slots=True)
class Mail:
    """``key`` is its business identity: written once for ever. ``attachment`` is HTML, named with its ending."""

    key: str
    recipient: str
    subject: str
    body: str
    group_id: int | None = None
    attachment_name: str | None = None
    attachment: str | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """How a letter ended: ``state`` is sent or failed, ``detail`` the server's own words."""

    key: str
    group_id: int | None
    recipient: str
    state: str
    detail: str
    at: datetime


Listener = Callable[[Ended], Awaitable[None]]
_listeners: list[Listener] = []
_post: Post | None = None


def use(post: Post | None) -> None:
    """Hand letters in there from now on; None where no server is set. Wiring calls it once."""
    global _post
    _post = post


def is_set_up() -> bool:
    """Whether there is a server that letters can be handed in to."""
    return _post is not None


def on_end(listener: Listener) -> Listener:
    """Call ``listener``, in the transaction that settles it, with every letter that was sent or failed."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


async def put(mail: Mail, *, now: datetime) -> bool:
    """Put a letter into the caller's transaction; False where its key was put before."""
    row = models.Mail(
        key=mail.key[:200],
        group_id=mail.group_id,
        recipient=mail.recipient,
        subject=" ".join(mail.subject.split())[:200],
        body=mail.body,
        attachment_name=mail.attachment_name,
        attachment=mail.attachment,
        message_id=f"{now.timestamp():.0f}.{sha256(mail.key.encode()).hexdigest()[:32]}",
        created_at=now,
    )
    if not await insert_once(row):
        return False
    await _try_at(row, now)
    return True


@transaction
async def cancel(prefix: str, *, now: datetime) -> int:
    """Drop the letters whose key begins so and that have not left yet; answers how many."""
    waiting = models.Mail.filter(key__startswith=prefix, state="queued")
    return await waiting.update(
        state="cancelled", settled_at=now, body="", attachment=None, detail="cancelled before it was sent"
    )


@transaction
async def prune(now: datetime) -> int:
    """Delete what is left of letters that ended long ago: to whom they went, and how they ended."""
    return await models.Mail.filter(settled_at__lt=now - KEEP).delete()


@schedule.work(KIND)
async def send(work: Work) -> None:
    """One try. Found ``sending`` it was broken off, and is sent again under the same Message-ID."""
    row = await _take(int(work.payload["mail"]))
    if row is None:
        return
    if _post is None:
        await _failed(row, "no mail server is set (SMTP_URL)", work.now)
        return
    try:
        answer = await _post.hand_in(row)
    except Refused as refusal:
        await _failed(row, str(refusal), work.now)
    except Unreachable as trouble:
        await _later(row, str(trouble), work.now)
    else:
        await _end(row, "sent", answer, work.now)


@transaction
async def _take(mail_id: int) -> models.Mail | None:
    taken = await models.Mail.filter(id=mail_id, state__in=["queued", "sending"]).update(state="sending")
    return await models.Mail.get(id=mail_id) if taken else None


@transaction
async def _later(row: models.Mail, detail: str, now: datetime) -> None:
    if row.attempts >= len(WAITS):
        await _end(row, "failed", detail, now)
        return
    wait = WAITS[row.attempts]
    row.attempts += 1
    await models.Mail.filter(id=row.id).update(state="queued", attempts=row.attempts, detail=detail[:500])
    await _try_at(row, now + wait)


async def _failed(row: models.Mail, detail: str, now: datetime) -> None:
    await _end(row, "failed", detail, now)


@transaction
async def _end(row: models.Mail, state: str, detail: str, now: datetime) -> None:
    """Its words are not kept: the case they tell of is."""
    await models.Mail.filter(id=row.id).update(
        state=state, settled_at=now, detail=detail[:500], body="", attachment=None
    )
    for listener in list(_listeners):
        await listener(Ended(row.key, row.group_id, row.recipient, state, detail[:500], now))


async def _try_at(row: models.Mail, due: datetime) -> None:
    await schedule.at(KIND, f"mail:{row.id}:{row.attempts}", due, {"mail": row.id}, group_id=row.group_id)
