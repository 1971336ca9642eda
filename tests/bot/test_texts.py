"""What people read: templates, and people's words inside them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.texts import MissingText, Texts, clean_name, clip, render

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOSTILE = "{{ 7*7 }} {% raw %} [CQ:at,qq=all]\u202e\u2066\x07\n第二行"


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    (tmp_path / "area").mkdir()
    (tmp_path / "area" / "words.jinja").write_text("{{ who|name }}：{{ words|clip(60) }}\n", "utf-8")
    (tmp_path / "area" / "when.jinja").write_text("{{ at|time }} {{ at|day }} {{ long|duration }}", "utf-8")
    return Texts(SHANGHAI, tmp_path)


def test_people_s_words_stay_words(texts: Texts) -> None:
    said = texts.render("area/words", who=HOSTILE, words=HOSTILE)
    assert "{{ 7*7 }} {% raw %} [CQ:at,qq=all]" in said.split("：")[1]
    assert "49" not in said
    assert "\n" not in said
    assert not set(said) & {"\u202e", "\u2066", "\x07"}


def test_a_name_is_one_short_line() -> None:
    assert clean_name("王\n强\u200b") == "王 强" or clean_name("王\n强\u200b") == "王强"
    assert len(clean_name("长" * 50)) == 24
    assert clean_name("长" * 24) == "长" * 24


@pytest.mark.parametrize(
    ("text", "line"),
    [("短", "短"), ("一\n二\t三", "一 二 三"), ("", ""), ("字" * 61, "字" * 59 + "…"), ("👨‍👩‍👧 好", "👨‍👩‍👧 好")],
)
def test_somebody_s_words_are_cut_to_one_line(text: str, line: str) -> None:
    assert clip(text) == line


def test_times_are_told_in_the_zone(texts: Texts) -> None:
    at = datetime(2026, 3, 1, 16, 30, tzinfo=UTC)
    assert texts.render("area/when", at=at, long=timedelta(minutes=90)) == "3月2日（周一）00:30 3月2日 1小时30分钟"


def test_a_missing_or_broken_template_is_named(texts: Texts, tmp_path: Path) -> None:
    with pytest.raises(MissingText, match="area/none"):
        texts.render("area/none")
    (tmp_path / "area" / "broken.jinja").write_text("{% if %}", "utf-8")
    with pytest.raises(MissingText, match=r"area/broken\.jinja"):
        Texts(SHANGHAI, tmp_path).compile_all()


def test_every_template_of_the_house_compiles() -> None:
    assert Texts(SHANGHAI).compile_all() > 100


@pytest.mark.parametrize(
    "code",
    ["not_allowed", "target_protected", "role_unknown", "not_enabled", "one_member", "who_is_meant", "refused"],
)
def test_a_refusal_is_one_line(code: str) -> None:
    assert render(f"chat/{code}").count("\n") == 0
