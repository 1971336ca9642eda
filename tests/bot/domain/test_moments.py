from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.moments import parse_moment

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 25, 15, 30, tzinfo=ZONE)
"""A Wednesday afternoon."""


def at(month: int, day: int, hour: int = 18, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "moment", "rest"),
    [
        ("18:00", at(11, 25), ""),
        ("  18:00 全体开会", at(11, 25), "全体开会"),
        ("18：00", at(11, 25), ""),
        ("１８：００前", at(11, 25), ""),
        ("18点", at(11, 25), ""),
        ("18點", at(11, 25), ""),
        ("18点半", at(11, 25, 18, 30), ""),
        ("18时30分", at(11, 25, 18, 30), ""),
        ("18点05分交表", at(11, 25, 18, 5), "交表"),
        ("十八点三十分", at(11, 25, 18, 30), ""),
        ("六点一刻", at(11, 26, 6, 15), ""),
        ("下午6点", at(11, 25), ""),
        ("下午 6点", at(11, 25), ""),
        ("下午6:05", at(11, 25, 18, 5), ""),
        ("下午4点整", at(11, 25, 16), ""),
        ("晚上8点半", at(11, 25, 20, 30), ""),
        ("晚上12点", at(11, 26, 0), ""),
        ("晚8点", at(11, 25, 20), ""),
        ("中午12点", at(11, 26, 12), ""),
        ("中午1点", at(11, 26, 13), ""),
        ("凌晨12点半", at(11, 26, 0, 30), ""),
        ("24:00", at(11, 26, 0), ""),
        ("9:00", at(11, 26, 9), ""),
        ("15:30", at(11, 26, 15, 30), ""),
        ("15:31", at(11, 25, 15, 31), ""),
        ("8点", at(11, 26, 8), ""),
        ("今天", at(11, 25), ""),
        ("今天9:00", at(11, 25, 9), ""),
        ("今日17点", at(11, 25, 17), ""),
        ("今天下午", at(11, 25), ""),
        ("今晚", at(11, 25, 20), ""),
        ("今晚7点", at(11, 25, 19), ""),
        ("今晚12点", at(11, 26, 0), ""),
        ("明天9:00", at(11, 26, 9), ""),
        ("明天 9:00 会议室", at(11, 26, 9), "会议室"),
        ("明天", at(11, 26), ""),
        ("明天停电", at(11, 26), "停电"),
        ("明天上午", at(11, 26, 10), ""),
        ("明天的上午十点半", at(11, 26, 10, 30), ""),
        ("明天中午", at(11, 26, 12), ""),
        ("明天下午3点前", at(11, 26, 15), ""),
        ("明天下午3点前台集合", at(11, 26, 15), "前台集合"),
        ("明天三点要求", at(11, 26), "三点要求"),
        ("明早9点", at(11, 26, 9), ""),
        ("明早", at(11, 26, 9), ""),
        ("明晚", at(11, 26, 20), ""),
        ("后天", at(11, 27), ""),
        ("大后天8:30", at(11, 28, 8, 30), ""),
        ("周五14:00", at(11, 27, 14), ""),
        ("周五前，交表", at(11, 27), "，交表"),
        ("周三14:00", at(12, 2, 14), ""),
        ("周三16:00", at(11, 25, 16), ""),
        ("星期三", at(11, 25), ""),
        ("礼拜天", at(11, 29), ""),
        ("周一", at(11, 30), ""),
        ("本周五", at(11, 27), ""),
        ("本周一", at(11, 23), ""),
        ("这周日10点", at(11, 29, 10), ""),
        ("下周一9点", at(11, 30, 9), ""),
        ("下周五", at(12, 4), ""),
        ("下个星期二", at(12, 1), ""),
        ("下下周一", at(12, 7), ""),
        ("12月5日14:00", at(12, 5, 14), ""),
        ("12月5日（周六）14:00", at(12, 5, 14), ""),
        ("12月5号", at(12, 5), ""),
        ("十二月五日下午三点", at(12, 5, 15), ""),
        ("12-05 14:00", at(12, 5, 14), ""),
        ("12/5", at(12, 5), ""),
        ("12/5 9点", at(12, 5, 9), ""),
        ("2026-12-05 14:00", at(12, 5, 14), ""),
        ("2026-12-05T14:00", at(12, 5, 14), ""),
        ("2026/12/5", at(12, 5), ""),
        ("2026.12.5", at(12, 5), ""),
        ("2026年12月5日", at(12, 5), ""),
        ("2026年12月5日晚上7点", at(12, 5, 19), ""),
        ("2020-01-01", at(1, 1, year=2020), ""),
        ("1月5日", at(1, 5, year=2027), ""),
        ("11月20日", at(11, 20), ""),
        ("明年3月1日", at(3, 1, year=2027), ""),
        ("28日17:00", at(11, 28, 17), ""),
        ("3号", at(12, 3), ""),
        ("下月3号", at(12, 3), ""),
        ("30分钟后", datetime(2026, 11, 25, 16, 0, tzinfo=ZONE), ""),
        ("半小时后", datetime(2026, 11, 25, 16, 0, tzinfo=ZONE), ""),
        ("2小时内", datetime(2026, 11, 25, 17, 30, tzinfo=ZONE), ""),
        ("1小时30分钟内交", datetime(2026, 11, 25, 17, 0, tzinfo=ZONE), "交"),
        ("两小时之后", datetime(2026, 11, 25, 17, 30, tzinfo=ZONE), ""),
        ("3天后", datetime(2026, 11, 28, 15, 30, tzinfo=ZONE), ""),
        ("3天后9点", at(11, 28, 9), ""),
        ("3天后的上午9:30", at(11, 28, 9, 30), ""),
        ("一周内", datetime(2026, 12, 2, 15, 30, tzinfo=ZONE), ""),
        ("30min后", datetime(2026, 11, 25, 16, 0, tzinfo=ZONE), ""),
        ("月底", at(11, 30), ""),
        ("本月底前", at(11, 30), ""),
        ("下月底", at(12, 31), ""),
        ("年底", at(12, 31), ""),
        # not a time, or no such time
        ("", None, ""),
        ("全体开会", None, ""),
        ("25:00", None, ""),
        ("18:60", None, ""),
        ("18:5", None, ""),
        ("118:00", None, ""),
        ("明天25:00", None, ""),
        ("明天25点", None, ""),
        ("上午14点", None, ""),
        ("2月30日", None, ""),
        ("2026-02-30", None, ""),
        ("2027-13-01", None, ""),
        ("13/5", None, ""),
        ("12-05个", None, ""),
        ("三点要求如下", None, ""),
        ("2小时", None, ""),
        ("30分钟", None, ""),
        ("下午", None, ""),
        ("晚上记得关灯", None, ""),
        ("后勤部", None, ""),
        ("明白了", None, ""),
        ("今年的计划", None, ""),
        ("3号楼停电", None, ""),
        ("2026", None, ""),
        ("13800001111", None, ""),
    ],
)
def test_times_are_read_as_people_type_them(text: str, moment: datetime | None, rest: str) -> None:
    read = parse_moment(text, NOW)
    assert (read[0] if read else None) == moment
    if read is not None and moment is not None:
        assert read[1] == rest


def test_the_default_time_of_a_date_is_given_by_the_caller() -> None:
    assert parse_moment("明天", NOW, time(9, 30)) == (at(11, 26, 9, 30), "")


def test_today_without_a_time_means_its_end_when_the_default_is_past() -> None:
    late = NOW.replace(hour=20)
    assert parse_moment("今天", late) == (at(11, 25, 23, 59), "")
    assert parse_moment("周三", late) == (at(12, 2), "")


def test_the_29th_of_february_waits_for_a_leap_year_only_when_that_is_the_next() -> None:
    assert parse_moment("2月29日", NOW) is None
    assert parse_moment("2月29日", NOW.replace(year=2027)) == (at(2, 29, year=2028), "")


def test_the_answer_is_in_the_zone_of_now() -> None:
    read = parse_moment("明天9:00", NOW)
    assert read is not None
    assert read[0].utcoffset() == NOW.utcoffset()


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789０：:点时半月日号年周星期一五下上午明今后天内分钟小/- 前T的（）", max_size=16))
def test_no_text_raises_and_the_rest_is_a_part_of_it(text: str) -> None:
    read = parse_moment(text, NOW)
    if read is not None:
        assert read[0].tzinfo is not None
        assert text.rstrip().endswith(read[1].rstrip())
