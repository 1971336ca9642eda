import pytest

from plugins.antispam.domain.text.homophones import SoundMatcher, homophones, sounded
from plugins.antispam.domain.text.normalise import normalise
from plugins.antispam.domain.text.words import Strength, Word, WordFormatError, builtin_matcher, load_words, parse_words


def heard(text: str) -> list[str]:
    return [hit.word.text for hit in homophones(normalise(text))]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("带开发飘", "代开发票"),
        ("岱开發漂", "代开发票"),
        ("佳威信", "加微信"),
        ("佳葳欣领资料", "加微信"),
        ("建职刷单", "兼职刷单"),
        ("兼直刷丹", "兼职刷单"),
        ("佰佳乐", "百家乐"),
        ("六和采", "六合彩"),
        ("老唬机", "老虎机"),
        ("无低压贷款", "无抵押贷款"),
        ("澳门新蒲京", "澳门新葡京"),
        ("裸撩群", "裸聊群"),
    ],
)
def test_a_curated_word_is_heard_in_other_characters(text: str, word: str) -> None:
    assert word in heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "代开发票",
        "加微信",
        "开发票务系统",
        "大家为新同事鼓掌",
        "佳为心理老师",
        "今天下午三点开会",
        "他的职业是建筑师",
        "柴鸡很好吃",
        "作践自己",
        "去世时才六十岁",
        "老护士长",
        "百家姓",
        "维信诺公司",
        "六盒彩笔",
        "",
        "hello 123",
    ],
)
def test_what_is_written_as_listed_or_sounds_otherwise_is_not_heard(text: str) -> None:
    assert heard(text) == []


def test_a_hit_shows_its_place() -> None:
    text = normalise("请 带😀开發飘 谢谢")
    [hit] = [hit for hit in homophones(text) if hit.word.text == "代开发票"]
    assert text.original[hit.span.start : hit.span.end] == "带😀开發飘"


def test_an_exception_voids_a_heard_word() -> None:
    matcher = SoundMatcher(parse_words(["[spam act]", "~代开发票 !税务"]))
    assert matcher.find(normalise("带开发飘"))
    assert matcher.find(normalise("税务局带开发飘")) == []


def test_the_sounded_view_keeps_the_length() -> None:
    assert len(sounded("加微信abc，123")) == len("加微信abc，123")
    assert sounded("张丈") == sounded("赃藏")[0] * 2


@pytest.mark.parametrize("line", ["~微信", "~v信号", "~abc", "~加*微信", "~=加微信"])
def test_only_words_of_three_hanzi_may_be_looked_up_by_sound(line: str) -> None:
    with pytest.raises(WordFormatError):
        parse_words(["[spam act]", line])


def test_sounded_words_are_no_burden_on_the_matcher_of_written_ones() -> None:
    assert all(not word.sounded or word.strength in Strength for word in load_words())
    assert len(builtin_matcher()) == sum(not word.sounded for word in load_words())
    assert len(SoundMatcher([Word("代开发票", "illegal")])) == 0
