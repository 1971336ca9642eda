"""What is heard besides commands: 报名 and 去不了 in talk, votes on a date, reactions, and members who leave."""

from functools import partial

from bot.chat.listeners import Work, listener
from bot.domain.events import Reacted
from bot.domain.messages import IncomingMessage
from bot.governance import signals
from bot.governance.directory import GroupState, directory

from . import service
from .domain.poll import NO, YES
from .domain.poll_words import read_votes
from .domain.reactions import read_reaction
from .domain.words import LONGEST, Answer, read_acceptance, read_answer, without_own_name
from .service.erasing import erase

_open = service.open_sign_ups


@listener("activities.join", order=50)
def hear(message: IncomingMessage, group: GroupState) -> Work | None:
    """Keep what somebody answers to an announcement, or says while one activity only can be meant."""
    if not _open.any_in(group.id) or message.anonymous or not 0 < len(message.text) <= LONGEST:
        return None
    entries = _open.entries(group.id, message.received_at)
    quoted = _quoted(message, group)
    if quoted is not None:
        meant = next((entry for entry in entries if entry.number == quoted), None)
        return _answer_to(meant, message, group) if meant is not None else None
    ours = message.quoted is None or message.quoted.user in (None, message.account)
    return _said_freely(entries, message, group) if ours else None


def _quoted(message: IncomingMessage, group: GroupState) -> int | None:
    return _open.about(group.id, message.quoted.message) if message.quoted is not None else None


def _answer_to(entry: service.OpenSignUp, message: IncomingMessage, group: GroupState) -> Work | None:
    """A reply to what we said about an activity: a single word is enough."""
    if entry.choices:
        votes = read_votes(message.text, entry.choices)
        return _vote(entry, message, group, votes) if votes is not None else None
    answer = _accepted(entry, message) or read_answer(without_own_name(message.text, message.sender_name))
    if answer is None:
        return None
    return _keep(entry, message, group, Answer(answer.kind, answer.guests, sure=answer.sure))


def _said_freely(entries: list[service.OpenSignUp], message: IncomingMessage, group: GroupState) -> Work | None:
    """Words that mean an activity by themselves, where one only can be meant."""
    offered = [entry for entry in entries if message.sender in entry.offered]
    if len(offered) == 1 and (accepted := _accepted(offered[0], message)) is not None:
        return _keep(offered[0], message, group, accepted)
    polls = [entry for entry in entries if entry.choices]
    if len(polls) == 1 and (votes := read_votes(message.text, polls[0].choices, sure=False)) is not None:
        return _vote(polls[0], message, group, votes)
    entry, text = _meant([entry for entry in entries if not entry.choices], message.text)
    answer = read_answer(without_own_name(text, message.sender_name))
    if answer is None:
        return None
    if answer.number is not None:
        entry = next((one for one in entries if one.number == answer.number and not one.choices), None)
    elif entry is None and answer.sure:
        return _which(entries, message, group, answer)
    if entry is None or not (answer.sure or answer.signed_only):
        return None
    return _keep(entry, message, group, answer)


def _which(
    entries: list[service.OpenSignUp], message: IncomingMessage, group: GroupState, answer: Answer
) -> Work | None:
    """Several may be meant: whoever wants to come means one that still takes sign-ups."""
    possible = [
        entry for entry in entries if not entry.choices and (answer.kind != YES or entry.until > message.received_at)
    ]
    if len(possible) == 1:
        return _keep(possible[0], message, group, answer)
    if not possible or not service.asked_which.may_ask(group.id, message.sender, message.received_at):
        return None
    numbers = [entry.number for entry in possible]
    return partial(service.ask_which, group, numbers, message, answer.kind, now=message.received_at)


def _meant(entries: list[service.OpenSignUp], text: str) -> tuple[service.OpenSignUp | None, str]:
    """The activity whose title is said, and the words without it; else the only one there is."""
    named = [entry for entry in entries if len(entry.title) > 1 and entry.title in text]
    if len(named) == 1:
        return named[0], text.replace(named[0].title, "", 1)
    return (entries[0] if len(entries) == 1 else None), text


def _accepted(entry: service.OpenSignUp, message: IncomingMessage) -> Answer | None:
    if message.sender not in entry.offered:
        return None
    taken = read_acceptance(message.text)
    return Answer(YES if taken else NO) if taken is not None else None


def _keep(entry: service.OpenSignUp, message: IncomingMessage, group: GroupState, answer: Answer) -> Work | None:
    late = answer.kind == YES and entry.until <= message.received_at and message.sender not in entry.offered
    if late:
        return None
    return partial(service.answer_by_word, group, entry.number, message, answer, now=message.received_at)


def _vote(entry: service.OpenSignUp, message: IncomingMessage, group: GroupState, votes: dict[int, str]) -> Work:
    return partial(service.vote_by_word, group, entry.number, message, votes, now=message.received_at)


@signals.on(Reacted)
async def see_reaction(event: Reacted, context: signals.Context) -> None:
    """A reaction to what we said about an activity; taking it back takes nothing back."""
    kind = read_reaction(event.emoji)
    if context.group_id is None or not event.added or kind is None or event.member == event.account:
        return
    group = directory.get(context.group_id)
    number = _open.about(context.group_id, event.message)
    entries = _open.entries(context.group_id, context.now)
    if group is not None and any(entry.number == number and not entry.choices for entry in entries):
        await service.answer_by_reaction(group, number or 0, kind, member=event.member, now=context.now)


@signals.on(signals.MemoryOutdated)
async def load_again(signal: signals.MemoryOutdated, context: signals.Context) -> None:
    await service.load_open(now=context.now)


@signals.on(signals.KernelStarted)
async def load(signal: signals.KernelStarted, context: signals.Context) -> None:
    await service.load_open(now=context.now)


@signals.on(signals.GroupEnabled)
async def take_up(signal: signals.GroupEnabled, context: signals.Context) -> None:
    await service.load_open(now=context.now)


@signals.on(signals.GroupDisabled)
async def leave_alone(signal: signals.GroupDisabled, context: signals.Context) -> None:
    _open.forget(signal.group_id)


@signals.on(signals.MemberGone)
async def give_places_back(signal: signals.MemberGone, context: signals.Context) -> None:
    group = directory.get(signal.group_id)
    if group is not None:
        await service.leave_all(group, signal.member, now=context.now)


@signals.on(signals.PersonErased)
async def hear_erased(signal: signals.PersonErased, context: signals.Context) -> None:
    await erase(signal, context)
