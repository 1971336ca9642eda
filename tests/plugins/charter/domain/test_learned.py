"""The model beside the rules: what it adds, what it must not, and that its file is read as it was written."""

import json
import zlib

import pytest

from plugins.charter.catalogue import WEIGHTS, vocabulary
from plugins.charter.domain.learned import Learned, pack, unpack
from plugins.charter.domain.match import Match, Vocabulary, match_clauses
from plugins.charter.domain.parse import ParsedClause


def _small() -> Learned:
    rows = {
        "瑜伽": (2.0, [(1, 100)]),
        "广告": (2.0, [(0, 127)]),
        "约课": (2.0, [(0, -50), (1, 127)]),
    }
    return unpack(pack(("moderation.ads", "event.rsvp"), rows, 0.01))


def test_weights_are_read_as_they_were_written() -> None:
    told = _small().read(["约课请接龙"], ())
    assert told["event.rsvp"].score == pytest.approx(1.27)
    assert told["moderation.ads"].score == pytest.approx(-0.5)


def test_the_surest_sentence_counts() -> None:
    told = _small().read(["请看广告", "约课请接龙"], ())
    assert told["moderation.ads"].sentence == "请看广告"
    assert told["event.rsvp"].sentence == "约课请接龙"


def test_a_piece_between_commas_counts_less_than_a_sentence_but_is_not_drowned_by_the_others() -> None:
    told = _small().read(["今天天气非常好，约课请接龙"], ())
    assert told["event.rsvp"].sentence in ("今天天气非常好，约课请接龙", "约课请接龙")
    assert told["event.rsvp"].score == pytest.approx(1.27)
    both = _small().read(["看完广告记得，约课请接龙"], ())
    assert both["event.rsvp"].sentence == "约课请接龙"
    assert both["event.rsvp"].score == pytest.approx(1.27 * 0.8)


def test_words_that_spoke_stand_in_the_sentence() -> None:
    assert _small().words("event.rsvp", "约课瑜伽") == ("约课", "瑜伽")


def test_where_no_word_spoke_the_sentence_is_told() -> None:
    assert _small().words("event.rsvp", "大家好") == ("大家好",)


def test_weights_of_another_scheme_are_refused() -> None:
    head = json.dumps({"scheme": "0"}).encode()
    with pytest.raises(ValueError, match="scheme 0"):
        unpack(zlib.compress(len(head).to_bytes(4, "big") + head))


def test_the_weights_in_the_repository_are_of_this_scheme_and_know_the_codes_that_are_declared() -> None:
    learned = unpack(WEIGHTS.read_bytes())
    assert {"moderation.ads", "notice.ack", "sanction.kick", "principle"} <= learned.known
    assert all(len(gram) <= 5 for gram in learned.grams)


def _matches(text: str, words: Vocabulary) -> dict[str, Match]:
    return {match.code: match for match in match_clauses([ParsedClause("1", text)], words)[0]}


def test_what_no_rule_names_is_found_by_what_texts_taught_and_told_with_its_words() -> None:
    text = "拍照避开别人，没问过本人的照片别往外传。"
    rules, both = Vocabulary(vocabulary().served), vocabulary()
    assert "moderation.privacy" in _matches(text, both)
    found = _matches(text, both)["moderation.privacy"]
    assert all(word in text for word in found.words)
    assert _matches(text, rules).keys() <= {"moderation.privacy", "moderation.secrets", "principle"}


@pytest.mark.parametrize("text", ["可以发布广告。", "允许在群里闲聊。"])
def test_what_is_allowed_is_not_forbidden_by_the_model(text: str) -> None:
    assert not [code for code in _matches(text, vocabulary()) if code.startswith("moderation.")]
