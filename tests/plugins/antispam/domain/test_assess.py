from datetime import UTC, datetime

from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.domain.messages import Card, File, IncomingMessage, Quote, Text
from plugins.antispam.domain.assess import assess
from plugins.antispam.domain.message import Authored, Sender
from plugins.antispam.domain.policy import Policy
from plugins.antispam.domain.talk.window import WindowFacts
from plugins.antispam.domain.text.normalise import Span
from plugins.antispam.domain.text.words import Strength, Word, WordMatcher
from plugins.antispam.domain.verdict import CLEAN, Action, Verdict, mask

ADVERT = "专业代开发票，税点低"


def judge(text: str, policy: Policy | None = None, sender: Sender | None = None) -> Verdict:
    return assess(Authored(text, sender=sender or Sender()), WindowFacts(), policy or Policy())


def test_no_clause_no_sanction() -> None:
    verdict = judge(ADVERT, Policy(forbids=frozenset({"abuse"})))
    assert (verdict.code, verdict.action) == (CLEAN, Action.NONE)
    barred = [c for c in verdict.checks if c.barred]
    assert {c.verdict for c in barred} == {"illegal"}


def test_an_administrator_is_judged_but_not_acted_upon() -> None:
    verdict = judge(ADVERT, sender=Sender(is_admin=True))
    assert (verdict.code, verdict.action) == ("illegal", Action.NONE)


def test_a_warning_about_an_offence_is_none() -> None:
    assert judge("请大家警惕刷单返利骗局").action is Action.NONE
    assert judge("警惕骗局，刷单返利请加微信 shua8888").action is Action.RECALL


def test_repeating_an_insult_as_a_complaint_is_shown_to_a_person() -> None:
    assert judge("他骂我傻逼").action is Action.REVIEW


def test_a_group_adds_and_allows_words() -> None:
    own = WordMatcher([Word("内购福袋", "ads", Strength.ACT)])
    assert judge("来领内购福袋").action is Action.NONE
    assert judge("来领内 购 福 袋", Policy(additions=own)).code == "ads"
    assert judge(ADVERT, Policy(allow=("代开发票",))).action is Action.NONE


def test_a_site_that_the_group_allows_is_not_held_against_anybody_by_the_model() -> None:
    text = "资料下载 https://files.example-shop.top/a.exe"
    assert judge(text).action is Action.REVIEW
    assert judge(text, Policy(allowed_domains=frozenset({"example-shop.top"}))).action is Action.NONE


def test_the_model_s_opinion_is_told_with_its_check_and_is_the_score_of_what_is_clean() -> None:
    verdict = judge("请大家把本周的周报发到群里")
    [model] = [c for c in verdict.checks if c.name == "model"]
    assert [e.sign for e in model.evidence] == ["model_spam", "model_abuse"]
    assert 0 < verdict.score < 0.1
    assert judge("下午三点开会，私聊我拿资料").score > verdict.score


def test_abuse_that_only_the_model_sees_is_shown_and_never_taken_away() -> None:
    texts = ("某省的人素质低下，全国最恶心", "黑人智商低下又懒惰，是劣等民族", "你们这种女人就该待在家里，出来丢人现眼")
    found = [judge(text) for text in texts]
    assert any(v.action is Action.REVIEW for v in found)
    assert all(v.action is not Action.RECALL or (v.leading and v.leading.hard) for v in found)


def test_homophones_are_told_and_count_only_beside_a_contact() -> None:
    heard = judge("伽薇信聊")
    assert [c.name for c in heard.checks if c.name == "homophones"] == ["homophones"]
    assert heard.action is not Action.RECALL


def test_evidence_stands_where_it_was_written_and_is_masked() -> None:
    verdict = judge("您好 代😀开發票 电话联系")
    assert "票" not in verdict.masked
    assert verdict.masked.startswith("您好 ＊")
    assert verdict.masked.endswith(" 电话联系")


def test_mask_bears_overlapping_spans_beyond_the_end() -> None:
    assert mask("一二 三四", [Span(0, 2), Span(1, 4), Span(4, 99)]) == "＊＊ ＊＊"


def test_quoted_text_is_never_judged_but_cards_and_files_are() -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    message = IncomingMessage(
        AccountId("1"),
        ChatRef("qq", "9"),
        MessageId("5"),
        MemberId("7"),
        "王",
        (
            Quote(MessageId("4")),
            Text("看看这个"),
            Card("澳门新葡京", "首存送彩金", "https://example.com"),
            File("报表.pdf.exe"),
        ),
        now,
        now,
    )
    authored = Authored.of(message)
    assert authored.text == "看看这个\n澳门新葡京\n首存送彩金"
    verdict = assess(authored, WindowFacts(), Policy())
    assert {c.verdict for c in verdict.checks if c.acts} == {"gambling", "links"}


def test_a_newcomer_weighs_a_little_more() -> None:
    text = "诚招代理，高薪，私聊我"
    old, new = judge(text), judge(text, sender=Sender(is_newcomer=True))
    assert new.score >= old.score


def test_an_empty_message_is_clean() -> None:
    assert judge("").code == CLEAN
    assert judge("\u200b\u200b").code == CLEAN


def test_hostile_lengths_are_judged_in_bounded_time() -> None:
    for text in ("1" * 30_000, "a." * 15_000, "加微信" * 8_000, "1 " * 15_000, "-a" * 15_000, "薇 1-" * 7_000):
        assert judge(text).score <= 1
