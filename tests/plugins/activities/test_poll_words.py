"""What counts as a vote on a date."""

import pytest

from plugins.activities.domain.poll_words import read_votes

Y, M, N = "yes", "maybe", "no"


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("A", {0: Y}), ("a", {0: Y}), ("Ａ", {0: Y}), ("2", {1: Y}), ("1 3", {0: Y, 2: Y}), ("A C", {0: Y, 2: Y}),
        ("AC", {0: Y, 2: Y}), ("A、C", {0: Y, 2: Y}), ("A和C", {0: Y, 2: Y}), ("A/B/C", {0: Y, 1: Y, 2: Y}),
        ("A C都行", {0: Y, 2: Y}), ("A、C可以", {0: Y, 2: Y}), ("选B", {1: Y}), ("我选2", {1: Y}), ("投A", {0: Y}),
        ("第二个", {1: Y}), ("第一个和第三个", {0: Y, 2: Y}), ("A有空", {0: Y}), ("A能来", {0: Y}), ("B ok", {1: Y}),
        ("B不行", {1: N}), ("B没空", {1: N}), ("A去不了", {0: N}), ("A有事", {0: N}), ("A可以，B不行", {0: Y, 1: N}),
        ("B可能", {1: M}), ("B不一定", {1: M}), ("a都可以，c待定", {0: Y, 2: M}),
        ("都行", {0: Y, 1: Y, 2: Y}), ("都可以", {0: Y, 1: Y, 2: Y}), ("随便", {0: Y, 1: Y, 2: Y}),
        ("哪天都行", {0: Y, 1: Y, 2: Y}), ("都不行", {0: N, 1: N, 2: N}), ("哪天都不行", {0: N, 1: N, 2: N}),
        ("除了A都行", {0: N, 1: Y, 2: Y}), ("除A外都不行", {0: Y, 1: N, 2: N}),
    ],
)  # fmt: skip
def test_people_vote_in_many_words(text: str, votes: dict[int, str]) -> None:
    assert read_votes(text, 3) == votes


@pytest.mark.parametrize(
    "text",
    ["", "D", "5", "0", "A吗", "A行不行", "A还是B？", "谁选A", "选哪个", "怎么选", "APP", "A组开会", "AB测试上线了",
     "好的", "收到", "都", "三点开会", "周六", "ABCDEFG", "OK", "A4纸没了", "2024", "1点开会", "B超结果", "C罗进球了"],
)  # fmt: skip
def test_other_talk_is_no_vote(text: str) -> None:
    assert read_votes(text, 3) is None


@pytest.mark.parametrize("text", ["2", "1 3", "第二个", "都行", "都可以", "随便", "一个", "都不行"])
def test_numbers_and_vague_words_are_votes_only_in_reply(text: str) -> None:
    assert read_votes(text, 3) is not None or text == "一个"
    assert read_votes(text, 3, sure=False) is None


@pytest.mark.parametrize("text", ["A", "A C", "选2", "A可以，B不行", "哪天都行"])
def test_letters_are_votes_wherever_they_are_said(text: str) -> None:
    assert read_votes(text, 3, sure=False) is not None
