"""From the words of a command to a draft, with what the regulation states where the words say nothing."""

from datetime import datetime, timedelta

from bot.domain.messages import IncomingMessage, Mention
from bot.domain.moments import parse_moment
from bot.domain.ports import Ability
from bot.effects.accounts import accounts
from bot.governance import audience, hours, roster, zone
from bot.governance.directory import GroupState, directory
from bot.governance.people import roster_of
from plugins.notices.domain.addressing import Known, UnknownAudience, role_among
from plugins.notices.domain.answers import ACK_WORDS
from plugins.notices.domain.drafts import (
    LONGEST_TEXT,
    LONGEST_WRITTEN,
    BadDeadline,
    BadPlan,
    Draft,
    read_draft,
    written,
)
from plugins.notices.domain.tally import default_deadline
from plugins.notices.models import SavedList

from .refusals import AudienceUnknown, DeadlineUnread, PlanPast, PlanUnread, TooLong


async def read(
    group: GroupState,
    message: IncomingMessage,
    now: datetime,
    words: tuple[str, tuple[Mention, ...]] | None = None,
) -> Draft:
    """The draft in a command's message, or in a part of its words. Raises the refusals of what cannot be read."""
    text, mentions = words or written(message)
    if len(text) > LONGEST_WRITTEN:
        raise TooLong(most=LONGEST_TEXT)
    departments, known = await audience.departments(group), await known_names(group)
    people = await _people(group) if "@" in text else {}
    try:
        draft = read_draft(
            text,
            mentions,
            zone.local(now),
            departments.resolve,
            people.get,
            known=known,
            calendar=hours.chinese_calendar(),
        )
    except BadDeadline as error:
        raise DeadlineUnread(words=str(error)) from error
    except BadPlan as error:
        raise PlanUnread(words=str(error)) from error
    except UnknownAudience as error:
        raise AudienceUnknown(word=str(error)) from error
    if len(draft.text) > LONGEST_TEXT:
        raise TooLong(most=LONGEST_TEXT)
    if (draft.planned is None and draft.repeats) or (draft.planned is not None and draft.planned <= now):
        raise PlanPast(planned=draft.planned)
    return draft


async def _people(group: GroupState) -> dict[str, Mention]:
    """Members by the name that nobody else has."""
    named: dict[str, list[Mention]] = {}
    for someone in await audience.addressees(group):
        named.setdefault(someone.name, []).append(Mention(someone.id, someone.name))
    return {name: found[0] for name, found in named.items() if len(found) == 1}


async def known_names(group: GroupState) -> Known:
    """Positions of the roster, saved lists and groups of the organisation, for words after 给."""
    people = (await roster_of(group.organisation_id)).people
    positions = {p.position for p in people if p.position and p.state != "departed"}
    lists = {row.name for row in await SavedList.filter(organisation_id=group.organisation_id)}
    groups: dict[str, list[str]] = {}
    for each in directory.of_organisation(group.organisation_id):
        groups.setdefault(each.name.strip(), []).append(str(each.id))

    def group_named(name: str) -> str | None:
        found = groups.get(name, [])
        return found[0] if len(found) == 1 and name else None

    return Known(
        role=lambda word: role_among(word, positions),
        saved=lambda name: name if name in lists else None,
        group=group_named,
    )


async def know_members(group: GroupState, now: datetime) -> None:
    """Ask for the member list, which the audience is made of, where it was never seen or nobody tells who comes."""
    platform = accounts.get(group.account) if group.account is not None else None
    is_untold = platform is not None and Ability.JOIN_EVENTS not in platform.capabilities
    if is_untold or not await roster.is_known(group.id):
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
