"""The setting that needs an optional package."""

import pytest

from bot import settings
from bot.settings import WrongSettings, load


@pytest.fixture
def wanted(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("PICTURE_TEXT", "true")
    return monkeypatch


def test_without_the_package_the_start_is_refused_in_one_clear_line(wanted: pytest.MonkeyPatch) -> None:
    wanted.setattr(settings, "find_spec", lambda name: None)  # pyright: ignore[reportUnknownLambdaType]
    with pytest.raises(WrongSettings) as refused:
        load(None)
    assert str(refused.value).startswith("PICTURE_TEXT: ")
    assert "requirements-ocr.lock" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_with_it_the_setting_holds_and_it_is_off_by_default(wanted: pytest.MonkeyPatch) -> None:
    wanted.setattr(settings, "find_spec", lambda name: name)  # pyright: ignore[reportUnknownLambdaType]
    assert load(None).picture_text
    wanted.delenv("PICTURE_TEXT")
    assert not load(None).picture_text
