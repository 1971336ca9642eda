"""The chat's entrance: every message is judged where it passes, before anybody else sees it."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.chat.commands import PREFIXES, table
from bot.chat.listeners import Work, listener
from bot.domain.ids import GroupId, MessageId
from bot.domain.members import Role
from bot.domain.messages import File, Forward, Image, IncomingMessage, Media
from bot.governance import signals
from bot.governance.directory import GroupState

from . import service
from .domain.assess import assess
from .domain.glance import is_harmless
from .domain.message import Authored, Sender
from .domain.soft import doubts_of
from .domain.talk.window import Window
from .domain.text.normalise import normalise
from .domain.verdict import Action, Verdict
from .lessons.memory import weights_of
from .policies import policies
from .together import acts_together, pieces_before
from .trust import trust

_ADMINISTRATOR = Sender(is_admin=True)
window = Window()
pauses = service.FloodPauses()


@listener("antispam.judge", order=10)
def judge(message: IncomingMessage, group: GroupState) -> Work | None:
    """Judge in memory; only a message that asks for something enters the lane."""
    policy = policies.of(group)
    if policy is None:
        return None
    now = message.received_at
    authored = Authored.of(message, _sender(message, group, now))
    text = normalise(authored.text)
    is_command = authored.text[:1] in PREFIXES and table.find(message.text) is not None
    facts = window.observe(
        _place(group.id),
        message.sender,
        authored.text,
        now,
        policy.flood,
        form=text.compact,
        exempt=is_command,
        media="" if authored.text else _kind(message),
        quotes_other=_quotes_other(message),
    )
    doubts = doubts_of(text, weights_of(group.organisation_id))
    if is_harmless(authored, text, facts, policy, doubts):
        return None
    verdict = assess(authored, facts, policy, text, doubts)
    if verdict.action is Action.NONE or (is_command and verdict.action is not Action.RECALL):
        return None  # a command reads unlike talk: what is only doubtful in one is nobody's business
    kind = _paused_kind(verdict)
    if kind and pauses.holds(group.id, message.sender, now, kind):
        return partial(_recall_surplus, message, group, kind, now)
    if verdict.action is Action.REVIEW and pauses.runs(group.id, message.sender, now, "pieces"):
        return partial(_recall_surplus, message, group, "pieces", now)  # the rest of what already has its case
    before = pieces_before(group.id, message, facts.pieces, policy) if kind == "pieces" else []
    return partial(_act_on, message, group, verdict, kind, now, before)


def _paused_kind(verdict: Verdict) -> str:
    """What one case is enough for: a flood, or a word in pieces."""
    leading = verdict.leading
    if leading is None or leading.action is not Action.RECALL:
        return ""
    return "flood" if leading.code == "flood" else "pieces" if acts_together(verdict) else ""


def _kind(message: IncomingMessage) -> str:
    """What a message without text consists of: of one kind there may be too many."""
    for segment in message.segments:
        if isinstance(segment, Image):
            return "sticker" if segment.sticker else "image"
        if isinstance(segment, Media | File | Forward):
            return segment.kind if isinstance(segment, Media) else type(segment).__name__.lower()
    return ""


def _quotes_other(message: IncomingMessage) -> bool:
    quoted = message.quoted
    return quoted is not None and quoted.user != message.sender


async def _act_on(
    message: IncomingMessage, group: GroupState, verdict: Verdict, kind: str, now: datetime, before: list[MessageId]
) -> None:
    """``before``: the earlier messages of an offence in pieces, which go with the last one."""
    opened = await service.act_on(message, group, verdict, now=now)
    if opened is not None and kind:
        pauses.opened(group.id, message.sender, opened, kind)
        for piece in before:
            await service.recall_surplus(replace(message, id=piece), group, opened, now=now)


async def _recall_surplus(message: IncomingMessage, group: GroupState, kind: str, now: datetime) -> None:
    """The case was opened before this in the same lane, if it was."""
    number = pauses.case_of(group.id, message.sender, kind)
    if number is not None:
        await service.recall_surplus(message, group, number, now=now)


def _sender(message: IncomingMessage, group: GroupState, now: datetime) -> Sender | None:
    role = group.grants.get(message.sender)
    if role is not None and role >= Role.ADMIN:
        return _ADMINISTRATOR
    is_newcomer, is_trusted = trust.sender_of(group.id, message.sender, now)
    return Sender(is_newcomer, False, is_trusted) if is_newcomer or is_trusted else None


def _place(group: GroupId) -> str:
    return f"group:{group}"


@signals.on(signals.KernelStarted)
async def load_words(signal: signals.KernelStarted, context: signals.Context) -> None:
    await policies.load()


@signals.on(signals.GroupDisabled)
async def forget_window(signal: signals.GroupDisabled, context: signals.Context) -> None:
    window.forget(_place(signal.group_id))
