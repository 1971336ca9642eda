"""Plain talk is told by its single characters; whatever could be more is read whole."""

from array import array

import pytest

from plugins.antispam.domain.model import builtin_model
from plugins.antispam.domain.model.features import BITS
from plugins.antispam.domain.model.file import ModelFile, Task, pack
from plugins.antispam.domain.model.linear import LinearModel
from plugins.antispam.domain.model.sieve import CHARACTERS, Line, Sieve, codes_of
from plugins.antispam.domain.text.normalise import normalise

THRESHOLDS = {"spam_recall": 0.95, "spam_review": 0.6, "abuse_review": 0.9}


def sieve(limit: float = 0.0, **weights: int) -> Sieve:
    table = array("h", bytes(2 * CHARACTERS))
    for character, weight in weights.items():
        table[ord(character)] = weight
    return Sieve(table, -1.0, 0.5, limit, Line(2.0, -1.0), Line(1.0, -2.0))


def model(first: Sieve) -> LinearModel:
    task = Task(0.0, 0.001, ((-1.0, -1.0), (1.0, 1.0)))
    return LinearModel(ModelFile([pack(0, 0)] * (1 << BITS), task, task, THRESHOLDS, {"record": [1, 0]}, first))


def test_the_margin_is_the_mean_of_the_different_characters() -> None:
    logits = sieve(甲=3, 乙=-1).logits(normalise("甲乙乙乙丙"))
    margin = -1.0 + 0.5 * (3 - 1) / 3**0.5
    assert logits == pytest.approx((2 * margin - 1, margin - 2))


def test_a_text_from_the_limit_on_is_read_whole() -> None:
    assert sieve(甲=3).logits(normalise("甲")) is None
    assert sieve(0.6, 甲=3).logits(normalise("甲")) is not None


def test_a_listed_word_is_always_read_whole() -> None:
    assert sieve(100.0).logits(normalise("代开发票")) is None
    assert sieve(100.0).logits(normalise("老地方见")) is not None


def test_without_weights_everything_is_read_whole() -> None:
    assert Sieve().logits(normalise("老地方见")) is None


@pytest.mark.parametrize("text", ["", "\ud800", "\U0010ffff" * 9, "好" * 5_000, "🔥"])
def test_any_text_is_sifted_or_read(text: str) -> None:
    assert all(0 <= code < CHARACTERS for code in codes_of(normalise(text)))
    assert sieve().logits(normalise(text)) is not None


def test_what_an_organisation_has_taught_is_heard_in_plain_talk_too() -> None:
    taught = model(sieve(100.0))
    plain = taught.score(normalise("老地方见"))
    buckets = taught.features(normalise("老地方见"))
    assert plain.spam == pytest.approx(0.0474, abs=1e-4)  # the logit is 2 · (-1) - 1
    assert taught.score(normalise("老地方见"), dict.fromkeys(buckets, 0.2)).spam > 0.6


def test_most_work_talk_is_told_by_the_first_reading() -> None:
    talk = [
        "好的我下午把材料送过去",
        "明天几点开会",
        "王姐在吗",
        "收到",
        "我在路上",
        "已经发给财务了",
        "周五之前交",
        "辛苦了",
    ]
    first = builtin_model()._sieve  # pyright: ignore[reportPrivateUsage]
    assert sum(first.logits(normalise(text)) is not None for text in talk) > len(talk) / 2
