"""The rules by which findings and context become a verdict, a case each."""

import pytest

from plugins.antispam.domain.combine import Tally
from plugins.antispam.domain.context import Context
from plugins.antispam.domain.deciding import Findings, decide
from plugins.antispam.domain.message import Authored, Sender
from plugins.antispam.domain.policy import Policy, Rule
from plugins.antispam.domain.soft import Doubts
from plugins.antispam.domain.text.normalise import Span
from plugins.antispam.domain.text.patterns import Sign
from plugins.antispam.domain.verdict import CLEAN, Action, Check, Evidence, Verdict

HERE = Span(0, 2)
AD = Check("words", "ads", 0.95, Action.RECALL, (Evidence("word", "代购", HERE),), hard=True)
INSULT = Check("words", "abuse", 0.85, Action.RECALL, (Evidence("word", "傻逼", HERE),), hard=True)
LEAK = Check("personal", "privacy", 0.97, Action.RECALL, (Evidence("identity", "1101", HERE),), hard=True)
FLOOD = Check("flood", "flood", 0.9, Action.RECALL, (Evidence("flood", "9 / 10 s"),), hard=True)
PROGRAM = Check("files", "links", 0.97, Action.RECALL, (Evidence("program", "a.exe"),), hard=True)
MODEL = Check("model", "spam", 0.95, Action.RECALL)
SIGNS = Check("combination", "spam", 0.9, Action.RECALL)
HARASSING = Check("model", "abuse", 0.9, Action.REVIEW)
QUIET = Check("links")
CONTACT = Tally(signs=[Sign("contact", "微信 abc12345", 1.4, HERE)], reach=1.4)
HIDDEN = Tally(signs=[Sign("disguised", "薇 abc12345", 2.4, HERE)], reach=2.4)
PROMISE = Tally(signs=CONTACT.signs, reach=1.4, promise=1.4)
WORK = Tally(work=1.5)
NOTHING = Tally()
PLAIN = Context()
ABOUT, REPORTS, ANSWERS = Context(about=True), Context(reports=True), Context(answers=True)
DIRECTED, DISPUTES = Context(directed=True), Context(directed=True, disputes=True)
NONE, REVIEW, RECALL = Action.NONE, Action.REVIEW, Action.RECALL


def decided(
    *checks: Check,
    tally: Tally = NOTHING,
    context: Context = PLAIN,
    sender: Sender | None = None,
    doubts: Doubts | None = None,
    policy: Policy | None = None,
) -> Verdict:
    message = Authored("一段不长的话", sender=sender or Sender())
    return decide(message, Findings(checks, tally, doubts or Doubts()), context, policy or Policy())


@pytest.mark.parametrize(
    ("rule", "check", "context", "tally", "action"),
    [
        ("a word that acts alone acts alone", AD, PLAIN, NOTHING, RECALL),
        ("the model alone acts where it is sure", MODEL, PLAIN, NOTHING, RECALL),
        ("abuse that only the model sees is shown to a person", HARASSING, PLAIN, NOTHING, REVIEW),
        ("a warning about an offer is no offer", AD, ABOUT, NOTHING, NONE),
        ("a warning that says whom to write to is an offer", AD, ABOUT, CONTACT, RECALL),
        ("a report of an offer repeats its contact", AD, REPORTS, CONTACT, REVIEW),
        ("a report without a contact is clean", AD, REPORTS, NOTHING, NONE),
        ("a report of what the model finds is shown to a person", MODEL, REPORTS, CONTACT, REVIEW),
        ("an insult repeated as a complaint is shown to a person", INSULT, ABOUT, NOTHING, REVIEW),
        ("a contact does not make a complaint an insult", INSULT, ABOUT, CONTACT, REVIEW),
        ("an insult that is discussed is shown to a person", INSULT, DISPUTES, NOTHING, REVIEW),
        ("talk about offers makes the model ask", MODEL, ABOUT, NOTHING, REVIEW),
        ("an identity number leaks however it is meant", LEAK, REPORTS, NOTHING, RECALL),
        ("a flood is one however it is meant", FLOOD, ABOUT, NOTHING, RECALL),
        ("a program passed on as a warning is shown to a person", PROGRAM, REPORTS, CONTACT, REVIEW),
        ("an answer to somebody is not held against anybody by signs", SIGNS, ANSWERS, CONTACT, REVIEW),
        ("an answer that promises earnings is an offer", SIGNS, ANSWERS, PROMISE, RECALL),
        ("an answer with a disguised contact is", SIGNS, ANSWERS, HIDDEN, RECALL),
        ("an answer does not excuse a word", AD, ANSWERS, NOTHING, RECALL),
        ("talk of work makes the model ask", MODEL, PLAIN, WORK, REVIEW),
        ("talk of work does not excuse signs put together", SIGNS, PLAIN, WORK, RECALL),
    ],
)
def test_context_decides_what_is_left(rule: str, check: Check, context: Context, tally: Tally, action: Action) -> None:
    assert decided(check, context=context, tally=tally).action is action, rule


def test_a_trusted_member_is_asked_about_where_evidence_is_soft() -> None:
    known = Sender(is_trusted=True)
    assert decided(MODEL, sender=known).action is REVIEW
    assert decided(SIGNS, sender=known).action is REVIEW
    assert decided(AD, sender=known).action is RECALL


@pytest.mark.parametrize(
    ("abuse", "context", "action"),
    [(0.1, PLAIN, REVIEW), (0.1, DIRECTED, RECALL), (0.8, PLAIN, RECALL), (None, PLAIN, RECALL)],
)
def test_swearing_at_nobody_needs_the_whole_text_to_look_like_an_attack(
    abuse: float | None, context: Context, action: Action
) -> None:
    doubts = Doubts(0.0, abuse) if abuse is not None else Doubts()
    assert decided(INSULT, context=context, doubts=doubts).action is action


@pytest.mark.parametrize(
    ("spam", "tally", "words", "action"),
    [
        (0.01, NOTHING, 1, REVIEW),
        (0.01, CONTACT, 1, RECALL),
        (0.01, Tally(price=0.5), 1, RECALL),
        (0.01, NOTHING, 2, RECALL),
        (0.2, NOTHING, 1, RECALL),
    ],
)
def test_one_word_of_an_offer_in_a_text_that_is_none_is_shown_to_a_person(
    spam: float, tally: Tally, words: int, action: Action
) -> None:
    check = Check("words", "ads", 0.9, Action.RECALL, AD.evidence * words, hard=True)
    assert decided(check, tally=tally, doubts=Doubts(spam, 0.0)).action is action


def test_several_breaches_are_one_verdict_with_the_gravest_leading() -> None:
    verdict = decided(AD, HARASSING, LEAK, PROGRAM, QUIET)
    assert [breach.code for breach in verdict.breaches] == ["privacy", "links", "ads", "abuse"]
    assert verdict.code == "privacy"
    assert [breach.hard for breach in verdict.breaches] == [True, True, True, False]


def test_the_model_speaks_of_the_offer_that_words_name() -> None:
    [breach] = decided(AD, MODEL).breaches
    assert (breach.code, breach.checks) == ("ads", ("words", "model"))
    assert [breach.code for breach in decided(INSULT, MODEL).breaches] == ["abuse", "spam"]


def test_checks_of_one_code_are_one_breach_led_by_the_hard_one() -> None:
    signs = Check("combination", "ads", 0.98, Action.RECALL)
    [breach] = decided(signs, AD).breaches
    assert (breach.code, breach.checks, breach.hard) == ("ads", ("words", "combination"), True)


def test_what_acts_outweighs_what_only_asks() -> None:
    asks = Check("words", "rumor", 0.99, Action.REVIEW)
    assert decided(asks, MODEL).code == "spam"


def test_every_check_is_kept_with_what_was_made_of_it() -> None:
    verdict = decided(AD, QUIET, MODEL, context=ABOUT)
    assert [(c.name, c.action, c.context) for c in verdict.checks] == [
        ("words", NONE, "about"),
        ("links", NONE, ""),
        ("model", REVIEW, "about"),
    ]
    assert verdict.checks[0].evidence == AD.evidence


def test_an_administrator_is_judged_and_spared() -> None:
    verdict = decided(AD, sender=Sender(is_admin=True))
    assert (verdict.code, verdict.action) == ("ads", NONE)


@pytest.mark.parametrize("check", [AD, INSULT, LEAK, FLOOD, PROGRAM, MODEL, SIGNS, HARASSING])
def test_what_no_clause_forbids_never_acts(check: Check) -> None:
    verdict = decided(check, policy=Policy(forbids=frozenset({"offtopic"})))
    assert (verdict.code, verdict.action, verdict.breaches) == (CLEAN, NONE, ())
    assert verdict.checks[0].barred


def test_a_clause_for_a_person_to_apply_is_only_proposed_and_one_to_be_read_only_read() -> None:
    assert decided(AD, policy=Policy(rules={"ads": Rule("assist")})).action is REVIEW
    assert decided(AD, policy=Policy(rules={"ads": Rule("show")})).action is NONE
    assert decided(AD, INSULT, policy=Policy(rules={"ads": Rule("show")})).code == "abuse"


def test_doubt_is_told_also_of_what_is_clean() -> None:
    doubtful = Check("model", score=0.31)
    assert decided(doubtful, QUIET).score == 0.31


def test_the_told_text_hides_what_every_acting_check_found() -> None:
    ad = Check("words", "ads", 0.95, Action.RECALL, (Evidence("word", "代购", Span(4, 6)),), hard=True)
    assert decided(ad, LEAK).masked == "＊＊不长＊＊"
    assert decided(MODEL).masked == "一段不长的话"[:6]
