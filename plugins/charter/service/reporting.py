"""The report of a trial as one page of HTML that needs nothing else; everything in it is escaped."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.effects import enclosures
from bot.effects.enclosures import Handout
from bot.governance import zone
from bot.texts import TEMPLATES
from plugins.charter.models import RegulationDraft, Trial

from .names import REPORT

_pages = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_page = _pages.get_template("charter/trial.html")
"""Compiled when the house is put together: a broken one stops the start."""


async def _report(about: Mapping[str, Any], now: datetime) -> Handout | None:
    trial = await Trial.get_or_none(id=about["trial"], state="done")
    row = await RegulationDraft.get_or_none(id=trial.draft_id) if trial is not None else None
    if trial is None or row is None:
        return None
    asked = f"{zone.local(trial.asked_at):%Y-%m-%d %H:%M}"
    page = _page.render(row=row, report=trial.report, asked=asked)
    return Handout(f"群规试行报告{row.number}.html", page.encode())


enclosures.register(REPORT, _report)
