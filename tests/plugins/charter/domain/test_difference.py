"""What a revision changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.regulation import Clause, Duty
from plugins.charter.domain.difference import differences, pieces, to_be_accepted

OLD = (
    Clause("第一条", "本群用于工作交流。"),
    Clause("第二条", "不得发布广告、推销及垃圾信息。", (Duty("moderation.ads"),)),
    Clause("第三条", "收到通知后24小时内回复。"),
    Clause("第四条", "每周五清理离职人员。"),
)


def kinds(new: tuple[Clause, ...]) -> list[tuple[str, str, str]]:
    return [(change.kind, change.path, change.from_path) for change in differences(OLD, new)]


@pytest.mark.parametrize(
    ("new", "wanted"),
    [
        (OLD, []),
        ((Clause("第一条", "本群用于 工作交流。"), *OLD[1:]), []),
        ((*OLD, Clause("第五条", "不得讨论工资。")), [("added", "第五条", "")]),
        (OLD[:2] + OLD[3:], [("removed", "第三条", "")]),
        ((*OLD[:2], Clause("第三条", "收到通知后2小时内回复。"), OLD[3]), [("changed", "第三条", "")]),
        ((*OLD[:2], Clause("第三条", OLD[3].text)), [("removed", "第三条", ""), ("moved", "第三条", "第四条")]),
        (
            (Clause("第一条", "新的总则：为了大家。"), Clause("第二条", OLD[0].text), *OLD[2:]),
            [("added", "第一条", ""), ("moved", "第二条", "第一条"), ("removed", "第二条", "")],
        ),
        (
            (OLD[0], Clause("第二条", OLD[1].text, (Duty("moderation.ads", "assist"),)), *OLD[2:]),
            [("served", "第二条", "")],
        ),
        (
            (Clause("第一条", "收到通知后12小时内回复。"), *OLD[:2], OLD[3]),
            [("changed", "第一条", "第三条")],
        ),
    ],
)  # fmt: skip
def test_changes_are_named(new: tuple[Clause, ...], wanted: list[tuple[str, str, str]]) -> None:
    assert sorted(kinds(new)) == sorted(wanted)


def test_only_new_words_are_to_be_accepted() -> None:
    new = (Clause("第一条", "不得讨论工资。"), Clause("第二条", OLD[0].text), *OLD[2:])
    assert [clause.path for clause in to_be_accepted(differences(OLD, new))] == ["第一条"]


_clauses = st.lists(
    st.builds(Clause, st.text("一二三", min_size=1, max_size=2), st.text("甲乙丙丁。", min_size=1, max_size=12)),
    max_size=8,
    unique_by=lambda clause: clause.path,
)


@given(_clauses, _clauses)
def test_every_clause_is_kept_changed_or_named(old: list[Clause], new: list[Clause]) -> None:
    changes = differences(old, new)
    gone = [change.old for change in changes if change.kind == "removed"]
    come = [change.new for change in changes if change.kind == "added"]
    assert len(old) - len(gone) == len(new) - len(come)
    assert not differences(old, old)


@given(st.text("甲乙丙。", max_size=20), st.text("甲乙丙。", max_size=20))
def test_pieces_make_both_texts(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(p.text for p in found if p.kind != "in") == old
    assert "".join(p.text for p in found if p.kind != "out") == new
