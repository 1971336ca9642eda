"""Sampled reviews: now and then the administrators are asked whether a case was right.

Pardons tell of mistakes only; without a sample nobody would ever count what was right.
"""

from datetime import datetime, time, timedelta
from hashlib import sha256

from bot.domain.ids import GroupId
from bot.domain.members import Actor
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance import signals, voice, zone
from bot.governance.accuracy.deciding import enter, is_counted
from bot.governance.cases.queries import CaseFile, case_file
from bot.governance.directory import GroupState, directory
from bot.store import audit, models
from bot.store.transaction import transaction

EVERY = 20
"""One automatic case of so many is drawn…"""
MOST_A_DAY = 3
"""…and of one group not more than these a day."""
ASKED_AT = time(17, 0)
LASTS = timedelta(hours=15)


def is_drawn(case_id: int, opened_at: datetime) -> bool:
    """Chance that nobody can foresee in a group, and that is the same when a transaction is run again."""
    return int.from_bytes(sha256(f"{case_id}:{opened_at.timestamp()}".encode()).digest()[:4]) % EVERY == 0


@signals.on(signals.CaseOpened)
async def draw(signal: signals.CaseOpened, context: signals.Context) -> None:
    """Note an automatic case for the day's question, in the transaction that opened it."""
    group = directory.get(signal.group_id)
    if not signal.automatic or group is None:
        return
    row = await models.Case.get_or_none(group_id=signal.group_id, number=signal.number)
    case = case_file(row) if row is not None else None
    if case is None or case.state != "standing" or not is_counted(case) or not is_drawn(case.id, case.opened_at):
        return
    midnight = zone.local(context.now).replace(hour=0, minute=0, second=0, microsecond=0)
    drawn = await models.AccuracyReview.filter(group_id=group.id, drawn_at__gte=midnight).count()
    if drawn < MOST_A_DAY:
        await models.AccuracyReview.create(group_id=group.id, case_id=case.id, drawn_at=context.now)
        await _ask_later(group, context.now)


async def _ask_later(group: GroupState, now: datetime) -> None:
    """At five o'clock, today or tomorrow, once for all that were drawn till then."""
    local = zone.local(now)
    due = local.replace(hour=ASKED_AT.hour, minute=ASKED_AT.minute, second=0, microsecond=0)
    due = due if due > local else due + timedelta(days=1)
    key = f"accuracy:{group.id}:{due:%Y-%m-%d}"
    await schedule.at("accuracy.ask", key, due, {}, group_id=group.id, valid_until=due + LASTS)


@schedule.work("accuracy.ask")
@transaction
async def ask(work: Work) -> None:
    """One line for all drawn cases that still stand; nothing where none does."""
    group = directory.get(GroupId(work.group_id or 0))
    if group is None:
        return
    waiting = await models.AccuracyReview.filter(group_id=group.id, asked_at=None).order_by("id")
    rows = await models.Case.filter(id__in=[each.case_id for each in waiting], state="standing").order_by("number")
    await models.AccuracyReview.filter(group_id=group.id, asked_at=None).update(asked_at=work.now)
    if rows:
        await voice.tell_administrators(
            group,
            "accuracy/asked",
            key=f"told:{work.key}",
            now=work.now,
            fields={"cases": [case_file(row) for row in rows]},
        )


@transaction
async def affirm(group: GroupState, number: int, *, actor: Actor, now: datetime) -> bool:
    """Answer the day's question: this case was right. False where nothing was asked of it, or it is the actor's own.

    The other answer is a pardon, like any other.
    """
    case = await _asked(group, number)
    if case is None or case.member == actor.id:
        return False
    # Written first: of two who answer at once, one finds it answered.
    answered = models.AccuracyReview.filter(case_id=case.id, answered_at=None).exclude(asked_at=None)
    if not await answered.update(answered_at=now):
        return False
    await audit.record(
        f"group:{group.id}", at=now, actor=actor.id, action="case.affirmed", subject=f"case:{case.number}"
    )
    await enter(case, "affirmed", by=actor.id, now=now)
    return True


async def _asked(group: GroupState, number: int) -> CaseFile | None:
    row = await models.Case.get_or_none(group_id=group.id, number=number, state="standing")
    return case_file(row) if row is not None else None
