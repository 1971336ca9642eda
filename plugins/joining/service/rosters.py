"""The organisation's roster from the chat: how the group stands to it, and importing a group file."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.ids import MessageId
from bot.domain.members import Actor
from bot.domain.people import RosterChange, RosterSheet
from bot.effects.accounts import accounts
from bot.governance import people
from bot.governance.directory import GroupState
from bot.governance.posted import posted_file
from bot.governance.quoted import quoted_file
from bot.governance.sheet_errors import MAX_BYTES, SheetError
from bot.governance.sheet_process import read_roster
from bot.governance.standings import Standing, standings
from plugins.joining.domain.asking import FileUnreadable, NoFile, NoRoster
from plugins.joining.domain.cards import is_close
from plugins.joining.domain.masking import mask

from .cards import card_pattern


@dataclass(frozen=True, slots=True)
class Missing:
    """A department of which some are in the group: how many of it are, of how many, and who is not."""

    department: str
    present: int
    total: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checkup:
    """How the members of a group stand to the roster. ``absent_departments`` have nobody in the group."""

    members: int
    on_roster: int
    strangers: tuple[str, ...]
    departed: tuple[str, ...]
    wrong_cards: tuple[str, ...]
    missing: tuple[Missing, ...]
    absent_departments: int
    pattern: str


async def check_group(group: GroupState) -> Checkup:
    """Raises NoRoster."""
    roster = await people.roster_of(group.organisation_id)
    if not roster:
        raise NoRoster()
    members = await standings(group)
    known = [each for each in members if each.person is not None]
    missing, absent = _missing(roster, members)
    pattern = card_pattern(group)
    return Checkup(
        members=len(members),
        on_roster=sum(1 for each in known if each.person is not None and each.person.state != "departed"),
        strangers=tuple(each.name for each in members if each.person is None),
        departed=tuple(each.name for each in known if each.person is not None and each.person.state == "departed"),
        wrong_cards=tuple(e.name for e in members if pattern and not is_close(pattern, e.name, e.person)),
        missing=tuple(missing),
        absent_departments=absent,
        pattern=pattern,
    )


def _missing(roster: people.Roster, members: list[Standing]) -> tuple[list[Missing], int]:
    """By department, the largest gap first; departments without anybody here are only counted."""
    here = {each.row for each in members}
    by_department: dict[str, list[tuple[str, bool]]] = {}
    for person in roster.people:
        if person.department and person.state != "departed":
            by_department.setdefault(person.department, []).append((person.name, roster.row_of(person) in here))
    gaps: list[Missing] = []
    absent = 0
    for department, those in by_department.items():
        present = sum(is_here for _, is_here in those)
        if not present:
            absent += 1
        elif present < len(those):
            names = tuple(name for name, is_here in those if not is_here)
            gaps.append(Missing(department, present, len(those), names))
    return sorted(gaps, key=lambda gap: -len(gap.names)), absent


async def read_quoted(group: GroupState, message: MessageId | None) -> RosterSheet:
    """The table in the file that ``/roster import`` answered. Asks the platform; no transaction.

    Raises NoFile, FileUnreadable, SheetRefused.
    """
    file = None
    if message is not None:
        file = posted_file(group.id, message) or await quoted_file(group.id, message)
    if file is None:
        raise NoFile()
    platform = accounts.get(group.account) if group.account is not None else None
    too_large = file.size is not None and file.size > MAX_BYTES
    if too_large:
        raise FileUnreadable(reason="too_large", name=file.name)
    data = await platform.download(file.file, file.url, MAX_BYTES) if platform is not None else None
    if data is None:
        raise FileUnreadable(reason="not_fetched", name=file.name)
    try:
        sheet = await read_roster(data, file.name)
    except SheetError as error:
        raise FileUnreadable(reason=error.code, name=file.name) from error
    if sheet.errors:
        raise people.SheetRefused(errors=[replace(error, value=mask(error.value)) for error in sheet.errors])
    return sheet


async def take_over(group: GroupState, sheet: RosterSheet, *, actor: Actor, now: datetime) -> RosterChange:
    """Import for the group's organisation. Raises SheetRefused."""
    return await people.import_roster(group.organisation_id, sheet, now=now, actor=actor)


async def preview(group: GroupState, sheet: RosterSheet) -> RosterChange:
    """What it would change. Raises SheetRefused."""
    return await people.preview_roster(group.organisation_id, sheet)
