import pytest

from bot.governance.hours import EMERGENCY_WORDS
from plugins.antispam.domain.talk.hours import Forbidden, check_hours, is_against, what_is_forbidden


@pytest.mark.parametrize(
    ("clause", "forbidden"),
    [
        ("休息时间（22:30至次日6:30）不得在群内发布与工作无关的信息，紧急情况除外。", Forbidden.IDLE),
        ("限时交流：非工作时间，群内原则上不进行与工作无关的交流。", Forbidden.IDLE),
        ("夜间22:00-07:00请勿在群内发送非紧急消息。", Forbidden.ALL),
        ("晚上22:00-7:00为休息时间，非紧急事项不在群内发言。", Forbidden.ALL),
        ("22:00至7:00为静默时间。", Forbidden.ALL),
        ("12:00-14:00午休期间禁止发言。", Forbidden.ALL),
        ("工作时间为周一至周五9:00-18:00，休息时间为12:00-13:30。", Forbidden.NOTHING),
        ("值班人员夜间22:00-7:00应保持电话畅通。", Forbidden.NOTHING),
    ],
)
def test_what_a_clause_forbids(clause: str, forbidden: Forbidden) -> None:
    assert what_is_forbidden(clause) is forbidden


@pytest.mark.parametrize(
    ("text", "media", "idle", "other"),
    [
        ("哈哈哈笑死我了", "", True, True),
        ("谁出来吃夜宵烧烤", "", True, True),
        ("", "sticker", True, True),
        ("", "image", False, True),  # may be of work
        ("明天的会议改到十点", "", False, True),
        ("晚安，明天的报表我早上发", "", False, True),
        ("我到家了", "", False, True),
        ("收到", "", False, False),
        ("三楼停电了，谁有物业电话", "", False, False),
        ("紧急！服务器宕机了哈哈", "", False, False),
        ("有人受伤，快打120", "", False, False),
        ("快拨119", "", False, False),
        ("王者荣耀皮肤120一个", "", True, True),
        ("", "", False, False),
    ],
)
def test_what_goes_against_it(text: str, media: str, idle: bool, other: bool) -> None:
    def against(forbidden: Forbidden) -> bool:
        return is_against(check_hours(text, forbidden, emergency=EMERGENCY_WORDS, media=media))

    assert against(Forbidden.IDLE) is idle
    assert against(Forbidden.ALL) is other
    assert against(Forbidden.NOTHING) is False


def test_an_emergency_is_kept_as_evidence_of_a_clean_check() -> None:
    check = check_hours("三楼停电了", Forbidden.ALL, emergency=EMERGENCY_WORDS)
    assert [(e.sign, e.text) for e in check.evidence] == [("emergency", "停电")]
