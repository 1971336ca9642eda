from datetime import UTC, datetime, timedelta

import pytest

from plugins.antispam.domain.assess import assess
from plugins.antispam.domain.message import Authored
from plugins.antispam.domain.policy import FloodLimits, Policy
from plugins.antispam.domain.talk import window as window_module
from plugins.antispam.domain.talk.window import Window, WindowFacts, is_exempt
from plugins.antispam.domain.verdict import CLEAN, Action, Verdict

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LIMITS = FloodLimits()


def say(window: Window, texts: list[str], *, step: float = 1.0, member: str = "wang") -> list[Verdict]:
    verdicts: list[Verdict] = []
    for i, text in enumerate(texts):
        facts = window.observe("g", member, text, NOW + timedelta(seconds=i * step), LIMITS)
        verdicts.append(assess(Authored(text), facts, Policy()))
    return verdicts


def test_the_ninth_message_in_ten_seconds_is_a_flood() -> None:
    codes = [v.code for v in say(Window(), [f"第{i}件事情说一下" for i in range(9)], step=0.5)]
    assert codes == [CLEAN] * 8 + ["flood"]


def test_slow_talk_is_no_flood() -> None:
    assert {v.code for v in say(Window(), [f"第{i}件事情说一下" for i in range(40)], step=5)} == {CLEAN}


def test_acknowledgements_and_commands_do_not_count() -> None:
    assert {v.code for v in say(Window(), ["收到", "/ack 3", "好的", "OK"] * 10, step=0.2)} == {CLEAN}


@pytest.mark.parametrize(
    ("text", "exempt"),
    [
        ("收到", True),
        ("收到！", True),
        ("@王工 收到", True),
        ("／收到", True),
        ("收到钱了吗", False),
        ("买一送一", False),
    ],
)
def test_what_counts_as_an_acknowledgement(text: str, exempt: bool) -> None:
    assert is_exempt(text) is exempt


def test_the_same_text_three_times_is_a_repeat() -> None:
    verdicts = say(Window(), ["大家帮忙看看这个问题", "大家帮忙看看这个问题！", "大家帮忙看看 这个问题啊"], step=20)
    assert [v.code for v in verdicts] == [CLEAN, CLEAN, "flood"]


def test_the_same_text_after_a_long_time_is_none() -> None:
    assert {v.code for v in say(Window(), ["大家帮忙看看这个问题"] * 4, step=90)} == {CLEAN}


def test_a_greeting_from_several_members_is_only_noted() -> None:
    window = Window()
    text = "祝王总生日快乐，身体健康，万事如意"
    facts = [window.observe("g", m, text, NOW, LIMITS) for m in ("a", "b", "c")]
    verdict = assess(Authored(text), facts[-1], Policy())
    assert facts[-1].same_text_members == 3
    assert verdict.action is Action.NONE
    assert any(c.name == "repeats" and c.evidence for c in verdict.checks)


def test_a_word_cut_into_messages_is_put_together() -> None:
    verdicts = say(Window(), ["代开", "发票", "了解一下"])
    assert [v.code for v in verdicts] == [CLEAN, "illegal", CLEAN]


def test_pieces_of_two_members_are_not_put_together() -> None:
    window = Window()
    window.observe("g", "lin", "代开", NOW, LIMITS)
    assert window.observe("g", "wang", "发票", NOW, LIMITS).pieces == ()


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window_module, "MEMBERS", 10)
    window = Window()
    for i in range(100):
        window.observe("g", str(i), "今天的日报已经发到邮箱请查收", NOW, LIMITS)
    assert window.observe("g", "0", "又来了", NOW, LIMITS).short_count == 1
    assert window.observe("g", "99", "又来了", NOW, LIMITS).short_count == 2


def test_a_forgotten_group_starts_anew() -> None:
    window = Window()
    window.observe("g", "wang", "一件事情", NOW, LIMITS)
    window.forget("g")
    assert window.observe("g", "wang", "一件事情", NOW, LIMITS) == WindowFacts(1, 1, 1, 0, ())


def test_limits_are_read_from_a_clause() -> None:
    limits = FloodLimits.from_parameters({"messages": "5", "window": "30s"})
    assert (limits.short_messages, limits.short_window) == (5, timedelta(seconds=30))
    assert FloodLimits.from_parameters({}) == FloodLimits()
    with pytest.raises(ValueError):
        FloodLimits.from_parameters({"messages": "0"})
    with pytest.raises(ValueError):
        FloodLimits.from_parameters({"messages": "5", "window": "soon"})
