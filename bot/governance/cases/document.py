"""The case file: one page of HTML that needs nothing else, for the screen and for paper.

Everything in it is escaped. It shows the masked evidence; the whole message only where the
regulation entitles its reader (``evidence=full`` on ``sanction.escalate``).
"""

from datetime import datetime, timedelta

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.domain.durations import say_duration
from bot.governance import regulations, zone
from bot.governance.cases.queries import CaseFile, find_case
from bot.governance.directory import GroupState
from bot.store import models
from bot.texts import TEMPLATES, clean_name, clip


def _moment(moment: datetime) -> str:
    return f"{zone.local(moment):%Y-%m-%d %H:%M}"


def _duration(length: timedelta) -> str:
    return say_duration(length)


_pages = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_pages.filters.update(  # pyright: ignore[reportUnknownMemberType]
    moment=_moment, duration=_duration, name=clean_name, clip=clip
)
_page = _pages.get_template("cases/file.html")
"""Compiled when the house is put together: a broken one stops the start."""


async def case_document(
    group: GroupState, case: CaseFile, *, now: datetime, full: bool = False, reason: str = ""
) -> str:
    """The file of a case as it stands now. ``reason`` is why it is handed to its reader."""
    regulation = await regulations.version(case.regulation_id)
    text = regulation.text if regulation is not None else None
    title, version = regulation.cited(case.clause) if regulation is not None else ("", "")
    paths = [case.clause, *(clause for _, clause in case.also)]
    clauses = [clause for path in dict.fromkeys(paths) if text is not None and (clause := text.find(path)) is not None]
    return _page.render(
        case=case,
        group=group,
        title=title,
        version=version,
        clauses=clauses,
        earlier=[await find_case(group.id, number) for number in case.counted],
        appeals=await models.Appeal.filter(case_id=case.id).order_by("id"),
        words=str(case.evidence.get("text", "")) if full else str(case.evidence.get("masked", "")),
        full=full,
        reason=reason,
        now=now,
    )


def file_name(case: CaseFile) -> str:
    """What the file is called beside a letter: plain letters, for every mail program."""
    return f"case-{case.number}.html"
