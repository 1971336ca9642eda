"""Templates → the text people read. All of them are compiled at start: a broken one stops it."""

import re
import unicodedata
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound

from bot.domain.durations import say_duration

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_WEEKDAYS = "一二三四五六日"
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BLANK_LINES = re.compile(r"\n{3,}")


class MissingText(Exception):
    """A template that code asks for does not exist or cannot be compiled."""


def clean_name(name: object, limit: int = 24) -> str:
    """A person's name fit for a line of ours: no control or direction marks, at most ``limit`` characters."""
    text = "".join(c for c in str(name) if unicodedata.category(c) not in ("Cc", "Cf", "Zl", "Zp", "Co", "Cs"))
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _is_control(char: str) -> bool:
    return char in _TURNING or unicodedata.category(char) in ("Cc", "Cs")


def clip(text: object, limit: int = 60) -> str:
    """One line of somebody's words, cut with an ellipsis; what would turn our own line around is left out."""
    line = " ".join("".join(c for c in str(text) if c.isspace() or not _is_control(c)).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


class Texts:
    """Renders templates in one time zone. ``render`` never interprets what it is given as a template."""

    def __init__(self, zone: ZoneInfo, root: Path = TEMPLATES) -> None:
        self._zone = zone
        self._environment = Environment(
            loader=FileSystemLoader(root),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # plain chat text; pages have their own environment with escaping on
        )
        self._environment.filters.update(  # pyright: ignore[reportUnknownMemberType]
            name=clean_name, clip=clip, duration=self._duration, time=self._time, day=self._day
        )

    def compile_all(self) -> int:
        """Compile every chat template; answers how many. Raises MissingText naming the broken one."""
        keys = [k for k in self._environment.list_templates(extensions=["jinja"]) if not k.startswith("web/")]
        for key in keys:
            try:
                self._environment.get_template(key)
            except TemplateError as error:
                raise MissingText(f"templates/{key}: {error}") from error
        return len(keys)

    def render(self, key: str, **fields: Any) -> str:
        """The text of ``area/key``, stripped. Raises MissingText for an unknown key."""
        try:
            template = self._environment.get_template(f"{key}.jinja")
        except TemplateNotFound as error:
            raise MissingText(f"templates/{key}.jinja does not exist") from error
        return _BLANK_LINES.sub("\n\n", template.render(**fields)).strip()

    def _time(self, moment: datetime) -> str:
        local = moment.astimezone(self._zone)
        return f"{local.month}月{local.day}日（周{_WEEKDAYS[local.weekday()]}）{local:%H:%M}"

    def _day(self, moment: datetime) -> str:
        local = moment.astimezone(self._zone)
        return f"{local.month}月{local.day}日"

    @staticmethod
    def _duration(length: timedelta | float) -> str:
        return say_duration(length if isinstance(length, timedelta) else timedelta(seconds=length))


_current = Texts(ZoneInfo("Asia/Shanghai"))


def use(texts: Texts) -> None:
    """Make ``texts`` the one that ``render`` uses; wiring calls it once."""
    global _current
    _current = texts


def render(key: str, **fields: Any) -> str:
    """The text of ``area/key`` in the configured time zone."""
    return _current.render(key, **fields)
