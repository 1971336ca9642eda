"""Neighbours that nobody writes side by side: what exchanged characters leave."""

import pytest

from plugins.antispam.domain.model import builtin_model
from plugins.antispam.domain.model.pairs import BYTES, SHORTEST, collect, oddness
from plugins.antispam.domain.text.normalise import normalise

TEXTS = [normalise(text) for text in ("今天下午在三楼开会", "明天下午在三楼开会", "后天上午去仓库")]
USUAL = collect(TEXTS)


def test_a_pair_is_usual_that_several_texts_have() -> None:
    assert len(USUAL) == BYTES
    assert sum(map(int.bit_count, USUAL)) == len({"天下", "下午", "午在", "在三", "三楼", "楼开", "开会"})


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("天下午在三楼开会", 0.0),
        ("天下午在三楼开烩", 1 / 7),
        ("天下午再三楼开烩", 3 / 7),
        ("天下午，在三楼，开会", 0.0),
        ("下午开会", 0.0),
        ("天下午在s楼开会", (0 + 2) / (5 + 2)),
        ("天下午在sop楼开会", 0.0),
        ("", 0.0),
    ],
)
def test_the_share_of_unusual_neighbours(text: str, odd: float) -> None:
    assert oddness(normalise(text), USUAL) == pytest.approx(odd)


def test_of_few_neighbours_nothing_is_said() -> None:
    strange = normalise("厵麤" * SHORTEST)
    assert oddness(normalise(strange.original[:SHORTEST]), USUAL) == 0.0
    assert oddness(strange, USUAL) == 1.0


@pytest.mark.parametrize(
    ("plain", "exchanged"),
    [
        ("兼职日结一天三百加我微信了解名额有限", "尖值日洁一田叁佰嘉我威芯瞭姐铭鄂友线"),
        ("各位同事明天上午九点在三楼会议室开会", "个味铜诗名添伤舞玖典再叁搂烩意事凯慧"),
    ],
)
def test_the_delivered_table_knows_ordinary_writing(plain: str, exchanged: str) -> None:
    assert builtin_model().oddness(normalise(plain)) < 0.25
    assert builtin_model().oddness(normalise(exchanged)) > 0.6
