"""The rows of answers: one a member and notice, brought up to the version that was asked for last."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise.expressions import Q

from bot.domain.ids import MemberId
from bot.domain.ports import Ability
from bot.effects import outbox
from bot.effects.accounts import accounts
from bot.effects.actions import React
from bot.effects.outbox import Effect
from bot.governance import roster
from bot.store import audit, bulk
from bot.store.transaction import after_commit, transaction
from plugins.notices.domain.reactions import ANSWER
from plugins.notices.models import Notice, Receipt, Recipient

from .board import board
from .entries import Entry, Written
from .files import ANSWERABLE
from .passing import pass_on

THANKS_LAST = timedelta(seconds=60)
_NOTICES_A_QUERY = 50
_FIELDS = (
    "notice_id", "member_id", "member_name", "answered_at", "late", "how", "version", "by_id", "by_name", "question",
    "message",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Open:
    """An open notice as the store has it now."""

    deadline: datetime | None
    version: int
    asked_version: int


@dataclass(frozen=True, slots=True)
class _Given:
    """An answer that was given before."""

    version: int
    has_remark: bool


_Known = dict[tuple[int, str], _Given]


@transaction
async def write_receipts(batch: Sequence[Entry]) -> list[Written]:
    """Record what is new of these answers; the bot says nothing, it reacts where it can."""
    found = await _open(batch)
    known = await _known(batch)
    names = await _names(batch)
    results: list[Written] = []
    new: list[tuple[object, ...]] = []
    for entry in batch:
        notice = found.get(entry.notice.id)
        result = Written.CLOSED if notice is None else _judge(entry, notice, known)
        results.append(result)
        if notice is None or result is Written.KNOWN:
            continue
        name = entry.by.name or names.get((entry.notice.id, entry.by.member), "") or entry.by.member
        if result is Written.REMARK:
            await _add_remark(entry)
        elif (entry.notice.id, entry.by.member) in known:
            await _answer_again(entry, notice, name)
        else:
            new.append(_row(entry, notice, name))
        known[entry.notice.id, entry.by.member] = _Given(notice.version, entry.by.remark is not None)
        if entry.by.remark is not None:
            await pass_on(entry.group, entry.notice, entry.by, name, version=notice.version, now=entry.at)
    await bulk.insert_new(Receipt, _FIELDS, new)
    for entry, result in zip(batch, results, strict=True):
        if result is Written.FRESH:
            await _thank(entry)
    after_commit(lambda: _note(batch, results))
    return results


def _note(batch: Sequence[Entry], results: Sequence[Written]) -> None:
    """A notice in hundreds of groups is marked once for all who have answered it."""
    answered: defaultdict[int, list[MemberId]] = defaultdict(list)
    for entry, result in zip(batch, results, strict=True):
        if result is Written.CLOSED:
            board.remove_everywhere(entry.notice.id)
        else:
            answered[entry.notice.id].append(entry.by.member)
    for notice_id, members in answered.items():
        board.mark(notice_id, members)


async def _open(batch: Sequence[Entry]) -> dict[int, _Open]:
    rows = Notice.filter(id__in=sorted({entry.notice.id for entry in batch}), state__in=ANSWERABLE)
    told = await rows.values_list("id", "deadline", "version", "asked_version")
    return {notice: _Open(deadline, version, asked) for notice, deadline, version, asked in told}


async def _known(batch: Sequence[Entry]) -> _Known:
    """What these people have answered, with whichever of their accounts."""
    people: dict[int, set[MemberId]] = defaultdict(set)
    for entry in batch:
        people[entry.notice.id] |= entry.notice.accounts_of(entry.by.member)
    known: _Known = {}
    notices = sorted(people)
    for start in range(0, len(notices), _NOTICES_A_QUERY):
        each = [Q(notice_id=n, member_id__in=sorted(people[n])) for n in notices[start : start + _NOTICES_A_QUERY]]
        rows = Receipt.filter(Q(*each, join_type=Q.OR))
        for notice, member, version, question in await rows.values_list(
            "notice_id", "member_id", "version", "question"
        ):
            known[notice, member] = _Given(version, bool(question))
    return known


def _judge(entry: Entry, notice: _Open, known: Mapping[tuple[int, str], _Given]) -> Written:
    for account in sorted(entry.notice.accounts_of(entry.by.member)):
        given = known.get((entry.notice.id, account))
        if given is not None and given.version >= notice.asked_version:
            has_more = entry.by.remark is not None and not given.has_remark and account == entry.by.member
            return Written.REMARK if has_more else Written.KNOWN
    return Written.FRESH


async def _names(batch: Sequence[Entry]) -> dict[tuple[int, str], str]:
    """Of those whose message or reaction came without a name."""
    nameless = [entry for entry in batch if not entry.by.name]
    if not nameless:
        return {}
    rows = Recipient.filter(
        notice_id__in=sorted({entry.notice.id for entry in nameless}),
        member_id__in=sorted({entry.by.member for entry in nameless}),
    )
    found = {(int(notice), str(member)): str(name) for notice, member, name in
             await rows.values_list("notice_id", "member_id", "member_name")}  # fmt: skip
    for entry in nameless:
        if (entry.notice.id, entry.by.member) not in found:
            found[entry.notice.id, entry.by.member] = await roster.name_of(entry.group.id, entry.by.member)
    return found


def _is_late(entry: Entry, notice: _Open) -> bool:
    return notice.deadline is not None and entry.at > notice.deadline


def _row(entry: Entry, notice: _Open, name: str) -> tuple[object, ...]:
    by = entry.by
    question = by.remark.text if by.remark is not None else None
    return (
        entry.notice.id, by.member, name[:200], entry.at, _is_late(entry, notice), by.how, notice.version,
        by.by_id, by.by_name[:200], question, by.source,
    )  # fmt: skip


async def _answer_again(entry: Entry, notice: _Open, name: str) -> None:
    """A new version was asked for: the row is its answer, the answer to the earlier one stays in the audit."""
    _, _, _, at, late, how, version, by_id, by_name, question, message = _row(entry, notice, name)
    values = {
        "answered_at": at, "late": late, "how": how, "version": version, "by_id": by_id, "by_name": by_name,
        "question": question, "message": message,
    }  # fmt: skip
    earlier = await Receipt.get(notice_id=entry.notice.id, member_id=entry.by.member)
    await Receipt.filter(notice_id=entry.notice.id, member_id=entry.by.member).update(**values)
    await audit.record(
        f"group:{entry.group.id}",
        at=entry.at,
        actor=entry.by.by_id or entry.by.member,
        action="notice.answered_again",
        subject=f"notice:{entry.notice.number}",
        member=entry.by.member,
        version=notice.version,
        earlier={
            "version": earlier.version,
            "at": earlier.answered_at.isoformat(),
            "late": earlier.late,
            "how": earlier.how,
            "by": earlier.by_id,
        },
    )


async def _add_remark(entry: Entry) -> None:
    """Who has answered asks something afterwards, in a reply to the notice."""
    if entry.by.remark is not None:
        row = Receipt.filter(notice_id=entry.notice.id, member_id=entry.by.member)
        await row.update(question=entry.by.remark.text)


async def _thank(entry: Entry) -> None:
    by = entry.by
    platform = accounts.get(by.account)
    if by.how not in ("word", "reply", "command", "behalf") or by.message is None or by.chat != entry.group.chat:
        return
    if platform is None or Ability.REACT not in platform.capabilities or not board.may_thank(entry.group.id, entry.at):
        return
    effect = Effect(
        key=f"notice:{entry.notice.id}:thank:{by.member}",
        action=React(entry.group.chat, by.message, ANSWER),
        account=by.account,
        group_id=entry.group.id,
        valid_until=entry.at + THANKS_LAST,
    )
    await outbox.put(effect, now=entry.at)
