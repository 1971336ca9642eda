"""Which words ask for what, and which only look so."""

import pytest

from plugins.charter.catalogue import vocabulary
from plugins.charter.domain.match import match_clauses, sentences
from plugins.charter.domain.parse import ParsedClause


def _codes(text: str, *lead: str) -> set[str]:
    return {match.code for match in match_clauses([ParsedClause("1", text, lead)], vocabulary())[0]}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("不得发布广告。", {"moderation.ads"}),
        ("严禁传播谣言、辱骂他人。", {"moderation.rumor", "moderation.abuse"}),
        ("对违规者予以警告、禁言。", {"sanction.warn", "sanction.mute"}),
        ("入群须经管理员审核。", {"join.approval"}),
        ("群主每月清理60天未发言的成员。", {"cleanup.members"}),
        ("活动结束后提交总结。", {"event.summary"}),
        ("本制度由办公室负责解释。", {"rules.revise"}),
        ("为规范管理，制定本制度。", {"principle"}),
        ("本制度适用于所有工作群的日常管理。", {"principle"}),
        ("大家要团结友爱。", {"principle"}),
    ],
)
def test_clauses_ask_for(text: str, codes: set[str]) -> None:
    assert _codes(text) == codes


def test_a_kind_of_content_that_is_not_forbidden_is_not_moderated() -> None:
    assert "moderation.recruitment" not in _codes("人事部可以发布招聘信息。")


def test_what_needs_no_answer_is_not_to_be_acknowledged() -> None:
    assert "notice.ack" not in _codes("日常通知无需回复。")


def test_an_exception_is_not_what_the_clause_asks_for() -> None:
    assert "moderation.ads" not in _codes("除广告外，不得发布链接。")


def test_items_of_a_forbidding_list_are_forbidden() -> None:
    assert _codes("广告、垃圾信息；", "群内禁止发布以下内容：") == {"moderation.ads", "moderation.spam"}


def test_items_of_a_list_inherit_what_its_lead_asks() -> None:
    assert _codes("成员自愿的；", "成员有以下情况之一时，可以退出群：") == {"exit.request"}


def test_removing_the_inactive_is_no_sanction() -> None:
    assert "sanction.kick" not in _codes("定期移除长期未参与的成员。")


def test_removing_others_without_right_is_forbidden_not_a_sanction() -> None:
    codes = _codes("不得随意踢出其他成员。")
    assert "conduct.kick" in codes
    assert "sanction.kick" not in codes


def test_the_words_that_led_to_a_code_are_told() -> None:
    [[match]] = match_clauses([ParsedClause("1", "群内严禁微商。")], vocabulary())
    assert (match.code, match.words) == ("moderation.ads", ("微商",))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("群成员应避免频繁发送大量内容，以免打扰他人休息。", ["群成员应避免频繁发送大量内容"]),
        ("值班人员应当保持手机开机，确保联系畅通。", ["值班人员应当保持手机开机，确保联系畅通"]),
        ("交流尽量使用文字形式，便于记录和查阅。", ["交流尽量使用文字形式，便于记录和查阅"]),
        ("友好交流，避免争吵和冲突。", ["友好交流，避免争吵和冲突"]),
        ("管理对象本制度适用于公司内部各类工作群。", []),
        ("看到通知无需逐一回复。", ["看到通知"]),
    ],
)
def test_reasons_purposes_and_what_is_released_ask_for_nothing(text: str, kept: list[str]) -> None:
    assert sentences(text) == kept
