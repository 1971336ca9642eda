from plugins.antispam.domain.model.linear import builtin_model
from plugins.antispam.domain.text.matching import WordMatcher, builtin_matcher
from plugins.antispam.domain.text.normalise import normalise
from plugins.antispam.domain.text.remembered import MOST, SHORT, Remembered


def test_a_short_text_is_worked_out_once_and_means_the_same_again() -> None:
    for text in ("收到", "好的", "加V信领红包", "日结兼职", "👌", "1", ""):
        first = builtin_model().score(normalise(text))
        assert builtin_model().score(normalise(text)) == first
        assert builtin_matcher().may_tell(normalise(text)) is builtin_matcher().may_tell(normalise(text))


def test_what_one_list_of_words_tells_is_nothing_to_another() -> None:
    text = normalise("日结兼职")
    assert builtin_matcher().may_tell(text) != WordMatcher(()).may_tell(text)


def test_an_organisations_own_weights_are_never_remembered() -> None:
    text = normalise("收到")
    plain = builtin_model().score(text)
    taught = dict.fromkeys(builtin_model().features(text), 5.0)
    assert builtin_model().score(text, taught).spam > plain.spam
    assert builtin_model().score(text) == plain


def test_long_texts_are_not_kept_and_short_ones_only_so_many() -> None:
    known = Remembered[int]()
    assert known.keep("长" * (SHORT + 1), 1) == 1
    assert known.get("长" * (SHORT + 1)) is None
    for number in range(MOST + 1):
        known.keep(str(number), number)
    assert known.get("0") is None
    assert known.get(str(MOST)) == MOST
