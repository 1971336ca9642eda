"""From the words of a command to a draft, with what the regulation states where the words say nothing."""

from datetime import datetime, timedelta

from bot.domain.messages import IncomingMessage, Mention
from bot.domain.moments import parse_moment
from bot.domain.ports import Ability
from bot.effects.accounts import accounts
from bot.governance import audience, roster, zone
from bot.governance.directory import GroupState
from plugins.notices.domain.answers import ACK_WORDS
from plugins.notices.domain.drafts import LONGEST_TEXT, BadDeadline, Draft, UnknownAudience, read_draft, written
from plugins.notices.domain.tally import default_deadline

from .refusals import AudienceUnknown, DeadlineUnread, TooLong


async def read(group: GroupState, message: IncomingMessage, now: datetime) -> Draft:
    """The draft in a command's message. Raises the refusals of what cannot be read in it."""
    words, mentions = written(message)
    departments, people = await audience.departments(group), dict[str, list[Mention]]()
    for someone in await audience.addressees(group) if "@" in words else ():
        people.setdefault(someone.name, []).append(Mention(someone.id, someone.name))

    def person(name: str) -> Mention | None:
        found = people.get(name, [])
        return found[0] if len(found) == 1 else None

    try:
        draft = read_draft(words, mentions, zone.local(now), departments.resolve, person)
    except BadDeadline as error:
        raise DeadlineUnread(words=str(error)) from error
    except UnknownAudience as error:
        raise AudienceUnknown(word=str(error)) from error
    if len(draft.text) > LONGEST_TEXT:
        raise TooLong(most=LONGEST_TEXT)
    return draft


async def know_members(group: GroupState, now: datetime) -> None:
    """Ask for the member list, which the audience is made of, where it was never seen or nobody tells who comes."""
    platform = accounts.get(group.account) if group.account is not None else None
    is_untold = platform is not None and Ability.JOIN_EVENTS not in platform.capabilities
    if is_untold or not await roster.members_of(group.id):
        await roster.look_at_list(group, now=now)


def regulations_deadline(group: GroupState, now: datetime) -> datetime | None:
    """What the regulation states for a notice without a deadline; None where no clause does."""
    regulation = group.regulation
    if regulation is None or regulation.clause("notice.deadline") is None:
        return None
    time_of_day = parse_moment(regulation.text.parameter("notice.deadline", "deadline"), zone.local(now))
    within = regulation.duration("notice.deadline", "within", timedelta(hours=24))
    return default_deadline(now, within, time_of_day[0] if time_of_day is not None else None)


def ack_words(group: GroupState) -> tuple[str, ...]:
    """The words by which a notice is answered here, the regulation's own first."""
    own = group.regulation.words("notice.ack", "ack_words", "") if group.regulation is not None else ()
    return tuple(dict.fromkeys((*own, *ACK_WORDS)))
