"""The folding table is what the tool writes."""

import importlib.util
import unicodedata

import pytest

from plugins.antispam.domain.text.normalise import fold
from tools import write_folding

WRITTEN_WITH = "14.0.0"


@pytest.mark.skipif(unicodedata.unidata_version != WRITTEN_WITH, reason=f"written with Unicode {WRITTEN_WITH}")
@pytest.mark.skipif(importlib.util.find_spec("zhconv") is None, reason="zhconv is not installed")
def test_the_table_is_what_the_tool_writes() -> None:
    assert write_folding.TABLE.read_text("utf-8") == write_folding.as_json(write_folding.build())


@pytest.mark.parametrize(
    ("text", "plain"),
    [("ＡｂＣ", "abc"), ("臺灣", "台湾"), ("\u200b加\u200d群", "加群"), ("①②", "12"), ("普通话", "普通话")],
)
def test_the_table_folds(text: str, plain: str) -> None:
    assert fold(text) == plain
