"""Members vote on a draft; a clause a week is made known."""

from datetime import timedelta

import pytest

from bot.governance import informed
from plugins.charter.domain.tally import outcome_of
from tests.plugins.charter.keeping.steps import WORKSHOP, drafted, in_force, look
from tests.support.house import TestHouse


@pytest.mark.parametrize(
    ("choices", "eligible", "quorum", "majority", "passed"),
    [
        (["yes", "yes", "no"], 5, "50%", "50%", True),
        (["yes", "no"], 4, "50%", "50%", False),
        (["yes", "yes"], 5, "50%", "50%", False),
        (["yes", "yes", "no"], 5, "50%", "2/3", True),
        (["yes", "no", "abstain"], 5, "50%", "2/3", False),
        (["yes", "abstain", "abstain"], 5, "50%", "50%", True),
        (["abstain", "abstain", "abstain"], 3, "50%", "50%", False),
        ([], 0, "50%", "50%", False),
        (["yes"], 1, "无", "无", True),
    ],
)
def test_quorum_and_majority_decide(
    choices: list[str], eligible: int, quorum: str, majority: str, passed: bool
) -> None:
    assert outcome_of(choices, eligible, quorum, majority).passed is passed


async def test_a_passed_vote_brings_the_version_into_force_on_its_date(house: TestHouse) -> None:
    await look(house)
    number = await drafted(house)
    await house.say("林静", f"/制度 {number} 审定 仍")
    await house.say("林静", f"/制度 {number} 表决")
    assert "由群主或超级用户" in house.last()
    await house.say("陈立", f"/制度 {number} 表决 截止 明天18:00 自 2026-03-10")
    assert "【群规表决】" in house.last()
    for who, choice in (("王强", "反对"), ("李雷", "同意"), ("林静", "同意"), ("王强", "同意")):
        await house.say(who, f"/制度 {number} {choice}")
    assert "已改为“同意”" in house.last()
    await house.say("赵敏", f"/制度 {number} 条 第五条 via=show")
    assert "现在是“表决中”" in house.last()
    await house.pass_time(timedelta(days=1, hours=10))
    assert any("通过：同意 3，反对 0，弃权 0（应到 5 人，至少须 3 人参加）" in said for said in house.said())
    assert house.group.regulation is not None
    assert house.group.regulation.title == "基本群规"
    await house.say("王强", f"/制度 {number} 反对")
    assert "现在没有表决" in house.last()
    await house.pass_time(timedelta(days=7))
    assert house.group.regulation.title == "车间工作群管理制度"


async def test_a_vote_without_quorum_changes_nothing(house: TestHouse) -> None:
    await look(house)
    number = await drafted(house)
    await house.say("林静", f"/制度 {number} 审定 仍")
    await house.say("陈立", f"/制度 {number} 表决 截止 明天18:00")
    await house.say("王强", f"/制度 {number} 同意")
    await house.pass_time(timedelta(days=2))
    assert any("未通过" in said and "人数不足" in said for said in house.said())
    assert house.group.regulation is not None
    assert house.group.regulation.title == "基本群规"


async def test_a_clause_a_week_is_made_known_and_counts_as_told(house: TestHouse) -> None:
    number = await drafted(house, WORKSHOP + "第六条 管理员应定期宣传本制度。\n")
    await house.say("林静", f"/制度 {number} 条 第六条 +rules.promote rules.promote.schedule=weekly:monday@10:00")
    await house.say("林静", f"/制度 {number} 条 第六条 rules.promote.via=auto")
    await house.say("林静", f"/制度 {number} 审定 仍")
    await house.say("陈立", f"/制度 {number} 公布")
    made, group = house.group.regulation, house.group
    assert made is not None
    await house.pass_time(timedelta(hours=2))
    [said] = [said for said in house.said() if "【每周一条】" in said]
    clause = next(c for c in made.text.clauses if c.text in said)
    assert await informed.knows(made, group.id, house.id_of("王强"), clause)
    await house.pass_time(timedelta(days=7))
    assert len({said for said in house.said() if "【每周一条】" in said}) == 2


async def test_the_built_in_regulation_promotes_nothing_by_itself(house: TestHouse) -> None:
    await house.pass_time(timedelta(days=15))
    assert not [said for said in house.said() if "【每周一条】" in said]


async def test_in_force_at_once_is_told_once(house: TestHouse) -> None:
    await in_force(house)
    assert len([said for said in house.said() if "【群规修订】" in said]) == 1
