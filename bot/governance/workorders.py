"""Work orders: what the platform cannot do is asked of the owner, verified, and reminded when overdue.

A removal is verified by the member leaving (event or list difference); after three reminders whoever
stands beside and above the owner is told. A silence, which nobody can impose on WeChat, is soft: until
its end the member's commands are not answered (an appeal is), what they post is counted and kept as
evidence, and the owner is told.
"""

from datetime import datetime, timedelta

from tortoise.expressions import F

from bot.domain.errors import Refusal
from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor
from bot.effects import outbox, schedule
from bot.effects.schedule import Work
from bot.governance import regulations, roster, signals, superiors, voice
from bot.governance.cases.queries import CaseFile, case_file
from bot.governance.directory import GroupState, directory
from bot.store import audit, models
from bot.store.transaction import after_commit, transaction

DUE_AFTER = timedelta(hours=24)
REMIND_EVERY = timedelta(hours=24)
MOST_REMINDERS = 3
_silent: dict[tuple[GroupId, MemberId], datetime] = {}
_told_together: set[str] = set()


def tell_together(offence: str) -> None:
    """Orders of this offence that the platform cannot carry out are told and reminded of by its area, in a list."""
    _told_together.add(offence)


class StillHere(Refusal):
    """Said to be done, but the member list shows that it is not."""

    code = "workorders.still_here"


class NoOpenOrder(Refusal):
    """Nothing is asked of anybody for this case."""

    code = "workorders.no_open_order"


@signals.on(signals.SanctionNotDelivered)
async def open_order(signal: signals.SanctionNotDelivered, context: signals.Context) -> None:
    """Ask the owner to do by hand what the case decided; once per case and action, in the settling transaction."""
    group, row, now = directory.get(signal.group_id), await models.Case.get(id=signal.case_id), context.now
    action, case = signal.action, case_file(row)
    if group is None or await models.WorkOrder.filter(case_id=case.id, action=action).exists():
        return
    if action == "kick" and await _is_gone(group, case.member):
        return
    ends = now + (case.step.duration or DUE_AFTER) if action == "mute" else now + DUE_AFTER
    order = await models.WorkOrder.create(
        group_id=group.id,
        case_id=case.id,
        action=action,
        member_id=case.member,
        member_name=case.member_name,
        clause=case.clause,
        opened_at=now,
        due_at=ends,
    )
    if action == "mute":
        after_commit(lambda: _silent.update({(group.id, case.member): ends}))
    if signal.why == "unsupported" and case.offence in _told_together:
        return
    await _tell(group, case, order, f"workorders/{action}", f"order:{order.id}", now, why=signal.why)
    await schedule.at("workorders.due", f"order:{order.id}:due:0", ends, {"order": order.id}, group_id=group.id)


@schedule.work("workorders.due")
@transaction
async def check_order(work: Work) -> None:
    """At its time: a silence that was kept is settled; a removal not seen yet is reminded, three times at most."""
    order = await models.WorkOrder.get_or_none(id=work.payload["order"], state="open")
    group = directory.get(GroupId(work.group_id or 0))
    if order is None or group is None:
        return
    case = case_file(await models.Case.get(id=order.case_id))
    if order.action == "mute":
        await _end_silence(group, case, order, work.now)
    elif not await _is_member(group, case.member):
        await _settle(order, "done", work.now)
        await _tell(group, case, order, "workorders/done", f"order:{order.id}:done", work.now)
    elif order.reminders >= MOST_REMINDERS:
        await _settle(order, "overdue", work.now)
        await superiors.tell_superiors(
            group,
            "workorders/given_up",
            key=f"order:{order.id}:overdue",
            now=work.now,
            marker=f"案件 #{case.number}",
            fields={"case": case, "order": order},
        )
    else:
        order.reminders += 1
        await order.save(update_fields=["reminders"])
        reminder = f"order:{order.id}:remind:{order.reminders}"
        await _tell(group, case, order, "workorders/reminder", reminder, work.now)
        again = f"order:{order.id}:due:{order.reminders}"
        await schedule.at("workorders.due", again, work.now + REMIND_EVERY, {"order": order.id}, group_id=group.id)


@signals.on(signals.CasePardoned)
async def drop_orders(signal: signals.CasePardoned, context: signals.Context) -> None:
    """What a pardoned case asked for need not be done."""
    for order in await models.WorkOrder.filter(case_id=signal.case_id, state="open"):
        await _settle(order, "dropped", context.now)


@signals.on(signals.PersonErased)
async def drop_orders_of_erased(signal: signals.PersonErased, context: signals.Context) -> None:
    """Nobody can carry out what may not be named any more."""
    for platform, member in signal.accounts:
        here = models.WorkOrder.filter(member_id=member, group__platform=platform)
        for order in await here.filter(state="open", group__organisation_id=signal.organisation_id):
            await _settle(order, "dropped", context.now)
            await models.WorkOrder.filter(id=order.id).update(member_id=signal.alias, member_name="")


@transaction
async def end_silence(group: GroupState, member: MemberId, *, actor: Actor, now: datetime) -> int:
    """Nobody need be silent any longer: their orders are dropped. Answers how many there were."""
    orders = await models.WorkOrder.filter(group_id=group.id, member_id=member, action="mute", state="open")
    for order in orders:
        await _settle(order, "dropped", now, by=actor)
    return len(orders)


@signals.on(signals.MemberGone)
async def see_removal(signal: signals.MemberGone, context: signals.Context) -> None:
    """The member is gone: the order to remove them is verified."""
    await _verify_removal(signal.group_id, signal.member, context.now)


@transaction
async def _verify_removal(group_id: GroupId, member: MemberId, now: datetime) -> None:
    group = directory.get(group_id)
    orders = await models.WorkOrder.filter(group_id=group_id, member_id=member, action="kick", state="open")
    for order in orders:
        await _settle(order, "done", now)
        case = case_file(await models.Case.get(id=order.case_id))
        if group is not None and await _was_told(order):
            await _tell(group, case, order, "workorders/done", f"order:{order.id}:done", now)


def is_silenced(group_id: GroupId, member: MemberId, now: datetime) -> bool:
    """Whether somebody is asked to be silent who cannot be muted: from memory, asked for every message."""
    until = _silent.get((group_id, member))
    return until is not None and now < until


@signals.on(signals.KernelStarted)
async def remember_silences(signal: signals.KernelStarted, context: signals.Context) -> None:
    """Fill the memory of open silences from the store."""
    await _remember_silences()


@signals.on(signals.MemoryOutdated)
async def reread_silences(signal: signals.MemoryOutdated, context: signals.Context) -> None:
    """Another process may have opened or settled some."""
    await _remember_silences()


async def _remember_silences() -> None:
    orders = await models.WorkOrder.filter(action="mute", state="open")
    _silent.clear()
    _silent.update({(GroupId(o.group_id), MemberId(o.member_id)): o.due_at for o in orders})


@transaction
async def broken_silence(group: GroupState, member: MemberId, *, now: datetime) -> None:
    """Somebody who was asked to be silent spoke: the owner is reminded, once an hour at most."""
    orders = await models.WorkOrder.filter(
        group_id=group.id, member_id=member, action="mute", state="open", due_at__gt=now
    )
    for order in orders:
        broken = models.WorkOrder.filter(id=order.id)
        if not await broken.filter(broken__isnull=False).update(broken=F("broken") + 1):
            await broken.update(broken=1)
        case = case_file(await models.Case.get(id=order.case_id))
        hour = int(now.timestamp()) // 3600
        await _tell(group, case, order, "workorders/broken_silence", f"order:{order.id}:broken:{hour}", now)


async def _end_silence(group: GroupState, case: CaseFile, order: models.WorkOrder, now: datetime) -> None:
    """Its time is over: what was posted meanwhile stays as evidence, and the owner reads how often that was."""
    await _settle(order, "done", now)
    if order.broken:
        posted = models.ArchivedMessage.filter(
            group_id=group.id, member_id=order.member_id, sent_at__gte=order.opened_at, sent_at__lt=order.due_at
        )
        await posted.filter(kept_for_case=None).update(kept_for_case=case.id)
        await _tell(group, case, order, "workorders/silence_over", f"order:{order.id}:over", now)


async def report_done(group: GroupState, number: int, *, actor: Actor, now: datetime) -> CaseFile:
    """An administrator says that the orders of this case are carried out: a removal is looked up first.

    Raises NoOpenOrder, StillHere.
    """
    case_row = await models.Case.get_or_none(group_id=group.id, number=number)
    orders = await models.WorkOrder.filter(case_id=case_row.id, state="open") if case_row is not None else []
    if case_row is None or not orders:
        raise NoOpenOrder(number=number)
    if any(order.action == "kick" for order in orders):
        await roster.look_at_list(group, now=now)
    return await _close(group, case_file(case_row), actor, now)


@transaction
async def _close(group: GroupState, case: CaseFile, actor: Actor, now: datetime) -> CaseFile:
    for order in await models.WorkOrder.filter(case_id=case.id, state="open"):
        if order.action == "kick" and await _is_member(group, case.member):
            raise StillHere(case=case)
        await _settle(order, "done", now, by=actor)
    return case


async def orders_of(case_id: int) -> list[models.WorkOrder]:
    """What was asked of people for this case, in order."""
    return await models.WorkOrder.filter(case_id=case_id).order_by("id")


async def open_orders(group_id: GroupId) -> list[models.WorkOrder]:
    """Orders nobody has carried out yet, oldest first."""
    return await models.WorkOrder.filter(group_id=group_id, state="open").order_by("id")


async def _settle(order: models.WorkOrder, state: str, now: datetime, *, by: Actor | None = None) -> None:
    order.state, order.settled_at = state, now
    if state == "dropped":  # what was asked and not yet said, is not said
        await outbox.cancel(f"order:{order.id}", now=now)
        await outbox.cancel(f"order:{order.id}:", now=now)
    if order.action == "mute":
        after_commit(lambda: _forget_silence(order))
    await order.save(update_fields=["state", "settled_at"])
    await audit.record(
        f"group:{order.group_id}",
        at=now,
        actor=by.id if by is not None else "",
        action=f"workorder.{state}",
        subject=f"order:{order.id}",
    )


async def _was_told(order: models.WorkOrder) -> bool:
    """Whether it was said by itself, and not in a list."""
    return await models.Job.filter(key=f"order:{order.id}").exists()


async def _is_member(group: GroupState, member: MemberId) -> bool:
    return await models.Membership.filter(group_id=group.id, member_id=member, left_at=None).exists()


async def _is_gone(group: GroupState, member: MemberId) -> bool:
    """Whether nobody need be removed: somebody who left, or who was banned by id and never seen here."""
    row = await models.Membership.get_or_none(group_id=group.id, member_id=member)
    if row is not None:
        return row.left_at is not None
    return not await models.ArchivedMessage.filter(group_id=group.id, member_id=member).exists()


async def _tell(group: GroupState, case: CaseFile, order: models.WorkOrder, template: str, key: str, now: datetime,
                *, why: str = "") -> None:  # fmt: skip
    regulation = await regulations.version(case.regulation_id)
    clause = regulation.text.find(case.clause) if regulation is not None else None
    await voice.tell_administrators(
        group,
        template,
        key=key,
        now=now,
        mention=await superiors.owners_of(group) if group.console is None else (),
        marker=f"案件 #{case.number}",
        valid_for=timedelta(hours=24),
        fields={
            "case": case,
            "order": order,
            "clause": clause,
            "why": why,
            "title": regulation.cited(case.clause)[0] if regulation is not None else "",
        },
    )


def _forget_silence(order: models.WorkOrder) -> None:
    _silent.pop((GroupId(order.group_id), MemberId(order.member_id)), None)
