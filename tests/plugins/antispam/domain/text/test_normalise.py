import pytest

from plugins.antispam.domain.text.normalise import Normalised, Span, compact, digits, fold, normalise


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＡＢｃ１２３", "abc123"),
        ("①②③⑴⒈❶𝟏", "1231111"),
        ("🄰Ⓐ🅐🅰ａ𝐀", "aaaaaa"),
        ("加➕微1️⃣", "加+微1"),
        ("挑̰战̰一̰切̰", "挑战一切"),
        ("零\u200b宽\u202e字\ufeff符", "零宽字符"),
        ("代開發票", "代开发票"),
        ("嶶信", "微信"),
        ("ᴛᴇʟ", "tel"),
        ("раураl", "paypal"),
        ("ꓔеⅼеցгаⅿ", "telegram"),
        ("㏠", "1日"),
    ],
)
def test_disguised_letters_are_folded(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize("word", ["下三滥", "匚", "乇", "一二三四", "卂", "乃", "丨", "哈哈", "aabb", "KMD253".lower()])
def test_ordinary_characters_stay_as_they_are(word: str) -> None:
    assert fold(word) == word
    assert compact(word) == word


@pytest.mark.parametrize(
    "written",
    ["代 开*发.票", "代😀开😀发😀票", "代_开_发_票", "代\n开\n发\n票", "代开开开发票", "代代代代开开开发发发发票"],
)
def test_the_compact_view_drops_what_was_put_between(written: str) -> None:
    assert compact(written) == "代开发票"


def test_digits_are_never_squeezed() -> None:
    assert compact("1111 2222") == "11112222"


def test_positions_lead_back_to_the_original() -> None:
    text = normalise("请 代😀開ﬁ發票！！！")
    start = text.compact.index("代开")
    places = text.places(start, start + 2)
    assert [text.original[i] for i in places] == ["代", "開"]
    at = text.folded.index("fi")
    assert text.span(at, at + 2) == Span(5, 6)


def test_squeezed_runs_keep_their_places() -> None:
    text = normalise("啊啊啊啊代开发票")
    start = text.compact.index("代")
    assert text.places(start, start + 4) == [4, 5, 6, 7]


def test_numerals_read_as_digits_keep_the_length() -> None:
    assert digits("幺三八零零") == "13800"


def test_very_long_texts_are_cut() -> None:
    assert len(normalise("长文" * 50_000).folded) == 6_000


def test_what_is_made_of_a_text_is_made_once_and_of_each_text_by_itself() -> None:
    asked: list[str] = []

    def read(text: Normalised) -> int:
        asked.append(text.folded)
        return len(text.folded)

    one, other = normalise("加微信"), normalise("收到")
    assert [one.once(read), one.once(read), other.once(read)] == [3, 3, 2]
    assert asked == ["加微信", "收到"]
