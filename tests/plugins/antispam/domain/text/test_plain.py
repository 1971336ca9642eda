"""What the normaliser tells beside the views: whether a text can hold a number, a link or an account at all."""

import pytest

from plugins.antispam.domain.text.folding import FOLDED, fold_characters
from plugins.antispam.domain.text.normalise import normalise


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("今天下午三点开会，请准时。", True),
        ("下三滥、匚、乇都是字", True),
        ("今天3点开会", False),
        ("今天③点开会", False),
        ("ｖ我五十", False),
        ("𝐪 我", False),
        ("加企鹅群聊", False),  # folded to qq
    ],
)
def test_plain_talk_has_no_letter_and_no_digit_in_any_dress(text: str, plain: bool) -> None:
    assert normalise(text).plain is plain


@pytest.mark.parametrize("text", ["", "代開發票", "ＡＢ１２", "𝟙𝟚🈚️代", "\u200b开\ufeff", "\ud800x", "㍿№½"])
def test_folding_by_place_is_folding_by_the_table(text: str) -> None:
    assert fold_characters(text) == text.translate(FOLDED)
