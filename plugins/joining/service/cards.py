"""The right group card: set by the bot where the platform lets it, else asked of the member."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import GroupId, MemberId
from bot.domain.messages import Mention
from bot.domain.people import Person
from bot.domain.ports import Ability
from bot.effects import outbox
from bot.effects.accounts import accounts
from bot.effects.actions import SetCard
from bot.effects.outbox import Effect, Settlement
from bot.governance import roster, voice
from bot.governance.directory import GroupState, directory
from plugins.joining.domain.cards import DEFAULT_PATTERN, follows, right_card

OWNER = "joining.card"
LASTS = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class CardAnswer:
    """``card`` is what the regulation asks for, None where it asks for none; ``state`` right, set or asked."""

    card: str | None
    state: str


def card_pattern(group: GroupState) -> str:
    """The pattern the regulation states, "" where it asks for no real name."""
    regulation = group.regulation
    if regulation is None or regulation.clause("realname") is None:
        return ""
    return regulation.text.parameter("realname", "pattern", DEFAULT_PATTERN)


async def put_card(group: GroupState, member: MemberId, person: Person, *, key: str, now: datetime) -> CardAnswer:
    """Inside a transaction: have the card set, unless it is right already or only a person can do it."""
    pattern = card_pattern(group)
    card = right_card(pattern, person) if pattern else None
    if card is None:
        return CardAnswer(None, "right")
    known = await roster.member_of(group.id, member)
    if known is not None and known.card and follows(pattern, known.card, person):
        return CardAnswer(card, "right")
    platform = accounts.get(group.account) if group.account is not None else None
    if (
        group.mode == "observe"
        or group.halted
        or (platform is not None and Ability.SET_CARD not in platform.capabilities)
    ):
        return CardAnswer(card, "asked")
    effect = Effect(
        key=f"joining:card:{group.id}:{member}:{key}"[:200],
        action=SetCard(group.chat, member, card),
        account=group.account,
        group_id=group.id,
        owner=OWNER,
        about={"member": member, "card": card},
        valid_until=now + LASTS,
    )
    await outbox.put(effect, now=now)
    return CardAnswer(card, "set")


async def settled(effect: Effect, settlement: Settlement) -> None:
    """A card that could not be set is asked of the member."""
    group = directory.get(GroupId(effect.group_id or 0))
    if group is None or settlement.state in (outbox.DONE, outbox.UNVERIFIED, outbox.CANCELLED):
        return
    member = MemberId(effect.about["member"])
    name = await roster.name_of(group.id, member)
    await voice.say_in(
        group,
        "joining/card_asked",
        key=f"asked:{effect.key}"[:200],
        now=settlement.at,
        mention=[Mention(member, name)],
        fields={"card": effect.about["card"]},
    )


outbox.register(OWNER, settled=settled)
