"""What roster and regulation say, through the whole house."""

from datetime import timedelta
from typing import Any

from bot.domain.events import MemberLeft
from bot.domain.members import Role
from bot.governance import people, regulations
from bot.governance.directory import directory
from bot.store import models
from tests.plugins.cleanup.conftest import SPEAKERS, speak
from tests.support.house import TestHouse


async def state(house: TestHouse, code: str, **parameters: str) -> None:
    """Have the regulation in force state these parameters of one duty."""
    row = await models.Regulation.get()
    clauses: list[dict[str, Any]] = regulations.clauses_to_json(regulations.from_row(row).text.clauses)
    for clause in clauses:
        for duty in clause["duties"]:
            if duty["code"] == code:
                duty["parameters"] |= parameters
    await models.Regulation.filter(id=row.id).update(clauses=clauses)
    await directory.reload(house.group.id, now=house.clock.now())


async def test_without_days_of_grace_the_removal_follows_the_warning(house: TestHouse) -> None:
    await state(house, "cleanup.members", grace_days="0")
    await house.say("林静", "/清理")
    await house.say("林静", "/清理 run 1")
    for _ in range(10):
        await house.pass_time(3.0)
    assert len(house.calls("kick")) == 2
    texts = [str(call["text"]) for call in house.calls("send")]
    assert next(i for i, t in enumerate(texts) if "陆续移出" in t) < next(
        i for i, t in enumerate(texts) if "整理群成员" in t
    )


async def test_the_roster_names_the_departed_and_whoever_is_not_on_it(house: TestHouse) -> None:
    organisation = house.group.organisation_id
    for name in (*SPEAKERS, "陈立", "林静", "赵敏"):
        await models.Person.create(organisation_id=organisation, name=name, department="技术部")
    gone = await models.Person.create(organisation_id=organisation, name="李雷", department="财务部", state="departed")
    await models.Person.create(organisation_id=organisation, name="韩梅", department="技术部", state="on_leave")
    people.forget_rosters()
    house.platform.add_member(house.id_of("王强"), card="技术部-王强")
    house.platform.add_member(house.id_of("李雷"), card="财务部-李雷")
    await speak(house, "王强", "李雷")
    await house.say("林静", "/清理")
    assert "李雷（" in house.last()
    assert "花名册上的李雷已离职（按名片对应）" in house.last()
    assert "花名册中没有（在群 61 天）" in house.last()
    assert not any(name in house.last() for name in SPEAKERS)
    await models.Membership.filter(member_id=house.id_of("李雷")).update(person_id=gone.id)
    await house.say("林静", "/清理")
    assert "花名册上的李雷已离职" in house.last()
    assert "按名片" not in house.last()


async def test_an_administrator_without_a_colleague_gives_both_words(house: TestHouse) -> None:
    for name in ("林静", "赵敏"):
        house.platform.add_member(house.id_of(name), Role.MEMBER, card=f"技术部-{name}")
    for name in SPEAKERS[:10]:
        house.platform.add_member(house.id_of(name), card="🐟")
    await house.pass_time(timedelta(minutes=2))
    await house.say("陈立", "/清理")
    await house.say("陈立", "/清理 run 1")
    assert "没有其他管理员，请你再发一次" in house.last()
    assert not any("@王强" in text for text in house.said())
    await house.say("陈立", "/清理 run 1")
    assert any("@王强" in text for text in house.said())


async def test_whoever_an_administrator_removes_by_hand_counts_as_removed(house: TestHouse) -> None:
    await house.say("林静", "/清理")
    await house.say("林静", "/清理 run 1")
    who, by = house.id_of("王强"), house.id_of("赵敏")
    del house.platform.group().members[who]
    left = MemberLeft(
        account=house.account, chat=house.chat, at=house.clock.now(), member=who, operator=by, kicked=True
    )
    await house.happen(left)
    await house.say("林静", "/查看 1")
    assert any(line.startswith("王强") and "已移出" in line for line in house.last().splitlines())


async def test_warnings_mention_at_most_twenty_at_once(house: TestHouse) -> None:
    for name in SPEAKERS:
        house.platform.add_member(house.id_of(name), card="🐟")
    await house.say("林静", "/清理")
    await house.say("林静", "/清理 run 1")
    await house.say("赵敏", "/清理 run 1")
    for _ in range(3):
        await house.pass_time(1.0)
    warnings = [text for text in house.said() if "移出本群：" in text]
    assert [text.count("@") for text in warnings] == [20, 2]
    assert "·2/2】" in warnings[1]
    assert not house.calls("kick")
