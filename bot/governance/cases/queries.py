"""Reading cases."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.errors import NoSuchNumber
from bot.domain.ids import GroupId, MemberId, MessageId
from bot.domain.sanctions import Sanction, Step
from bot.effects import outbox
from bot.governance.regulations import Regulation
from bot.store import models

MERE = (Sanction.REMIND, Sanction.RECALL)
"""Explained, not punished: outside a ladder these do not count for the next one."""

LASTS = timedelta(minutes=30)
"""A sanction that could not be delivered for this long is expired and told, not executed late."""

APPEAL_WITHIN = timedelta(days=7)
"""Where the regulation states no other time."""

COUNTING = "standing"
"""Only a standing case counts for the ladder: not observed, proposed, rejected or pardoned ones."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as people are shown it. ``evidence["masked"]`` is the only text of it that may be told."""

    id: int
    group_id: GroupId
    number: int
    regulation_id: int
    clause: str
    offence: str
    member: MemberId
    member_name: str
    actor: MemberId
    actor_name: str
    reason: str
    step_number: int
    step: Step
    state: str
    message: MessageId | None
    evidence: dict[str, Any]
    opened_at: datetime
    decided_at: datetime | None
    decided_by: MemberId | None
    decision: str
    also: tuple[tuple[str, str], ...] = ()
    """Other breaches of the same fact: code and clause."""
    counted: tuple[int, ...] = ()
    """Numbers of the earlier cases that its rung was counted from."""

    @property
    def automatic(self) -> bool:
        """Opened by the bot itself on a clause, not by an administrator's word."""
        return not self.actor

    @property
    def ends_at(self) -> datetime | None:
        """When the mute it imposed ends at the latest, or None where it imposed none."""
        began = self.decided_at or self.opened_at
        return began + LASTS + self.step.duration if self.step.duration is not None else None

    @property
    def deciders(self) -> set[MemberId]:
        """Who sanctioned: none of them may decide the appeal."""
        return {m for m in (self.actor, self.decided_by) if m}


def telling_key(case_id: int) -> str:
    """Of the effect that tells the member."""
    return f"case:{case_id}:tell"


async def untold(cases: Collection[int]) -> frozenset[int]:
    """Of which of these cases the member was not told, as far as anybody knows."""
    keys = {telling_key(case): case for case in cases}
    return frozenset(keys[key] for key in await outbox.undelivered(keys))


def case_file(row: models.Case) -> CaseFile:
    """The value of a row."""
    duration = timedelta(seconds=row.duration_seconds) if row.duration_seconds is not None else None
    return CaseFile(
        id=row.id,
        group_id=GroupId(row.group_id),
        number=row.number,
        regulation_id=row.regulation_id,
        clause=row.clause,
        offence=row.offence,
        member=MemberId(row.member_id),
        member_name=row.member_name,
        actor=MemberId(row.actor_id),
        actor_name=row.actor_name,
        reason=row.reason,
        step_number=row.step,
        step=_step(row, duration),
        state=row.state,
        message=MessageId(row.message_id) if row.message_id else None,
        evidence=dict(row.evidence),
        opened_at=row.opened_at,
        decided_at=row.decided_at,
        decided_by=MemberId(row.decided_by) if row.decided_by else None,
        decision=row.decision,
        also=tuple((str(each["code"]), str(each["clause"])) for each in row.also or ()),
        counted=tuple(int(number) for number in row.counted or ()),
    )


def _step(row: models.Case, duration: timedelta | None) -> Step:
    beside = (row.extras or "").split("|")
    return Step(
        Sanction(row.sanction),
        duration,
        escalate="escalate" in beside,
        recall="recall" in beside,
        bulletin="bulletin" in beside,
    )


def appeal_within(regulation: Regulation | None) -> timedelta:
    """How long after the decision a member may object: ``within`` of ``sanction.appeal``."""
    return regulation.duration("sanction.appeal", "within", APPEAL_WITHIN) if regulation is not None else APPEAL_WITHIN


async def find_case(group_id: GroupId, number: int) -> CaseFile:
    """The case with this number. Raises NoSuchNumber."""
    row = await models.Case.get_or_none(group_id=group_id, number=number)
    if row is None:
        raise NoSuchNumber(number=number)
    return case_file(row)


async def cases_of(group_id: GroupId, member: MemberId | None = None, limit: int = 20) -> list[CaseFile]:
    """The latest cases of the group, or of one member, newest first."""
    query = models.Case.filter(group_id=group_id)
    if member is not None:
        query = query.filter(member_id=member)
    return [case_file(row) for row in await query.order_by("-number").limit(limit)]


async def case_by_id(case_id: int) -> CaseFile | None:
    """The case of this row, or None."""
    row = await models.Case.get_or_none(id=case_id)
    return case_file(row) if row is not None else None


async def counted_cases(group_id: GroupId, member: MemberId, since: datetime) -> list[CaseFile]:
    """The member's standing cases since then that count for a ladder, oldest first.

    Not: what was explained only, outside a ladder; and having been removed by a clean-up, which was
    no breach.
    """
    rows = models.Case.filter(group_id=group_id, member_id=member, state=COUNTING, opened_at__gt=since)
    return [
        case_file(row)
        for row in await rows.exclude(offence__startswith="cleanup.").order_by("number")
        if (row.counts if row.counts is not None else row.sanction != Sanction.REMIND.value)
    ]


async def was_told(case: CaseFile) -> bool:
    """Whether the group may have read of this case: what was put for it was not dropped before."""
    row = await models.Job.get_or_none(key=f"case:{case.id}:tell")
    return row is not None and row.state in ("running", "unknown", "verifying", "done", "dead")


async def took_message_away(case: CaseFile) -> bool:
    """Whether the message that the case names was recalled, as far as is known."""
    return await models.Job.filter(key=f"case:{case.id}:recall", state__in=["verifying", "done"]).exists()


async def had_offence(group_id: GroupId, member: MemberId, offence: str) -> bool:
    """Whether the member has a standing case of this kind, however old."""
    return await models.Case.filter(group_id=group_id, member_id=member, offence=offence, state=COUNTING).exists()
