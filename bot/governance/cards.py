"""The group card that the regulation asks for: set by the bot where the platform lets it, else asked of the member."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.cards import CardPattern, parse_pattern, right_card
from bot.domain.ids import GroupId, MemberId
from bot.domain.messages import Mention
from bot.domain.people import DepartmentNames, Person
from bot.domain.ports import Ability
from bot.domain.regulation import Clause
from bot.effects import outbox
from bot.effects.accounts import accounts
from bot.effects.actions import SetCard
from bot.effects.outbox import Effect, Settlement
from bot.governance import roster, voice
from bot.governance.directory import GroupState, directory
from bot.governance.people import linked_person, roster_of

CODE = "realname"
OWNER = "cards"
LASTS = timedelta(hours=2)
_NAME_ONLY = "姓名"
"""What a clause means that asks for real names and states no pattern."""


@dataclass(frozen=True, slots=True)
class CardAnswer:
    """``card`` is what the regulation asks for, None where it asks for none; ``state`` right, set or asked."""

    card: str | None
    state: str


def clause_on_names(group: GroupState) -> Clause | None:
    """The clause that asks for real names or a pattern of cards; None: nothing may be asked."""
    return group.regulation.clause(CODE) if group.regulation is not None else None


def pattern_of(group: GroupState) -> CardPattern | None:
    """The pattern the regulation states, the name alone where it states none, None where it asks for no real name."""
    regulation = group.regulation
    if regulation is None or regulation.clause(CODE) is None:
        return None
    return parse_pattern(regulation.text.parameter(CODE, "pattern", _NAME_ONLY)) or parse_pattern(_NAME_ONLY)


def states_pattern(group: GroupState) -> bool:
    """Whether the regulation itself states a pattern that can be read."""
    regulation = group.regulation
    return regulation is not None and parse_pattern(regulation.text.parameter(CODE, "pattern")) is not None


def card_pattern(group: GroupState) -> str:
    """The pattern as members read it, "" where the regulation asks for no real name."""
    pattern = pattern_of(group)
    return pattern.text if pattern is not None else ""


async def known_departments(group: GroupState) -> DepartmentNames | None:
    """The roster's departments under every name; None where there is no roster to hold a card against."""
    roster_here = await roster_of(group.organisation_id)
    return roster_here.index.lexicon.departments if roster_here else None


def can_set(group: GroupState) -> bool:
    """Whether the bot may set a card here now: enforcing or assisting, not halted, and the platform able to.

    Assumed where the account is not connected: the answer is learnt at delivery.
    """
    platform = accounts.get(group.account) if group.account is not None else None
    able = platform is None or Ability.SET_CARD in platform.capabilities
    return able and group.mode != "observe" and not group.halted


async def put_card(group: GroupState, member: MemberId, person: Person, *, key: str, now: datetime) -> CardAnswer:
    """Inside a transaction: have the card set to the letter, unless it is so already or only a person can do it."""
    pattern = pattern_of(group)
    card = right_card(pattern, person) if pattern is not None else None
    if pattern is None or card is None:
        return CardAnswer(None, "right")
    known = await roster.member_of(group.id, member)
    if known is not None and known.card == card:
        return CardAnswer(card, "right")
    if not can_set(group):
        return CardAnswer(card, "asked")
    effect = Effect(
        key=f"card:{group.id}:{member}:{key}"[:200],
        action=SetCard(group.chat, member, card),
        account=group.account,
        group_id=group.id,
        owner=OWNER,
        about={"member": member, "card": card},
        valid_until=now + LASTS,
    )
    await outbox.put(effect, now=now)
    return CardAnswer(card, "set")


async def still_asked(effect: Effect, now: datetime) -> str | None:
    """Asked right before the card is set: a reason to drop the effect, or None.

    It may have waited for a busy platform; meanwhile the regulation was revised, enforcement stopped, or the roster
    says another name.
    """
    group, member = directory.get(GroupId(effect.group_id or 0)), MemberId(effect.about["member"])
    if group is None:
        return "group_disabled"
    pattern = pattern_of(group)
    if pattern is None:
        return "no_clause"
    if not can_set(group):
        return "halted"
    person = (await roster_of(group.organisation_id)).by_row(await linked_person(group.id, member))
    if person is None or right_card(pattern, person) != effect.about["card"]:
        return "card_changed"
    return None


async def settled(effect: Effect, settlement: Settlement) -> None:
    """What was set is believed; a card that could not be set is asked of the member."""
    group = directory.get(GroupId(effect.group_id or 0))
    if group is None or settlement.state == outbox.CANCELLED:
        return
    member = MemberId(effect.about["member"])
    if settlement.state == outbox.DONE:
        await roster.note_card(group.id, member, str(effect.about["card"]))
        return
    if settlement.state == outbox.UNVERIFIED:
        return
    await voice.say_in(
        group,
        "cards/asked",
        key=f"asked:{effect.key}"[:200],
        now=settlement.at,
        mention=[Mention(member, await roster.name_of(group.id, member))],
        fields={"card": effect.about["card"]},
    )


outbox.register(OWNER, check=still_asked, settled=settled)
