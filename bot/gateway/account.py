"""What both protocols' accounts share: asking, learning from refusals, pacing, sending in pieces."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.ids import AccountId, ChatRef
from bot.domain.messages import Segment
from bot.domain.ports import Ability, Capabilities, Clock, Outcome, Result
from bot.gateway.capabilities import abilities_of
from bot.gateway.compose import in_pieces, sendable
from bot.gateway.fields import Frame
from bot.gateway.link import Link, NoAnswer
from bot.gateway.outcomes import Kind, classify, unanswered
from bot.gateway.pacing import Limits, Pacer, Sleeper

CALL_SECONDS = 10.0
SEND_SECONDS = 20.0
"""NapCat itself waits 10 s before it calls a sending failed; asking earlier would only make doubt."""
LIST_SECONDS = 30.0

_TOO_FAST = Result(Outcome.LIMITED, "too many at once")
_EMPTY = Result(Outcome.DENIED, "nothing that can be sent")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an account needs besides its link."""

    clock: Clock
    sleep: Sleeper


class Account:
    """One account on one link. Its abilities are learnt anew with every connection."""

    def __init__(self, link: Link, account: AccountId, platform: str, limits: Limits, around: Surroundings) -> None:
        self.link = link
        self._account = account
        self._platform = platform
        self._clock = around.clock
        self._pacer = Pacer(limits, around.clock, around.sleep)
        self._capabilities = Capabilities()
        self._lost: set[Ability] = set()

    @property
    def account(self) -> AccountId:
        return self._account

    @property
    def platform(self) -> str:
        return self._platform

    @property
    def capabilities(self) -> Capabilities:
        return self._capabilities

    def envelope(self, action: str) -> Frame | None:
        """What this protocol puts beside action and parameters."""
        del action
        return None

    async def ask(self, action: str, params: Frame, timeout: float = CALL_SECONDS, *, urgent: bool = False) -> Result:
        """A question without an effect: DONE with its ``data``, or why not."""
        return await self._call(Kind.QUERY, action, params, timeout, urgent=urgent)

    async def act(self, action: str, params: Frame, *, urgent: bool = False) -> Result:
        """An effect other than a message. ``urgent`` are those that moderate."""
        if urgent and not await self._pacer.moderation():
            return _TOO_FAST
        return await self._call(Kind.EFFECT, action, params, CALL_SECONDS, urgent=urgent)

    async def is_alive(self, timeout: float) -> bool:
        """Whether the other side still answers at all, be it with a failure."""
        try:
            await self.link.call("get_status", {}, timeout, urgent=True)
        except NoAnswer:
            return False
        return True

    async def _call(self, kind: Kind, action: str, params: Frame, timeout: float, *, urgent: bool = False) -> Result:
        envelope = self.envelope(action)
        try:
            answer = await self.link.call(action, params, timeout, envelope=envelope, urgent=urgent)
        except NoAnswer as silence:
            return unanswered(silence)
        result = classify(answer, kind, action=action)
        if result.outcome is Outcome.UNSUPPORTED:
            self.lose(abilities_of(action))
        return result

    def lose(self, abilities: frozenset[Ability]) -> None:
        """These turned out not to be there; until the next connection they are not offered again."""
        self._lost |= abilities
        able = self._capabilities
        self._capabilities = Capabilities(able.implementation, able.abilities - abilities)

    async def send(self, chat: ChatRef, parts: Sequence[Segment]) -> Result:
        """Send; long texts are split at 1,500 characters, in order; the first part's id is told."""
        pieces = in_pieces(sendable(parts, self._capabilities))
        if not pieces:
            return _EMPTY
        first: Result | None = None
        for number, piece in enumerate(pieces, start=1):
            if not await self._pacer.message(chat.key):
                result = _TOO_FAST
            else:
                result = await self.send_piece(chat, piece)
            if first is None:
                first = result
                if not result.accepted:
                    return result
            elif not result.accepted:
                # The beginning is out: to send the whole again would say it twice.
                detail = f"part {number} of {len(pieces)}: {result.outcome} {result.detail}"
                return Result(Outcome.UNKNOWN, detail, message=first.message)
        return first or _EMPTY

    async def send_piece(self, chat: ChatRef, parts: Sequence[Segment]) -> Result:
        """Send one message that is short enough."""
        raise NotImplementedError

    async def deliver(self, action: str, params: dict[str, Any]) -> Result:
        return await self._call(Kind.SEND, action, params, SEND_SECONDS)
