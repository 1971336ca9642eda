from datetime import UTC, datetime, timedelta

import pytest

from plugins.antispam.domain.assess import assess
from plugins.antispam.domain.message import Authored
from plugins.antispam.domain.policy import FloodLimits, Policy
from plugins.antispam.domain.talk import copies as copies_module
from plugins.antispam.domain.talk import window as window_module
from plugins.antispam.domain.talk.copies import Copies
from plugins.antispam.domain.talk.window import Window, WindowFacts
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


def test_acknowledgements_do_not_count() -> None:
    assert {v.code for v in say(Window(), ["收到", "好的", "OK", "收到，谢谢", "+1"] * 10, step=0.2)} == {CLEAN}


def test_commands_that_the_bot_knows_do_not_count_others_do() -> None:
    window = Window()
    for i in range(20):
        facts = window.observe("g", "wang", f"/ack {i}", NOW + timedelta(seconds=i * 0.2), LIMITS, exempt=True)
        assert facts == WindowFacts()
    facts = WindowFacts()
    for i in range(9):
        facts = window.observe("g", "wang", f"/xyz {i}", NOW + timedelta(seconds=5 + i * 0.2), LIMITS, exempt=False)
    assert facts.short_count == 9


def test_the_same_text_three_times_is_a_repeat() -> None:
    verdicts = say(Window(), ["大家帮忙看看这个问题", "大家帮忙看看这个问题！", "大家帮忙看看 这个问题啊"], step=20)
    assert [v.code for v in verdicts] == [CLEAN, CLEAN, "flood"]


def test_the_same_text_after_a_long_time_is_none() -> None:
    assert {v.code for v in say(Window(), ["大家帮忙看看这个问题"] * 4, step=90)} == {CLEAN}


SALE = "大量出售全新设备配件，欢迎各位前来咨询选购"


def by_members(window: Window, text: str, *, group: str = "g", at: datetime = NOW) -> list[WindowFacts]:
    return [window.observe(group, member, text, at, LIMITS) for member in ("a", "b", "c")]


def test_the_same_text_from_several_members_is_only_noted() -> None:
    text = "下周三消防演练全体参加，请各部门提前安排好值守"
    facts = by_members(Window(), text)
    verdict = assess(Authored(text), facts[-1], Policy())
    assert [f.same_text_members for f in facts] == [1, 2, 3]
    assert verdict.action is Action.NONE
    assert any(c.name == "repeats" and c.evidence for c in verdict.checks)


@pytest.mark.parametrize(
    "text",
    [
        "收到",
        "各位领导同事们早上好",
        "祝王总生日快乐，身体健康，万事如意",
        "欢迎新同事李雷加入我们，祝工作顺利",
        "沉痛悼念张老，一路走好，节哀顺变",
        "#接龙 周五聚餐报名\n1. 王强\n2. 李雷",
        "1. 王强 两人\n2. 李雷 一人\n3. 林静 一人",
    ],
)
def test_what_many_say_is_no_copy(text: str) -> None:
    assert {f.same_text_members for f in by_members(Window(), text)} <= {0, 1}
    assert {f.copy_members for f in by_members(Window(), text)} <= {0, 1}


@pytest.mark.parametrize(
    "text", ["祝大家新年快乐，加微信 abc12345 领红包", "恭喜发财 www.hongbao.top 大吉大利，平安健康"]
)
def test_a_wish_with_a_way_to_be_reached_is_a_copy_all_the_same(text: str) -> None:
    assert by_members(Window(), text)[-1].copy_members == 3


def test_near_same_texts_of_several_members_are_one_text() -> None:
    window = Window()
    texts = [SALE, f"{SALE}！8", "大量出售全新设备配件x，欢迎各位前来咨询选购", "😀" + SALE.replace("，", "")]
    members = [window.observe("g", f"m{i}", text, NOW, LIMITS).same_text_members for i, text in enumerate(texts)]
    assert members == [1, 2, 3, 4]


def test_different_texts_with_the_same_beginning_are_not_one() -> None:
    window = Window()
    window.observe("g", "a", "各位同事请注意今天下午三点在二楼开安全例会", NOW, LIMITS)
    facts = window.observe("g", "b", "各位同事请注意本周五之前把年度考核表交到人事", NOW, LIMITS)
    assert facts.same_text_members == 1


def test_one_member_s_text_in_three_groups_is_counted_by_groups() -> None:
    window = Window()
    groups = [
        window.observe(f"g{i}", "wang", f"{SALE}{i}", NOW + timedelta(minutes=i), LIMITS).copy_groups for i in range(3)
    ]
    assert groups == [1, 2, 3]
    assert window.observe("g9", "lin", SALE, NOW, LIMITS).copy_members == 2


def test_what_was_said_elsewhere_long_ago_does_not_count() -> None:
    window = Window()
    window.observe("g1", "wang", SALE, NOW, LIMITS)
    assert window.observe("g2", "wang", SALE, NOW + timedelta(minutes=11), LIMITS).copy_groups == 1


def test_the_same_three_times_in_one_group_is_one_group() -> None:
    window = Window()
    assert [window.observe("g", "wang", SALE, NOW, LIMITS).copy_groups for _ in range(3)] == [1, 1, 1]


def test_copies_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies_module, "TEXTS", 10)
    monkeypatch.setattr(copies_module, "SAYINGS", 5)
    copies = Copies()
    for i in range(100):
        copies.note(("g", str(i)), f"{i:03d}号楼的住户请到物业领取快递{i:03d}", NOW.timestamp(), here=LIMITS.seconds[2])
        assert copies.note(("g", str(i)), SALE, NOW.timestamp(), here=LIMITS.seconds[2]).members <= 5
    assert 5 <= len(copies) <= 10
    shelves = (copies._latest, copies._before)  # pyright: ignore[reportPrivateUsage]
    assert sum(len(shelf.by_anchor) for shelf in shelves) <= 40


def test_what_is_said_again_is_remembered_for_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies_module, "TEXTS", 10)
    copies = Copies()
    for i in range(60):
        copies.note(("g", str(i)), f"{i:03d}号楼的住户请到物业领取快递{i:03d}", NOW.timestamp(), here=LIMITS.seconds[2])
        if i % 4 == 0:
            facts = copies.note((f"g{i}", "wang"), SALE, NOW.timestamp(), here=LIMITS.seconds[2])
            assert facts.groups == i // 4 + 1


def test_a_group_that_is_forgotten_leaves_the_others_copies() -> None:
    window = Window()
    window.observe("g1", "wang", SALE, NOW, LIMITS)
    window.observe("g2", "wang", SALE, NOW, LIMITS)
    window.forget("g1")
    assert window.observe("g3", "wang", SALE, NOW, LIMITS).copy_groups == 2


def test_pictures_are_counted_by_kind_and_as_messages() -> None:
    window, facts = Window(), WindowFacts()
    for i in range(12):
        facts = window.observe("g", "wang", "", NOW + timedelta(seconds=i * 0.5), LIMITS, media="image")
    assert (facts.media_count, facts.short_count, facts.repeats) == (12, 12, 0)
    assert window.observe("g", "wang", "", NOW + timedelta(seconds=7), LIMITS, media="sticker").media_count == 1
    assert window.observe("g", "wang", "看看这些照片", NOW + timedelta(seconds=8), LIMITS).media_count == 0


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("王工的电话是多少？", True),
        ("谁有李主任的联系方式", True),
        ("把你手机号发我一下", True),
        ("请各位填报一下账号", True),
        ("会议改到下午三点", False),
    ],
)
def test_an_answer_to_somebody_s_question_is_known(question: str, answers: bool) -> None:
    window = Window()
    window.observe("g", "lin", question, NOW, LIMITS)
    assert window.observe("g", "wang", "13800138000", NOW + timedelta(seconds=60), LIMITS).answers_question is answers
    assert not window.observe("g", "wang", "13800138000", NOW + timedelta(minutes=3), LIMITS).answers_question
    assert not window.observe("other", "wang", "13800138000", NOW, LIMITS).answers_question


def test_nobody_answers_their_own_question_but_a_reply_answers() -> None:
    window = Window()
    window.observe("g", "wang", "想赚钱吗？", NOW, LIMITS)
    assert not window.observe("g", "wang", "加我微信", NOW, LIMITS).answers_question
    assert window.observe("g", "wang", "是这个号", NOW, LIMITS, quotes_other=True).answers_question


def test_twelve_pieces_within_a_minute_are_put_together() -> None:
    window, facts = Window(), WindowFacts()
    for i, piece in enumerate("加微信13800138000"):
        facts = window.observe("g", "wang", piece, NOW + timedelta(seconds=i * 4), LIMITS)
    assert facts.joined == "微信13800138000"[-13:]
    assert len(facts.pieces) == 12


def test_pieces_older_than_a_minute_are_no_longer_put_together() -> None:
    window = Window()
    window.observe("g", "wang", "代开", NOW, LIMITS)
    assert window.observe("g", "wang", "发票", NOW + timedelta(seconds=61), LIMITS).joined == ""


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
    assert window.observe("g", "wang", "一件事情", NOW, LIMITS) == WindowFacts(1, 1, 1)


def test_limits_are_read_from_a_clause() -> None:
    limits = FloodLimits.from_parameters({"messages": "5", "window": "30s"})
    assert (limits.short_messages, limits.short_window) == (5, timedelta(seconds=30))
    assert FloodLimits.from_parameters({}) == FloodLimits()
    with pytest.raises(ValueError):
        FloodLimits.from_parameters({"messages": "0"})
    with pytest.raises(ValueError):
        FloodLimits.from_parameters({"messages": "5", "window": "soon"})
