"""From a verdict to a case."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.domain.ids import GroupId, MemberId
from bot.domain.members import SYSTEM, Role
from bot.domain.messages import IncomingMessage
from bot.domain.regulation import Clause
from bot.domain.sanctions import Sanction, Step
from bot.effects.segments_json import segments_to_json
from bot.governance import accuracy, cases, permissions, roster
from bot.governance.directory import GroupState, directory
from bot.governance.regulations import Regulation
from bot.texts import render

from .domain.verdict import Action, Breach, Check, Evidence, Verdict

MOST_PAUSES = 1000
_Pause = tuple[GroupId, MemberId, str]
FLOOD_PAUSE = timedelta(seconds=60)


async def act_on(message: IncomingMessage, group: GroupState, verdict: Verdict, *, now: datetime) -> int | None:
    """Open the one case a verdict asks for and answer its number; administrators are left alone.

    All breaches of the message are in that case, the gravest as its code. Where the regulation says so, a
    first leak is only recalled and explained.
    """
    group = directory.get(group.id) or group  # its mode may have changed while this waited in the lane
    regulation = group.regulation
    named = _clauses(verdict, regulation) if regulation is not None else []
    if regulation is None or not named or message.anonymous or await _is_spared(message, group):
        return None
    breach, clause = named[0]
    code = f"moderation.{breach.code}"
    acting = breach.action is Action.RECALL
    demoted = acting and not accuracy.may_act(group.organisation_id, code, breach.checks, breach.hard)
    first = _is_lenient(named, regulation) and not await cases.had_offence(group.id, message.sender, code)
    opened = await cases.open_case(
        group,
        cases.Breach(
            code=code,
            clause=clause,
            reason=render("antispam/reason", code=breach.code),
            evidence=evidence_of(message, verdict, named, demoted=demoted),
            message=message.id if _recalls(clause, code) else None,
            also=tuple(cases.Also(f"moderation.{other.code}", its) for other, its in named[1:]),
            source_key=f"message:{message.account}:{group.id}:{message.id}:{message.sent_at.timestamp():.0f}",
        ),
        cases.Accused(message.sender, message.sender_name or await roster.name_of(group.id, message.sender)),
        actor=SYSTEM,
        now=now,
        step=Step(Sanction.REMIND) if first else None,
        doubtful=demoted or not acting,
    )
    return opened.number


def _clauses(verdict: Verdict, regulation: Regulation) -> list[tuple[Breach, Clause]]:
    """The breaches with the clauses they offend, in the verdict's order."""
    found = ((breach, regulation.clause(f"moderation.{breach.code}")) for breach in verdict.breaches)
    return [(breach, clause) for breach, clause in found if clause is not None]


def _is_lenient(named: Sequence[tuple[Breach, Clause]], regulation: Regulation) -> bool:
    """A first leak is only brought to mind, unless it came along with something else: no number covers an insult."""
    lenient = regulation.words("sanction.remind", "first", "")
    gravest = named[0][0].action
    return all(breach.code in lenient for breach, _ in named if breach.action is gravest)


async def _is_spared(message: IncomingMessage, group: GroupState) -> bool:
    role = await permissions.standing().role(group, group.chat, message.account, message.sender)
    # Where nobody can be asked, the frame's own word is good enough to spare somebody.
    role = role if role is not None else message.role_claim
    return role is not None and role >= Role.ADMIN


def _recalls(clause: Clause, code: str) -> bool:
    """A clause that names its own action is taken at its word; else what is forbidden does not stay."""
    stated = cases.action_of(clause, code)
    return stated is None or stated.recall or stated.sanction is Sanction.RECALL


def evidence_of(
    message: IncomingMessage,
    verdict: Verdict,
    named: Sequence[tuple[Breach, Clause]] = (),
    *,
    demoted: bool = False,
) -> dict[str, Any]:
    """The message as it came, what may be told of it, and every check that was made.

    ``leading``: the checks that led to the case. ``acting``: they were sure enough to act, whatever came of it.
    """
    leading = verdict.leading
    return {
        "text": message.text,
        "segments": segments_to_json(message.segments),
        "masked": verdict.masked,
        "score": round(verdict.score, 3),
        "hard": leading is not None and leading.hard,
        "acting": leading is not None and leading.action is Action.RECALL,
        "leading": list(leading.checks) if leading is not None else [],
        "also": [{"code": f"moderation.{breach.code}", "clause": clause.path} for breach, clause in named[1:]],
        "demoted": demoted,
        "checks": [_told(check, leading) for check in verdict.checks],
    }


def _told(check: Check, leading: Breach | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": check.name,
        "verdict": check.verdict,
        "score": round(check.score, 3),
        "evidence": "、".join(dict.fromkeys(_shown(e) for e in check.evidence)),
        "leads": leading is not None and check.acts and check.verdict == leading.code,
    }
    if check.context:
        told["context"] = render("antispam/context", context=check.context)
    return told


_PLAIN = frozenset({
    "flood", "repeat", "same_text", "copy_groups", "copy_members", "model_spam", "model_abuse", "exchanged"
})  # fmt: skip
"""Signs whose text is a count of ours, not a word of theirs."""


def _shown(evidence: Evidence) -> str:
    """What was seen, named, with its first character only: evidence must not spread what it proves."""
    text = evidence.text.strip()
    shown = text if evidence.sign in _PLAIN else text[:1] + "＊" * min(len(text) - 1, 6)
    return f"{render('antispam/sign', sign=evidence.sign)}“{shown}”"


async def recall_surplus(message: IncomingMessage, group: GroupState, number: int, *, now: datetime) -> None:
    """Take one more message of a breach away under the case that it already has; only where that recalls."""
    group = directory.get(group.id) or group
    if group.enforces and not await _is_spared(message, group):
        await cases.recall_also(group, number, message.id, now=now)


class FloodPauses:
    """After a flood one case is enough: its other messages open none for a minute, nor do those of a word in pieces."""

    def __init__(self) -> None:
        self._until: dict[_Pause, datetime] = {}
        self._cases: dict[_Pause, int] = {}

    def holds(self, group_id: GroupId, member: MemberId, now: datetime, kind: str = "flood") -> bool:
        """True within a minute of the last True-less asking; asking starts the minute."""
        if len(self._until) > MOST_PAUSES:
            self._until = {key: until for key, until in self._until.items() if until > now}
            self._cases = {key: number for key, number in self._cases.items() if key in self._until}
        key = (group_id, member, kind)
        if self._until.get(key, now) > now:
            return True
        self._until[key] = now + FLOOD_PAUSE
        self._cases.pop(key, None)
        return False

    def runs(self, group_id: GroupId, member: MemberId, now: datetime, kind: str) -> bool:
        """Whether such a pause runs; asking starts none."""
        return self._until.get((group_id, member, kind), now) > now

    def opened(self, group_id: GroupId, member: MemberId, number: int, kind: str = "flood") -> None:
        """Remember the case that a pause belongs to."""
        key = (group_id, member, kind)
        if key in self._until:
            self._cases[key] = number

    def case_of(self, group_id: GroupId, member: MemberId, kind: str = "flood") -> int | None:
        return self._cases.get((group_id, member, kind))
