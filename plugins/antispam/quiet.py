"""Quiet hours that a clause states: who talks in them is reminded, once a night."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from bot.chat.commands import table
from bot.chat.listeners import Work, listener
from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Role
from bot.domain.messages import Card, File, Forward, Image, IncomingMessage, Media, Other
from bot.governance import hours, signals
from bot.governance.directory import GroupState
from bot.governance.hours import GroupHours, StatedQuiet

from .domain.talk.hours import Forbidden, check_hours, is_against, what_is_forbidden
from .domain.verdict import Check
from .talk_cases import goes_further, remind_or_sanction

CODE = "hours"
FURTHER_AFTER = 3
"""Messages after the reminder, in the same night, before the clause's own sanction follows, if it names one."""
ANSWERING = timedelta(minutes=15)
"""After an administrator spoke at night, the others are taken to be answering."""
_MEMBERS = 10_000
_GROUPS = 2_000
_ADMINS = 100


@dataclass(slots=True)
class _Night:
    began: datetime
    messages: int = 0


@dataclass(slots=True)
class _Leaders:
    spoke: datetime
    ids: set[MemberId] = field(default_factory=set[MemberId])


class Nights:
    """What is remembered of a night, bounded: who was reminded, and where an administrator has spoken."""

    def __init__(self) -> None:
        self._nights: OrderedDict[tuple[GroupId, MemberId], _Night] = OrderedDict()
        self._leaders: OrderedDict[GroupId, _Leaders] = OrderedDict()

    def count(self, group: GroupId, member: MemberId, began: datetime) -> int:
        """The how many-th message of this member against the clause in this night."""
        key = (group, member)
        night = self._nights.get(key)
        if night is None or night.began != began:
            night = self._nights[key] = _Night(began)
            if len(self._nights) > _MEMBERS:
                self._nights.popitem(last=False)
        self._nights.move_to_end(key)
        night.messages += 1
        return night.messages

    def lead(self, group: GroupId, member: MemberId, now: datetime) -> None:
        leaders = self._leaders.get(group)
        if leaders is None:
            leaders = self._leaders[group] = _Leaders(now)
            if len(self._leaders) > _GROUPS:
                self._leaders.popitem(last=False)
        leaders.spoke = now
        if len(leaders.ids) < _ADMINS:
            leaders.ids.add(member)

    def is_answering(self, group: GroupId, quoted: MemberId | None, now: datetime) -> bool:
        """Whether an administrator is quoted, or has spoken just before."""
        leaders = self._leaders.get(group)
        return leaders is not None and (quoted in leaders.ids or now - leaders.spoke <= ANSWERING)

    def forget(self, group: GroupId) -> None:
        self._leaders.pop(group, None)
        for key in [key for key in self._nights if key[0] == group]:
            del self._nights[key]

    def clear(self) -> None:
        self._nights.clear()
        self._leaders.clear()


nights = Nights()


@listener("antispam.quiet", order=12)
def mind_quiet_hours(message: IncomingMessage, group: GroupState) -> Work | None:
    """Nothing where no clause in force both states hours and forbids something in them."""
    stated = hours.of(group)
    if not stated.stated or message.anonymous:
        return None
    now = message.received_at
    if _is_leader(message, group):
        nights.lead(group.id, message.sender, now)
        return None
    quiet = stated.stated_at(now)
    forbidden = what_is_forbidden(quiet.clause.text) if quiet is not None else Forbidden.NOTHING
    if quiet is None or quiet.duty.via != "auto" or forbidden is Forbidden.NOTHING:
        return None
    if _is_called_for(message, group, now):
        return None
    check = check_hours(message.text, forbidden, emergency=stated.emergency_words, media=_media(message))
    if not is_against(check):
        return None
    return _work(message, group, stated, quiet, check)


def _work(
    message: IncomingMessage, group: GroupState, stated: GroupHours, quiet: StatedQuiet, check: Check
) -> Work | None:
    """The first time this night a reminder, the fourth time what the clause names; in between nothing."""
    now = message.received_at
    began = stated.began(quiet, now)
    times = nights.count(group.id, message.sender, began)
    further = times == 1 + FURTHER_AFTER and goes_further(quiet.clause, CODE)
    if times > 1 and not further:
        return None
    return partial(
        remind_or_sanction,
        message,
        group,
        code=CODE,
        clause=quiet.clause,
        check=check,
        reason="antispam/hours_reason",
        key=f"hours:{group.id}:{message.sender}:{began.timestamp():.0f}:{'more' if further else 'first'}",
        now=now,
        further=further,
    )


def _is_leader(message: IncomingMessage, group: GroupState) -> bool:
    granted = group.grants.get(message.sender)
    claimed = message.role_claim
    return (granted is not None and granted >= Role.ADMIN) or (claimed is not None and claimed >= Role.ADMIN)


def _is_called_for(message: IncomingMessage, group: GroupState, now: datetime) -> bool:
    """A command, an answer to the bot or to an administrator."""
    quoted = message.quoted
    if quoted is not None and quoted.user is not None and quoted.user == message.account:
        return True
    if message.account in message.mentions or table.find(message.text) is not None:
        return True
    return nights.is_answering(group.id, quoted.user if quoted is not None else None, now)


def _media(message: IncomingMessage) -> str:
    """The kind of the first segment that is shown beside text and mentions, "" where there is none."""
    for segment in message.segments:
        if isinstance(segment, Image):
            return "sticker" if segment.sticker else "image"
        if isinstance(segment, Media | Other):
            return segment.kind
        if isinstance(segment, File | Card | Forward):
            return type(segment).__name__.lower()
    return ""


@signals.on(signals.GroupDisabled)
async def forget_nights(signal: signals.GroupDisabled, context: signals.Context) -> None:
    nights.forget(signal.group_id)
