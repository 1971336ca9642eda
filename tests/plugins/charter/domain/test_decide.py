"""What rules and votes are worth together, and what the clauses around one say about it."""

import pytest

from plugins.charter.catalogue import vocabulary
from plugins.charter.domain.context import Context
from plugins.charter.domain.decide import decide
from plugins.charter.domain.evidence import FIRST, SECOND, Around, Match, Seen, at_first
from plugins.charter.domain.learned import TALK_BITS, Beside, Learned, Rivals, Told, pack, talk, unpack
from plugins.charter.domain.match import match_clauses
from plugins.charter.domain.parse import ParsedClause, parse

ADS, ACK = "moderation.ads", "notice.ack"


def _learned(**trust: float) -> Learned:
    rows = {"广告": (2.0, [(0, 127)]), "收到": (2.0, [(1, 127)])}
    weighed = {"always": -2.0, **trust}
    return unpack(pack((ADS, ACK), rows, 0.01, Beside(trust=weighed, trust_in_place=weighed)))


def _with_rivals(rivals: Rivals) -> Learned:
    trust = {"always": -2.0, "said": 5.0}
    return unpack(pack((ADS, ACK), {}, 0.01, Beside(trust, {ADS: rivals}, {"first_sight": 1.0})))


def _seen(text: str, votes: dict[str, float], *rules: str) -> Seen:
    clause = ParsedClause("1", text)
    told = {code: Told(score, text, score) for code, score in votes.items()}
    return Seen(clause, Context(()), {code: Match(code, (text,)) for code in rules}, told, 1, 0.0)


def test_a_rule_is_worth_what_was_learnt_and_no_more() -> None:
    # Three clauses in which votes and rules differ: rules are not simply believed.
    clauses = [_seen("不发广告", {ADS: 0.1, ACK: 0.8}, ADS)] * 3
    assert [set(kept) for kept in decide(clauses, _learned(strong=1.0, said=5.0))] == [{ACK}] * 3
    assert [set(kept) for kept in decide(clauses, _learned(strong=9.0, said=5.0))] == [{ADS, ACK}] * 3


@pytest.mark.parametrize(
    ("rivals", "kept"),
    [
        (Rivals(), {ADS, ACK}),
        (Rivals(votes={ACK: -3.0}), {ACK}),
        (Rivals(constant=-3.0), {ACK}),
        (Rivals(slope=-1.0), {ACK}),
        (Rivals(votes={ACK: 3.0}), {ADS, ACK}),
    ],
)
def test_votes_for_another_code_may_speak_for_or_against_one(rivals: Rivals, kept: set[str]) -> None:
    clauses = [_seen("不发广告", {ADS: 0.7, ACK: 0.9})] * 3
    assert [set(each) for each in decide(clauses, _with_rivals(rivals))] == [kept] * 3


def test_where_votes_change_nothing_rules_are_believed() -> None:
    clauses = [_seen("不发广告", {ADS: 0.2, ACK: 0.0}, ADS)] * 3
    assert [set(kept) for kept in decide(clauses, _learned())] == [{ADS}] * 3


def test_where_nothing_is_even_likely_the_clause_asks_for_nothing() -> None:
    assert decide([_seen("路远", {ADS: 0.2, ACK: 0.1})] * 2, _learned()) == [{}, {}]


def test_a_clause_knows_what_others_ask_for_but_not_itself() -> None:
    around = Around.of([{ADS: 0.9}, {ADS: 0.3, ACK: 0.5}, {"notice.review": 0.4}])
    assert [around.elsewhere(ADS, place) for place in range(3)] == [0.3, 0.9, 0.9]
    assert around.elsewhere("rules.revise", 0) == 0.0
    assert around.kin("notice.publish", 1) == 0.5
    assert around.kin(ACK, -1) == around.kin(ACK, 3) == 0.0


def test_every_candidate_has_a_value_for_each_name() -> None:
    seen = _seen("不发广告", {ADS: 0.4, ACK: 0.01}, ADS)
    [(code, values)] = at_first(seen, 0.5, _learned())
    assert code == ADS
    assert len(values) == len(FIRST) == len(SECOND) - 4
    assert set(SECOND) == set(_trust())


def _trust() -> dict[str, float]:
    learned = vocabulary().learned
    assert learned is not None
    return dict(learned.beside.trust_in_place)


def test_talk_is_known_by_its_sequences_of_four_characters() -> None:
    bits = bytearray(TALK_BITS // 8)
    for at in talk("群内禁止发布广告"):
        bits[at >> 3] |= 1 << (at & 7)
    learned = unpack(pack((ADS,), {}, 0.01, Beside(known_talk=bytes(bits))))
    assert learned.familiar("禁止发布广告") == 1.0
    assert learned.familiar("来者请留步不送") == pytest.approx(0.0)
    assert learned.familiar("好") == 0.0


def test_one_duty_that_a_text_asks_for_twice_is_found_twice() -> None:
    parsed = parse("1. 不得发布广告、推销信息。\n2. 严禁微商、代购广告。\n3. 收到通知后须回复“收到”。")
    found = [{match.code for match in matches} for matches in match_clauses(parsed.clauses, vocabulary())]
    assert found[:2] == [{ADS}, {ADS}]
    assert ACK in found[2]
