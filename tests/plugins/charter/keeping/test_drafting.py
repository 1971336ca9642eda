"""A document becomes a draft, is looked through clause by clause, and holds from its date."""

from datetime import timedelta

import pytest

from bot.governance import informed
from bot.governance.directory import directory
from plugins.charter.models import RegulationDraft
from tests.plugins.charter.keeping.steps import WORKSHOP, drafted, in_force, look, post_file
from tests.plugins.charter.word import document, docx, paragraph
from tests.support.house import TestHouse


async def test_a_pasted_text_becomes_a_draft_with_what_serves_it(house: TestHouse) -> None:
    number = await drafted(house)
    said = house.last()
    assert f"制度 #{number}《车间工作群管理制度》1.0（单位制度，草案）" in said
    assert "共 5 条" in said
    assert "自动执行" in said
    assert house.group.regulation is not None
    assert house.group.regulation.title == "基本群规"


@pytest.mark.child
async def test_a_word_file_is_imported_by_answering_it(house: TestHouse) -> None:
    content = docx(document(*(paragraph(line) for line in WORKSHOP.splitlines())))
    file = await post_file(house, "制度.docx", content)
    await house.say("林静", "/制度 导入", quote=file)
    assert "《车间工作群管理制度》" in house.last()


async def test_members_may_not_import(house: TestHouse) -> None:
    await house.say("王强", f"/制度 导入 {WORKSHOP}")
    assert await RegulationDraft.all().count() == 0
    assert "权限" in house.last() or "管理员" in house.last()


async def test_what_is_no_regulation_is_said_so(house: TestHouse) -> None:
    await house.say("林静", "/制度 导入")
    assert "回复群文件" in house.last()
    file = await post_file(house, "制度.pdf", b"%PDF-1.4 nothing")
    await house.say("林静", "/制度 导入", quote=file)
    assert "只能读取" in house.last()


async def test_a_clause_is_changed_by_words(house: TestHouse) -> None:
    number = await drafted(house)
    await house.say("林静", f"/制度 {number} 条 第三条")
    assert "notice.ack" in house.last()
    await house.say("林静", f"/制度 {number} 条 第三条 notice.ack.ack_words=收到|好的 +notice.followup via=assist")
    assert "notice.ack.ack_words=收到|好的" in house.last()
    assert "→ notice.followup：协助办理" in house.last()
    await house.say("林静", f"/制度 {number} 条 第三条 -notice.followup notice.ack.ack_words=")
    assert "notice.followup" not in house.last()
    assert "ack_words" not in house.last()


async def test_a_wrong_change_is_named_and_changes_nothing(house: TestHouse) -> None:
    number = await drafted(house)
    before = (await RegulationDraft.get(number=number)).clauses
    for words, said in (
        ("+notice.akc", "没有“notice.akc”这个代码"),
        ("notice.ack.within=昨天", "读不懂"),
        ("notice.ack.within=1h 乱写", "“乱写”读不懂"),
        ("via=sometimes", "via 应是"),
        ("替换=第一条", "只用于本群"),
    ):
        await house.say("林静", f"/制度 {number} 条 第三条 {words}")
        assert said in house.last()
    await house.say("林静", f"/制度 {number} 条 第九条")
    assert "草案里没有“第九条”" in house.last()
    assert (await RegulationDraft.get(number=number)).clauses == before


async def test_the_file_is_sent_edited_and_taken_over_again(house: TestHouse) -> None:
    number = await drafted(house)
    await house.say("林静", f"/制度 {number} 文件")
    name = f"群规草案{number}.txt"
    text = house.platform.files[name].decode("utf-8-sig")
    before = (await RegulationDraft.get(number=number)).clauses
    file = await post_file(house, name, text.encode("gb18030"))
    await house.say("林静", f"/制度 {number} 导入", quote=file)
    assert (await RegulationDraft.get(number=number)).clauses == before
    file = await post_file(house, name, text.replace("讨论工资", "讨论奖金").encode())
    await house.say("林静", f"/制度 {number} 导入", quote=file)
    assert "讨论奖金" in (await RegulationDraft.get(number=number)).clauses[4]["text"]
    file = await post_file(house, name, text.replace("= notice.ack", "= notice.akc").encode())
    await house.say("林静", f"/制度 {number} 导入", quote=file)
    assert "没有导入" in house.last()
    assert "行：没有“notice.akc”这个代码" in house.last()


async def test_only_a_reviewed_draft_is_announced_and_only_by_the_owner(house: TestHouse) -> None:
    number = await drafted(house)
    await house.say("陈立", f"/制度 {number} 公布")
    assert "现在是“草案”" in house.last()
    await house.say("林静", f"/制度 {number} 审定 仍")
    assert "已审定" in house.last()
    await house.say("林静", f"/制度 {number} 公布")
    assert "由群主或超级用户公布" in house.last()
    await house.say("陈立", f"/制度 {number} 公布")
    assert "【群规修订】《车间工作群管理制度》1.0即日起施行" in house.last()
    assert house.group.regulation is not None
    assert house.group.regulation.title == "车间工作群管理制度"


async def test_a_change_after_the_review_needs_another_review(house: TestHouse) -> None:
    number = await drafted(house)
    await house.say("林静", f"/制度 {number} 审定 仍")
    await house.say("赵敏", f"/制度 {number} 条 第五条 via=show")
    await house.say("陈立", f"/制度 {number} 公布")
    assert "现在是“草案”" in house.last()


async def test_an_announced_version_holds_from_its_date_also_after_a_restart(house: TestHouse) -> None:
    number = await drafted(house)
    await house.say("林静", f"/制度 {number} 审定 仍")
    await house.say("陈立", f"/制度 {number} 公布 自 2026-03-10")
    assert "自 3月10日（周二）00:00 起施行" in house.last()
    assert house.group.regulation is not None
    assert house.group.regulation.title == "基本群规"
    directory.clear()
    await directory.load(now=house.clock.now())
    assert house.group.regulation.title == "基本群规"
    await house.pass_time(timedelta(days=7, hours=16))
    assert house.group.regulation.title == "车间工作群管理制度"
    assert any("今起施行" in said for said in house.said())
    assert (await RegulationDraft.get(number=number)).state == "in_force"


async def test_what_is_withdrawn_before_its_date_never_holds(house: TestHouse) -> None:
    number = await drafted(house)
    await house.say("林静", f"/制度 {number} 审定 仍")
    await house.say("陈立", f"/制度 {number} 公布 自 2026-03-10")
    await house.say("陈立", f"/制度 {number} 撤回 还要再议")
    await house.pass_time(timedelta(days=9))
    assert house.group.regulation is not None
    assert house.group.regulation.title == "基本群规"
    assert any("不再施行：还要再议" in said for said in house.said())


async def test_a_version_taken_back_gives_way_to_the_one_before(house: TestHouse) -> None:
    first = await in_force(house)
    house.clock.advance(60)
    second = await in_force(house, WORKSHOP.replace("讨论工资", "讨论奖金"))
    assert (await RegulationDraft.get(number=first)).state == "superseded"
    house.clock.advance(60)
    await house.say("陈立", f"/制度 {second} 撤回 写错了")
    assert (await RegulationDraft.get(number=first)).state == "in_force"
    await house.say("王强", "/群规 第五条")
    assert "讨论工资" in house.last()


async def test_a_past_date_is_refused(house: TestHouse) -> None:
    number = await drafted(house)
    await house.say("林静", f"/制度 {number} 审定 仍")
    await house.say("陈立", f"/制度 {number} 公布 自 2025-01-01")
    assert "不能在现在之前" in house.last()


async def test_an_old_case_cites_the_version_it_was_opened_under(house: TestHouse) -> None:
    await house.say("林静", "/警告 第四条 发广告", mention="王强")
    number = await in_force(house)
    await house.say("王强", f"/依据 {number - 1}")
    assert "《基本群规》1.2 第四条" in house.last()
    assert "现行群规已有改动" in house.last()


async def test_the_difference_is_read_in_the_chat_and_as_a_file(house: TestHouse) -> None:
    await in_force(house)
    house.clock.advance(60)
    number = await drafted(house, WORKSHOP.replace("2小时", "4小时").replace("第五条 不得在群内讨论工资。\n", ""))
    await house.say("林静", f"/制度 {number} 对比")
    assert "改动 2 处" in house.last()
    assert "〔－2〕〔＋4〕" in house.last()
    assert "【删去】第五条" in house.last()
    number = await drafted(
        house, "全新的制度\n" + "".join(f"第{n}条 这是第{n}条新规定。\n" for n in "一二三四五六七八")
    )
    await house.say("林静", f"/制度 {number} 对比")
    assert "【新增】第八条" in house.platform.files[f"群规修订对照{number}.txt"].decode("utf-8-sig")


async def test_a_groups_supplement_adds_replaces_and_suspends(house: TestHouse) -> None:
    await in_force(house)
    house.clock.advance(60)
    text = (
        "三班补充规定\n第一条 《车间工作群管理制度》第五条不适用于本群。\n"
        "第二条 《车间工作群管理制度》第三条改为：看到通知后应在4小时内回复“收到”。\n第三条 不得发语音。\n"
    )
    await in_force(house, text, "本群")
    assert house.group.regulation is not None
    rules = house.group.regulation.text
    assert [clause.path for clause in rules.clauses] == [
        "第一条", "第二条", "补充/第二条", "第四条", "补充/第一条", "补充/第三条",
    ]  # fmt: skip
    assert rules.title_of(rules.clauses[2]) == "三班补充规定"


async def test_two_persons_are_needed_where_the_regulation_asks_for_it(house: TestHouse) -> None:
    text = WORKSHOP + "第六条 本制度由办公室负责修订。\n"
    number = await drafted(house, text)
    await house.say("林静", f"/制度 {number} 条 第六条 +rules.revise rules.revise.approval=two")
    await house.say("林静", f"/制度 {number} 审定 仍")
    await house.say("陈立", f"/制度 {number} 公布")
    house.clock.advance(60)
    number = await drafted(house, text + "第七条 不得发语音。\n")
    await house.say("陈立", f"/制度 {number} 审定 仍")
    await house.say("陈立", f"/制度 {number} 公布")
    assert "须由两个人" in house.last()


async def test_members_read_what_was_announced_and_nothing_else(house: TestHouse) -> None:
    number = await drafted(house)
    await house.say("王强", f"/制度 {number}")
    assert "车间" not in house.last()
    await house.say("林静", f"/制度 {number} 审定 仍")
    await house.say("陈立", f"/制度 {number} 公布")
    await house.say("王强", f"/制度 {number}")
    assert "施行中" in house.last()
    assert "未知悉" not in house.last()
    await house.say("王强", f"/查看 {number}")
    assert "施行中" in house.last()


async def test_a_reply_or_a_command_accepts_and_only_the_rest_is_reminded_once(house: TestHouse) -> None:
    await look(house)
    number = await in_force(house)
    group, made = house.group, house.group.regulation
    assert made is not None
    announcement = next(m.id for m in house.platform.group().history if "【群规修订】" in m.text)
    await house.say("王强", "收到", quote=str(announcement))
    assert house.platform.group().reactions
    await house.say("李雷", f"/知悉 {number}")
    assert "已记下" in house.last()
    await house.say("李雷", "/知悉")
    assert "没有等你知悉" in house.last()
    await house.say("林静", f"/制度 {number}")
    assert "已知悉 2 人，未知悉 3 人" in house.last()
    clause = made.text.clauses[4]
    assert await informed.knows(made, group.id, house.id_of("王强"), clause)
    assert not await informed.knows(made, group.id, house.id_of("赵敏"), clause)
    await house.pass_time(timedelta(days=3, hours=1))
    reminders = [said for said in house.said() if "还有 3 人没有知悉" in said]
    assert len(reminders) == 1
    assert "@赵敏" in reminders[0]
    assert "@王强" not in reminders[0]
    await house.pass_time(timedelta(days=5))
    assert len([said for said in house.said() if "没有知悉" in said]) == 1


async def test_no_is_no_acceptance(house: TestHouse) -> None:
    await in_force(house)
    announcement = next(m.id for m in house.platform.group().history if "【群规修订】" in m.text)
    for words in ("没收到", "不同意", "这条收到以后怎么办", "谁收到了"):
        await house.say("王强", words, quote=str(announcement))
    assert not await informed.promotions(house.group.id)
    await house.say("林静", f"/制度 {(await RegulationDraft.all().first()).number}")  # type: ignore[union-attr]
    assert "已知悉 0 人" in house.last()
