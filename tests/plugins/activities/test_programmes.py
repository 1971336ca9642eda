"""Activities that come again by themselves: announced in time, once, over restarts and holidays."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.governance.directory import directory
from bot.store import audit, models
from plugins.activities.models import ActivityRow, Programme, ProgrammeDate
from tests.support.house import TestHouse, open_house

ZONE = ZoneInfo("Asia/Shanghai")
CLUB = "/例行活动 读书会 | 每周五 15:00-16:30 | 三楼 | 轮流分享 | 20"


async def _starts(house: TestHouse) -> list[str]:
    rows = await ActivityRow.all().order_by("starts_at")
    return [row.starts_at.astimezone(ZONE).strftime("%m-%d %H:%M") for row in rows]


def _to(house: TestHouse, text: str) -> timedelta:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZONE) - house.clock.now()


async def test_each_date_is_announced_three_days_before_once_over_restarts(each_store: TestHouse) -> None:
    house = each_store
    await house.say("林静", CLUB)
    assert "例行活动 #1“读书会”已设立：每周五 15:00，下一次 3月6日（周五）15:00" in house.last()
    await house.pass_time(_to(house, "03-03T08:59"))
    assert await _starts(house) == []
    for day in range(3, 25):
        for _ in range(2):
            house = await open_house(house.clock, house.platform, timezone="Asia/Shanghai")
            await house.pass_time(_to(house, f"03-{day:02d}T09:01") if day < 32 else 0)
    assert await _starts(house) == ["03-06 15:00", "03-13 15:00", "03-20 15:00", "03-27 15:00"]
    assert sum("】读书会" in text for text in house.said()) == 4
    row = await ActivityRow.all().order_by("starts_at").first()
    assert row is not None
    assert (row.capacity, row.place, row.organiser_name, row.state) == (20, "三楼", "林静", "over")
    assert row.ends_at is not None
    assert row.ends_at - row.starts_at == timedelta(minutes=90)
    assert await audit.verify(f"group:{house.group.id}") is None


async def test_an_announced_date_takes_sign_ups_like_any_other(house: TestHouse) -> None:
    await house.say("林静", CLUB)
    await house.pass_time(_to(house, "03-03T09:01"))
    await house.say("王强", "报名")
    (activity,) = await ActivityRow.all()
    await house.say("王强", f"/活动 {activity.number}")
    assert "王强" in house.last()


async def test_dates_missed_while_the_bot_was_away_are_not_announced_afterwards(house: TestHouse) -> None:
    await house.say("林静", CLUB)
    await house.pass_time(_to(house, "03-19T10:00"))
    assert await _starts(house) == ["03-20 15:00"]
    missed = await ProgrammeDate.filter(activity_id=None).count()
    assert missed == 1


async def test_a_holiday_moves_or_skips_as_was_said(house: TestHouse) -> None:
    # 1 to 5 May 2026 are days off: a Friday to a Tuesday
    await house.say("林静", "/例行活动 顺延会 | 每周五 15:00 遇节假日顺延 | 三楼 | 甲")
    await house.say("林静", "/例行活动 跳过会 | 每周五 15:00 遇节假日跳过 | 三楼 | 乙")
    await house.say("林静", "/例行活动 照常会 | 每周五 15:00 | 三楼 | 丙")
    for _ in range(1, 72):
        await house.pass_time(timedelta(days=1))
    found: dict[str, list[str]] = {}
    for row in await ActivityRow.filter(starts_at__gte=datetime(2026, 4, 25, tzinfo=ZONE)).order_by("starts_at"):
        found.setdefault(row.title, []).append(row.starts_at.astimezone(ZONE).strftime("%m-%d"))
    assert found["照常会"][0] == "05-01"
    assert found["跳过会"][0] == "05-08"
    assert found["顺延会"][:2] == ["05-06", "05-08"]


async def test_an_organiser_needs_approval_and_a_member_cannot(house: TestHouse) -> None:
    await house.say("王强", CLUB)
    assert "没有使用这个命令的权限" in house.last()
    await house.say("赵磊", CLUB)
    assert "待审核：例行活动 #1“读书会”" in house.last()
    await house.pass_time(timedelta(days=3))
    assert await _starts(house) == []
    await house.say("林静", "/申请")
    assert "读书会" in house.last()
    await house.say("林静", "/通过 1")
    assert any("已设立" in text for text in house.said())
    await house.pass_time(timedelta(hours=1))
    assert await _starts(house) == ["03-06 15:00"]


async def test_a_refused_one_never_runs_and_its_proposer_is_told_why(house: TestHouse) -> None:
    await house.say("赵磊", CLUB)
    await house.say("林静", "/驳回 1 场地已满")
    assert any("未获同意：场地已满" in text for text in house.said())
    await house.pass_time(timedelta(days=30))
    assert await _starts(house) == []
    await house.say("林静", "/通过 1")
    assert "已经处理过了" in house.last()


async def test_it_is_listed_shown_skipped_and_stopped(house: TestHouse) -> None:
    await house.say("林静", "/例行活动")
    assert "现在没有例行活动" in house.last()
    await house.say("林静", CLUB)
    await house.say("王强", "/programme")
    assert "#1 读书会　每周五 15:00　下一次 3月6日" in house.last()
    await house.say("王强", "/show 1")
    assert "例行活动 #1“读书会”（进行中）" in house.last()
    await house.say("王强", "/例行活动 1 停止")
    assert "只有活动 #1 的组织者或管理员" in house.last()
    await house.say("林静", "/例行活动 1 跳过")
    assert "跳过 3月6日（周五）15:00 这一次，下一次 3月13日（周五）15:00" in house.last()
    await house.pass_time(timedelta(days=8, hours=1))
    assert await _starts(house) == ["03-13 15:00"]
    await house.say("林静", "/例行活动 1 停止")
    assert "已停止" in house.last()
    await house.pass_time(timedelta(days=30))
    assert await _starts(house) == ["03-13 15:00"]
    await house.say("林静", "/例行活动 1 停止")
    assert "已停止" in house.last()


async def test_what_cannot_be_read_is_named_and_nothing_kept(house: TestHouse) -> None:
    await house.say("林静", "/例行活动 读书会 | 有空时 | 三楼 | 分享")
    assert "时间“有空时”看不懂" in house.last()
    assert await Programme.all().count() == 0


async def test_a_group_that_was_disabled_goes_on_where_it_stands(house: TestHouse) -> None:
    await house.say("林静", CLUB)
    await house.say("林静", "/停用")
    await house.pass_time(timedelta(days=14))
    assert await _starts(house) == []
    await house.say("林静", "/enable")
    await house.pass_time(timedelta(days=2))
    assert await _starts(house) == ["03-20 15:00"]


async def _state(house: TestHouse, schedule: str) -> None:
    row = await models.Regulation.get()
    clauses: list[dict[str, Any]] = list(row.clauses)
    duty = {"code": "event.program", "via": "auto", "parameters": {"schedule": schedule}}
    clauses.append({"path": "第九十九条", "text": "每月组织一次分享会。", "duties": [duty]})
    await models.Regulation.all().update(clauses=clauses)
    await directory.load(now=house.clock.now())


async def test_a_clause_that_asks_for_one_every_month_is_minded_once_near_its_end(house: TestHouse) -> None:
    await _state(house, "monthly")
    await house.pass_time(timedelta(minutes=40))
    for _ in range(29):
        await house.pass_time(timedelta(days=1))
    told = [text for text in house.said() if "要求定期开展活动" in text]
    assert len(told) == 1
    assert "第九十九条" in told[0]
    assert "本月" in told[0]


async def test_nobody_is_reminded_of_it_where_something_is_planned(house: TestHouse) -> None:
    await _state(house, "monthly")
    await house.pass_time(timedelta(minutes=40))
    await house.say("林静", "/例行活动 分享会 | 每月25日 15:00 | 三楼 | 分享")
    for _ in range(29):
        await house.pass_time(timedelta(days=1))
    assert not any("要求定期开展活动" in text for text in house.said())
