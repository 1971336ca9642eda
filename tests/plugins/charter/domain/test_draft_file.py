"""A draft is written as a text file, edited, and read again."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.charter.catalogue import vocabulary
from plugins.charter.domain.draft import ORGANISATION, SUPPLEMENT, WAYS, Draft, DraftClause, normal_text
from plugins.charter.domain.draftfile import FileErrors, looks_like_file, read_draft, write_draft
from plugins.charter.domain.given import known_codes, known_parameters
from plugins.charter.domain.reading import ReadDuty

CODES, NAMES = known_codes(vocabulary()), known_parameters(vocabulary())
EMPTY = Draft("空", "1", ORGANISATION, ())

_lines = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
_texts = st.lists(_lines, min_size=1, max_size=4).map("\n".join).map(normal_text).filter(bool)
_values = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).map(str.strip).filter(bool)
_duties = st.builds(
    ReadDuty,
    st.sampled_from(sorted(CODES)),
    st.sampled_from(WAYS),
    st.dictionaries(st.sampled_from(["ack_words", "fields", "pattern", "to"]), _values, max_size=3),
)
_paths = st.text("一二三四五六七八九十/()第条章123", min_size=1, max_size=12)
_clauses = st.builds(
    DraftClause,
    _paths,
    _texts,
    st.lists(_duties, max_size=3, unique_by=lambda duty: duty.code).map(tuple),
)
_drafts = st.builds(
    Draft,
    _paths,
    st.from_regex(r"[0-9.]{1,8}", fullmatch=True),
    st.sampled_from([ORGANISATION, SUPPLEMENT]),
    st.lists(_clauses, min_size=1, max_size=5, unique_by=lambda clause: clause.path).map(tuple),
    st.sampled_from(["", "publication", "2026-04-01"]),
)


def read(text: str, before: Draft = EMPTY) -> Draft:
    return read_draft(text, before, codes=CODES, names=NAMES)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_drafts)
def test_what_is_written_is_read_as_the_same_draft(draft: Draft) -> None:
    assert read(write_draft(draft)) == draft
    assert read(write_draft(draft).replace("\n", "\r\n")) == draft
    assert looks_like_file(write_draft(draft))


def test_confidence_and_words_are_kept_where_the_code_is_kept() -> None:
    duty = ReadDuty("notice.ack", "auto", {"within": "24h"}, 0.4, ("回复",), True)
    draft = Draft("甲", "1", ORGANISATION, (DraftClause("第一条", "收到请回复", (duty,)),))
    written = write_draft(draft)
    assert "# 请核对：模型猜的，因“回复”" in written
    assert read(written, draft) == draft
    [clause] = read(written.replace("within=24h", "within=2h"), draft).clauses
    assert clause.duties[0].parameters == {"within": "2h"}
    assert clause.duties[0].words == ("回复",)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("= moderation.adz", "没有“moderation.adz”这个代码"),
        ("= notice.ack within=昨天", "within 的值“昨天”读不懂，应是时长"),
        ("= notice.ack colour=red", "没有“colour”这个参数"),
        ("= notice.ack via=maybe", "via 应是"),
        ("= notice.ack 乱写", "应写成 名字=值"),
        ('= notice.ack ack_words="收', "引号里的值读不懂"),
        ("= sanction.warn ladder=warn>beat", "ladder 的值"),
        ("[第一条]", "出现了不止一次"),
        ("[第二条", "“[”开头的行应是编号"),
        ("= 替换 第一条", "只用于本群"),
    ],
)
def test_an_error_names_its_line(line: str, said: str) -> None:
    text = f"标题：甲\n版本：1\n\n[第一条]\n不得发广告。\n{line}\n{'正文' if line.startswith('[') else ''}\n"
    with pytest.raises(FileErrors) as caught:
        read(text)
    assert any(said in error.text for error in caught.value.errors)
    assert {error.line for error in caught.value.errors} <= {1, 6}


def test_all_errors_are_told_at_once_in_order() -> None:
    with pytest.raises(FileErrors) as caught:
        read("标题：\n版本：1\n范围：全国\n[第一条]\n= x.y\n[第二条]\n好\n")
    assert [error.line for error in caught.value.errors] == [1, 3, 4, 5]


def test_a_regulation_s_text_is_no_draft_file() -> None:
    assert not looks_like_file("车间管理制度\n第一条 不得发广告。\n")
