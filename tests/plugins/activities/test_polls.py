"""Choosing the date of an activity by vote."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import MemberId
from bot.store import audit
from plugins.activities import service
from plugins.activities.domain.poll import Choice, Vote, best, count
from plugins.activities.models import ActivityRow, DateVote, SignUp
from plugins.activities.service.board import poll_board
from plugins.activities.service.polls import counts_of
from tests.support.house import TestHouse

POLL = "/活动 登山 | 投票: 周五18:00 / 周六9:00-11:00 / 周日14:00 | 西山 | 带水"


async def votes(house: TestHouse) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for row in await DateVote.all().order_by("place"):
        mark = {"yes": "", "no": "!", "maybe": "?"}[row.answer]
        found.setdefault(row.member_name, []).append(mark + "ABC"[row.place])
    return {name: " ".join(said) for name, said in found.items()}


async def test_the_dates_are_put_to_the_group_with_a_letter_each(house: TestHouse) -> None:
    await house.say("赵磊", POLL)
    for part in ("【活动 #1】登山（投票定时间）", "A. 3月6日（周五）18:00", "B. 3月7日（周六）09:00-11:00", "C. "):
        assert part in house.last()
    assert "回复本条 A C" in house.last()
    await house.say("王强", "/活动列表")
    assert "投票定时间" in house.last()
    await house.say("王强", "/报名")
    assert "现在没有这样的活动" in house.last()


@pytest.mark.parametrize(
    ("asked_at", "dates", "ends"),
    [
        (16, "明天18:00 / 后天12:00", "3月2日（周一）22:00前"),  # half-way would be five in the morning
        (20, "明天12:00 / 后天12:00", "3月2日（周一）22:00前"),
        (21.5, "明天12:00 / 后天12:00", "3月3日（周二）07:00前"),
        (9, "周六18:00 / 周日12:00", "3月4日（周三）09:00前"),
        (9, "明天18:00 / 后天12:00 截止 今天20:00", "3月2日（周一）20:00前"),
        (9, "明天18:00 截止 今天20:00 / 后天12:00", "3月2日（周一）20:00前"),
    ],
)
async def test_a_vote_ends_when_it_is_said_and_else_by_day(
    house: TestHouse, asked_at: float, dates: str, ends: str
) -> None:
    await house.pass_time(timedelta(hours=asked_at - 9))
    await house.say("赵磊", f"/活动 聚餐 | 投票: {dates} | 食堂 | AA")
    assert f"请在{ends}选出" in house.last()


async def test_a_vote_cannot_end_after_its_first_date(house: TestHouse) -> None:
    await house.say("赵磊", "/活动 聚餐 | 投票: 明天18:00 / 后天12:00 截止 后天9:00 | 食堂 | AA")
    assert "截止时间须不晚于" in house.last()


async def test_what_comes_every_week_is_shown_its_own_command(house: TestHouse) -> None:
    await house.say("赵磊", "/活动 分享会 | 每周五 15:00 | 会议室 | 轮流分享")
    assert "/例行活动" in house.last()


async def test_members_vote_by_command_by_reply_and_in_words(each_store: TestHouse) -> None:
    house = each_store
    await house.say("赵磊", POLL)
    here = house.platform.group().history[-1].id
    await house.say("王强", "/报名 1 A C")
    assert "A、C 可以" in house.last()
    before = house.said()
    await house.say("李娜", "2", quote=here)
    await house.say("周明", "A C都行")
    await house.say("孙悦", "都可以", quote=here)
    await house.say("孙悦", "A不行", quote=here)
    await house.say("赵磊", "2")
    assert house.said() == before
    assert await votes(house) == {"王强": "A C", "李娜": "B", "周明": "A C", "孙悦": "!A B C"}
    await house.say("王强", "/join 1 B")
    assert (await votes(house))["王强"] == "B"
    await house.say("王强", "/报名 1 E")
    assert "没有这个时间" in house.last()
    await house.say("王强", "/报名 1")
    assert "没有这个时间" in house.last()
    assert await audit.verify(f"group:{house.group.id}") is None


async def test_at_its_end_the_best_date_is_put_to_the_organiser_who_takes_it(each_store: TestHouse) -> None:
    house = each_store
    await house.say("赵磊", f"{POLL} | 2 投票截止 周三12:00")
    for name, words in (("王强", "A B"), ("李娜", "B C"), ("周明", "B可能"), ("孙悦", "都行"), ("赵磊", "A")):
        await house.say(name, f"/报名 1 {words}")
    await house.pass_time(datetime(2026, 3, 4, 4, 0, 1, tzinfo=UTC) - house.clock.now())
    assert house.last().startswith("@赵磊 活动 #1 投票结束")
    assert "建议定 B" in house.last()
    assert "[Image]" in house.last()
    await house.say("李娜", "/报名 1 A")
    assert "已于" in house.last()
    await house.say("李娜", "/活动 1 定 B")
    assert "只有活动 #1 的组织者" in house.last()
    await house.say("赵磊", "/活动 1 定 B")
    said = house.last()
    for part in ("@王强", "@周明", "时间：3月7日（周六）09:00-11:00", "已按投票报名（2 人）：王强、李娜"):
        assert part in said
    assert "候补：孙悦" in said
    assert "待定：周明" in said
    row = await ActivityRow.get(number=1)
    assert (row.state, row.starts_at) == ("open", datetime(2026, 3, 7, 1, tzinfo=UTC))
    answers = {one.member_name: (one.answer, one.going) for one in await SignUp.all()}
    assert answers == {
        "王强": ("yes", True), "李娜": ("yes", True), "孙悦": ("yes", False), "周明": ("maybe", False)
    }  # fmt: skip
    await house.say("周明", "不参加")
    assert (await SignUp.get(member_name="周明")).answer == "no"


async def test_the_organiser_may_decide_before_the_end_and_without_naming_the_best(house: TestHouse) -> None:
    await house.say("赵磊", POLL)
    await house.say("赵磊", "/活动 1 定")
    assert "还没有人能来" in house.last()
    await house.say("王强", "/报名 1 A C")
    await house.say("赵磊", "/活动 1 定")
    assert "A、C 并列" in house.last()
    await house.say("李娜", "C")
    await house.say("赵磊", "/event 1 定")
    assert "时间定为 C" in house.last()
    said = [text for text in house.said() if "投票结束" in text]
    await house.pass_time(timedelta(days=3))
    assert [text for text in house.said() if "投票结束" in text] == said == []


async def test_a_members_poll_waits_for_an_administrator(house: TestHouse) -> None:
    await house.say("王强", POLL)
    assert "待审核：活动 #1" in house.last()
    assert "B. 3月7日" in house.last()
    await house.say("李娜", "/报名 1 A")
    assert "还在审核" in house.last() or "写法" in house.last()
    await house.say("林静", "/通过 1")
    assert any("（投票定时间）" in text and "组织者：王强" in text for text in house.said())
    await house.say("李娜", "/报名 1 A")
    assert "A 可以" in house.last()
    await house.say("王强", "/活动 1 定 A")
    assert "时间定为 A" in house.last()


async def test_a_poll_that_nobody_settles_is_given_up_when_its_last_date_has_come(house: TestHouse) -> None:
    await house.say("赵磊", POLL)
    await house.pass_time(timedelta(days=2, seconds=1))
    assert "没有人能来" in house.last()
    await house.pass_time(timedelta(days=5))
    assert "已作废" in house.last()
    assert (await ActivityRow.get(number=1)).state == "cancelled"


async def test_a_poll_called_off_is_told_to_those_who_voted(house: TestHouse) -> None:
    await house.say("赵磊", POLL)
    await house.say("王强", "/报名 1 A")
    await house.say("赵磊", "/活动 1 改 时间 周五9:00")
    assert "正在投票定时间" in house.last()
    await house.say("赵磊", "/活动 1 取消 下雨")
    assert house.last().startswith("@王强 活动 #1 已取消")


async def test_a_mistaken_poll_gets_one_line(house: TestHouse) -> None:
    for times, answer in (
        ("投票: 周五18:00", "至少两个"),
        ("投票: 周五18:00 / 周五18:00", "相同"),
        ("投票: 周五 / 周六9:00", "几点"),
        ("投票: " + " / ".join(f"{day}日9:00" for day in range(10, 22)), "最多十个"),
    ):
        await house.say("赵磊", f"/活动 登山 | {times} | 西山 | 带水")
        assert answer in house.last()
    assert await ActivityRow.all().count() == 0


async def test_votes_given_at_once_are_all_kept(each_store: TestHouse) -> None:
    house = each_store
    await house.say("赵磊", POLL)
    now = house.clock.now()
    await asyncio.gather(
        *(
            service.vote(house.group, 1, {i % 3: "yes"}, member=MemberId(f"3{i:04}"), name=f"成员{i}", now=now)
            for i in range(30)
        ),
        *(
            service.vote(house.group, 1, {i % 3: "yes"}, member=MemberId(f"3{i:04}"), name=f"成员{i}", now=now)
            for i in range(30)
        ),
    )
    counts, _ = await counts_of((await ActivityRow.get(number=1)).id)
    assert [len(one.yes) for one in counts] == [10, 10, 10]


async def test_the_picture_has_a_section_for_each_date(house: TestHouse) -> None:
    await house.say("赵磊", POLL)
    await house.say("王强", "/报名 1 A可以，B不行")
    await house.say("李娜", "/报名 1")
    await house.say("李娜", "/活动 1")
    assert "1 人可以" in house.last()
    assert "[Image]" in house.last()
    counts, _ = await counts_of((await ActivityRow.get(number=1)).id)
    board = poll_board((await ActivityRow.get(number=1)).activity(), counts, 1, house.clock.now())
    assert [tile.value for tile in board.tiles] == ["1", "0", "0"]
    assert board.sections[0].clusters[0].names == ("王强",)
    assert board.sections[1].clusters[0].label == "不行"


async def test_on_wechat_votes_are_answered_in_words(wechat: TestHouse) -> None:
    await wechat.say("赵磊", POLL)
    await wechat.say("王强", "A C都行")
    assert wechat.last().startswith("@王强 活动 #1 已记下：A、C 可以")
    await wechat.say("赵磊", "/活动 1 定 A")
    assert any("时间定为 A" in text for text in wechat.said())


def test_the_best_date_has_most_who_can_then_fewest_who_cannot() -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    choices = [Choice(place, now + timedelta(days=place)) for place in range(4)]
    said = [(1, "yes"), (1, "no"), (2, "yes"), (3, "yes"), (0, "yes"), (0, "yes")]
    counts = count(choices, [Vote(MemberId(str(i)), str(i), place, answer) for i, (place, answer) in enumerate(said)])
    assert [one.choice.letter for one in best(counts, now)] == ["C", "D"]
    assert best(count(choices, []), now) == []
