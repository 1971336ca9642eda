"""Trust through the whole house: who came when, what they said, what a breach takes."""

from datetime import timedelta

import pytest

from bot.domain.ids import ChatRef, GroupId, MemberId
from bot.domain.members import SYSTEM
from bot.governance import groups, signals
from bot.store import models
from plugins.antispam.domain.talk.trust import Trust
from plugins.antispam.trust import TrustMemory, trust
from tests.support.clock import START
from tests.support.house import TestHouse

WORK = (
    "{}号机房巡检已经完成，记录在共享盘",
    "客户催第{}批货，仓库什么时候能发",
    "报销单第{}页的金额和合同对不上",
    "下午和设计院讨论{}层的图纸",
    "新员工第{}期培训材料放在前台了",
)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    trust._records.clear()  # pyright: ignore[reportPrivateUsage]


def trust_in(house: TestHouse, who: str) -> Trust:
    return trust.of(house.group.id, house.id_of(who), house.clock.now())


async def arrive(house: TestHouse, name: str) -> None:
    member = house.member(name)
    await models.Membership.create(group_id=house.group.id, member_id=member, first_seen_at=house.clock.now())
    context = signals.Context(house.group.id, house.clock.now())
    await signals.emit(signals.MemberAppeared(house.group.id, member, name), context)


async def talk(house: TestHouse, who: str, *, days: int, each: int = 5) -> None:
    for day in range(days):
        for number in range(each):
            await house.say(who, WORK[number].format(day))
            house.clock.advance(180)
        house.clock.advance(timedelta(days=1))
    await house.settle()


async def test_whoever_was_here_before_is_no_newcomer(house: TestHouse) -> None:
    assert trust_in(house, "王强") is Trust.KNOWN


async def test_a_newcomer_becomes_known_and_trusted_by_talking_about_work(house: TestHouse) -> None:
    await arrive(house, "韩梅梅")
    assert trust_in(house, "韩梅梅") is Trust.NEW
    await talk(house, "韩梅梅", days=2)
    assert trust_in(house, "韩梅梅") is Trust.KNOWN
    await talk(house, "韩梅梅", days=6)
    assert trust_in(house, "韩梅梅") is Trust.TRUSTED


async def test_acknowledging_for_weeks_earns_nothing(house: TestHouse) -> None:
    await arrive(house, "韩梅梅")
    for _ in range(20):
        await house.say("韩梅梅", "收到，谢谢王工")
        await house.say("韩梅梅", "各位领导早上好")
        house.clock.advance(timedelta(days=1))
    assert trust_in(house, "韩梅梅") is Trust.NEW


async def test_it_is_the_same_after_a_restart(house: TestHouse) -> None:
    house.clock.advance(timedelta(days=1))
    await arrive(house, "韩梅梅")
    await arrive(house, "赵雷")
    await talk(house, "韩梅梅", days=8)
    await house.house.archive.flush()
    trust._records.clear()  # pyright: ignore[reportPrivateUsage]
    await signals.emit(signals.KernelStarted(), signals.Context(None, house.clock.now()))
    assert trust_in(house, "韩梅梅") is Trust.TRUSTED
    assert trust_in(house, "赵雷") is Trust.NEW
    assert trust_in(house, "王强") is Trust.KNOWN


async def test_a_group_that_is_enabled_has_only_its_own_members_read_anew(house: TestHouse) -> None:
    await talk(house, "李雷", days=8)  # not archived yet: read anew, nothing would be known of it
    now, chat = house.clock.now(), ChatRef("qq", "901")
    other = await groups.enable_group(chat, house.account, name="二组", mode="enforce", actor=SYSTEM, now=now)
    await groups.disable_group(other, actor=SYSTEM, now=now)
    await models.ArchivedMessage.bulk_create(
        [
            models.ArchivedMessage(
                group_id=other.id,
                account=house.account,
                message_id=f"old{number}",
                member_id="30001",
                member_name="赵雷",
                text=WORK[number % 5].format(number),
                segments=[],
                sent_at=now - timedelta(days=number % 8 + 1),
            )
            for number in range(40)
        ]
    )
    await groups.enable_group(chat, house.account, name="二组", mode="enforce", actor=SYSTEM, now=now)
    assert trust.of(other.id, MemberId("30001"), now) is Trust.TRUSTED
    assert trust_in(house, "李雷") is Trust.TRUSTED
    assert trust.of(house.group.id, MemberId("30001"), now) is Trust.KNOWN


async def test_a_case_takes_trust_and_a_pardon_gives_it_back(house: TestHouse) -> None:
    await talk(house, "李雷", days=8)
    assert trust_in(house, "李雷") is Trust.TRUSTED
    group, member, now = house.group.id, house.id_of("李雷"), house.clock.now()
    await house.say("李雷", "张三的身份证号是11010519491231002X")  # the first leak is only explained
    await house.say("李雷", "张三的身份证号是11010519491231002X")
    assert trust_in(house, "李雷") is Trust.NEW
    await house.house.archive.flush()
    await trust.recollect(house.clock.now())  # as after a restart
    assert trust_in(house, "李雷") is Trust.NEW
    await house.say("林静", "/撤销案件 2 误判")
    assert trust.of(group, member, now) is Trust.TRUSTED


async def test_who_leaves_and_comes_back_begins_anew(house: TestHouse) -> None:
    await talk(house, "李雷", days=8)
    member, context = house.id_of("李雷"), signals.Context(house.group.id, house.clock.now())
    await signals.emit(signals.MemberGone(house.group.id, member), context)
    await signals.emit(signals.MemberAppeared(house.group.id, member, "李雷"), context)
    assert trust_in(house, "李雷") is Trust.NEW


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugins.antispam.trust.MEMBERS", 10)
    memory = TrustMemory()
    for i in range(100):
        memory.note(GroupId(1), MemberId(str(i)), "今天的巡检记录已经上传", START)
    assert len(memory) == 10
