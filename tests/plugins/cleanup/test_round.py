"""A clean-up through the whole house: nobody without ``run`` and a confirmation."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.events import Reacted
from bot.domain.ids import MemberId, MessageId
from bot.domain.members import Role
from bot.domain.messages import Mention, Text
from bot.store import audit, models
from plugins.cleanup import service
from plugins.cleanup.models import Sign
from plugins.cleanup.service import watching
from tests.plugins.cleanup.conftest import DAY, SILENT, SPEAKERS, confirmed, forget, kicked, run_through, speak
from tests.support.house import TestHouse


async def test_a_preview_names_people_and_reasons_and_touches_nobody(house: TestHouse) -> None:
    await house.say("林静", "/清理")
    assert "清理 #1" in house.last()
    assert f"王强（{house.id_of('王强')}）：名片“王强”不是“部门-姓名”；61 天无互动" in house.last()
    assert "李雷" in house.last()
    assert not any(name in house.last() for name in (*SPEAKERS, "陈立", "林静", "赵敏", "群规"))
    await house.pass_time(30 * DAY)
    assert kicked(house) == []


async def test_the_same_list_keeps_its_number_and_another_list_gets_a_new_one(house: TestHouse) -> None:
    await house.say("林静", "/清理")
    await house.say("林静", "/cleanup preview")
    assert "清理 #1" in house.last()
    await house.say("王强", "我在")
    await house.house.archive.flush()
    house.platform.add_member(house.id_of("王强"), card="技术部-王强")
    await house.say("林静", "/清理 预览")
    assert "清理 #2" in house.last()
    assert "王强" not in house.last()
    await house.say("林静", "/清理 run 1")
    assert "已作废" in house.last()


async def test_run_without_a_number_only_asks(house: TestHouse) -> None:
    await house.say("林静", "/清理 run")
    assert "请先看" in house.last()
    await house.say("林静", "/清理")
    await house.say("林静", "/清理 run")
    assert "将移出 2 人（清理 #1），确认：/清理 执行 1" in house.last()
    await house.pass_time(30 * DAY)
    assert kicked(house) == []


async def test_after_the_confirmation_people_are_warned_and_removed_after_the_grace(house: TestHouse) -> None:
    await confirmed(house)
    warning, answer = house.said()[-1], house.said()[-2]
    if "已确认" in warning:
        warning, answer = answer, warning
    assert "@王强" in warning
    assert "长期无互动" in warning
    assert "第十四条" in warning
    assert "已确认" in answer
    await house.pass_time(6 * DAY + timedelta(hours=23))
    assert kicked(house) == []
    await house.pass_time(timedelta(hours=2))
    await run_through(house)
    assert kicked(house) == [house.id_of(name) for name in SILENT]
    assert "移出 2 人" in house.last()
    assert not any("整理群成员" in text for text in house.said())
    [told] = house.platform.sent_privately(house.id_of("王强"))
    assert "整理群成员" in told
    assert "违反" not in told
    assert "案件 #2" in told


async def test_removals_are_paced(house: TestHouse) -> None:
    await confirmed(house)
    await house.pass_time(7 * DAY)
    assert len(kicked(house)) == 1
    await house.pass_time(1)
    assert len(kicked(house)) == 1
    await run_through(house)
    assert len(kicked(house)) == 2


async def test_who_speaks_and_puts_the_card_right_during_the_grace_stays(house: TestHouse) -> None:
    await confirmed(house)
    await speak(house, "王强")
    house.platform.add_member(house.id_of("王强"), card="技术部-王强")
    await house.pass_time(7 * DAY)
    await run_through(house)
    assert kicked(house) == [house.id_of("李雷")]
    assert "王强：留下，情况已变" in house.last()


async def test_who_spoke_between_preview_and_confirmation_is_taken_off(house: TestHouse) -> None:
    await house.say("林静", "/清理")
    house.platform.add_member(house.id_of("王强"), card="技术部-王强", last_sent_at=house.clock.now())
    await house.say("林静", "/清理 run 1")
    assert not any("@王强" in text for text in house.said())
    assert any("@李雷" in text for text in house.said())


async def test_a_kept_member_is_not_listed_until_the_keep_ends(house: TestHouse) -> None:
    await house.say("林静", "/清理 keep 30 借调中", mention="王强")
    assert "保留至" in house.last()
    await house.say("林静", "/清理")
    assert "王强（至" in house.last()
    assert "王强（2" not in house.last()
    await house.pass_time(31 * DAY)
    await house.say("林静", "/清理")
    assert "王强（2" in house.last()


async def test_keep_finds_people_by_id_and_by_name_and_ends_with_zero(house: TestHouse) -> None:
    await house.say("林静", f"/cleanup keep {house.id_of('王强')}")
    assert "王强 保留至" in house.last()
    await house.say("林静", "/清理 保留 @李雷 2周")
    assert "李雷 保留至 5月16日" in house.last()
    await house.say("林静", "/清理 保留 @李雷 0")
    assert "不再列入保留" in house.last()
    segments = [Text("/清理 保留 "), Mention(house.id_of("李雷"), "李雷"), Text(" @李雷 3")]
    await house.say("林静", segments)  # some clients write the name into the text as well
    assert "李雷 保留至 5月5日" in house.last()
    await house.say("林静", "/清理 保留 @李雷 0")
    await house.say("林静", "/清理 保留 @无名氏 3")
    assert "保留至" not in house.last()


async def test_keeping_somebody_during_the_grace_takes_them_off_the_round(house: TestHouse) -> None:
    await confirmed(house)
    await house.say("赵敏", "/清理 keep 30", mention="王强")
    await house.pass_time(7 * DAY)
    await run_through(house)
    assert kicked(house) == [house.id_of("李雷")]
    assert "王强：留下，已列入保留" in house.last()


async def test_a_member_may_not_clean_up(house: TestHouse) -> None:
    for words in ("/清理", "/清理 run", "/清理 run 1", "/清理 keep 20001 30"):
        await house.say("王强", words)
        assert "权限" in house.last()
    assert not await models.Numbered.exists()


async def test_a_mistaken_form_gets_the_right_one(house: TestHouse) -> None:
    for words in ("/清理 全部", "/清理 run 1 2", "/清理 stop", "/清理 keep"):
        await house.say("林静", words)
        assert house.last().startswith("写法：/清理")


async def test_a_large_round_needs_a_second_administrator(house: TestHouse) -> None:
    for number in range(3):
        house.platform.add_member(f"3000{number}", card=f"过客{number}")
    await house.say("林静", "/清理")
    await house.pass_time(8 * DAY)
    forget(house)
    await house.say("林静", "/清理")
    assert "需要两位管理员" in house.last()
    await house.say("林静", "/清理 run 2")
    assert "请另一位管理员发送：/清理 执行 2" in house.last()
    await house.say("林静", "/清理 run 2")
    assert "你已确认过" in house.last()
    await house.pass_time(30 * DAY)
    assert kicked(house) == []
    assert not any("@王强" in text for text in house.said())
    await house.say("赵敏", "/清理 run 2")
    assert any("@王强" in text for text in house.said())


async def test_the_first_word_of_somebody_demoted_since_does_not_count(house: TestHouse) -> None:
    for number in range(3):
        house.platform.add_member(f"3000{number}", card="")
    await house.say("林静", "/清理")
    await house.pass_time(8 * DAY)
    await house.say("林静", "/清理")
    await house.say("林静", "/清理 run 2")
    house.platform.add_member(house.id_of("林静"), Role.MEMBER, card="技术部-林静")
    await house.pass_time(120)
    await house.say("赵敏", "/清理 run 2")
    assert "请另一位管理员" in house.last()


async def test_a_reaction_is_a_sign_of_life(house: TestHouse) -> None:
    house.platform.add_member(house.id_of("王强"), card="技术部-王强")
    reacted = Reacted(
        account=house.account,
        chat=house.chat,
        at=house.clock.now(),
        member=house.id_of("王强"),
        message=MessageId("m1"),
        emoji="76",
    )  # type: ignore[arg-type]
    await house.happen(reacted)
    await house.say("林静", "/清理")
    assert "王强" not in house.last()


async def test_a_rush_of_reactions_is_noted_for_everybody_by_few_writings(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    writings: list[int] = []
    write = watching._write

    async def counted(rows: Any) -> None:
        writings.append(len(rows))
        await write(rows)

    monkeypatch.setattr(watching, "_write", counted)
    now = house.clock.now()
    people = [MemberId(str(70_000 + n)) for n in range(50)]
    await asyncio.gather(*(service.note_sign(house.group.id, member, now=now) for member in people * 2))
    assert await Sign.filter(group_id=house.group.id).count() == 50
    assert sum(writings) == 50
    assert len(writings) <= 3


async def test_confirming_twice_starts_once(house: TestHouse) -> None:
    await confirmed(house)
    await house.say("赵敏", "/清理 run 1")
    assert "已确认" in house.last()
    assert sum("@王强" in text for text in house.said()) == 1


async def test_people_under_way_are_not_listed_again(house: TestHouse) -> None:
    await confirmed(house)
    await house.say("林静", "/清理")
    assert "没有需要清理的成员" in house.last()


async def test_show_answers_administrators_only(house: TestHouse) -> None:
    await confirmed(house)
    await house.say("赵敏", "/查看 1")
    assert "已确认，宽限中" in house.last()
    assert "已提醒" in house.last()
    await house.say("王强", "/查看 1")
    assert "权限" in house.last()


async def test_every_decision_is_in_the_audit_chain(house: TestHouse) -> None:
    await confirmed(house)
    await house.pass_time(7 * DAY)
    await run_through(house)
    actions = [row.action for row in await models.AuditEntry.filter(action__startswith="cleanup.").order_by("id")]
    assert actions == ["cleanup.previewed", "cleanup.confirmed", "cleanup.warned", "cleanup.finished"]
    assert await audit.verify(f"group:{house.group.id}") is None
    cases = await models.Case.filter(offence="cleanup.members")
    assert {(case.actor_id, case.sanction, case.clause) for case in cases} == {
        (house.id_of("林静"), "kick", "第十四条")
    }
