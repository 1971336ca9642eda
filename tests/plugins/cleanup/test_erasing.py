"""An erased person is on no list of clean-ups, in no request and in no case any more, by account, name or words."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from bot.domain.ids import ChatRef
from bot.domain.members import SYSTEM
from bot.domain.messages import Mention
from bot.domain.people import Person, RosterSheet
from bot.domain.ports import Outcome
from bot.effects.accounts import accounts
from bot.governance import bans, people, voice
from bot.store import audit, models
from bot.store.escalation_models import Escalation
from plugins.cleanup.models import Check, Item, Keep, Round, Sign
from plugins.induction.models import Acceptance, Course
from plugins.joining.models import Arrival, Asking, Departure, Move
from plugins.names.models import Impersonation, WrongCard
from tests.plugins.cleanup.conftest import DAY, SPEAKERS, confirmed, forget, kicked, run_through
from tests.support.house import TestHouse

TABLES: tuple[Any, ...] = (
    *(Check, Item, Keep, Round, Sign, Acceptance, Course, Arrival, Asking, Departure, Move, Impersonation, WrongCard),
    *(models.Case, models.Appeal, models.WorkOrder, Escalation),
)
PHONE = "13900139077"


async def holding(*told: str) -> list[str]:
    """Where a value of any row holds any of these."""
    found: list[str] = []
    for table in TABLES:
        for row in await table.all().values():
            found += [
                f"{table.__name__}.{column}={value}"
                for column, value in row.items()
                if any(each in str(value) for each in told)
            ]
    return found


async def enrolled(house: TestHouse, name: str) -> int:
    others = [Person(each, "技术部") for each in (*SPEAKERS, "李雷") if each != name]
    sheet = RosterSheet((Person(name, "技术部", "工程师", PHONE, "E77"), *others), ())
    await people.import_roster(house.group.organisation_id, sheet, now=house.clock.now(), actor=SYSTEM)
    roster = await people.roster_of(house.group.organisation_id)
    row = roster.row_of(next(each for each in roster.people if each.name == name))
    assert row is not None
    await people.link_member(house.group, house.id_of(name), row, actor=SYSTEM, now=house.clock.now())
    return row


async def erase(house: TestHouse, row: int) -> None:
    assert await people.erase_person(house.group.organisation_id, row, actor=SYSTEM, now=house.clock.now())


async def test_a_removed_person_leaves_a_case_that_names_nobody(house: TestHouse) -> None:
    row = await enrolled(house, "王强")
    await confirmed(house)
    await house.pass_time(7 * DAY)
    await run_through(house)
    assert house.id_of("王强") in kicked(house)
    before = await models.Case.get(member_id=house.id_of("王强"))
    await erase(house, row)
    case = await models.Case.get(id=before.id)
    assert (case.number, case.clause, case.sanction, case.actor_id) == (
        before.number,
        before.clause,
        before.sanction,
        before.actor_id,
    )
    assert [each["code"] for each in case.evidence["checks"]] == [each["code"] for each in before.evidence["checks"]]
    assert await holding("王强", PHONE) == []
    await house.pass_time(32 * DAY)
    assert await holding("王强", PHONE, house.id_of("王强")) == []
    assert (await models.Case.get(id=before.id)).member_id.startswith("已抹去")
    assert await audit.verify(f"group:{house.group.id}") is None
    await house.say("林静", f"/案件 {before.number}")
    assert "王强" not in house.last()
    await house.say("林静", "/查看 1")
    assert "王强" not in house.last()


async def test_whoever_waits_on_a_list_is_off_it_and_the_round_goes_on(house: TestHouse) -> None:
    row = await enrolled(house, "王强")
    await house.say("林静", "/清理 keep 30 等交接", mention="李雷")
    await house.say("林静", "/清理 keep 0", mention="李雷")
    await confirmed(house)
    await house.pass_time(timedelta(days=1))
    await erase(house, row)
    assert await holding("王强", house.id_of("王强")) == []
    await house.pass_time(7 * DAY)
    await run_through(house)
    assert kicked(house) == [house.id_of("李雷")]
    assert (await Round.get(number=1)).state == "finished"


async def test_a_mute_that_runs_can_still_be_lifted_and_a_ban_stays_one(house: TestHouse) -> None:
    row = await enrolled(house, "王强")
    await house.say("陈立", "/模式 执行")
    await house.say("林静", "/禁言 10d 第六条 骂人，电话13900139077", mention="王强")
    await erase(house, row)
    assert await holding("王强", PHONE) == []
    case = await models.Case.get(sanction="mute")
    assert case.member_id == house.id_of("王强")
    assert "已抹去" in case.reason
    await house.say("林静", f"/撤销案件 {case.number} 误会")
    assert (await models.Case.get(id=case.id)).state == "pardoned"
    assert house.calls("mute")[-1]["duration"] == timedelta(0)
    await house.say("林静", "/拉黑 第六条 王强又来骂人", mention="王强")
    again = await enrolled(house, "王强")
    await erase(house, again)
    assert await bans.is_banned(house.group, house.id_of("王强"))
    assert {ban.reason for ban in await models.Ban.all()} == {""}


async def test_somebody_who_has_come_back_is_not_made_nameless_by_an_old_erasure(house: TestHouse) -> None:
    row = await enrolled(house, "王强")
    await house.say("陈立", "/模式 执行")
    await house.say("林静", "/警告 第六条 骂人", mention="王强")
    await erase(house, row)
    await house.pass_time(5 * DAY)
    await house.say("林静", "/警告 第六条 又骂人", mention="王强")
    await house.pass_time(28 * DAY)
    old, new = await models.Case.all().order_by("id")
    assert old.member_id.startswith("已抹去")
    assert (new.member_id, new.member_name) == (house.id_of("王强"), "王强")


async def test_a_removal_that_waits_for_the_platform_is_not_carried_out_any_more(house: TestHouse) -> None:
    row = await enrolled(house, "王强")
    await confirmed(house)
    await house.pass_time(7 * DAY - timedelta(minutes=5))
    house.platform.script("kick", Outcome.LIMITED)
    await house.pass_time(timedelta(minutes=5))
    assert (await Item.get(member_id=house.id_of("王强"))).state == "removing"
    tried = len(kicked(house))
    await erase(house, row)
    assert (await Item.filter(round__number=1).order_by("position").first()).member_id.startswith("已抹去")  # type: ignore[union-attr]
    assert await models.Job.filter(key__contains=":kick", state="queued").count() == 0
    await run_through(house)
    assert house.id_of("王强") not in kicked(house)[tried:]
    assert house.id_of("李雷") in kicked(house)
    assert (await Round.get(number=1)).state == "finished"
    assert [item.state for item in await Item.filter(round__number=1).order_by("position")] == ["kept", "removed"]


async def test_a_work_order_about_somebody_erased_is_dropped(wechat: TestHouse) -> None:
    house = wechat
    row = await enrolled(house, "王强")
    await confirmed(house)
    await house.pass_time(7 * DAY)
    await run_through(house)
    assert (await Item.get(member_id=house.id_of("王强"))).state == "ordered"
    [order] = await models.WorkOrder.filter(member_id=house.id_of("王强"), state="open")
    await erase(house, row)
    dropped = await models.WorkOrder.get(id=order.id)
    assert (dropped.state, dropped.member_name) == ("dropped", "")
    assert dropped.member_id.startswith("已抹去")
    before = len(house.said())
    await house.pass_time(DAY)
    assert not any("王强" in text or house.id_of("王强") in text for text in house.said()[before:])
    assert any("李雷" in text for text in house.said()[before:]), "the other one is still asked for"
    kept = [found for found in await holding("王强", house.id_of("王强")) if not found.startswith("Case.member_id")]
    assert kept == []


async def test_what_waits_to_be_said_is_said_without_the_name_and_nothing_to_them(house: TestHouse) -> None:
    row = await enrolled(house, "王强")
    forget(house)
    accounts.down(house.account, house.platform)
    now, who = house.clock.now(), Mention(house.id_of("王强"), "王强")
    fields = {"case": SimpleNamespace(member_name="王强", member=house.id_of("王强"), number=7)}
    await voice.say_in(house.group, "cases/not_told", key="told:group", now=now, mention=[who], fields=fields)
    private = ChatRef("qq", user=house.id_of("王强"))
    await voice.say(private, house.account, "cases/not_told", key="told:alone", now=now, fields=fields)
    await erase(house, row)
    waiting = await models.Job.filter(key__startswith="told:").order_by("id")
    assert [job.state for job in waiting] == ["queued", "cancelled"]
    assert not any("王强" in str(job.payload) or house.id_of("王强") in str(job.payload) for job in waiting)
    accounts.up(house.platform)
    await house.settle()
    assert house.last().startswith("已抹去 ")
    assert "王强" not in house.last()
    assert house.platform.sent_privately(house.id_of("王强")) == []
