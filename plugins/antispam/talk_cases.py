"""Reminders about when and what is talked: cases like any other, with clause, evidence and a way to appeal."""

from datetime import datetime

from bot.domain.members import SYSTEM, Role
from bot.domain.messages import IncomingMessage
from bot.domain.regulation import Clause
from bot.domain.sanctions import Sanction, Step
from bot.effects.segments_json import segments_to_json
from bot.governance import cases, permissions, roster
from bot.governance.directory import GroupState, directory
from bot.texts import render

from .domain.assess import assess
from .domain.message import Authored
from .domain.talk.window import WindowFacts
from .domain.verdict import Check
from .policies import policies

_SANCTIONS = frozenset(
    {"sanction.warn", "sanction.mute", "sanction.kick", "sanction.ban", "sanction.bulletin", "sanction.escalate"}
)


def goes_further(clause: Clause, code: str) -> bool:
    """Whether the clause itself names more than a reminder for going on: a sanction, an action or a ladder."""
    duty = clause.duty(code)
    if duty is None or duty.via != "auto":
        return False
    named = "ladder" in duty.parameters or duty.parameters.get("action", "remind") not in ("", "remind")
    return named or any(each.code in _SANCTIONS for each in clause.duties)


async def remind_or_sanction(
    message: IncomingMessage,
    group: GroupState,
    *,
    code: str,
    clause: Clause,
    check: Check,
    reason: str,
    key: str,
    now: datetime,
    further: bool = False,
) -> None:
    """Open a case that only reminds; ``further``: by the clause's ladder. One case a ``key``, for ever.

    Administrators are spared, and whoever cannot be named. ``reason`` is a template.
    """
    current = directory.get(group.id)
    if current is None or message.anonymous or await is_spared(message, current):
        return
    breach = cases.Breach(
        code=code, clause=clause, reason=render(reason), evidence=_evidence(message, current, check), source_key=key
    )
    accused = cases.Accused(message.sender, message.sender_name or await roster.name_of(group.id, message.sender))
    step = None if further else Step(Sanction.REMIND)
    await cases.open_case(current, breach, accused, actor=SYSTEM, now=now, step=step)


async def is_spared(message: IncomingMessage, group: GroupState) -> bool:
    """Whether the sender is an administrator now; the frame's word is good enough to spare somebody."""
    role = await permissions.standing().role(group, group.chat, message.account, message.sender)
    role = role if role is not None else message.role_claim
    return role is not None and role >= Role.ADMIN


def _evidence(message: IncomingMessage, group: GroupState, check: Check) -> dict[str, object]:
    """``masked`` leaves out what any other check would: a message may be untimely and worse."""
    policy = policies.of(group)
    masked = assess(Authored(message.text), WindowFacts(), policy).masked if policy is not None else ""
    return {
        "text": message.text,
        "segments": segments_to_json(message.segments),
        "masked": masked,
        "score": check.score,
        "hard": True,
        "acting": True,
        "leading": [check.name],
        "also": [],
        "checks": [
            {
                "name": check.name,
                "verdict": check.verdict,
                "score": check.score,
                "evidence": "、".join(render("antispam/talk_sign", sign=e.sign) for e in check.evidence),
                "leads": True,
            }
        ],
    }
