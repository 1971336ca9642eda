"""The attendance list as a picture, and as a table for a spreadsheet; both made when they go out."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.domain.ids import ChatRef, GroupId
from bot.domain.members import Actor
from bot.domain.messages import Enclosure
from bot.domain.ports import Ability
from bot.effects import enclosures, outbox
from bot.effects.accounts import accounts
from bot.effects.actions import SendFile
from bot.effects.enclosures import Handout
from bot.effects.outbox import Effect
from bot.governance import voice, zone
from bot.governance.directory import GroupState, directory
from bot.papers import Board, Section, Table, Tile, Tone, draw, to_csv, to_xlsx
from bot.papers.tables import Cell
from bot.store import audit
from bot.store.transaction import transaction
from bot.texts import render
from plugins.activities.domain.activity import Activity
from plugins.activities.domain.refusals import NoFiles
from plugins.activities.domain.roll import CAME, EXCUSED, LATE, WALK_IN, Entry, Roll
from plugins.activities.models import ActivityRow

from .rolls import roll_for, roll_of

PICTURE, TABLE = "activities.roll_picture", "activities.roll_table"
EXPORT_LASTS = timedelta(minutes=30)
MOST_LINES = 300
"""More rows than these are too many messages."""
FEWEST = 6
"""Fewer names than these are read faster as a line of text."""
_TONES = {CAME: Tone.GOOD, LATE: Tone.LATE, WALK_IN: Tone.PLAIN, EXCUSED: Tone.PLAIN}


def roll_picture(group: GroupState, activity: Activity, roll: Roll) -> tuple[Enclosure, ...]:
    """The picture that goes with the list; none where a line of text says it."""
    if len(roll.entries) < FEWEST:
        return ()
    return (Enclosure(PICTURE, {"group": group.id, "activity": activity.id}),)


@transaction
async def export_roll(
    group: GroupState, number: int, form: str, *, actor: Actor, to: ChatRef, key: str, now: datetime
) -> bool:
    """Send the table as a file to the chat it was asked for in; ``form`` is ``xlsx`` or ``csv``.

    Where the platform has no files it goes as lines of text to whoever asked, in private, and False is answered.
    Raises NoSuchNumber, NotYours; NoFiles where it is too long for that.
    """
    activity, roll = await roll_for(group, number, actor)
    platform = accounts.get(group.account) if group.account is not None else None
    await audit.record(
        f"group:{group.id}", at=now, actor=actor.id, action="activity.exported", subject=activity.subject, form=form
    )
    if platform is not None and Ability.FILES not in platform.capabilities:
        await _say_table(group, activity, roll, ChatRef(group.chat.platform, user=actor.id), key, now)
        return False
    effect = Effect(
        key=f"activity:{activity.id}:roll:{key}",
        action=SendFile(to, TABLE, {"group": group.id, "activity": activity.id, "form": form}),
        account=group.account,
        group_id=group.id,
        valid_until=now + EXPORT_LASTS,
    )
    await outbox.put(effect, now=now)
    return True


async def _say_table(group: GroupState, activity: Activity, roll: Roll, to: ChatRef, key: str, now: datetime) -> None:
    """The lines of the CSV file, to be pasted into one."""
    if len(roll.entries) > MOST_LINES:
        raise NoFiles(most=MOST_LINES)
    await voice.say(
        to,
        group.account,
        "activities/roll_as_text",
        key=f"activity:{activity.id}:roll:{key}",
        now=now,
        group_id=group.id,
        valid_for=EXPORT_LASTS,
        fields={
            "activity": activity,
            "group": group,
            "lines": to_csv(table_of(activity, roll)).decode("utf-8-sig").splitlines(),
        },
    )


def board_of(activity: Activity, roll: Roll, now: datetime) -> Board:
    """What the picture says: the figures, who was missing, who was late, who came."""
    lists = [(state, roll.of(state)) for state in ("absent", LATE, CAME, WALK_IN, EXCUSED)]
    return Board(
        title=_text("title", activity=activity),
        subtitle=_text("subtitle", activity=activity),
        tiles=(
            Tile(_text("people"), str(roll.people), Tone.GOOD),
            *((Tile(_text("late"), str(len(roll.late)), Tone.LATE),) if roll.late else ()),
            Tile(_text("absent"), str(len(roll.absent)), Tone.BAD if roll.absent else Tone.GOOD),
            *((Tile(_text("excused"), str(len(roll.excused))),) if roll.excused else ()),
        ),
        progress=(roll.expected - len(roll.absent), roll.expected),
        sections=tuple(
            Section.of(
                _text("list", state=state, count=len(entries)),
                sorted(((e.department, _label(e)) for e in entries), key=lambda pair: pair[0] == ""),
                _TONES.get(state, Tone.BAD),
            )
            for state, entries in lists
            if entries
        ),
        footer=_text("footer", now=now),
    )


def table_of(activity: Activity, roll: Roll) -> Table:
    """One row for everybody: who came in the order of coming, then who was missing, then the excused."""
    return Table(_text("sheet", activity=activity), tuple(_text("head").split("|")), [_row(e) for e in roll.entries])


def _row(entry: Entry) -> list[Cell]:
    at = zone.local(entry.came_at) if entry.came_at is not None else None
    guests = entry.guests if entry.was_there else None
    return [entry.department, entry.name, entry.member, _text("state", state=entry.state), at, guests]


def _label(entry: Entry) -> str:
    return f"{entry.name}+{entry.guests}" if entry.guests and entry.was_there else entry.name


async def _found(about: Mapping[str, Any]) -> tuple[Activity, Roll] | None:
    group = directory.get(GroupId(int(about["group"])))
    row = await ActivityRow.get_or_none(id=int(about["activity"]))
    if group is None or row is None:
        return None
    return row.activity(), await roll_of(group, row.activity())


async def _picture(about: Mapping[str, Any], now: datetime) -> Handout | None:
    found = await _found(about)
    if found is None:
        return None
    return Handout(f"activity-{found[0].number}.png", await draw(board_of(*found, now)))


async def _table(about: Mapping[str, Any], now: datetime) -> Handout | None:
    found = await _found(about)
    if found is None:
        return None
    name, table = _text("file", activity=found[0]), table_of(*found)
    if about.get("form") == "csv":
        return Handout(f"{name}.csv", to_csv(table))
    return Handout(f"{name}.xlsx", to_xlsx([table]))


def _text(part: str, **fields: Any) -> str:
    return render("activities/handout", part=part, **fields)


enclosures.register(PICTURE, _picture)
enclosures.register(TABLE, _table)
