"""Reading whether a message warns of, reports, asks about or answers, rather than offends."""

import pytest

from plugins.antispam.domain.assess import assess
from plugins.antispam.domain.context import read_context
from plugins.antispam.domain.message import Authored
from plugins.antispam.domain.policy import builtin_policy
from plugins.antispam.domain.talk.window import WindowFacts
from plugins.antispam.domain.text.normalise import normalise
from plugins.antispam.domain.verdict import Action

AD = "日结兼职 一天三百 加微信 abc12345"
REPORTS = [
    f"我要举报，刚才有人私聊我发这个：{AD}",
    f"大家注意，这个是骗子：{AD}",
    f"这是诈骗，别信：“{AD}”",
    f"各位同事小心，别点，刚收到的短信：{AD}",
    f"有人在群里发“{AD}”，麻烦管理员处理",
    f"今天又收到这样的短信：{AD}，都是骗人的",
    f"@林静 举报 {AD}",
    f"昨天接到一个电话说{AD}，肯定是骗子",
]
OFFENCES = [
    AD,
    f"大家注意了，福利来了！{AD}",
    f"各位同事，好消息，{AD}",
    f"骗子勿扰，{AD}",
    f"假一赔十，{AD}",
    f"真实可靠不骗人，{AD}",
    f"朋友们看过来，{AD}",
]


@pytest.mark.parametrize("text", REPORTS)
def test_quoting_an_offence_to_report_it_is_at_most_shown_to_a_person(text: str) -> None:
    assert read_context(normalise(text)).reports
    assert assess(Authored(text), WindowFacts(), builtin_policy()).action is not Action.RECALL


@pytest.mark.parametrize("text", OFFENCES)
def test_an_offence_does_not_get_off_by_the_words_of_a_warning(text: str) -> None:
    assert not read_context(normalise(text)).reports
    assert assess(Authored(text), WindowFacts(), builtin_policy()).action is Action.RECALL


@pytest.mark.parametrize(
    ("text", "directed"),
    [
        ("你真是个傻逼", True),
        ("这破打印机真傻逼，又卡纸", False),
        ("滚出去", True),
        ("傻逼", True),
        ("什么傻逼需求", False),
    ],
)
def test_whether_somebody_is_spoken_to(text: str, directed: bool) -> None:
    assert read_context(normalise(text)).directed is directed


@pytest.mark.parametrize("text", ["有人骂我傻逼", "他刚才说我是傻逼，请管理员看看", "张三发“你这个贱人”，算不算辱骂？"])
def test_a_complaint_about_an_insult_is_shown_to_a_person(text: str) -> None:
    assert assess(Authored(text), WindowFacts(), builtin_policy()).action is Action.REVIEW
