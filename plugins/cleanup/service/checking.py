"""Superiors check the part of a list that names their people: asked in private where that can be done."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import ChatRef, GroupId, MemberId
from bot.effects import outbox, schedule
from bot.effects.outbox import Effect, Settlement
from bot.effects.schedule import Work
from bot.governance import hours, people, voice, whereabouts
from bot.governance.directory import GroupState, directory
from bot.governance.people import Roster
from bot.store import audit
from bot.store.transaction import after_commit, transaction
from plugins.cleanup.domain.answers import AGREE, KEEP
from plugins.cleanup.models import Check, Item, Round

from .files import OPEN, STAGED, line_of
from .findings import rules_of
from .telling import TOLD_WITHIN

OWNER = "cleanup.checks"
TIME_TO_ANSWER = timedelta(hours=16)
"""Of working time: two days in an office."""
REMIND_AFTER = timedelta(hours=8)
_asked: dict[MemberId, int] = {}
"""How many open questions an account has: what a private word is looked up in."""


def is_asked(account: MemberId) -> bool:
    """From memory: whether this account has a list to check."""
    return account in _asked


async def remember_asked() -> None:
    """At start and when another process may have asked or settled."""
    _asked.clear()
    for account in await Check.filter(state="asked", account__isnull=False).values_list("account", flat=True):
        _note(MemberId(str(account)))


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked about how many, for the lists: ``account`` None where nobody knows it."""

    superior: str
    account: MemberId | None
    state: str
    count: int
    agreed: int
    kept: int
    due_at: datetime

    @property
    def open(self) -> int:
        return self.count - self.agreed - self.kept


async def checks_of(round_id: int) -> list[Asked]:
    """Everybody who was asked about people of this round, in the order they were asked."""
    found: list[Asked] = []
    for row in await Check.filter(round_id=round_id).order_by("id"):
        answers = [item.answer for item in await Item.filter(check_id=row.id)]
        agreed, kept = answers.count(AGREE), answers.count(KEEP)
        account = MemberId(row.account) if row.account else None
        found.append(Asked(row.superior, account, row.state, len(answers), agreed, kept, row.due_at))
    return found


async def ask_superiors(group: GroupState, round_id: int, persons: dict[MemberId, int], *, now: datetime) -> None:
    """Ask about everybody of the round whose superior the roster names; once a round and superior.

    ``persons`` are the rows of the roster by member. Not inside a transaction.
    """
    rules = rules_of(group)
    row = await Round.get_or_none(id=round_id, state__in=list(OPEN))
    if rules is None or row is None or not rules.verify:
        return
    roster = await people.roster_of(group.organisation_id)
    theirs: dict[str, list[Item]] = defaultdict(list)
    for item in await Item.filter(round_id=row.id, state__in=STAGED, check_id=None).order_by("position"):
        person = roster.by_row(persons.get(MemberId(item.member_id)))
        if person is not None and person.superior:
            theirs[person.superior].append(item)
    for superior, items in theirs.items():
        account = await _account_of(group, roster, superior)
        await _ask(group, row, superior, account, [item.id for item in items], now)


async def _account_of(group: GroupState, roster: Roster, superior: str) -> MemberId | None:
    """The superior's account on this platform, in this group before others; None for several of that name."""
    named = [person for person in roster.index.of("name", superior) if person.state != "departed"]
    if len(named) != 1:
        return None
    found = await whereabouts.accounts_of_person(roster.row_of(named[0]), group.chat.platform)
    here = [member for place, member in found if place == group.id]
    return next(iter((*here, *(member for _, member in found))), None)


@transaction
async def _ask(
    group: GroupState, row: Round, superior: str, account: MemberId | None, items: list[int], now: datetime
) -> None:
    if await Check.filter(round_id=row.id, superior=superior).exists():
        return
    due = hours.add_working_time(group, now, TIME_TO_ANSWER)
    check = await Check.create(round_id=row.id, superior=superior, account=account, asked_at=now, due_at=due)
    await Item.filter(id__in=items).update(check_id=check.id)
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor="",
        action="cleanup.superior_asked",
        subject=f"cleanup:{row.number}",
        superior=superior,
        members=len(items),
    )
    if account is None:
        await _unreachable(group, check, row, now)
        return
    after_commit(lambda: _note(account))
    await _say(group, check, row, "cleanup/check", now, key="0")
    remind = hours.add_working_time(group, now, REMIND_AFTER)
    await schedule.at("cleanup.check_due", f"check:{check.id}:1", remind, {"check": check.id}, group_id=group.id)


@transaction
async def look_after_check(work: Work) -> None:
    """Nobody answered: reminded once, then the administrators are told and decide without."""
    check = await Check.get_or_none(id=work.payload["check"], state="asked")
    group = directory.get(GroupId(work.group_id or 0))
    row = await Round.get_or_none(id=check.round_id, state__in=list(OPEN)) if check is not None else None
    if check is None or group is None:
        return
    if row is None:  # the list is settled: nobody waits for this answer any more
        await end_check(check, "overdue")
        return
    if check.reminders == 0 and work.now < check.due_at:
        await Check.filter(id=check.id).update(reminders=1)
        await _say(group, check, row, "cleanup/check", work.now, key="1")
        await schedule.at(
            "cleanup.check_due", f"check:{check.id}:2", check.due_at, {"check": check.id}, group_id=group.id
        )
        return
    await end_check(check, "overdue")
    await _tell(group, check, row, "cleanup/check_overdue", work.now)


async def end_check(check: Check, state: str) -> None:
    """Inside a transaction: nothing more is heard from them about this round."""
    account = MemberId(check.account) if check.account else None
    if await Check.filter(id=check.id, state="asked").update(state=state) and account is not None:
        after_commit(lambda: _forget(account))


async def _say(group: GroupState, check: Check, row: Round, template: str, now: datetime, *, key: str) -> None:
    items = await Item.filter(check_id=check.id, answer=None).order_by("position")
    account = MemberId(check.account or "")
    await voice.say(
        ChatRef(group.chat.platform, user=account),
        group.account,
        template,
        key=f"check:{check.id}:say:{key}",
        now=now,
        group_id=group.id,
        marker=f"清理 #{row.number} 核实",
        valid_for=TOLD_WITHIN,
        owner=OWNER,
        about={"check": check.id},
        fields=await _fields(group, check, row, items) | {"reminder": key != "0"},
    )


async def _fields(group: GroupState, check: Check, row: Round, items: list[Item]) -> dict[str, object]:
    rules = rules_of(group)
    return {
        "number": row.number,
        "group": group,
        "superior": check.superior,
        "due": check.due_at,
        "lines": [line_of(item) for item in items],
        "clause": rules.clause if rules is not None else None,
        "title": group.regulation.title if group.regulation is not None else "",
    }


async def _settled(effect: Effect, settlement: Settlement) -> None:
    """In the settling transaction: a superior who cannot be written to is asked through the administrators."""
    if settlement.state in (outbox.DONE, outbox.UNVERIFIED, outbox.CANCELLED):
        return
    check = await Check.get_or_none(id=effect.about["check"], state="asked")
    row = await Round.get_or_none(id=check.round_id) if check is not None else None
    group = directory.get(GroupId(row.group_id)) if row is not None else None
    if check is not None and row is not None and group is not None and check.reminders == 0:
        await _unreachable(group, check, row, settlement.at)


async def _unreachable(group: GroupState, check: Check, row: Round, now: datetime) -> None:
    await end_check(check, "unreachable")
    await _tell(group, check, row, "cleanup/check_unreachable", now)


async def _tell(group: GroupState, check: Check, row: Round, template: str, now: datetime) -> None:
    items = await Item.filter(check_id=check.id, answer=None).order_by("position")
    await voice.tell_administrators(
        group,
        template,
        key=f"check:{check.id}:{template.rpartition('/')[2]}",
        now=now,
        marker=f"清理 #{row.number}",
        valid_for=TOLD_WITHIN,
        fields=await _fields(group, check, row, items),
    )


def _note(account: MemberId) -> None:
    _asked[account] = _asked.get(account, 0) + 1


def _forget(account: MemberId) -> None:
    left = _asked.get(account, 1) - 1
    if left > 0:
        _asked[account] = left
    else:
        _asked.pop(account, None)


outbox.register(OWNER, settled=_settled)
