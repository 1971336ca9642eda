"""How a notice stands as a picture, and as a table for a spreadsheet; both made when they go out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.domain.errors import NotAllowed
from bot.domain.ids import ChatRef, GroupId
from bot.domain.members import Actor, Role
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
from plugins.notices.domain.tally import Answer, Asked, Tally
from plugins.notices.models import Notice

from .files import NoticeFile, find_notice, notice_file
from .refusals import FilesUnsupported, NotPublished, StillPublishing
from .tallying import tally_of

PICTURE, TABLE = "notices.picture", "notices.table"
EXPORT_LASTS = timedelta(minutes=30)
MOST_LINES = 300
"""More rows than these are too many messages."""
FEWEST = 6
"""Fewer names than these are read faster as a line of text."""


def picture_of(notice: NoticeFile, result: Tally) -> tuple[Enclosure, ...]:
    """The picture that goes with a status or a report; none where a line of text says it."""
    if not notice.needs_answer or notice.published_at is None or notice.state == "publishing" or result.total < FEWEST:
        return ()
    return (Enclosure(PICTURE, {"group": notice.group_id, "notice": notice.id}),)


async def status_picture(group: GroupState, number: int, actor: Actor) -> tuple[Enclosure, ...]:
    """The picture for whoever is shown names: administrators and the publisher. Raises NoSuchNumber."""
    notice = await find_notice(group.id, number)
    if actor.role < Role.ADMIN and actor.id != notice.publisher:
        return ()
    return picture_of(notice, await tally_of(group, notice))


@transaction
async def export_notice(
    group: GroupState, number: int, form: str, *, actor: Actor, to: ChatRef, key: str, now: datetime
) -> bool:
    """Send the table as a file to the chat it was asked for in; ``form`` is ``xlsx`` or ``csv``.

    Where the platform has no files it goes as lines of text to whoever asked, in private, and False is answered.
    Raises NoSuchNumber, NotPublished, StillPublishing, NotAllowed; FilesUnsupported where it is too long for that.
    """
    notice = await find_notice(group.id, number)
    if actor.role < Role.ADMIN and actor.id != notice.publisher:
        raise NotAllowed()
    if notice.state == "publishing":
        raise StillPublishing(number=number)
    if notice.published_at is None:
        raise NotPublished(number=number)
    platform = accounts.get(group.account) if group.account is not None else None
    await audit.record(
        f"group:{group.id}", at=now, actor=actor.id, action="notice.exported", subject=f"notice:{number}", form=form
    )
    if platform is not None and Ability.FILES not in platform.capabilities:
        await _say_table(group, notice, ChatRef(group.chat.platform, user=actor.id), key, now)
        return False
    about = {"group": group.id, "notice": notice.id, "form": form}
    effect = Effect(
        key=f"notice:{notice.id}:export:{key}",
        action=SendFile(to, TABLE, about),
        account=group.account,
        group_id=group.id,
        valid_until=now + EXPORT_LASTS,
    )
    await outbox.put(effect, now=now)
    return True


async def _say_table(group: GroupState, notice: NoticeFile, to: ChatRef, key: str, now: datetime) -> None:
    """The lines of the CSV file, to be pasted into one."""
    table = tables_of(notice, await tally_of(group, notice))[0]
    if len(table.rows) > MOST_LINES:
        raise FilesUnsupported(most=MOST_LINES)
    lines = to_csv(table).decode("utf-8-sig").splitlines()
    await voice.say(
        to,
        group.account,
        "notices/table_as_text",
        key=f"notice:{notice.id}:export:{key}",
        now=now,
        group_id=group.id,
        valid_for=EXPORT_LASTS,
        fields={"notice": notice, "group": group, "lines": lines},
    )


async def _found(about: Mapping[str, Any]) -> tuple[GroupState, NoticeFile] | None:
    group = directory.get(GroupId(int(about["group"])))
    row = await Notice.get_or_none(id=int(about["notice"]))
    return (group, notice_file(row)) if group is not None and row is not None else None


async def _picture(about: Mapping[str, Any], now: datetime) -> Handout | None:
    found = await _found(about)
    if found is None:
        return None
    group, notice = found
    board = board_of(group, notice, await tally_of(group, notice), now)
    return Handout(f"notice-{notice.number}.png", await draw(board))


async def _table(about: Mapping[str, Any], now: datetime) -> Handout | None:
    found = await _found(about)
    if found is None:
        return None
    group, notice = found
    tables = tables_of(notice, await tally_of(group, notice))
    name = _text("file", notice=notice)
    if about.get("form") == "csv":
        return Handout(f"{name}.csv", to_csv(tables[0]))
    return Handout(f"{name}.xlsx", to_xlsx(tables))


def board_of(group: GroupState, notice: NoticeFile, result: Tally, now: datetime) -> Board:
    """What the picture says: the figures, who has not answered, who was late, who has answered."""
    departments = {person.member: person.department for person in result.asked}
    on_time = [a for a in result.answers if not a.late]
    late = [a for a in result.answers if a.late]
    lists = (
        ("missing", [(p.department, p.name) for p in result.missing], Tone.BAD),
        ("late", _named(late, departments), Tone.LATE),
        ("away", [(p.department, p.name) for p in result.away], Tone.PLAIN),
        ("answered", _named(on_time, departments), Tone.GOOD),
    )
    clause = group.regulation.clause("notice.ack") if group.regulation is not None else None
    return Board(
        title=_text("title", notice=notice),
        subtitle=_text("subtitle", notice=notice),
        tiles=(
            Tile(_text("asked"), str(result.total)),
            Tile(_text("answered"), str(result.answered), Tone.GOOD),
            *((Tile(_text("late"), str(result.late), Tone.LATE),) if late else ()),
            Tile(_text("missing"), str(len(result.missing)), Tone.BAD if result.missing else Tone.GOOD),
            *((Tile(_text("away"), str(len(result.away))),) if result.away else ()),
        ),
        progress=(result.answered, result.total),
        sections=tuple(
            Section.of(_text("list", of=of, count=len(people)), _by_department(people), tone)
            for of, people, tone in lists
            if people
        ),
        footer=_text("footer", clause=clause, regulation=group.regulation, now=now),
    )


def _named(answers: Iterable[Answer], departments: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(departments.get(answer.member, ""), shown_name(answer)) for answer in answers]


def shown_name(answer: Answer) -> str:
    """With who answered on behalf; nearly always nobody, which needs no template."""
    return _text("name", name=answer.name, by=answer.by_name) if answer.by_name else answer.name


def _by_department(people: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Departments in the order of the audience, those without one last."""
    order = list(dict.fromkeys(department for department, _ in people if department))
    return sorted(people, key=lambda person: order.index(person[0]) if person[0] else len(order))


def tables_of(notice: NoticeFile, result: Tally) -> list[Table]:
    """One sheet with a row for everybody asked: those who have not answered first, then those on leave."""
    answers = {answer.member: answer for answer in result.answers}
    asked = {person.member for person in result.asked}
    others = [Asked(a.member, a.name) for a in result.answers if a.member not in asked]
    people = [*result.missing, *result.away, *(p for p in (*result.asked, *others) if p.member in answers)]
    rows = [_row(person, answers.get(person.member)) for person in people]
    return [Table(_text("sheet", notice=notice), tuple(_text("head").split("|")), rows)]


def _row(person: Asked, answer: Answer | None) -> list[Cell]:
    if answer is None:
        state = "away" if person.on_leave else "missing"
        return [person.department, person.name, person.member, _text(state), None, "", ""]
    state, at = "late" if answer.late else "answered", zone.local(answer.at)
    return [person.department, person.name, person.member, _text(state), at, answer.by_name, answer.question]


def _text(part: str, **fields: Any) -> str:
    return render("notices/handout", part=part, **fields)


enclosures.register(PICTURE, _picture)
enclosures.register(TABLE, _table)
