"""Deploy settings: the only reader of the environment and of ``.env``.

Rules of a group never stand here: they come from its regulation.
"""

import re
from dataclasses import dataclass
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic_settings.exceptions import SettingsError

_SMTP = {
    "scheme": "应以 smtp:// 或 smtps:// 开头",
    "host": "应写明服务器，如 smtp://用户:密码@smtp.example.com:587",
    "port": "端口应在 0 到 65535 之间",
    "tls": "只认 ?tls=none，且只用于 smtp://",
}
_LIST = '应为 JSON 列表，如 ["12345"]'


_AVATAR = "应为 https:// 网址，路径或参数里有一处 {id}，如 https://avatar.example.com/{id}；http:// 只可用于本机"
_PORTS = {"smtp": 587, "smtps": 465}
_TLS = ("required", "none")


@dataclass(frozen=True, slots=True)
class MailServer:
    """``tls``: ``implicit`` from the first byte, ``starttls`` or nothing at all, ``none`` in the clear.

    ``user`` is "" where the server asks for no name. The password is not shown in ``repr``.
    """

    host: str
    port: int
    tls: str
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"MailServer({self.host}:{self.port}, {self.tls})"


def read_server(url: str) -> MailServer:
    """``smtp://name:password@host:587`` (STARTTLS), ``smtps://…`` (TLS), ``smtp://host:25?tls=none``.

    Name and password are percent-encoded. Raises ValueError, whose text never holds the password.
    """
    scheme = url.partition("://")[0]
    if scheme not in _PORTS:
        raise ValueError("scheme")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError("port") from None
    if not parts.hostname or parts.path not in ("", "/") or parts.fragment:
        raise ValueError("host")
    return MailServer(
        parts.hostname,
        port if port is not None else _PORTS[scheme],
        _tls(scheme, parts),
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


def _tls(scheme: str, parts: SplitResult) -> str:
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    wanted = asked.pop("tls", "required")
    if asked or wanted not in _TLS or (scheme == "smtps" and wanted == "none"):
        raise ValueError("tls")
    if scheme == "smtps":
        return "implicit"
    return "starttls" if wanted == "required" else "none"


def _is_avatar_address(value: str) -> bool:
    """Whether one ``{id}`` stands behind the host, and nobody on the way can see or change what is asked."""
    try:
        parts = urlsplit(value)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    behind = f"{parts.path}?{parts.query}"
    if not host or port == 0 or value.count("{") != 1 or "{id}" not in behind or re.search(r"\s", value):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class WrongSettings(Exception):
    """A setting cannot be used; the text names it and says what is expected, in one line."""


class Settings(BaseSettings):
    """Every setting with its default. Names in the environment are the same in upper case."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    onebot_access_token: str = ""
    onebot_secret: str = ""
    superusers: list[str] = Field(default_factory=list[str])
    database_url: str = "sqlite://data/qungui.db"
    timezone: str = "Asia/Shanghai"
    data_dir: Path = Path("data")
    data_key: str = ""
    keep_departed_days: int = Field(default=365, ge=0, le=36_500)
    log_level: Literal["TRACE", "DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    default_mode: Literal["observe", "assist", "enforce"] = "observe"
    picture_text: bool = False
    public_url: str = ""
    avatar_url: str = ""
    smtp_url: str = ""
    smtp_from: str = ""
    language_model_url: str = ""
    language_model_name: str = ""
    language_model_key: str = Field(default="", repr=False)

    @field_validator("log_level", "default_mode", mode="before")
    @classmethod
    def _fold_case(cls, value: object, info: object) -> object:
        if not isinstance(value, str):
            return value
        return value.strip().upper() if getattr(info, "field_name", "") == "log_level" else value.strip().lower()

    @field_validator("superusers", mode="before")
    @classmethod
    def _ids_are_text(cls, value: object) -> object:
        if not isinstance(value, list):
            raise ValueError(_LIST)
        items: list[object] = list(value)  # pyright: ignore[reportUnknownArgumentType]
        if not all(isinstance(item, str | int) and not isinstance(item, bool) for item in items):
            raise ValueError(_LIST)
        return [str(item) for item in items]

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"没有这个时区：{value!r}") from error
        return value

    @field_validator("database_url")
    @classmethod
    def _known_engine(cls, value: str) -> str:
        if not value.startswith(("sqlite://", "postgres://", "postgresql://")):
            raise ValueError("应以 sqlite:// 或 postgres:// 开头")
        return value

    @field_validator("smtp_url")
    @classmethod
    def _known_server(cls, value: str) -> str:
        try:
            if value:
                read_server(value)
        except ValueError as error:
            raise ValueError(_SMTP[str(error)]) from None
        return value

    @field_validator("smtp_from")
    @classmethod
    def _plain_address(cls, value: str) -> str:
        if value and not re.fullmatch(r"[^\s@<>]{1,64}@[^\s@<>]{1,190}", value):
            raise ValueError("应为一个邮箱地址，如 bot@example.com")
        return value

    @property
    def mail_server(self) -> MailServer | None:
        """Where e-mail is handed in, or None where none is sent."""
        return read_server(self.smtp_url) if self.smtp_url else None

    @field_validator("picture_text")
    @classmethod
    def _reader_is_there(cls, value: bool) -> bool:
        if value and (find_spec("rapidocr") is None or find_spec("onnxruntime") is None):
            raise ValueError("认图片里的字需要先装：.venv/bin/pip install -r requirements-ocr.lock")
        return value

    @field_validator("public_url", "language_model_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if value and (not value.startswith(("http://", "https://")) or not urlsplit(value).hostname):
            raise ValueError("应为完整网址，如 https://bot.example.com")
        return value.rstrip("/")

    @field_validator("avatar_url")
    @classmethod
    def _has_a_place_for_the_account(cls, value: str) -> str:
        if value and not _is_avatar_address(value):
            raise ValueError(_AVATAR)
        return value

    @property
    def address(self) -> str:
        """Where people reach the bot's pages, without a slash at its end."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def is_loopback(self) -> bool:
        return _is_loopback(self.host)


def _in_words(error: dict[str, Any]) -> str:
    """What is wrong with one value, in Chinese where it is one of the usual faults."""
    limits: dict[str, Any] = error.get("ctx") or {}
    kind = str(error["type"])
    if kind == "literal_error":
        return f"应为 {limits['expected']} 之一"
    if kind.startswith("int_"):
        return "应为整数"
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"应在 0 到 {limits.get('le', 65535)} 之间，现为 {error['input']}"
    return str(error["msg"]).removeprefix("Value error, ")


def load(env_file: Path | None = Path(".env")) -> Settings:
    """Read settings and refuse what cannot be safe.

    Raises WrongSettings with one line that names the setting.
    """
    try:
        settings = Settings(_env_file=env_file)  # pyright: ignore[reportCallIssue]
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "settings"
        raise WrongSettings(f"{name}: {_in_words(dict(first))}") from error
    except SettingsError as error:
        name = str(error).split('"')[1].upper() if '"' in str(error) else "settings"
        raise WrongSettings(f"{name}: {_LIST}") from error
    except UnicodeDecodeError as error:
        raise WrongSettings(f"{env_file}: 不是 UTF-8 文本") from error
    if bool(settings.smtp_url) != bool(settings.smtp_from):
        missing, other = ("SMTP_FROM", "SMTP_URL") if settings.smtp_url else ("SMTP_URL", "SMTP_FROM")
        raise WrongSettings(f"{missing}: 填写了 {other} 时必须设置")
    if not settings.is_loopback:
        for name in ("onebot_access_token", "onebot_secret"):
            if not getattr(settings, name):
                raise WrongSettings(f"{name.upper()}: HOST（{settings.host}）不是本机地址时必须设置")
    return settings


_chosen: Settings | None = None


def choose(settings: Settings) -> None:
    """Let this process run with these settings instead of what the environment says."""
    global _chosen
    _chosen = settings


def current() -> Settings:
    """The chosen settings, else those of the environment. Raises WrongSettings."""
    return _chosen or load()
