"""A house in which anything may happen, and a platform that asks on what each act against a member stands."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.events import CardChanged, MemberJoined
from bot.domain.ids import ChatRef, MemberId, MessageId
from bot.domain.members import SYSTEM, Role
from bot.domain.people import Person, RosterSheet
from bot.domain.ports import Outcome, Result
from bot.domain.regulation import RegulationText
from bot.governance import cards, enacting, people, permissions, regulations
from bot.governance.cases.queries import case_file
from bot.governance.directory import directory
from bot.store import models
from plugins.charter.models import RegulationDraft
from tests.bot.governance.histories_texts import REVISION, SUPPLEMENT, VERSIONS
from tests.support import stores
from tests.support.clock import FakeClock
from tests.support.house import TestHouse, open_house
from tests.support.platform import FakePlatform

MEMBERS = ("王强", "李雷", "周新")
TEXTS = (
    "明天上午开会，请准时参加",
    "兼职日结，一天三百，加微信 vx88886666 了解，名额有限",
    "你这个傻逼，滚出去",
    "澳门新葡京上线送彩金，点 http://xpj888.com",
    "我的身份证 11010519491231002X 收好",
    "哈哈",
)
ORDERS = ("/警告 第四条 广告", "/警告 第二条 违规", "/禁言 10m 吵闹", "/踢 屡教不改", "/拉黑 骗子", "/解禁")
DECISIONS = ("/撤销案件 {} 误判", "/确认 {}", "/驳回 {} 不对", "/维持 {} 属实")


Step = tuple[Any, ...]


class WorkerKilled(BaseException):
    """The worker ends in the middle of a call, as by ``kill -9``."""


class WatchedPlatform(FakePlatform):
    """Asks, at the moment of each action against a member, on which case it stands."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__(clock=clock)
        self.wrong: list[str] = []
        self.acted: set[int] = set()
        self.cards_set = 0
        self.dies_in: str | None = None
        """The next call of this name is the worker's last: ``before`` or ``after`` it took effect, as ``dies``."""
        self.dies = "before"

    def _dies(self, name: str, when: str) -> None:
        if self.dies_in == name and self.dies == when:
            self.dies_in = None
            raise WorkerKilled(name)

    async def recall(self, chat: ChatRef, message: MessageId) -> Result:
        await self._stands_on("recall", "message", message)
        self._dies("recall", "before")
        result = await super().recall(chat, message)
        self._dies("recall", "after")
        return result

    async def mute(self, chat: ChatRef, member: MemberId, duration: timedelta) -> Result:
        if duration:
            await self._stands_on("mute", "member", member)
        self._dies("mute", "before")
        result = await super().mute(chat, member, duration)
        self._dies("mute", "after")
        return result

    async def kick(self, chat: ChatRef, member: MemberId, *, refuse_rejoin: bool) -> Result:
        await self._stands_on("kick", "member", member)
        self._dies("kick", "before")
        result = await super().kick(chat, member, refuse_rejoin=refuse_rejoin)
        self._dies("kick", "after")
        return result

    async def set_card(self, chat: ChatRef, member: MemberId, card: str) -> Result:
        """A card is no sanction, but it too needs a clause that asks for it, and the form that clause states."""
        self.cards_set += 1
        group = directory.enabled()[0]
        pattern, row = cards.pattern_of(group), await people.linked_person(group.id, member)
        person = (await people.roster_of(group.organisation_id)).by_row(row)
        if pattern is None:
            self.wrong.append(f"card of {member} set, and no clause in force asks for names")
        elif person is None or cards.right_card(pattern, person) != card:
            self.wrong.append(f"card of {member} set to {card}, not as the clause says")
        return await super().set_card(chat, member, card)

    async def _stands_on(self, what: str, target: str, value: str) -> None:
        running = await models.Job.filter(state="running")
        actions = [job for job in running if job.payload.get("action", {}).get("type") == what]
        jobs = [job for job in actions if job.payload["action"][target] == value]
        found = {job.payload["about"].get("case") for job in jobs}
        if len(found) != 1 or None in found:
            self.wrong.append(f"{what} of {value} on the cases {found}")
            return
        case = await models.Case.get(id=found.pop())
        self.acted.add(case.id)
        self.wrong += [f"{what}, case #{case.number}: {fault}" for fault in await faults_of(case, self.clock.now())]


async def faults_of(case: models.Case, now: datetime) -> list[str]:
    """Everything that a case must have before anything is done for it."""
    wrong: list[str] = []
    version = await models.Regulation.get(id=case.regulation_id)
    text = regulations.from_row(version).text
    holding = await regulations.in_force(directory.enabled()[0].id, version.organisation_id, now=case.opened_at)
    looked_back = bool(case.evidence.get("quoted"))
    if case.state != "standing":
        wrong.append(f"is {case.state}")
    if version.effective_from > now or (not looked_back and (holding is None or holding.id != version.id)):
        wrong.append("its version was not in force at the act")
    if looked_back and version.effective_from > case.opened_at:
        wrong.append("its version came later")
    clause = text.find(case.clause)
    if clause is None or not clause.text:
        wrong.append("its clause is not in the version")
    if "checks" not in case.evidence or not (case.evidence.get("checks") or case.reason or looked_back):
        wrong.append("no evidence")
    if case.step < 1 or not case.sanction:
        wrong.append("no step of the ladder")
    told = await models.Job.get_or_none(key=f"case:{case.id}:tell")
    words = "".join(str(part.get("text", "")) for part in told.payload["action"]["parts"]) if told is not None else ""
    if f"/申诉 {case.number}" not in words:
        wrong.append("the member is told no way to appeal")
    group = directory.enabled()[0]
    if case_file(case).automatic and case.decided_by is None and group.halted:
        wrong.append("enforcement was halted")
    target = await permissions.standing().target(group, group.chat, group.account, MemberId(case.member_id))
    if target.role is None or target.role >= Role.ADMIN:
        wrong.append("its member is an administrator")
    if not await models.AuditEntry.filter(subject=f"case:{case.number}", action__startswith="case.").exists():
        wrong.append("not in the audit chain")
    return wrong


@dataclass
class History:
    """A house, and what happened in it."""

    house: TestHouse
    platform: WatchedPlatform
    clock: FakeClock
    versions: list[int] = field(default_factory=list)
    drafts: list[int] = field(default_factory=list)
    killed: int = 0
    first_message: dict[str, MessageId] = field(default_factory=dict)

    async def do(self, step: Step) -> None:
        self.clock.advance(1)
        kind, *rest = step
        try:
            await getattr(self, f"_{kind}")(*rest)
            await self.house.settle()
        except WorkerKilled:
            self.killed += 1
            await self._restart()
            await self.house.pass_time(600)  # the lease of what was under way has run out

    async def _say(self, who: str, text: str) -> None:
        if self.house.id_of(who) in self.platform.group().members:
            said = await self.house.say(who, text)
            self.first_message.setdefault(who, said)
            await self.house.house.archive.flush()

    async def _order(self, words: str, who: str) -> None:
        await self.house.say("林静", words, mention=who)

    async def _order_old(self, words: str, who: str) -> None:
        quoted = self.first_message.get(who)
        if quoted is not None:
            await self.house.say("林静", words, mention=who, quote=str(quoted))

    async def _decide(self, words: str, number: int) -> None:
        await self.house.say("赵敏", words.format(number))

    async def _appeal(self, who: str, number: int) -> None:
        await self.house.say(who, f"/申诉 {number} 不服", private=True)

    async def _command(self, who: str, words: str) -> None:
        await self.house.say(who, words)

    async def _revise(self, which: int, later: int) -> None:
        await self._enact(VERSIONS[which], later)

    async def _supplement(self) -> None:
        await self._enact(SUPPLEMENT, 0, own=True)

    async def _enact(self, text: RegulationText, later: int, *, own: bool = False) -> None:
        now, group = self.clock.now(), self.house.group
        begins, only = now + timedelta(seconds=later), group.id if own else None
        made = await enacting.enact(group.organisation_id, text, effective_from=begins, group_id=only, now=now)
        self.versions.append(made.id)
        await directory.load(now=now)

    async def _retract(self) -> None:
        if self.versions:
            now = self.clock.now()
            await enacting.retract(self.house.group.organisation_id, self.versions.pop(), now=now)
            await directory.load(now=now)

    async def _propose(self) -> None:
        """By chat, as an administrator does it: ``/制度`` import and review; the owner announces it later."""
        await self.house.say("林静", REVISION)
        row = await RegulationDraft.all().order_by("-id").first()
        if row is not None:
            self.drafts.append(row.number)
            await self.house.say("林静", f"/制度 {row.number} 审定 仍")

    async def _announce(self, later: bool) -> None:
        if self.drafts:
            await self.house.say("陈立", f"/制度 {self.drafts[-1]} 公布" + (" 自 2026-03-05" if later else ""))

    async def _withdraw(self) -> None:
        if self.drafts:
            await self.house.say("陈立", f"/制度 {self.drafts.pop()} 撤回 再议")

    async def _rename(self, who: str, card: str) -> None:
        members = self.platform.group().members
        member = self.house.id_of(who)
        if member in members:
            members[member] = replace(members[member], card=card)
            at = self.clock.now()
            await self.house.happen(
                CardChanged(account=self.house.account, chat=self.house.chat, at=at, member=member, card=card)
            )

    async def _kill(self, name: str, when: str) -> None:
        """The next effect of this name is the worker's last; ``do`` starts another bot on the same store."""
        self.platform.dies_in, self.platform.dies = name, when

    async def _fault(self, name: str, outcome: Outcome, times: int = 1) -> None:
        self.platform.script(name, outcome, effect=outcome is Outcome.UNKNOWN, times=times)

    async def _grant(self, who: str, given: bool) -> None:
        await self.house.say("陈立", "/任命 admin" if given else "/撤销", mention=who)

    async def _time(self, seconds: int) -> None:
        await self.house.pass_time(seconds)
        now = self.clock.now()
        await enacting.compose(self.house.group.organisation_id, now=now)
        await directory.load(now=now)

    async def _restart(self) -> None:
        names = self.house.names
        self.house = await open_house(self.clock, self.platform)
        self.house.names = names

    async def _rejoin(self, who: str) -> None:
        member = self.house.id_of(who)
        if member not in self.platform.group().members:
            self.platform.add_member(member, Role.MEMBER, card=who)
            joined = MemberJoined(account=self.house.account, chat=self.house.chat, member=member, at=self.clock.now())
            await self.house.happen(joined)


async def have_roster(house: TestHouse) -> None:
    """Everybody is on the organisation's roster, and known to be."""
    people.forget_rosters()
    listed = RosterSheet(tuple(Person(name, "研发部", "工程师", "", f"A{n}") for n, name in enumerate(MEMBERS)), ())
    organisation, now = house.group.organisation_id, house.clock.now()
    await people.import_roster(organisation, listed, now=now, actor=SYSTEM)
    roster = await people.roster_of(organisation)
    for person in roster.people:
        member = house.id_of(person.name)
        await people.link_member(house.group, member, roster.row_of(person), actor=SYSTEM, now=now)


async def begin(url: str) -> History:
    await stores.use(url)
    clock = FakeClock()
    platform = WatchedPlatform(clock)
    house = await open_house(clock, platform)
    platform.add_member(platform.account, Role.ADMIN, card="群规")
    for name, role in (("陈立", Role.OWNER), ("林静", Role.ADMIN), ("赵敏", Role.ADMIN)):
        house.member(name, role)
    for name in MEMBERS:
        house.member(name)
    await house.say("陈立", "/启用")
    await house.say("陈立", "/模式 执行")
    await have_roster(house)
    return History(house, platform, clock)
