import pytest

from plugins.notices.domain.wishes import Wish, read_wish


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("", Wish()),
        ("12", Wish((12,))),
        ("#12", Wish((12,))),
        ("＃12", Wish((12,))),
        ("12 13", Wish((12, 13))),
        ("12、13", Wish((12, 13))),
        ("12 撤回", Wish((12,), True)),
        ("撤回 12", Wish((12,), True)),
        ("撤回", Wish((), True)),
        ("12 取消", Wish((12,), True)),
        ("12 @张三", Wish((12,), names=("张三",))),
        ("12 @张三 @李四", Wish((12,), names=("张三", "李四"))),
        ("12 代张三", Wish((12,), names=("张三",))),
        ("12 @张三 撤回", Wish((12,), True, ("张三",))),
        ("12 代", Wish((12,))),
    ],
)
def test_the_words_of_the_command_are_read(words: str, wish: Wish) -> None:
    assert read_wish(words) == wish


@pytest.mark.parametrize("words", ["收到", "明天开会", "12 已转发", "请问几点", "12 撤回 请问几点"])
def test_words_left_over_are_refused(words: str) -> None:
    assert read_wish(words) is None


def test_a_question_behind_the_number_is_a_remark() -> None:
    wish = read_wish("12 请问几点集合？")
    assert wish is not None
    assert wish.remark is not None
    assert (wish.numbers, wish.remark.kind, wish.remark.text) == ((12,), "question", "请问几点集合？")
