"""What the bot says in a group: a template, rendered, as text segments of an outbox row."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.domain.ids import AccountId, ChatRef, MessageId
from bot.domain.messages import Mention, Quote, Segment, Text
from bot.effects import outbox
from bot.effects.actions import Send
from bot.effects.outbox import Effect
from bot.governance.directory import GroupState
from bot.texts import render

SPEECH_LASTS = timedelta(minutes=30)
"""An answer that could not be delivered for this long is dropped and recorded, not sent late."""


def parts(
    text: str,
    *,
    mention: Sequence[Mention] = (),
    quote: MessageId | None = None,
    enclosed: Sequence[Segment] = (),
) -> tuple[Segment, ...]:
    """Segments for ``text``: a quote first, mentions next, people's words only as text, pictures last."""
    head: list[Segment] = [Quote(quote)] if quote is not None else []
    for person in mention:
        head += [person, Text(" ")]
    return (*head, Text(text), *enclosed)


async def say(
    chat: ChatRef,
    account: AccountId | None,
    template: str,
    *,
    key: str,
    now: datetime,
    mention: Sequence[Mention] = (),
    quote: MessageId | None = None,
    enclosed: Sequence[Segment] = (),
    marker: str = "",
    group_id: int | None = None,
    valid_for: timedelta = SPEECH_LASTS,
    owner: str = "",
    about: dict[str, Any] | None = None,
    fields: dict[str, Any],
) -> bool:
    """Put a message into the outbox, inside the transaction that decided it.

    ``key`` is its business identity: said once for ever. False when it had been put before.
    ``marker`` is a visible part of the text by which a lost send is found in the history.
    ``enclosed`` are pictures that go with it.
    """
    text = render(template, **fields)
    effect = Effect(
        key=key,
        action=Send(chat, parts(text, mention=mention, quote=quote, enclosed=enclosed), marker=marker),
        account=account,
        group_id=group_id,
        owner=owner,
        about=about or {},
        valid_until=now + valid_for,
    )
    return await outbox.put(effect, now=now)


async def say_in(group: GroupState, template: str, *, key: str, now: datetime, **options: Any) -> bool:
    """``say`` in a group's own chat; ``options`` are those of ``say``, ``fields`` among them."""
    return await say(group.chat, group.account, template, key=key, now=now, group_id=group.id, **options)


async def tell_administrators(group: GroupState, template: str, *, key: str, now: datetime, **options: Any) -> bool:
    """``say`` where the administrators are: the bound administration group, else the group itself."""
    chat = group.console or group.chat
    return await say(chat, group.account, template, key=key, now=now, group_id=group.id, **options)
