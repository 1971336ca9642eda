"""What is remembered of every member's standing in the talk: in memory, bounded, read anew at start.

Nothing is written on a message's way. The archive is what it is rebuilt from.
"""

from collections import OrderedDict
from datetime import datetime, timedelta

from bot.chat.listeners import Work, listener
from bot.domain.ids import GroupId, MemberId
from bot.domain.messages import IncomingMessage
from bot.governance import cases, probation, recollection, signals, zone
from bot.governance.directory import GroupState, directory

from .domain.talk.trust import SHORTEST, Record, Trust, is_real, trust_of
from .domain.text.normalise import compact

MEMBERS = 20_000
"""Over all groups; whoever has been silent longest is forgotten first, and counts as known."""
LOOKED_BACK = timedelta(days=60)
GRACE = timedelta(minutes=10)
"""Whoever is first seen this soon after a group was enabled was in it before."""
FORFEITS = 100
"""Of each group's cases, the newest, are looked at for what trust they took."""
_TEXT_LENGTH = 200
_LENIENT = frozenset({"remind", "recall"})


class TrustMemory:
    """One for the whole process; every question is answered at once."""

    def __init__(self) -> None:
        self._records: OrderedDict[tuple[GroupId, MemberId], Record] = OrderedDict()

    def of(self, group_id: GroupId, member: MemberId, now: datetime) -> Trust:
        return trust_of(self._records.get((group_id, member)), now)

    def sender_of(self, group_id: GroupId, member: MemberId, now: datetime) -> tuple[bool, bool]:
        """Whether the member is a newcomer, and whether trusted; on probation they stay a newcomer."""
        if probation.is_watched(group_id, member):
            return True, False
        trust = self.of(group_id, member, now)
        return trust is Trust.NEW, trust is Trust.TRUSTED

    def note(self, group_id: GroupId, member: MemberId, text: str, now: datetime) -> None:
        """Count a message if it is a real one."""
        form = compact(text[:_TEXT_LENGTH]) if len(text) >= SHORTEST else ""
        if is_real(text, form):
            self._record(group_id, member).note(form, zone.local(now).date())

    def arrive(self, group_id: GroupId, member: MemberId, at: datetime) -> None:
        """A newcomer, whatever was known of an earlier stay."""
        self._records.pop((group_id, member), None)
        self._record(group_id, member).first_seen = at

    def forfeit(self, group_id: GroupId, member: MemberId, now: datetime) -> None:
        """After a breach trust is earned anew."""
        self._record(group_id, member).forfeit(now)

    def give_back(self, group_id: GroupId, member: MemberId) -> None:
        record = self._records.get((group_id, member))
        if record is not None:
            record.give_back()

    def leave(self, group_id: GroupId, member: MemberId) -> None:
        self._records.pop((group_id, member), None)

    def forget(self, group_id: GroupId) -> None:
        for key in [key for key in self._records if key[0] == group_id]:
            del self._records[key]

    async def recollect(self, now: datetime, *, only: GroupId | None = None) -> None:
        """Read anew who came when and how much they have said since; nobody earns more than by talking.

        ``only``: of this group; what is known of the others stays.
        """
        records = OrderedDict[tuple[GroupId, MemberId], Record]()
        for each in await recollection.arrived(grace=GRACE, group=only):
            records[(each.group_id, each.member)] = Record(first_seen=each.first_seen)
        for spoken in await recollection.spoken_since(now - LOOKED_BACK, shortest=SHORTEST, group=only):
            key = (spoken.group_id, spoken.member)
            told = Record.of_archive(spoken.texts, spoken.days)
            told.first_seen = records[key].first_seen if key in records else None
            records[key] = told
            records.move_to_end(key)
        others = [] if only is None else [each for each in self._records.items() if each[0][0] != only]
        self._records = OrderedDict([*others, *records.items()])
        while len(self._records) > MEMBERS:
            self._records.popitem(last=False)
        for group in directory.enabled():
            if only is None or group.id == only:
                await self._recollect_forfeits(group.id, now)

    async def _recollect_forfeits(self, group_id: GroupId, now: datetime) -> None:
        for case in reversed(await cases.cases_of(group_id, limit=FORFEITS)):
            if _forfeits(case) and case.opened_at >= now - LOOKED_BACK:
                await self._recollect_forfeit(group_id, case)

    async def _recollect_forfeit(self, group_id: GroupId, case: cases.CaseFile) -> None:
        """Of a member with a breach only what was said after it counts."""
        since = await recollection.spoken_since(case.opened_at, shortest=SHORTEST, group=group_id, member=case.member)
        told = Record.of_archive(since[0].texts, since[0].days) if since else Record()
        record = self._record(group_id, case.member)
        record.real, record.days = max(record.real - told.real, 0), max(record.days - told.days, 0)
        record.forfeit(case.opened_at)
        record.real, record.days = told.real, told.days

    def __len__(self) -> int:
        return len(self._records)

    def _record(self, group_id: GroupId, member: MemberId) -> Record:
        key = (group_id, member)
        record = self._records.get(key)
        if record is None:
            record = self._records[key] = Record()
            if len(self._records) > MEMBERS:
                self._records.popitem(last=False)
        else:
            self._records.move_to_end(key)
        return record


def _forfeits(case: cases.CaseFile) -> bool:
    """A breach that stands, found by the bot itself, and more than a reminder."""
    return case.state == "standing" and case.automatic and case.step.sanction.value not in _LENIENT


trust = TrustMemory()
"""This process's memory."""


@listener("antispam.trust", order=13)
def note_talk(message: IncomingMessage, group: GroupState) -> Work | None:
    """After judging: a member's own message does not speak for itself."""
    if not message.anonymous:
        trust.note(group.id, message.sender, message.text, message.received_at)
    return None


@signals.on(signals.KernelStarted)
async def recollect_trust(signal: signals.KernelStarted, context: signals.Context) -> None:
    await trust.recollect(context.now)


@signals.on(signals.GroupEnabled)
async def recollect_group(signal: signals.GroupEnabled, context: signals.Context) -> None:
    await trust.recollect(context.now, only=signal.group_id)


@signals.on(signals.GroupDisabled)
async def forget_trust(signal: signals.GroupDisabled, context: signals.Context) -> None:
    trust.forget(signal.group_id)


@signals.on(signals.MemberAppeared)
async def meet_newcomer(signal: signals.MemberAppeared, context: signals.Context) -> None:
    trust.arrive(signal.group_id, signal.member, context.now)


@signals.on(signals.MemberGone)
async def part_with_member(signal: signals.MemberGone, context: signals.Context) -> None:
    trust.leave(signal.group_id, signal.member)


@signals.on(signals.CaseOpened)
async def take_trust_away(signal: signals.CaseOpened, context: signals.Context) -> None:
    """What is only proposed or a reminder, or an administrator's own word, says nothing about spam."""
    if not signal.automatic or signal.sanction in _LENIENT:
        return
    if _forfeits(await cases.find_case(signal.group_id, signal.number)):
        trust.forfeit(signal.group_id, signal.member, context.now)


@signals.on(signals.CasePardoned)
async def give_trust_back(signal: signals.CasePardoned, context: signals.Context) -> None:
    case = await cases.case_by_id(signal.case_id)
    if case is not None:
        trust.give_back(signal.group_id, case.member)
