"""The entrance of what is not text: a message without any of it costs one look at its segments."""

from functools import partial

from bot.chat.listeners import Work, listener
from bot.domain.members import Role
from bot.domain.messages import File, Forward, Image, IncomingMessage
from bot.governance import signals
from bot.governance.directory import GroupState

from ..domain.message import Sender
from ..policies import policies
from ..trust import trust
from .judging import is_worth_it
from .looking import looking

_FETCHED = (Image, File, Forward)


@listener("antispam.pictures", order=11)
def look_into(message: IncomingMessage, group: GroupState) -> Work | None:
    """Put a message with pictures, files or forwards behind the chat; its lane is not held up."""
    if not any(isinstance(part, _FETCHED) for part in message.segments):
        return None
    policy = policies.of(group)
    if policy is None or not policy.forbids or message.anonymous:
        return None
    sender = _sender(message, group)
    if sender.is_admin or not any(is_worth_it(part, policy) for part in message.segments):
        return None
    return partial(_put, message, group, sender)


async def _put(message: IncomingMessage, group: GroupState, sender: Sender) -> None:
    looking.put(message, group, sender)


def _sender(message: IncomingMessage, group: GroupState) -> Sender:
    role = group.grants.get(message.sender)
    newcomer, trusted = trust.sender_of(group.id, message.sender, message.received_at)
    return Sender(newcomer, is_admin=role is not None and role >= Role.ADMIN, is_trusted=trusted)


@signals.on(signals.KernelStarted)
async def read_known_pictures(signal: signals.KernelStarted, context: signals.Context) -> None:
    await looking.known.load()


@signals.on(signals.KernelStopping)
async def end_reading(signal: signals.KernelStopping, context: signals.Context) -> None:
    await looking.close()


@signals.on(signals.MemoryOutdated)
async def reread_known_pictures(signal: signals.MemoryOutdated, context: signals.Context) -> None:
    await looking.known.load()


@signals.on(signals.CaseDecided)
async def forget_wrong_pictures(signal: signals.CaseDecided, context: signals.Context) -> None:
    if signal.verdict in ("rejected", "pardoned"):
        await looking.known.forget(signal.case)
