import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.notices.domain.answers import read_acknowledgement
from plugins.notices.domain.reactions import says_yes


@pytest.mark.parametrize(
    "text",
    [
        "收到",
        "收到！",
        "收到!!!",
        "收到。",
        "收到了",
        "收到啦",
        "收到哈",
        "收到~",
        "已收到",
        "已经收到",
        "我已收到",
        "我收到了",
        "收到 谢谢",
        "收到，谢谢",
        "收到谢谢",
        "收到，已转发",
        "收到，马上办",
        "收到，但我明天请假",
        "收到，不会迟到",
        "收到，没有意见",
        "收到领导",
        "收到，请放心",
        "收到，没问题",
        "领导好，收到",
        "好，收到",
        "好的，收到",
        "好的好的",
        "好的",
        "好的！",
        "嗯嗯，收到",
        "嗯收到",
        "OK",
        "ok",
        "Ok.",
        "ＯＫ",
        "OK收到",
        "OK的",
        "👌",
        "[OK]",
        "收到👍",
        "收到[抱拳]",
        "收到[OK]",
        "执行",
        "马上执行",
        "立即执行",
        "马上执行！",
        "明白，收到",
        "谢谢，收到",
        "我在外地，收到",
        "收到\n谢谢",
        "收到收到",
        "收到+1",
        "收到1",
        "收到，几点开会？",
        "这边收到",
        "我们部门收到",
        "本人已收到",
    ],
)
def test_a_line_that_says_yes_is_an_acknowledgement(text: str) -> None:
    assert read_acknowledgement(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "没收到",
        "没有收到",
        "还没收到",
        "未收到",
        "我没收到通知",
        "收不到",
        "收到了吗",
        "收到吗？",
        "收到没",
        "收到没有",
        "收到？",
        "都收到了吗",
        "谁收到了",
        "谁没收到",
        "收到请回复",
        "收到请回",
        "收到，请回复",
        "收到 请回复",
        "收到的请回复",
        "收到请大家回复1",
        "大家收到请回复",
        "大家，收到",
        "各位收到",
        "请收到的同事回复",
        "收到否",
        "收到不",
        "不执行",
        "暂不执行",
        "执行了吗",
        "执行力",
        "不好的",
        "好的吗",
        "好吗",
        "收到文件了",
        "收到一份文件",
        "收到钱了",
        "他收到了",
        "快递收到了",
        "他说的，收到了",
        "有没有收到",
        "收到了请接龙",
        "收到后回复",
        "明天停电",
        "不收到",
        "别执行",
        "嗯",
        "好",
        "谢谢",
        "1",
        "+1",
        "12",
        "#12",
        "今天怎么执行",
        "OK吗",
        "ok?",
        "收到 了吗",
        "收到了没",
        "收到…没",
        "收到的举手",
        "以上，收到请回复",
        "李四收到",
        "今天谁值班，收到",
        "你问问她，收到",
        "收到" * 40,
    ],
)
def test_questions_negations_and_calls_upon_others_are_none(text: str) -> None:
    assert read_acknowledgement(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("收到 #12", 12),
        ("收到#12", 12),
        ("收到12", 12),
        ("收到 12", 12),
        ("#12 收到", 12),
        ("#12收到，谢谢", 12),
        ("通知12收到", 12),
        ("通知 #12 收到", 12),
        ("12号通知收到", None),
        ("收到", None),
        ("收到1", None),
        ("收到 #1", 1),
    ],
)
def test_a_named_number_is_read(text: str, number: int | None) -> None:
    answer = read_acknowledgement(text)
    if text == "12号通知收到":
        assert answer is None or answer.number == 12
        return
    assert answer is not None
    assert answer.number == number


@pytest.mark.parametrize(
    ("text", "name", "counts"),
    [
        ("张三收到", "张三", True),
        ("张三 收到", "财务-张三", True),
        ("财务张三已收到", "财务-张三", True),
        ("财务部收到", "财务部 张三", True),
        ("李四收到", "张三", False),
        ("张三没收到", "张三", False),
    ],
)
def test_a_name_before_the_word_must_be_the_senders(text: str, name: str, counts: bool) -> None:
    assert (read_acknowledgement(text, name=name) is not None) is counts


def test_the_regulations_own_words_are_understood_too() -> None:
    assert read_acknowledgement("照办", ("已阅", "照办")) is not None
    assert read_acknowledgement("照办") is None
    assert read_acknowledgement("收到", ("已阅",)) is not None


def test_a_words_special_characters_are_only_characters() -> None:
    assert read_acknowledgement("收.*", ("(收.*",)) is None


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="收到好的没请谁吗?？OKok执行马上已 ，。#12张三回复了", max_size=20))
def test_no_text_raises_and_what_ends_as_a_question_never_counts(text: str) -> None:
    read_acknowledgement(text)
    assert read_acknowledgement(text + "收到吗？") is None


def test_reactions_that_say_yes_are_a_table() -> None:
    assert says_yes("124")
    assert says_yes("76")
    assert not says_yes("77")
    assert not says_yes("")


@pytest.mark.parametrize(
    ("text", "counts"),
    [("执行，收到吗？", False), ("好的，收到了没？", False), ("收到，几点执行？", True), ("收到，执行后汇报", True)],
)
def test_a_word_followed_by_the_question_whether_others_have_it_is_no_answer(text: str, counts: bool) -> None:
    assert (read_acknowledgement(text) is not None) is counts
