"""What counts as an answer to an activity, and what is other talk."""

import pytest

from plugins.activities.domain.poll import MAYBE, NO, YES
from plugins.activities.domain.words import LONGEST, Answer, read_acceptance, read_answer, read_guests


def words(text: str) -> list[str]:
    return text.split()


COMES = words(
    """
    报名 参加 我报名 我要参加！ 我参加 报名参加 我也参加 我也要报名 想参加 我想参加 一定参加 准时参加 肯定参加
    确认参加 可以参加 我报名了 报名！！ 报个名 算我一个 加我一个 带上我 好的，我参加 收到，报名 大家好，我报名
    报名，谢谢 我报名参加，谢谢 报名，几点集合？ 参加，需要带什么吗 参加这次活动 报名活动 报名[微笑] 报名👍
    我报名～ 报名。
    """
)
WITH_GUESTS = {
    "报名 +2": 2,
    "我报名＋１": 1,
    "报名+1": 1,
    "报名带2人": 2,
    "报名 带2人": 2,
    "报名，带两个朋友": 2,
    "报名，带家属": 1,
    "报名，带家属2人": 2,
    "参加，带一个孩子": 1,
    "报名3人": 2,
    "报名，共3人": 2,
    "报名两人": 1,
    "我参加，加2人": 2,
}
BY_REPLY_ONLY = ["+1", "1", "去", "来", "我去", "我来", "能去", "可以来", "一定到", "准时到", "加一", "扣1"]
DECLINES = words(
    """
    不能参加 我不能参加 不参加 不报名 不参加了 不想报名 不想参加 参加不了 无法参加 没法参加 没空参加 没时间参加
    不方便参加 抱歉，不能参加 不好意思，这次参加不了 有事不能参加 周五有事，去不了 临时有事，参加不了
    要加班，不能参加 取消报名 退出报名 别算我 去不了 来不了 有事去不了 我去不了 赶不上 家里有事，来不了
    身体不舒服，去不了 出差，参加不了
    """
)
DECLINES_WHERE_SIGNED_UP = ["请假", "我请假", "请个假", "明天请假", "不去了", "我不去", "不来了", "缺席"]
PERHAPS = [
    "待定", "我待定", "先待定", "可能参加", "可能会参加", "不一定能参加", "不确定能不能参加", "尽量参加",
    "争取参加", "大概参加", "应该能参加", "可能参加不了", "看情况参加"
]  # fmt: skip
PERHAPS_BY_REPLY = [
    "不确定", "看情况", "不一定能去", "可能去", "可能去不了", "到时候看", "再说", "尽量来", "不知道能不能来"
]  # fmt: skip
OTHER_TALK = words(
    """
    谁报名了 谁报名了？ 报名截止了吗 报名截止 报名截止了 怎么报名 怎么报名？ 如何报名 哪里报名 在哪报名 报名了吗
    报名吗 报名？ 报名了没 报名了没有 都报名了没 你报名了吗 你参加吗 大家参加吗 有人参加吗 有谁参加 几个人参加
    多少人报名了 还能报名吗 可以报名吗 现在还可以报名吗 能不能参加 要不要参加 参加不参加 是否参加 参不参加
    不报名可以吗 不参加可以吗 不参加，可以吗 参加，可以吗 不能参加怎么办 不能参加要请假吗 谁不能参加 谁去不了
    为什么不参加 他报名 他参加 他去不了 她不参加 张三去不了 小李不能参加 帮我报名 帮他报名 替李娜报名 大家报名
    请大家报名 请报名 请踊跃报名 欢迎参加 都来参加 抓紧报名 快报名 报名的人 报名的请接龙 参加的同事请带水
    报名表在哪 报名表交了 我报名表交了 报名费多少 报名费交给谁 报名时间 报名链接 报名已满 报名人数 没报名
    还没报名 没报名的抓紧 我没参加 未报名 参加会议 参加培训 我参加周会 我在参加会议 昨天参加了 参加了 我参加过了
    参加过 不得不参加 不能不参加 必须参加吗 请假一天 请假条 请假流程 请假要找谁 他请假 张三请假 怎么请假
    谁请假了 请假了吗 我下周请假三天 可能下雨 可能要改 会议室待定 时间待定 时间待定吗 待定吗 地点待定 不确定时间
    好 好的 收到 OK 哈哈 + 2 10 我去，这么贵 去年的报名 来了 去哪 去吗 要报名费 报名要什么材料 你们参加吧
    建议参加
    """
)


@pytest.mark.parametrize("text", COMES)
def test_people_sign_up_in_many_words(text: str) -> None:
    answer = read_answer(text)
    assert answer is not None
    assert (answer.kind, answer.guests, answer.sure) == (YES, None, True)


@pytest.mark.parametrize(("text", "guests"), WITH_GUESTS.items())
def test_guests_are_counted(text: str, guests: int) -> None:
    assert read_answer(text) == Answer(YES, guests)


@pytest.mark.parametrize("text", BY_REPLY_ONLY)
def test_short_words_only_mean_an_activity_as_a_reply(text: str) -> None:
    assert read_answer(text) == Answer(YES, sure=False)


@pytest.mark.parametrize("text", DECLINES)
def test_people_decline_in_many_words(text: str) -> None:
    assert read_answer(text) == Answer(NO)


@pytest.mark.parametrize("text", DECLINES_WHERE_SIGNED_UP)
def test_a_leave_out_of_the_blue_only_means_who_has_signed_up(text: str) -> None:
    assert read_answer(text) == Answer(NO, sure=False, signed_only=True)


@pytest.mark.parametrize("text", PERHAPS)
def test_people_leave_it_open(text: str) -> None:
    assert read_answer(text) == Answer(MAYBE)


@pytest.mark.parametrize("text", PERHAPS_BY_REPLY)
def test_vague_words_only_mean_an_activity_as_a_reply(text: str) -> None:
    assert read_answer(text) == Answer(MAYBE, sure=False)


@pytest.mark.parametrize("text", OTHER_TALK)
def test_questions_calls_and_talk_of_others_answer_nothing(text: str) -> None:
    answer = read_answer(text)
    assert answer is None or not (answer.sure or answer.signed_only)


@pytest.mark.parametrize(
    ("text", "number"), [("报名活动#2", 2), ("报名#3", 3), ("活动2报名", 2), ("#12 不参加", 12), ("活动 #4 待定", 4)]
)
def test_the_number_of_the_activity_may_be_said(text: str, number: int) -> None:
    answer = read_answer(text)
    assert answer is not None
    assert answer.number == number


def test_two_more_come_with_a_bare_plus_two() -> None:
    assert read_answer("+2") == Answer(YES, 2, sure=False)


def test_a_long_text_is_never_read() -> None:
    assert read_answer("报名" + "！" * LONGEST) is None
    assert read_answer("") is None


@pytest.mark.parametrize(
    ("text", "guests"),
    [("+2", 2), ("＋２人", 2), ("带2人", 2), ("带家属", 1), ("带两个朋友", 2), ("2", None), ("+", None), ("+x", None)],
)
def test_guests_alone_are_read(text: str, guests: int | None) -> None:
    assert read_guests(text) == guests


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("要", True), ("我要", True), ("确认", True), ("接受", True), ("好的", True), ("可以", True), ("我参加", True),
        ("报名", True), ("ok", True), ("接受递补", True), ("要这个名额", True), ("行", True),
        ("不要", False), ("不要了", False), ("算了", False), ("放弃", False), ("让给别人", False),
        ("要吗", None), ("好的收到", None), ("要开会", None), ("谁要", None), ("可以吗？", None), ("哈哈", None),
    ],
)  # fmt: skip
def test_an_offered_place_is_taken_or_left(text: str, taken: bool | None) -> None:
    assert read_acceptance(text) is taken
