"""What the model may ask for of texts that say little or are oddly written: exchanged hanzi, bare links, numbers."""

import pytest

from plugins.antispam.domain.assess import assess
from plugins.antispam.domain.message import Authored
from plugins.antispam.domain.policy import builtin_policy
from plugins.antispam.domain.soft import Doubts
from plugins.antispam.domain.talk.window import WindowFacts
from plugins.antispam.domain.text.normalise import normalise
from plugins.antispam.domain.verdict import Action, Verdict

LONG = "山前小路通向旧桥边那棵老树下的石凳"
SURE = 0.97
"""Of the model: shown, and by itself not enough to take a message away."""


def judged(text: str, doubts: Doubts | None = None) -> Verdict:
    return assess(Authored(text), WindowFacts(), builtin_policy(), normalise(text), doubts)


@pytest.mark.parametrize(
    ("text", "odd", "action"),
    [
        (LONG, 0.0, Action.REVIEW),
        (LONG, 0.39, Action.REVIEW),
        (LONG, 0.9, Action.RECALL),
        (LONG[:9], 0.9, Action.REVIEW),
    ],
)
def test_a_longer_text_of_hanzi_that_do_not_go_together_acts_at_a_lower_score(
    text: str, odd: float, action: Action
) -> None:
    assert judged(text, Doubts(SURE, 0.0, odd)).action is action


def test_why_it_acts_is_told_with_the_share() -> None:
    [model] = [check for check in judged(LONG, Doubts(SURE, 0.0, 0.9)).checks if check.name == "model"]
    assert ("exchanged", "90%") in [(evidence.sign, evidence.text) for evidence in model.evidence]


@pytest.mark.parametrize("text", ["尖职日结，手工活，可以带回家慢慢做", "专业代k发票"])
@pytest.mark.parametrize(("spam", "action"), [(0.8, Action.REVIEW), (0.9, Action.RECALL)])
def test_a_word_whose_characters_were_exchanged_acts_where_the_model_is_nearly_sure(
    text: str, spam: float, action: Action
) -> None:
    assert judged(text, Doubts(spam, 0.0)).action is action


def test_why_it_acts_is_told_with_the_word_that_was_meant() -> None:
    [model] = [check for check in judged("专业代k发票", Doubts(0.9, 0.0)).checks if check.name == "model"]
    assert next(evidence.text for evidence in model.evidence if evidence.sign == "altered") == "代开发票"


def test_of_two_likely_texts_the_odder_one_ranks_higher() -> None:
    scores = [judged(LONG, Doubts(0.6, 0.0, odd)).score for odd in (0.2, 0.4, 0.6)]
    assert scores[0] == scores[1] < scores[2]


def test_of_two_likely_texts_the_one_with_signs_between_its_characters_ranks_higher() -> None:
    whole, broken = judged(LONG, Doubts(0.6, 0.0)), judged("*".join(LONG), Doubts(0.6, 0.0))
    assert whole.score < broken.score


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("www.439vl.com", Action.REVIEW),
        ("www.baidu.com", Action.NONE),
        ("www.zhongtian-jianshe.com", Action.NONE),
        ("熙 157 5176 4994 ❤", Action.REVIEW),
        ("157 5176 4994 卫星", Action.REVIEW),
        ("王芯 157 5176 4994", Action.NONE),
        ("157 5176 4994 卫星导航公司 王工", Action.NONE),
        ("[流泪]请使用最新版手机QQ体验新功能", Action.NONE),
    ],
)
def test_links_by_chance_and_numbers_with_a_code_word_are_shown_and_plain_ones_are_not(
    text: str, action: Action
) -> None:
    assert judged(text).action is action
