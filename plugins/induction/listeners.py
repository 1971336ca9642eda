"""Who comes and goes, and the bare letters and words that are awaited from newcomers."""

from functools import partial

from loguru import logger

from bot.chat.listeners import Work, listener, private_listener
from bot.domain.errors import Refusal
from bot.domain.ids import ChatRef
from bot.domain.members import Actor, Role
from bot.domain.messages import IncomingMessage, Mention
from bot.governance import signals, voice
from bot.governance.directory import GroupState, directory
from bot.governance.signals import Context, KernelStarted, MemberAppeared, MemberGone, MemoryOutdated, PersonErased
from bot.store.transaction import transaction

from . import service
from .domain.answers import accepts, answer_in


@listener("induction.answers", order=45)
def hear(message: IncomingMessage, group: GroupState) -> Work | None:
    """Nobody but those who were asked something is listened to."""
    if message.anonymous:
        return None
    if service.expects_answer(group.id, message.sender) and (letter := answer_in(message.text)) is not None:
        return partial(_answer, message, group, letter)
    if service.expects_acceptance(group.id, message.sender) and accepts(message.text):
        return partial(_accept, message, group)
    return None


@private_listener("induction.answers")
def hear_private(message: IncomingMessage) -> Work | None:
    if service.expects_answer(None, message.sender) and (letter := answer_in(message.text)) is not None:
        return partial(_answer, message, None, letter)
    return None


async def _answer(message: IncomingMessage, group: GroupState | None, letter: str) -> None:
    now = message.received_at
    try:
        turn = await service.answer(group, message.chat.platform, message.sender, letter, now=now)
    except Refusal as refusal:
        logger.info("refused an answer of {}: {}", message.sender, refusal.code)
        await _say(message, refusal.template, group, **refusal.fields)
        return
    await _say(message, "induction/passed" if turn.question is None else "induction/question", group, turn=turn)


async def _accept(message: IncomingMessage, group: GroupState) -> None:
    actor = Actor(message.sender, message.sender_name, Role.MEMBER)
    await service.accept(group, message.sender, how="word", actor=actor, now=message.received_at)
    await _say(message, "induction/accepted", group, new=True, version=_version(group))


def _version(group: GroupState) -> str:
    return group.regulation.text.version if group.regulation is not None else ""


@transaction
async def _say(message: IncomingMessage, template: str, group: GroupState | None, **fields: object) -> None:
    chat: ChatRef = message.chat
    await voice.say(
        chat,
        message.account,
        template,
        key=f"induction:{message.account}:{chat.key}:{message.id}:{message.sent_at.timestamp():.0f}",
        now=message.received_at,
        mention=[Mention(message.sender, message.sender_name)] if group is not None else (),
        group_id=group.id if group is not None else None,
        fields=dict(fields),
    )


@signals.on(MemberAppeared)
async def hear_arrival(signal: MemberAppeared, context: Context) -> None:
    group = directory.get(signal.group_id)
    if group is not None:
        await service.note_arrival(group, signal, context.now)


@signals.on(MemberGone)
async def hear_departure(signal: MemberGone, context: Context) -> None:
    group = directory.get(signal.group_id)
    if group is not None:
        await service.drop(group.id, signal.member)


@signals.on(PersonErased)
async def erase(signal: PersonErased, context: Context) -> None:
    for platform, account in signal.accounts:
        await service.erase(signal.organisation_id, platform, account)


@signals.on(KernelStarted)
async def recall(signal: KernelStarted, context: Context) -> None:
    await service.recall_all()


@signals.on(MemoryOutdated)
async def recall_again(signal: MemoryOutdated, context: Context) -> None:
    await service.recall_all()
