"""A regulation before it holds: what was read of a document, and what a reviewer made of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.regulation import Clause, Duty, RegulationText, clauses_to_json

from .reading import PRINCIPLE, UNSURE, ReadDuty, Reading

ORGANISATION, SUPPLEMENT = "organisation", "supplement"
DRAFT, REVIEWED, VOTING, ANNOUNCED, IN_FORCE, WITHDRAWN, SUPERSEDED = (
    "draft", "reviewed", "voting", "announced", "in_force", "withdrawn", "superseded",
)  # fmt: skip
WAYS = ("auto", "assist", "show")
LONGEST_TEXT, LONGEST_TITLE, LONGEST_VERSION, LONGEST_PATH = 4_000, 200, 40, 100
MOST_CLAUSES = 500
_NAMED = r"(?:《[^》]{1,60}》)?(第\S{1,6}?条)(?:在本群)?"
_SUSPENDED = re.compile(_NAMED + r"(?:暂停(?:执行|适用)|不(?:再)?(?:适用|执行)|停用)")
_REPLACED = re.compile(_NAMED + r"(?:改为|修改为|替换为|调整为)")


@dataclass(frozen=True, slots=True)
class DraftClause:
    """``replaces`` and ``suspends`` are paths of the organisation's regulation; in a supplement only."""

    path: str
    text: str
    duties: tuple[ReadDuty, ...] = ()
    replaces: str = ""
    suspends: str = ""

    def duty(self, code: str) -> ReadDuty | None:
        return next((duty for duty in self.duties if duty.code == code), None)

    @property
    def asks(self) -> bool:
        return any(duty.code != PRINCIPLE for duty in self.duties)

    @property
    def via(self) -> str:
        """The most that is done with it: auto, assist or show; "" where nothing serves it."""
        ways = {duty.via for duty in self.duties if not duty.proposed and duty.served}
        return next((way for way in WAYS if way in ways), "" if self.asks else "show")

    @property
    def unsure(self) -> bool:
        """Whether a person should look: a guess, or words that did not say much."""
        return any(duty.proposed or duty.confidence < UNSURE for duty in self.duties if duty.code != PRINCIPLE)


@dataclass(frozen=True)
class Draft:
    """``effective`` is a date as ISO text, ``publication``, or "" where the text does not say."""

    title: str
    version: str
    scope: str
    clauses: tuple[DraftClause, ...]
    effective: str = ""

    def clause(self, spoken: str) -> DraftClause | None:
        """By path, ``第五条``, ``5``."""
        found = self.as_text().find(spoken)
        return next((one for one in self.clauses if found is not None and one.path == found.path), None)

    def with_clause(self, clause: DraftClause) -> "Draft":
        """With the clause of the same path replaced."""
        return replace(self, clauses=tuple(clause if one.path == clause.path else one for one in self.clauses))

    def as_text(self) -> RegulationText:
        """What will hold: a language model's guesses that nobody took over ask for nothing."""
        return RegulationText(
            self.title,
            self.version,
            tuple(
                Clause(
                    one.path,
                    one.text,
                    tuple(
                        Duty(d.code, d.via, dict(d.parameters))
                        for d in one.duties
                        if d.code != PRINCIPLE and not d.proposed and not one.suspends
                    ),
                    None,
                    one.replaces,
                    one.suspends,
                )
                for one in self.clauses
            ),
        )

    def coverage(self) -> Mapping[str, list[DraftClause]]:
        """The clauses by what is done with them: auto, assist, show, unserved, unsure."""
        found: dict[str, list[DraftClause]] = {"auto": [], "assist": [], "show": [], "unserved": [], "unsure": []}
        for clause in self.clauses:
            found[clause.via or "unserved"].append(clause)
            if clause.unsure:
                found["unsure"].append(clause)
        return found


def normal_text(text: str) -> str:
    """A clause's words as they are kept: lines without blanks at their ends, no control characters."""
    lines = ["".join(c for c in line if c >= " " and c != "\x7f").strip() for line in text.splitlines()]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)


def draft_of(reading: Reading, scope: str, *, version: str = "1.0") -> Draft:
    """``version`` where the document states none. Of two clauses of one path the second is named apart."""
    clauses: list[DraftClause] = []
    for path, each in zip(distinct(c.path for c in reading.clauses), reading.clauses, strict=True):
        text = normal_text(each.text)[:LONGEST_TEXT]
        relation = relation_in(text) if scope == SUPPLEMENT else {}
        clauses.append(DraftClause(path, text, each.duties, **relation))
    title = normal_text(reading.title).replace("\n", " ")[:LONGEST_TITLE] or "群规"
    return Draft(title, reading.version or version, scope, tuple(clauses[:MOST_CLAUSES]), reading.effective or "")


def distinct(paths: Iterable[str]) -> list[str]:
    """The paths, each once: ``第五条``, ``第五条(2)``. One without any is named by its place."""
    taken: set[str] = set()
    found: list[str] = []
    for place, path in enumerate(paths, 1):
        base = normal_text(path).replace("\n", " ")[: LONGEST_PATH - 6] or str(place)
        name, turn = base, 1
        while name in taken:
            turn += 1
            name = f"{base}({turn})"
        taken.add(name)
        found.append(name)
    return found


def relation_in(text: str) -> dict[str, str]:
    """What a supplement's clause says of the regulation: ``第五条不适用于本群``, ``第四条改为：…``."""
    suspended = _SUSPENDED.match(text)
    if suspended:
        return {"suspends": suspended[1]}
    replaced = _REPLACED.match(text)
    return {"replaces": replaced[1]} if replaced else {}


def to_json(clauses: Sequence[DraftClause]) -> list[dict[str, Any]]:
    """Plain lists and dictionaries, ready for a JSON column; order kept."""
    rows = clauses_to_json(tuple(Clause(c.path, c.text, (), None, c.replaces, c.suspends) for c in clauses))
    for row, clause in zip(rows, clauses, strict=True):
        row["duties"] = [
            {
                "code": d.code,
                "via": d.via,
                "parameters": dict(d.parameters),
                "confidence": d.confidence,
                "words": list(d.words),
                "proposed": d.proposed,
                "served": d.served,
            }
            for d in clause.duties
        ]
    return rows


def from_json(rows: Sequence[Mapping[str, Any]]) -> tuple[DraftClause, ...]:
    """The inverse of ``to_json``."""
    return tuple(
        DraftClause(
            row["path"],
            row["text"],
            tuple(
                ReadDuty(
                    d["code"],
                    d["via"],
                    dict(d["parameters"]),
                    d["confidence"],
                    tuple(d["words"]),
                    d["proposed"],
                    d["served"],
                )
                for d in row["duties"]
            ),
            row.get("replaces", ""),
            row.get("suspends", ""),
        )
        for row in rows
    )
