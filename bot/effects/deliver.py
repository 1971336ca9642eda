"""Carrying out one outbox row: the states and their transitions."""

import random
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from loguru import logger

from bot.domain.members import MemberInfo
from bot.domain.ports import Clock, Outcome, Platform, Result
from bot.effects import schedule
from bot.effects.accounts import Accounts
from bot.effects.actions import (
    AnswerRequest,
    Kick,
    Mute,
    React,
    Recall,
    RemoveThing,
    Send,
    SetCard,
    perform,
    prepared,
)
from bot.effects.evidence import Evidence
from bot.effects.labour import TELL_OWNER
from bot.effects.lease import Job, LeaseLost, Leases
from bot.effects.outbox import (
    CANCELLED,
    DENIED,
    DONE,
    EXPIRED,
    NEEDS_PERSON,
    UNSUPPORTED,
    UNVERIFIED,
    Effect,
    Settlement,
    effect_of,
    owner_named,
)
from bot.effects.reconcile import Finding, look, proved
from bot.store.errors import is_store_trouble
from bot.store.transaction import transact

_VERIFIED = (Recall, Mute, Kick, SetCard, RemoveThing)
_REPEATABLE = (Recall, AnswerRequest, React, RemoveThing)
"""Doing these twice is the same as doing them once."""


@dataclass(frozen=True, slots=True)
class Patience:
    """``grace`` must be longer than the implementation's own time-out for sending: a message that
    arrives after we looked would be sent twice."""

    grace: timedelta = timedelta(seconds=15)
    verify_after: timedelta = timedelta(seconds=3)
    looks: int = 3
    calls: int = 2
    sends: int = 3
    limited: int = 10
    asks: int = 5


@dataclass(slots=True)
class Progress:
    """What has been tried, kept in the row."""

    calls: int = 0
    crashes: int = 0
    looks: int = 0
    limited: int = 0
    called_at: datetime | None = None
    mark: str = ""

    @classmethod
    def of(cls, job: Job) -> "Progress":
        row: dict[str, Any] = dict(job.payload.get("progress", {}))
        if row.get("called_at"):
            row["called_at"] = datetime.fromisoformat(row["called_at"])
        return cls(**row)

    def into(self, job: Job) -> dict[str, Any]:
        row = asdict(self)
        row["called_at"] = self.called_at.isoformat() if self.called_at else None
        return {**job.payload, "progress": row}


@dataclass
class Delivery:
    """Carries out claimed effects of the accounts connected here."""

    leases: Leases
    accounts: Accounts
    clock: Clock
    evidence: Evidence
    patience: Patience = field(default_factory=Patience)
    chance: random.Random = field(default_factory=random.Random)

    async def carry_out(self, job: Job) -> None:
        """From the state in which it was found to the next one. Raises LeaseLost where it is not ours any more."""
        try:
            effect, progress = effect_of(job), Progress.of(job)
        except (KeyError, TypeError, ValueError) as error:
            await self.leases.settle(job, "dead", outcome="unreadable", detail=repr(error))
            return
        if job.found == "running":
            await self._after_crash(job, progress)
        elif job.found == "queued":
            await self._deliver(job, effect, progress)
        else:
            await self._look(job, effect, progress)

    async def _after_crash(self, job: Job, progress: Progress) -> None:
        """Found running: whether the platform was called nobody knows."""
        progress.crashes += 1
        progress.called_at = progress.called_at or job.due_at
        await self._put_off(job, progress, "unknown", self.patience.grace)

    async def _deliver(self, job: Job, effect: Effect, progress: Progress) -> None:
        now = self.clock.now()
        if effect.valid_until is not None and now > effect.valid_until:
            await self._settle(job, effect, EXPIRED, None)
            return
        platform = self._platform(effect)
        if platform is None:
            await self.leases.put_back(job, now + timedelta(seconds=5), counts=False)
            return
        try:
            reason = await self._objection(effect, platform, now)
            action = effect.action if reason is not None else await prepared(effect.action, now)
        except Exception as error:
            if is_store_trouble(error):
                raise
            logger.opt(exception=error).error("effect {}: its owner could not be asked", effect.key)
            await self._not_asked(job, effect, progress, error)
            return
        if reason is not None:
            await self._settle(job, effect, CANCELLED, None, reason)
            return
        if self.clock.monotonic() - job.claimed_at > self.leases.length.total_seconds():
            await self.leases.extend([job])
            await self.leases.put_back(job, now, counts=False)  # raises where it was taken over meanwhile
            return
        progress.calls += 1
        progress.called_at = progress.called_at or now
        progress.mark = progress.mark or self.evidence.mark()
        await self._answered(job, effect, progress, await perform(platform, action))

    async def _not_asked(self, job: Job, effect: Effect, progress: Progress, error: Exception) -> None:
        """Nothing was done: asked again some times, then shown to a person."""
        detail = f"{type(error).__name__}: {error}"
        if job.attempts >= self.patience.asks:
            await self._settle(job, effect, NEEDS_PERSON, None, detail)
        else:
            await self._put_off(job, progress, "queued", timedelta(seconds=5 * 2**job.attempts), detail)

    async def _answered(self, job: Job, effect: Effect, progress: Progress, result: Result) -> None:
        action = effect.action
        match result.outcome:
            case Outcome.DONE:
                await self._settle(job, effect, DONE, result)
            case Outcome.UNVERIFIED if isinstance(action, _VERIFIED):
                account = effect.account
                if account is not None and proved(action, account, progress.mark, self.evidence):
                    await self._settle(job, effect, DONE, result)
                else:
                    progress.looks = 0
                    await self._put_off(job, progress, "verifying", self.patience.verify_after)
            case Outcome.UNVERIFIED:
                told = result.message is not None or isinstance(action, AnswerRequest)
                await self._settle(job, effect, DONE if told else UNVERIFIED, result)
            case Outcome.UNSUPPORTED:
                await self._settle(job, effect, UNSUPPORTED, result)
            case Outcome.DENIED:
                # the second answer to a request: the first one, of unknown outcome, was heard
                heard = isinstance(action, AnswerRequest) and progress.calls + progress.crashes > 1
                await self._settle(job, effect, DONE if heard else DENIED, result)
            case Outcome.LIMITED:
                await self._limited(job, effect, progress, result)
            case Outcome.UNKNOWN:
                progress.looks = 0
                await self._put_off(job, progress, "unknown", self.patience.grace, result.detail)

    async def _limited(self, job: Job, effect: Effect, progress: Progress, result: Result) -> None:
        """Certainly not done: tried again, later each time, until it expires."""
        progress.calls -= 1
        progress.limited += 1
        if effect.valid_until is None and progress.limited >= self.patience.limited:
            await self._settle(job, effect, NEEDS_PERSON, result)
            return
        seconds = min(5 * 2 ** (progress.limited - 1), 300) * self.chance.uniform(0.75, 1.25)
        await self._put_off(job, progress, "queued", timedelta(seconds=seconds), result.detail)

    async def _look(self, job: Job, effect: Effect, progress: Progress) -> None:
        """An unknown outcome, or an ok to be verified."""
        platform = self._platform(effect)
        if platform is None:
            await self._settle(job, effect, NEEDS_PERSON, None, "account not connected")
            return
        progress.looks += 1
        called_at = progress.called_at or job.due_at
        mark = progress.mark or ":0"
        finding = await look(platform, effect.action, called_at=called_at, mark=mark, evidence=self.evidence)
        unverified = job.found == "verifying"
        if finding is Finding.HAPPENED:
            await self._settle(job, effect, DONE, Result(Outcome.DONE, "found"))
        elif finding is Finding.NOT:
            await self._again(job, effect, progress, "without effect" if unverified else "not found")
        elif progress.looks < self.patience.looks and not isinstance(effect.action, _REPEATABLE):
            wait = self.patience.verify_after if unverified else self.patience.grace / 3
            await self._put_off(job, progress, job.found, wait)
        elif unverified:
            await self._settle(job, effect, UNVERIFIED, Result(Outcome.UNVERIFIED))
        elif isinstance(effect.action, _REPEATABLE) or (isinstance(effect.action, Send) and effect.action.marker):
            await self._again(job, effect, progress, "unknown", blind=True)
        else:
            await self._settle(job, effect, NEEDS_PERSON, Result(Outcome.UNKNOWN), "unknown")

    async def _again(self, job: Job, effect: Effect, progress: Progress, detail: str, *, blind: bool = False) -> None:
        """Once more through check and delivery, where it is allowed at all.

        A crash counts as a call where nobody could look; where it was seen that nothing had
        happened, a few are forgiven.
        """
        most = self.patience.sends if isinstance(effect.action, Send) else self.patience.calls
        tried = progress.calls + (progress.crashes if blind else progress.crashes // 4)
        if tried >= most:
            await self._settle(job, effect, NEEDS_PERSON, Result(Outcome.UNKNOWN, detail), detail)
        else:
            await self._put_off(job, progress, "queued", timedelta(0), detail)

    async def _objection(self, effect: Effect, platform: Platform, now: datetime) -> str | None:
        action = effect.action
        if isinstance(action, Kick) and action.joined_at is not None:
            info = await platform.member(action.chat, action.member)
            if isinstance(info, MemberInfo) and info.joined_at is not None and info.joined_at > action.joined_at:
                return "member_rejoined"
        check = owner_named(effect.owner).check
        return await check(effect, now) if check is not None else None

    async def _put_off(self, job: Job, progress: Progress, state: str, wait: timedelta, detail: str = "") -> None:
        at = self.clock.now() + wait
        await self.leases.put_back(job, at, state=state, payload=progress.into(job), detail=detail)

    async def _settle(self, job: Job, effect: Effect, state: str, result: Result | None, detail: str = "") -> None:
        """Job row and owner in one transaction; an owner that fails is told later, the effect stays settled."""
        settlement = Settlement(state, result, self.clock.now(), detail or (result.detail if result else ""))
        row = {EXPIRED: "expired", CANCELLED: "cancelled", NEEDS_PERSON: "dead"}.get(state, "done")

        async def both() -> None:
            await self.leases.settle(job, row, outcome=state, detail=settlement.detail)
            settled = owner_named(effect.owner).settled
            if settled is not None:
                await settled(effect, settlement)

        try:
            await transact(both)
        except LeaseLost:
            raise
        except Exception as error:
            if is_store_trouble(error):
                raise
            logger.opt(exception=error).error("effect {}: its owner failed on {}", effect.key, state)
            await transact(lambda: self._settle_alone(job, row, settlement))

    async def _settle_alone(self, job: Job, row: str, settlement: Settlement) -> None:
        await self.leases.settle(job, row, outcome=settlement.state, detail=settlement.detail)
        await schedule.at(
            TELL_OWNER,
            f"tell:{job.key}"[:200],
            settlement.at + timedelta(seconds=30),
            {"job": job.key, "state": settlement.state, "detail": settlement.detail},
            group_id=job.group_id,
        )

    def _platform(self, effect: Effect) -> Platform | None:
        if effect.account is not None:
            return self.accounts.get(effect.account)
        return self.accounts.only(effect.action.chat.platform)
