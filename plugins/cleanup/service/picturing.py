"""A round as a picture that is read on a phone: figures, then names by reason or by what became of them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.domain.ids import GroupId
from bot.domain.messages import Enclosure
from bot.effects import enclosures
from bot.effects.enclosures import Handout
from bot.governance.directory import GroupState, directory
from bot.papers import Board, Section, Tile, Tone, draw
from bot.texts import render
from plugins.cleanup.domain.members import REASONS
from plugins.cleanup.models import Round

from .files import Line, RoundFile, round_file

PICTURE = "cleanup.picture"
FEWEST = 6
"""Fewer people than these are read faster as lines of text."""
_TONES = {"departed": Tone.BAD, "vanished": Tone.BAD, "duplicate": Tone.LATE}
_OUTCOMES = (
    ("removed", Tone.GOOD),
    ("ordered", Tone.LATE),
    ("failed", Tone.BAD),
    ("gone", Tone.PLAIN),
    ("kept", Tone.PLAIN),
)


def picture_of(round: RoundFile) -> tuple[Enclosure, ...]:
    """The picture that goes with a list or a report; none where a few lines say it."""
    return (Enclosure(PICTURE, {"round": round.id}),) if len(round.lines) >= FEWEST else ()


async def _picture(about: Mapping[str, Any], now: datetime) -> Handout | None:
    row = await Round.get_or_none(id=int(about["round"]))
    group = directory.get(GroupId(row.group_id)) if row is not None else None
    if row is None or group is None:
        return None
    return Handout(f"cleanup-{row.number}.png", await draw(board_of(group, await round_file(row), now)))


def board_of(group: GroupState, round: RoundFile, now: datetime) -> Board:
    """Before the removals: who is proposed, the gravest reason first; after them: what became of everybody."""
    finished = round.state == "finished"
    clause = group.regulation.clause("cleanup.members") if group.regulation is not None else None
    return Board(
        title=_text("title", round=round, group=group),
        subtitle=_text("subtitle", round=round),
        tiles=_outcome_tiles(round) if finished else _reason_tiles(round),
        progress=(round.counts["removed"], len(round.lines) - round.counts["kept"]) if finished else None,
        sections=tuple(_outcomes(round) if finished else _reasons(round)),
        footer=_text("footer", clause=clause, regulation=group.regulation, now=now, finished=finished, round=round),
    )


def _reason_tiles(round: RoundFile) -> tuple[Tile, ...]:
    counts = [(code, sum(code in line.codes for line in round.staged)) for code in REASONS]
    told = [
        Tile(_text("reason", code=code), str(count), _TONES.get(code, Tone.PLAIN)) for code, count in counts if count
    ]
    return (
        Tile(_text("proposed"), str(len(round.staged)), Tone.BAD if round.staged else Tone.GOOD),
        Tile(_text("members"), str(round.members)),
        *told,
    )


def _outcome_tiles(round: RoundFile) -> tuple[Tile, ...]:
    return tuple(
        Tile(_text("outcome", state=state), str(round.counts[state]), tone)
        for state, tone in _OUTCOMES
        if round.counts[state]
    )


def _reasons(round: RoundFile) -> Iterable[Section]:
    """Everybody once, under the gravest of their reasons."""
    by_reason: dict[str, list[Line]] = {code: [] for code in REASONS}
    for line in round.staged:
        by_reason[min(line.codes, key=REASONS.index)].append(line)
    for code, lines in by_reason.items():
        if lines:
            title = _text("section", name=_text("reason", code=code), count=len(lines))
            yield Section.of(title, [("", _text("name", line=line)) for line in lines], _TONES.get(code, Tone.PLAIN))
    kept = [line for line in round.lines if line.state == "kept"]
    if kept:
        yield Section.of(
            _text("section", name=_text("outcome", state="kept"), count=len(kept)), _names(kept), Tone.GOOD
        )


def _outcomes(round: RoundFile) -> Iterable[Section]:
    for state, tone in _OUTCOMES:
        lines = [line for line in round.lines if line.state == state]
        if lines:
            yield Section.of(
                _text("section", name=_text("outcome", state=state), count=len(lines)), _names(lines), tone
            )


def _names(lines: Iterable[Line]) -> list[tuple[str, str]]:
    return [("", line.name) for line in lines]


def _text(of: str, **fields: object) -> str:
    return render("cleanup/picture", of=of, **fields).strip()


enclosures.register(PICTURE, _picture)
