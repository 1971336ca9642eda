"""Whatever was folded, a place in a view leads back to the characters that were written."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.antispam.domain.text.normalise import compact, fold, normalise

PIECES = [
    "扌丁", "亻言", "钅戋", "忄", "氵", "加薇", "加V：", "+vx", "扣扣", "进裙", "te1egram", "加加微微信信", "ﬁ", "㏠",
    "①②", "🄰", "嶶", "開", "代开发票", "😀", "\u200b", "\u202e", " ", "\n", "。", "啊啊啊啊", "丶", "abc12345",
    "12345678", "Ａ", "傻", "逼", "女", "马", "１️⃣", "а", "の", "㎡", "½", "İ", "ß", "\ud800", "𝐀",
    "httttps", "银银银", "MMM", "7O53囗",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=14).map("".join)


@given(TEXTS)
def test_both_views_have_a_place_for_every_character(written: str) -> None:
    text = normalise(written)
    assert (text.folded, text.compact) == (fold(written), compact(written))
    for size, place in ((len(text.folded), text.span), (len(text.compact), text.compact_span)):
        spans = [place(i, i + 1) for i in range(size)]
        assert all(0 <= span.start < span.end <= len(written) for span in spans)
        assert spans == sorted(spans)


@given(TEXTS)
def test_what_stands_at_a_place_folds_to_what_was_found(written: str) -> None:
    text = normalise(written)
    for i, character in enumerate(text.compact):
        start, end = text.compact_span(i, i + 1)
        found = written[start:end]
        if not any(code in text.folded for code in ("微", "qq", "群", "加", "telegram", "信")):
            assert character in fold(found) or character in "水心01", (character, found)


@given(TEXTS, st.sampled_from(["代开发票", "打人", "信用", "telegram", "加微信"]))
def test_a_word_put_anywhere_is_shown_where_it_was_put(written: str, word: str) -> None:
    text = normalise(written + "，完，" + word)
    start = text.compact.rfind(compact(word))
    assert start >= 0
    span = text.compact_span(start, start + len(compact(word)))
    assert text.original[span.start : span.end] == word
    assert text.places(start, start + 1) == [span.start]
