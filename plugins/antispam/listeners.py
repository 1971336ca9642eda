"""The chat's entrance: every message is judged where it passes, before anybody else sees it."""

from functools import partial

from bot.chat.listeners import Work, listener
from bot.domain.members import Role
from bot.domain.messages import IncomingMessage
from bot.governance import signals
from bot.governance.directory import GroupState

from . import service
from .domain.assess import assess
from .domain.message import Authored, Sender
from .domain.verdict import Action
from .domain.window import Window
from .policies import policies

window = Window()
pauses = service.FloodPauses()


@listener("antispam.judge", order=10)
def judge(message: IncomingMessage, group: GroupState) -> Work | None:
    """Judge in memory; only a message that asks for something enters the lane."""
    policy = policies.of(group)
    if policy is None:
        return None
    authored = Authored.of(message, Sender(is_admin=group.grants.get(message.sender, Role.MEMBER) >= Role.ADMIN))
    facts = window.observe(group.chat.key, message.sender, authored.text, message.received_at, policy.flood)
    verdict = assess(authored, facts, policy)
    if verdict.action is Action.NONE:
        return None
    if verdict.code == "flood" and pauses.holds(group.id, message.sender, message.received_at):
        return None
    return partial(service.act_on, message, group, verdict, now=message.received_at)


@signals.on(signals.KernelStarted)
async def load_words(signal: signals.KernelStarted, context: signals.Context) -> None:
    await policies.load()


@signals.on(signals.GroupDisabled)
async def forget_window(signal: signals.GroupDisabled, context: signals.Context) -> None:
    window.forget(f"group:{signal.group_id}")
