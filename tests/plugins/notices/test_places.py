"""Several groups, one roster; saved lists, roles; pictures and files go with the notice."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.members import Role
from bot.domain.messages import File, Image, Mention, Quote, Text
from bot.domain.ports import Ability, Capabilities
from bot.governance import people
from bot.store import models
from plugins.notices.models import Notice, NoticeContent, NoticePlace, Recipient
from plugins.notices.service import board
from plugins.notices.service.enclosing import KEPT_AFTER, LARGEST
from tests.plugins.notices.conftest import HOUR
from tests.support.house import SUPERUSER, TestHouse

PNG = b"\x89PNG picture"


async def second_group(house: TestHouse, name: str = "技术部群", number: str = "901") -> TestHouse:
    """Another group of the organisation: 林静 owns it, 赵敏 is no administrator there, 王强 is in both."""
    other = replace(house, group_number=number)
    house.platform.group(number).name = name
    house.platform.add_member(house.platform.account, Role.ADMIN, group=number, card="群规")
    house.platform.add_member(SUPERUSER, Role.OWNER, group=number, card="林静")
    for member in ("赵敏", "王强"):
        house.platform.add_member(house.id_of(member), Role.MEMBER, group=number, card=member)
    other.member("何苗")
    await other.say("林静", "/enable")
    house.platform.group(number).history.clear()
    return other


@pytest.fixture
async def two(house: TestHouse) -> AsyncIterator[tuple[TestHouse, TestHouse]]:
    yield house, await second_group(house)


def notices(house: TestHouse) -> list[str]:
    return [text for text in house.said() if "【通知 #" in text and "发布人：" in text]


async def test_one_notice_in_two_groups_asks_each_person_once(each_store: TestHouse) -> None:
    here = each_store
    there = await second_group(here)
    await there.say("林静", "/notice 占一个号")
    await here.say("林静", "/notice 明天停电 给 本群、群“技术部群”")
    assert notices(here)[0].startswith("【通知 #1】\n明天停电")
    assert notices(there)[1].startswith("【通知 #2】\n明天停电")
    assert "同时发到2个群" in notices(here)[0]
    asked = await Recipient.filter(notice__text="明天停电").order_by("id")
    names = {id: name for name, id in here.names.items()}
    assert [names[row.member_id] for row in asked] == ["赵敏", "王强", "李雷", "周明", "何苗"]
    await there.say("王强", "/ack 2")
    await there.say("何苗", "/ack 2")
    await here.say("林静", "/notice 1")
    assert "应回 5 人，已回 2 人" in here.last()
    await there.say("林静", "/notice 2")
    assert "通知 #2" in there.last()
    assert "应回 5 人，已回 2 人" in there.last()
    await there.say("林静", "/close 2")
    assert "请在那里操作" in there.last()
    await here.say("林静", "/close 1")
    assert [n.text for n in board.open_in(there.group.id).values()] == ["占一个号"]


async def test_two_accounts_of_one_person_are_asked_as_one(two: tuple[TestHouse, TestHouse]) -> None:
    here, there = two
    person = await models.Person.create(organisation_id=here.group.organisation_id, name="孙悦", department="财务部")
    people.forget_rosters()
    here.member("孙悦一号")
    there.member("孙悦二号")
    for name, house in (("孙悦一号", here), ("孙悦二号", there)):
        await house.say(name, "你好")
        await models.Membership.update_or_create(
            {"person_id": person.id, "card": name, "first_seen_at": house.clock.now()},
            group_id=house.group.id,
            member_id=house.id_of(name),
        )
    await here.say("林静", "/notice 交发票 给 财务部 给 全部群")
    assert {row.person_id for row in await Recipient.all()} == {person.id}
    assert len(await Recipient.all()) == 2
    assert "发给：财务部（1人）" in notices(there)[0]
    await there.say("孙悦二号", "收到")
    await here.say("林静", "/notice 1")
    assert "应回 1 人，已回 1 人" in here.last()
    assert not board.waiting(here.group.id, here.id_of("孙悦一号"))


async def test_only_who_administers_every_group_may_send_there(two: tuple[TestHouse, TestHouse]) -> None:
    here, there = two
    await here.say("赵敏", "/notice 停电 给 全部群")
    assert "你不是技术部群的管理员" in here.last()
    assert not await Notice.all().exists()
    await here.say("周明", "/notice 停电 给 全部群")
    await here.say("赵敏", "/approve 1")
    assert "你不是技术部群的管理员" in here.last()
    await here.say("林静", "/approve 1")
    assert notices(there)


async def test_a_notice_for_another_group_alone_is_kept_here(two: tuple[TestHouse, TestHouse]) -> None:
    here, there = two
    await here.say("林静", "/notice 停电 给 群“技术部群”")
    assert not notices(here)
    assert here.last().endswith("回复情况：/通知 1")
    assert notices(there)[0].startswith("【通知 #1】")
    await there.say("王强", "收到")
    await here.say("林静", "/notice 1")
    assert "应回 3 人，已回 1 人" in here.last()
    assert await NoticePlace.all().count() == 1
    assert not board.open_in(here.group.id)


async def test_a_version_and_a_withdrawal_reach_every_group(two: tuple[TestHouse, TestHouse]) -> None:
    here, there = two
    await here.say("林静", "/notice 停电 给 全部群")
    await there.say("王强", "/ack 1")
    await here.say("林静", "/notice 1 改 停水")
    assert "【通知 #1 更新】" in there.last()
    assert there.house is here.house
    await there.say("王强", "/ack 1")
    await here.say("林静", "/notice 1 撤回")
    assert "【更正】通知 #1" in there.last()
    assert not any(text.startswith("【通知 #1】") for text in there.said())


async def test_roles_of_the_roster_are_an_audience(house: TestHouse) -> None:
    for name, position in (("王强", "班组长"), ("李雷", "副经理"), ("周明", "部门经理")):
        await models.Person.create(organisation_id=house.group.organisation_id, name=name, position=position)
    people.forget_rosters()
    await house.say("林静", "/notice 开会 给 各班组长")
    assert house.last().startswith("@王强 【通知 #1】")
    assert "发给：班组长（1人）" in house.last()
    await house.say("林静", "/notice 开会 给 经理、管理员")
    assert house.last().startswith("@赵敏 @周明 【通知 #2】")


async def test_a_saved_list_is_kept_for_all_groups(two: tuple[TestHouse, TestHouse]) -> None:
    here, there = two
    await models.Person.create(organisation_id=here.group.organisation_id, name="李雷", department="财务部")
    people.forget_rosters()
    mention = Mention(here.id_of("周明"), "周明")
    await here.say("赵敏", [Text("/list add 党员 "), mention, Text(" 财务部 王强")])
    assert here.last().startswith("名单“党员”：财务部、王强、周明")
    await there.say("林静", "/名单 看 党员")
    assert "财务部、王强、周明" in there.last()
    await here.say("林静", "/notice 学习 给 名单“党员”")
    assert here.last().startswith("@王强 @李雷 @周明 【通知 #1】")
    await here.say("赵敏", "/名单 移除 党员 王强")
    assert here.last().startswith("名单“党员”：财务部、周明")
    await here.say("赵敏", "/名单")
    assert "党员（2项）" in here.last()
    await here.say("赵敏", "/名单 删除 党员")
    await here.say("林静", "/notice 学习 给 名单“党员”")
    assert "没有名单“党员”" in here.last()
    await here.say("王强", "/list list")
    assert "权限" in here.last()


@pytest.mark.parametrize("words", ["add 党员 张无忌", "add 党员", "del 没有 王强", "show 没有", "改 党员"])
async def test_a_mistaken_list_changes_nothing(house: TestHouse, words: str) -> None:
    await house.say("林静", f"/list {words}")
    assert len(house.said()) == 1
    await house.say("林静", "/list")
    assert "还没有名单" in house.last()


async def test_pictures_go_out_with_the_notice_and_are_forgotten_after_it(each_store: TestHouse) -> None:
    house = each_store
    house.platform.files["a.png"] = PNG
    await house.say("赵敏", [Text("/notice 看图 截止 18:00"), Image("a.png", "http://x/a"), Image("b", sticker=True)])
    assert house.last().endswith("[Image]")
    [call] = house.calls("send")
    [picture] = [part for part in call["parts"] if isinstance(part, Image)]
    assert picture.file.startswith("base64://")
    assert (await NoticeContent.get()).content == PNG
    await house.say("赵敏", "/close 1")
    assert not await NoticeContent.all().exists()


async def test_a_picture_that_cannot_be_fetched_stops_the_notice(house: TestHouse) -> None:
    await house.say("赵敏", [Text("/notice 看图"), Image("gone.png", "http://x/a")])
    assert house.last().startswith("图片没能取到")
    house.platform.files["big.png"] = b"x" * (LARGEST + 1)
    await house.say("赵敏", [Text("/notice 看图"), Image("big.png")])
    assert "超过 5 MB" in house.last()
    await house.say("赵敏", [Text("/notice 看图"), *[Image("a")] * 10])
    assert "最多带 9 个" in house.last()
    assert not await Notice.all().exists()


async def test_the_file_of_a_message_that_is_answered_goes_into_every_group(two: tuple[TestHouse, TestHouse]) -> None:
    here, there = two
    here.platform.files["f1"] = b"content"
    sent = await here.say("王强", [File("安排.xlsx", "f1")])
    await here.house.archive.flush()
    await here.say("林静", [Quote(sent), Text("/notice 见附件 给 全部群 免回复")])
    assert "附件：安排.xlsx（见群文件）" in notices(there)[0]
    assert [(c["chat"].group, c["file"], c["content"]) for c in here.calls("send_file")] == [
        ("900", "安排.xlsx", b"content"),
        ("901", "安排.xlsx", b"content"),
    ]
    await here.pass_time(KEPT_AFTER + HOUR)
    assert not await NoticeContent.all().exists()


async def test_what_a_platform_cannot_send_is_said(house: TestHouse) -> None:
    house.platform.files["f1"] = b"content"
    house.platform.capabilities = Capabilities("Fake", house.platform.capabilities.abilities - {Ability.FILES})
    await house.say("赵敏", [Text("/notice 见附件"), File("安排.xlsx", "f1")])
    assert "附件：安排.xlsx（本平台不能转发文件，请向发布人索取）" in house.last()
    assert house.calls("send_file") == []


async def test_reviewers_see_the_pictures_and_later_they_go_out(house: TestHouse) -> None:
    house.platform.files["a.png"] = PNG
    await house.say("周明", [Text("/notice 看图 定时 12:00"), Image("a.png")])
    assert "[Image]" in next(text for text in house.said() if "【待审核】" in text)
    await house.say("赵敏", "/approve 1")
    await house.pass_time(3 * HOUR)
    assert notices(house)[0].endswith("[Image]")


async def test_the_pictures_of_a_repeating_notice_come_each_time(house: TestHouse) -> None:
    house.platform.files["a.png"] = PNG
    await house.say("赵敏", [Text("/notice 看图 每天 10:00"), Image("a.png")])
    await house.pass_time(HOUR)
    await house.say("赵敏", "/close 2")
    await house.pass_time(timedelta(days=1))
    assert [text.endswith("[Image]") for text in notices(house)] == [True, True]
    await house.say("赵敏", "/notice 1 停止")
    assert not await NoticeContent.all().exists()


async def test_the_pictures_of_a_rejected_notice_are_there_when_it_is_mended(house: TestHouse) -> None:
    house.platform.files["a.png"] = PNG
    await house.say("周明", [Text("/notice 看图"), Image("a.png")])
    await house.say("赵敏", "/reject 1 错字")
    await house.say("周明", "/notice 1 改 看这张图")
    await house.pass_time(KEPT_AFTER + HOUR)
    await house.say("赵敏", "/approve 1")
    assert "看这张图" in notices(house)[0]
    assert notices(house)[0].endswith("[Image]")
    await house.say("周明", [Text("/notice 再看图"), Image("a.png")])
    await house.say("赵敏", "/reject 2 不必")
    await house.pass_time(KEPT_AFTER + HOUR)
    assert not await NoticeContent.filter(notice__number=2).exists()


async def test_drafts_of_a_member_are_few(house: TestHouse) -> None:
    for _ in range(6):
        await house.say("周明", "/notice 想法 草稿")
    assert "已有 5 份草稿" in house.last()
