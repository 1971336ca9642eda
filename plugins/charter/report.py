"""A reading as one page of HTML: to be sent round, printed, read on a telephone; it loads nothing."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.texts import TEMPLATES

from .domain.names import CODE_NAMES, KIND_NAMES, PARAMETER_NAMES
from .domain.reading import UNSURE
from .domain.saying import said

_WAYS = {"auto": "自动执行", "assist": "协助办理", "show": "只作公示", "unserved": "尚无功能"}
_SEVERITIES = {"error": "须先改", "warning": "请决定", "hint": "可参考"}


def marked(text: str, words: Sequence[str]) -> Markup:
    """The clause's text with the words that led to its duties set off."""
    wanted = sorted({word for word in words if word in text}, key=len, reverse=True)
    if not wanted:
        return escape(text)
    pieces = re.split("(" + "|".join(map(re.escape, wanted)) + ")", text)
    return Markup("").join(
        Markup("<mark>") + escape(p) + Markup("</mark>") if i % 2 else escape(p) for i, p in enumerate(pieces)
    )


def html_report(reading: Mapping[str, Any]) -> str:
    """The page for what ``regulation check --json`` answers. Every word of the regulation is escaped."""
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES / "web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters["marked"] = marked  # pyright: ignore[reportUnknownMemberType]
    problems = {level: [p for p in reading["problems"] if p["severity"] == level] for level in _SEVERITIES}
    return pages.get_template("regulation.html.jinja").render(
        reading=reading,
        problems=problems,
        ways=_WAYS,
        severities=_SEVERITIES,
        codes=CODE_NAMES,
        parameters=PARAMETER_NAMES,
        kinds=KIND_NAMES,
        unsure=UNSURE,
        say=said,
    )
