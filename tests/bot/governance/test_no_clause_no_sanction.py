"""无条不罚, as a property: over random histories nothing is done to a member without a case that stands on a clause.

``PROPERTY_EXAMPLES=300`` looks deeper than the few seconds that every run can spare.
"""

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.events import MemberJoined
from bot.domain.ids import ChatRef, MemberId, MessageId
from bot.domain.members import Role
from bot.domain.ports import Outcome, Result
from bot.domain.regulation import Clause, Duty, RegulationText
from bot.governance import enacting, regulations
from bot.governance.directory import directory
from bot.store import audit, models
from tests.support import stores
from tests.support.clock import FakeClock
from tests.support.house import TestHouse, open_house
from tests.support.platform import FakePlatform

EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "10"))
MEMBERS = ("王强", "李雷", "周新")
TEXTS = (
    "明天上午开会，请准时参加",
    "兼职日结，一天三百，加微信 vx88886666 了解，名额有限",
    "你这个傻逼，滚出去",
    "澳门新葡京上线送彩金，点 http://xpj888.com",
    "我的身份证 11010519491231002X 收好",
    "哈哈",
)
BASIC = regulations.basic()
NOTHING_FORBIDDEN = RegulationText("宽松规定", "7", (Clause("第一条", "大家好好说话。"),))
HARSH = RegulationText(
    "严格规定", "8",
    (
        Clause("第一条", "发广告的一律移出。", (Duty("moderation.ads"), Duty("moderation.recruitment"),
                                        Duty("sanction.kick", "auto", {"ladder": "kick"}))),
        Clause("第二条", "骂人的禁言一天。", (Duty("moderation.abuse"),
                                      Duty("sanction.mute", "auto", {"ladder": "mute:1d>kick"}))),
    ),
)  # fmt: skip
SUPPLEMENT = RegulationText(
    "本群补充", "1", (Clause("第一条", "第四条不适用于本群。", (), suspends="第四条"),
                  Clause("第二条", "不得骂人，骂人的移出。", (Duty("moderation.abuse", "auto", {"action": "kick"}),))),
)  # fmt: skip
VERSIONS = (BASIC, NOTHING_FORBIDDEN, HARSH)
ORDERS = ("/警告 第四条 广告", "/警告 第二条 违规", "/禁言 10m 吵闹", "/踢 屡教不改", "/拉黑 骗子", "/解禁")
DECISIONS = ("/撤销案件 {} 误判", "/确认 {}", "/驳回 {} 不对", "/维持 {} 属实")

Step = tuple[Any, ...]
_who = st.sampled_from(MEMBERS)
_number = st.integers(1, 8)
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.just("say"), _who, st.sampled_from(TEXTS)),
    st.tuples(st.just("say"), _who, st.sampled_from(TEXTS[1:4])),
    st.tuples(st.just("order"), st.sampled_from(ORDERS), _who),
    st.tuples(st.just("order_old"), st.sampled_from(["/警告 第一条 旧事", "/警告 第四条 旧事"]), _who),
    st.tuples(st.just("decide"), st.sampled_from(DECISIONS), _number),
    st.tuples(st.just("appeal"), _who, _number),
    st.tuples(st.just("mode"), st.sampled_from(["观察", "协助", "执行"])),
    st.tuples(st.just("halt"), st.sampled_from(["/停止执法", "/恢复执法"])),
    st.tuples(st.just("revise"), st.sampled_from(range(len(VERSIONS))), st.sampled_from([0, 0, 3600])),
    st.tuples(st.just("supplement")),
    st.tuples(st.just("retract")),
    st.tuples(st.just("fault"), st.sampled_from(["recall", "mute", "kick", "send"]),
              st.sampled_from([Outcome.UNKNOWN, Outcome.DENIED, Outcome.LIMITED, Outcome.UNVERIFIED])),
    st.tuples(st.just("grant"), _who, st.booleans()),
    st.tuples(st.just("time"), st.sampled_from([30, 700, 4000, 90_000])),
    st.tuples(st.just("restart")),
    st.tuples(st.just("rejoin"), _who),
)  # fmt: skip


class WatchedPlatform(FakePlatform):
    """Asks, at the moment of each action against a member, on which case it stands."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__(clock=clock)
        self.wrong: list[str] = []
        self.acted: set[int] = set()

    async def recall(self, chat: ChatRef, message: MessageId) -> Result:
        await self._stands_on("recall", "message", message)
        return await super().recall(chat, message)

    async def mute(self, chat: ChatRef, member: MemberId, duration: timedelta) -> Result:
        if duration:
            await self._stands_on("mute", "member", member)
        return await super().mute(chat, member, duration)

    async def kick(self, chat: ChatRef, member: MemberId, *, refuse_rejoin: bool) -> Result:
        await self._stands_on("kick", "member", member)
        return await super().kick(chat, member, refuse_rejoin=refuse_rejoin)

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
    first_message: dict[str, MessageId] = field(default_factory=dict)

    async def do(self, step: Step) -> None:
        self.clock.advance(1)
        kind, *rest = step
        await getattr(self, f"_{kind}")(*rest)
        await self.house.settle()

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

    async def _mode(self, mode: str) -> None:
        await self.house.say("陈立", f"/模式 {mode}")

    async def _halt(self, words: str) -> None:
        await self.house.say("林静", words)

    async def _revise(self, which: int, later: int) -> None:
        await self._enact(VERSIONS[which], later)

    async def _supplement(self) -> None:
        await self._enact(SUPPLEMENT, 0, own=True)

    async def _enact(self, text: RegulationText, later: int, *, own: bool = False) -> None:
        now, group = self.clock.now(), self.house.group
        made = await enacting.enact(
            group.organisation_id, text, effective_from=now + timedelta(seconds=later),
            group_id=group.id if own else None, now=now,
        )  # fmt: skip
        self.versions.append(made.id)
        await directory.load(now=now)

    async def _retract(self) -> None:
        if self.versions:
            now = self.clock.now()
            await enacting.retract(self.house.group.organisation_id, self.versions.pop(), now=now)
            await directory.load(now=now)

    async def _fault(self, name: str, outcome: Outcome) -> None:
        self.platform.script(name, outcome, effect=outcome is Outcome.UNKNOWN)

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
    return History(house, platform, clock)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(steps=st.lists(STEPS, min_size=5, max_size=18))
async def test_nothing_is_done_to_a_member_without_a_case_on_a_clause_in_force(
    sqlite_store: str, steps: list[Step]
) -> None:
    history = await begin(sqlite_store)
    for step in steps:
        await history.do(step)
        assert history.platform.wrong == []
    await history.do(("time", 700))
    assert history.platform.wrong == []
    assert await audit.verify(f"group:{history.house.group.id}") is None


async def test_the_watch_sees_what_stands_on_a_case_and_what_does_not(sqlite_store: str) -> None:
    """The property would be empty if nothing were ever done, or if the watch saw nothing wrong in anything."""
    history = await begin(sqlite_store)
    await history.do(("say", "王强", TEXTS[1]))
    await history.do(("order", "/踢 屡教不改", "李雷"))
    assert len(history.platform.acted) == 2
    assert history.platform.wrong == []
    await history.platform.mute(history.house.chat, history.house.id_of("王强"), timedelta(minutes=1))
    assert len(history.platform.wrong) == 1
