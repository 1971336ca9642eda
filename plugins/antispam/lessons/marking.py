"""``/spam`` and ``/ham``: a lesson, and what it means for the message's case."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.errors import Refusal
from bot.domain.members import Actor, Role
from bot.domain.messages import IncomingMessage, Quote
from bot.effects.evidence import evidence
from bot.governance import cases, permissions, roster
from bot.governance.directory import GroupState
from bot.governance.quoted import QuotedMessage, case_about, quoted_message
from bot.store.transaction import transaction
from bot.texts import render

from ..domain.lessons.excerpt import excerpt
from ..domain.lessons.weights import shift
from .memory import weights_of
from .reading import Reading, probability, read
from .recent import recent
from .service import Subject, Taught, teach

_NUMBER = re.compile(r"#(\d{1,9})")
_CODES = ("moderation.spam", "moderation.ads")


class MessageUnknown(Refusal):
    """The message answered to is not in the archive."""

    code = "antispam.lesson_message_unknown"


class NothingWritten(Refusal):
    """The message or case has no text to learn from."""

    code = "antispam.lesson_no_text"


class BotsOwnMessage(Refusal):
    """The bot's own words are no lesson; the number of one case is needed."""

    code = "antispam.lesson_of_bot"


@dataclass(frozen=True, slots=True)
class Marked:
    """``case`` and ``done`` (opened, confirmed, pardoned, rejected) where the message's case was decided with it.

    ``before`` and ``after`` are how likely such a text is spam, by this organisation's weights.
    """

    taught: Taught
    before: float
    after: float
    case: cases.CaseFile | None = None
    done: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a command is about: a text, perhaps a message, perhaps a case."""

    text: str
    message: QuotedMessage | None = None
    case: cases.CaseFile | None = None

    @property
    def subject(self) -> Subject:
        author = self.message.member if self.message is not None else self.case.member if self.case else None
        return Subject(self.text, author, self.case.number if self.case is not None else None)


async def meant_by_reply(group: GroupState, order: IncomingMessage, quoted: Quote) -> Meant:
    """The message answered to and its case; where it is the bot's own, the one case that it names.

    Raises MessageUnknown, NothingWritten, BotsOwnMessage.
    """
    own = evidence.since("", "own", order.account, order.chat)
    told = next((fact.text for fact in reversed(own) if fact.subject == quoted.message), None)
    if told is not None or quoted.user == order.account:
        numbers = {int(number) for number in _NUMBER.findall(told or "")}
        if len(numbers) != 1:
            raise BotsOwnMessage()
        return await meant_by_number(group, numbers.pop())
    if order.chat.key != group.chat.key:
        raise MessageUnknown()  # in an administration group only the bot's own words are about a message
    said = recent.find(group.id, quoted.message) or await quoted_message(group.id, quoted.message)
    if said is None:
        raise MessageUnknown()
    number = await case_about(group.id, said.account, said.id, said.sent_at)
    case = await cases.find_case(group.id, number) if number is not None else None
    if not said.text.strip():
        raise NothingWritten()
    return Meant(said.text, said, case)


async def meant_by_number(group: GroupState, number: int) -> Meant:
    """The text of a case. Raises NoSuchNumber, NothingWritten."""
    case = await cases.find_case(group.id, number)
    text = str(case.evidence.get("text") or "")
    if not text.strip():
        raise NothingWritten()
    return Meant(text, case=case)


async def mark_spam(group: GroupState, meant: Meant, reason: str, *, actor: Actor, now: datetime) -> Marked:
    """Teach a text as spam. A message of a member is a breach: its proposed case is confirmed, else one is opened.

    Raises TargetProtected where the administrator has no power over its author.
    """
    said = meant.message
    if said is not None:
        standing = permissions.standing()
        target = await standing.target(group, group.chat, group.account, said.member)
        refusal = permissions.authorize(actor.id, actor.role, needs=Role.ADMIN, target=target)
        if refusal is not None:
            raise refusal

    @transaction
    async def mark() -> Marked:
        taught = await teach(group, meant.subject, True, actor=actor, now=now) if meant.case is not None else None
        case, done = await _sanction(group, meant, reason, actor, now)
        if taught is None:
            subject = replace(meant, case=case).subject  # the lesson has the number of the case just opened
            taught = await teach(group, subject, True, actor=actor, now=now)
        return Marked(taught, 0.0, 0.0, case, done)

    return await _with_effect(group, meant, mark)


async def mark_ham(group: GroupState, meant: Meant, reason: str, *, actor: Actor, now: datetime) -> Marked:
    """Teach a text as normal; a standing case about it is pardoned, one not yet decided is rejected.

    Raises what pardoning raises: OwnCase, OwnDecision.
    """
    reason = reason or render("antispam/lesson_pardon")

    @transaction
    async def mark() -> Marked:
        taught = await teach(group, meant.subject, False, actor=actor, now=now)
        case, done = meant.case, ""
        if case is not None and case.state == "standing":
            case, done = await cases.pardon_case(group, case.number, reason, actor=actor, now=now), "pardoned"
        elif case is not None and case.state in ("proposed", "observed"):
            case, done = await cases.reject_case(group, case.number, reason, actor=actor, now=now), "rejected"
        return Marked(taught, 0.0, 0.0, case if done else None, done)

    return await _with_effect(group, meant, mark)


async def _with_effect(group: GroupState, meant: Meant, mark: Callable[[], Awaitable[Marked]]) -> Marked:
    reading = read(meant.text)
    before = _likely(group, reading)
    marked = await mark()
    return replace(marked, before=before, after=_likely(group, reading))


def _likely(group: GroupState, reading: Reading) -> float:
    own = weights_of(group.organisation_id)
    return probability(reading.base + (shift(reading.buckets, own) if own else 0.0))


async def _sanction(
    group: GroupState, meant: Meant, reason: str, actor: Actor, now: datetime
) -> tuple[cases.CaseFile | None, str]:
    """By the normal door: a clause is needed, and without one only the lesson is taken."""
    case, said = meant.case, meant.message
    if case is not None and case.state == "proposed":
        return await cases.confirm_case(group, case.number, actor=actor, now=now), "confirmed"
    if said is None or (case is not None and case.state == "standing"):
        return None, ""
    regulation = group.regulation
    code = next((each for each in _CODES if regulation is not None and regulation.clause(each) is not None), None)
    clause = regulation.clause(code) if regulation is not None and code is not None else None
    if code is None or clause is None:
        return None, ""
    breach = cases.Breach(
        code=code,
        clause=clause,
        reason=reason or render("antispam/reason", code=code.rpartition(".")[2]),
        evidence={"text": said.text, "masked": excerpt(said.text), "checks": [], "quoted": said.id},
        message=said.id,
        source_key=f"spam:{said.account}:{group.id}:{said.id}:{said.sent_at.timestamp():.0f}",
    )
    accused = cases.Accused(said.member, said.name or await roster.name_of(group.id, said.member))
    return await cases.open_case(group, breach, accused, actor=actor, now=now), "opened"
