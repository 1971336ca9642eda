"""Requests to join the QQ group, through the whole house."""

from datetime import timedelta

from bot.domain.events import BotInvited, MemberJoined, MemberLeft
from bot.domain.ids import ChatRef, MemberId
from bot.domain.ports import Outcome
from bot.governance import people
from bot.store import audit, models
from plugins.joining.models import Asking
from tests.support.house import SUPERUSER, TestHouse

from .conftest import Ask

CERTAIN = "张三 研发部 13800138000"


def answers(house: TestHouse) -> list[tuple[str, bool]]:
    return [(call["flag"], call["approve"]) for call in house.calls("answer_request")]


async def test_a_certain_applicant_is_let_in_without_a_word(house: TestHouse, ask: Ask) -> None:
    await ask("30001", CERTAIN)
    assert answers(house) == [("flag-30001", True)]
    assert house.calls("answer_request")[0]["sub_type"] == "add"
    assert house.said() == []
    assert await audit.verify(f"group:{house.group.id}") is None


async def test_a_request_sent_again_hours_later_is_one_request(house: TestHouse, ask: Ask) -> None:
    await ask("30001", "我是新来的")
    await house.pass_time(timedelta(hours=5))
    await ask("30001", "我是新来的")
    await ask("30001", "我是新来的", flag="another-flag")
    assert await Asking.all().count() == 1
    assert len([text for text in house.said() if "申请 #1" in text]) == 1
    await house.say("林静", "/通过 1")
    assert answers(house) == [("another-flag", True)]


async def test_a_better_text_of_an_open_request_is_looked_at_again(house: TestHouse, ask: Ask) -> None:
    await ask("30001", "你好")
    assert answers(house) == []
    await ask("30001", CERTAIN, flag="second")
    assert answers(house) == [("second", True)]
    assert await Asking.all().count() == 1


async def test_a_probable_applicant_is_told_with_what_differs(house: TestHouse, ask: Ask) -> None:
    await ask("30001", "张三 财务部 13800138000")
    assert answers(house) == []
    assert "申请 #1" in house.last()
    assert "部门与花名册不符" in house.last()
    assert "研发部" in house.last()
    assert "/通过 1" in house.last()
    assert "/驳回 1" in house.last()


async def test_phones_are_masked_in_what_is_told(house: TestHouse, ask: Ask) -> None:
    await ask("30001", "张三 财务部 138 0013 8000")
    assert "138****8000" in house.last()
    assert "0013" not in house.last()
    entries = await models.AuditEntry.all()
    assert not any("13800138000" in str(entry.details) for entry in entries)


async def test_somebody_departed_is_asked(house: TestHouse, ask: Ask) -> None:
    await ask("30001", "钱八 研发部")
    assert answers(house) == []
    assert "离职" in house.last()


async def test_an_account_that_claims_a_colleague_who_is_in_is_asked(house: TestHouse, ask: Ask) -> None:
    await house.say("王强", "/登记 王强 研发部")
    await ask("30001", "王强 研发部 工程师")
    assert answers(house) == []
    assert "已有账号" in house.last()


async def test_a_rejection_carries_its_reason_to_the_applicant(house: TestHouse, ask: Ask) -> None:
    await ask("30001", "路人")
    await house.say("林静", "/驳回 1 不是本单位人员")
    [call] = house.calls("answer_request")
    assert (call["approve"], call["reason"]) == (False, "不是本单位人员")
    await house.say("赵敏", "/通过 1")
    assert "已驳回（林静）" in house.last()


async def test_the_banned_are_refused_politely(house: TestHouse, ask: Ask) -> None:
    await house.say("林静", "/ban 打广告", mention="李雷")
    await house.settle()
    house.platform.calls.clear()
    await ask(house.id_of("李雷"), CERTAIN)
    [call] = house.calls("answer_request")
    assert call["approve"] is False
    assert "抱歉" in call["reason"]


async def test_in_observe_mode_nothing_is_answered_and_it_is_told(house: TestHouse, ask: Ask) -> None:
    await house.say("陈立", "/模式 观察")
    await ask("30001", CERTAIN)
    assert answers(house) == []
    assert "执行模式下会通过" in house.last()
    await house.say("林静", "/通过 1")
    assert answers(house) == [("flag-30001", True)]


async def test_while_halted_nothing_is_answered(house: TestHouse, ask: Ask) -> None:
    await house.say("林静", "/停止执法")
    await ask("30001", CERTAIN)
    assert answers(house) == []
    assert "按群规会通过" in house.last()


async def test_in_assist_mode_it_is_proposed(house: TestHouse, ask: Ask) -> None:
    await house.say("陈立", "/模式 协助")
    await ask("30001", CERTAIN)
    assert answers(house) == []
    assert "建议通过" in house.last()


async def test_without_a_roster_a_person_always_decides(house: TestHouse, ask: Ask) -> None:
    await models.Person.all().delete()
    people.forget_rosters()
    await ask("30001", CERTAIN)
    assert answers(house) == []
    assert "还没有导入花名册" in house.last()


async def test_what_the_platform_does_not_take_is_told_to_be_done_by_hand(house: TestHouse, ask: Ask) -> None:
    house.platform.script("answer_request", Outcome.DENIED, detail="no such request")
    await ask("30001", CERTAIN)
    assert "手动通过" in house.last()
    assert (await Asking.get()).state == "by_hand"


async def test_an_answer_of_unknown_outcome_is_not_told_when_they_are_in(house: TestHouse, ask: Ask) -> None:
    house.platform.script("answer_request", Outcome.UNKNOWN, times=2)
    await ask("30001", CERTAIN)
    await house.happen(joined(house, "30001"))
    await house.pass_time(timedelta(minutes=5))
    assert not any("手动" in text for text in house.said())


async def test_who_was_let_in_is_linked_and_not_asked_to_register(house: TestHouse, ask: Ask) -> None:
    await ask("30001", CERTAIN)
    await house.happen(joined(house, "30001"))
    row = await models.Membership.get(member_id="30001").prefetch_related("person")
    assert row.person is not None
    assert row.person.staff_number == "A1023"
    await house.pass_time(5)
    assert "欢迎" in house.last()
    assert "/登记" not in house.last()


async def test_a_request_decided_in_the_client_is_settled_when_they_appear(house: TestHouse, ask: Ask) -> None:
    await ask("30001", "新人")
    await house.happen(joined(house, "30001"))
    assert (await Asking.get()).state == "elsewhere"
    await house.say("林静", "/申请")
    assert house.last() == "没有待审核的事项。"


async def test_unanswered_requests_are_reminded_once_and_expire(house: TestHouse, ask: Ask) -> None:
    await ask("30001", "甲")
    await ask("30002", "乙")
    await house.pass_time(timedelta(hours=24, minutes=1))
    reminders = [text for text in house.said() if "等待一天" in text]
    assert len(reminders) == 1
    assert "#1" in reminders[0]
    assert "#2" in reminders[0]
    await house.pass_time(timedelta(hours=48))
    assert len([text for text in house.said() if "等待一天" in text]) == 1
    assert {row.state for row in await Asking.all()} == {"expired"}


async def test_a_reminder_that_falls_on_a_day_off_waits_for_the_next_working_morning(
    house: TestHouse, ask: Ask
) -> None:
    await house.pass_time(timedelta(days=4))  # Friday
    await ask("30001", "甲")
    await house.pass_time(timedelta(days=2))
    assert not any("等待一天" in text for text in house.said())
    await house.pass_time(timedelta(days=1, minutes=1))
    assert len([text for text in house.said() if "等待一天" in text]) == 1


async def test_what_the_regulation_asks_and_the_applicant_did_not_say_is_told(house: TestHouse, ask: Ask) -> None:
    await ask("30001", "我是孙悟空")
    assert "缺少：部门、电话、工号" in house.last()
    assert "请写明部门、电话、工号后重新申请" in house.last()


async def test_the_person_of_a_banned_account_is_asked_about_under_another_one(house: TestHouse, ask: Ask) -> None:
    await house.say("王强", "/登记 王强 研发部")
    await house.say("林静", "/ban 打广告", mention="王强")
    member = house.id_of("王强")
    await house.happen(MemberLeft(account=house.account, chat=house.chat, at=house.clock.now(), member=member))
    await ask("30001", "王强 研发部 A1025")
    assert all(flag != "flag-30001" for flag, _ in answers(house))
    assert "黑名单" in house.last()


async def test_many_requests_of_a_minute_are_told_together(house: TestHouse, ask: Ask) -> None:
    for number in range(8):
        await ask(f"3000{number}", f"访客{number}")
    assert len(house.said()) == 1
    await house.pass_time(61)
    assert len(house.said()) == 2
    assert "另有 7 项" in house.last()


async def test_show_is_for_administrators(house: TestHouse, ask: Ask) -> None:
    await ask("30001", "张三 财务部 13800138000")
    await house.say("林静", "/查看 1")
    assert "申请 #1（待审核）" in house.last()
    assert "13800138000" not in house.last()
    await house.say("王强", "/查看 1")
    assert "权限" in house.last()


async def test_a_halt_between_decision_and_delivery_opens_the_request_again(house: TestHouse, ask: Ask) -> None:
    house.platform.script("answer_request", Outcome.LIMITED)
    await ask("30001", CERTAIN)
    await house.say("林静", "/停止执法")
    await house.pass_time(timedelta(minutes=1))
    assert (await Asking.get()).state == "open"
    assert "重新决定" in house.last()


async def test_the_bot_goes_only_where_a_superuser_takes_it(house: TestHouse) -> None:
    for group, inviter in (("901", SUPERUSER), ("902", "55555")):
        chat = ChatRef("qq", group)
        await house.happen(
            BotInvited(account=house.account, chat=chat, at=house.clock.now(), inviter=MemberId(inviter), flag=group)
        )
    assert answers(house) == [("901", True), ("902", False)]
    assert house.said() == []


def joined(house: TestHouse, member: str, **about: object) -> MemberJoined:
    house.platform.add_member(member)
    return MemberJoined(
        account=house.account,
        chat=house.chat,
        at=house.clock.now(),
        member=MemberId(member),
        **about,  # type: ignore[arg-type]
    )
