"""What a message was about that somebody answered: read back from the archive."""

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q

from bot.domain.ids import AccountId, GroupId, MemberId, MessageId
from bot.domain.messages import Card, File
from bot.effects.segments_json import segments_from_json
from bot.store import models

MOST_TALK = 3_000


@dataclass(frozen=True, slots=True)
class QuotedMessage:
    """An archived message; ``text`` is what was written, then the cards' titles and descriptions, a line each."""

    id: MessageId
    account: AccountId
    member: MemberId
    name: str
    text: str
    sent_at: datetime


async def quoted_file(group_id: GroupId, message: MessageId) -> File | None:
    """The file that an archived message of this group carried, or None."""
    rows = models.ArchivedMessage.filter(group_id=group_id, message_id=message, recalled_at=None)
    row = await rows.order_by("-sent_at").first()
    if row is None:
        return None
    return next((part for part in segments_from_json(row.segments) if isinstance(part, File)), None)


async def quoted_message(group_id: GroupId, message: MessageId) -> QuotedMessage | None:
    """The archived message of this group, also a recalled one; None where it was never seen or is no longer kept."""
    row = await models.ArchivedMessage.filter(group_id=group_id, message_id=message).order_by("-sent_at").first()
    if row is None:
        return None
    cards = [part for part in segments_from_json(row.segments) if isinstance(part, Card)]
    lines = [row.text, *(line for card in cards for line in (card.title, card.description))]
    return QuotedMessage(
        MessageId(row.message_id),
        AccountId(row.account),
        MemberId(row.member_id),
        row.member_name,
        "\n".join(line for line in lines if line),
        row.sent_at,
    )


async def case_about(group_id: GroupId, account: AccountId, message: MessageId, since: datetime) -> int | None:
    """The number of the newest case that the bot or somebody opened about this message, or None.

    ``since`` is when the message was sent: platforms use their ids again.
    """
    about = Q(message_id=message) | Q(source_key__startswith=f"message:{account}:{group_id}:{message}:")
    row = await models.Case.filter(about, group_id=group_id, opened_at__gte=since).order_by("-number").first()
    return row.number if row is not None else None


async def talk_since(group_id: GroupId, since: datetime) -> list[tuple[MemberId, str]]:
    """What was said in the group since then, newest first: author and text, at most 3,000 messages."""
    rows = models.ArchivedMessage.filter(group_id=group_id, sent_at__gte=since, kept_for_case=None)
    found = await rows.order_by("-sent_at").limit(MOST_TALK).values_list("member_id", "text")
    return [(MemberId(str(member)), str(text)) for member, text in found]
