"""Settings: a wrong one is one line that names it."""

from pathlib import Path

import pytest

from bot.settings import Settings, WrongSettings, load

NAMES = [name.upper() for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_the_defaults_are_those_of_the_contract() -> None:
    settings = load(None)
    assert (settings.host, settings.port, settings.timezone) == ("127.0.0.1", 8080, "Asia/Shanghai")
    assert (settings.database_url, settings.data_dir) == ("sqlite://data/qungui.db", Path("data"))
    assert (settings.log_level, settings.default_mode, settings.superusers) == ("INFO", "observe", [])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"), ("PORT", "70000"), ("PORT", "-1"), ("PORT", ""), ("PORT", "80.5"),
        ("TIMEZONE", "Mars/Base"), ("TIMEZONE", ""), ("TIMEZONE", "../etc/passwd"), ("TIMEZONE", "America"),
        ("SUPERUSERS", "123"), ("SUPERUSERS", "abc"), ("SUPERUSERS", '{"a": 1}'), ("SUPERUSERS", '"1"'),
        ("SUPERUSERS", "[1"), ("SUPERUSERS", "[null]"), ("SUPERUSERS", '[["1"]]'),
        ("DATABASE_URL", "mysql://x"), ("DATABASE_URL", ""), ("DATABASE_URL", "data/qungui.db"),
        ("LOG_LEVEL", "LOUD"), ("DEFAULT_MODE", "strict"), ("DEFAULT_MODE", ""),
    ],
)  # fmt: skip
def test_a_wrong_value_is_one_line_that_names_it(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSettings) as caught:
        load(None)
    text = str(caught.value)
    assert text.startswith(f"{name}: ")
    assert "\n" not in text
    assert any("\u4e00" <= c <= "\u9fff" for c in text)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("PORT", "0", 0), ("SUPERUSERS", '["1", "2"]', ["1", "2"]), ("SUPERUSERS", "[10001]", ["10001"]),
        ("LOG_LEVEL", "debug", "DEBUG"), ("DEFAULT_MODE", " Enforce ", "enforce"),
    ],
)  # fmt: skip
def test_values_are_read_as_people_write_them(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: object
) -> None:
    monkeypatch.setenv(name, value)
    assert getattr(load(None), name.lower()) == expected


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.com", ""])
@pytest.mark.parametrize("missing", ["ONEBOT_ACCESS_TOKEN", "ONEBOT_SECRET"])
def test_off_loopback_token_and_secret_are_needed(monkeypatch: pytest.MonkeyPatch, host: str, missing: str) -> None:
    monkeypatch.setenv("HOST", host)
    for name in {"ONEBOT_ACCESS_TOKEN", "ONEBOT_SECRET"} - {missing}:
        monkeypatch.setenv(name, "secret")
    with pytest.raises(WrongSettings, match=missing):
        load(None)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_on_loopback_they_are_not(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("HOST", host)
    assert load(None).is_loopback


def test_the_environment_outweighs_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=9000\nDEFAULT_MODE=assist\nUNKNOWN=1\n", "utf-8")
    monkeypatch.setenv("PORT", "9001")
    settings = load(file)
    assert (settings.port, settings.default_mode) == (9001, "assist")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"\xff\xfe\x00PORT")
    with pytest.raises(WrongSettings, match=r"\.env"):
        load(file)


def test_every_setting_is_in_the_example() -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text("utf-8")
    assert [name for name in NAMES if f"{name}=" not in example] == []


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"SMTP_URL": "mail.example.com", "SMTP_FROM": "a@b.c"}, "SMTP_URL"),
        ({"SMTP_URL": "smtp://x:99999", "SMTP_FROM": "a@b.c"}, "SMTP_URL"),
        ({"SMTP_URL": "smtps://x?tls=none", "SMTP_FROM": "a@b.c"}, "SMTP_URL"),
        ({"SMTP_URL": "smtp://x"}, "SMTP_FROM"),
        ({"SMTP_FROM": "a@b.c"}, "SMTP_URL"),
        ({"SMTP_URL": "smtp://x", "SMTP_FROM": "群规 <a@b.c>"}, "SMTP_FROM"),
    ],
)
def test_a_mail_server_needs_an_address_that_can_be_read_and_a_sender(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], named: str
) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(WrongSettings, match=f"^{named}: "):
        load(None)


def test_without_a_mail_server_no_e_mail_is_sent() -> None:
    assert load(None).mail_server is None


@pytest.mark.parametrize(
    "value",
    [
        "https://avatar.example.com/{id}",
        "https://q.example.com:8443/g?b=qq&nk={id}&s=100",
        "http://127.0.0.1:9000/{id}.png",
        "http://localhost/{id}",
        "http://[::1]/{id}",
    ],
)
def test_the_address_of_avatars_has_a_place_for_the_account(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("AVATAR_URL", value)
    assert load(None).avatar_url == value


@pytest.mark.parametrize(
    "value",
    [
        "https://avatar.example.com/",
        "https://{id}.example.com/",
        "https://avatar.example.com/#{id}",
        "https://avatar.example.com/{id}/{id}",
        "https://avatar.example.com/{id}?{size}",
        "https://avatar.example.com/{user}",
        "https:///{id}",
        "https://avatar.example.com:x/{id}",
        "https://avatar.example.com/{id} ",
        "http://avatar.example.com/{id}",
        "http://192.168.1.5/{id}",
        "file:///{id}",
        "avatar.example.com/{id}",
    ],
)
def test_any_other_address_of_avatars_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("AVATAR_URL", value)
    with pytest.raises(WrongSettings, match=r"^AVATAR_URL: 应为 https://[^\n]*\{id\}[^\n]*$"):
        load(None)


def test_no_avatar_is_asked_for_by_default() -> None:
    assert load(None).avatar_url == ""
