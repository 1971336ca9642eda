"""A regulation as clauses, each with the duties it asks of the bot."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.domain.durations import han_number

SUPPLEMENT = "补充"
"""The first part of the paths of a supplement's clauses, where they stand in the regulation they belong to."""
_SUPPLEMENTED = re.compile(rf"^{SUPPLEMENT}\s*/?\s*(?=\S)")
_BLANK = re.compile(r"\s+")
_ARTICLE = re.compile(r"第?\s*(\d{1,3}|[零〇一二两三四五六七八九十百]{1,5})\s*[条條]?")


@dataclass(frozen=True, slots=True)
class Duty:
    """What a clause asks for: a capability code, its parameters as texts, and how it is served.

    ``via`` is ``auto`` (the bot does it), ``assist`` (a person decides) or ``show`` (members read it).
    """

    code: str
    via: str = "auto"
    parameters: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Clause:
    """``path`` is how it is cited: ``第五条`` or ``三/2/(4)``.

    ``origin``: title and version of the document it stands in, where that is not the regulation itself but a
    group's supplement. ``replaces`` and ``suspends`` stand in supplements only: paths of the regulation.
    """

    path: str
    text: str
    duties: tuple[Duty, ...] = ()
    origin: tuple[str, str] | None = None
    replaces: str = ""
    suspends: str = ""

    def duty(self, code: str) -> Duty | None:
        return next((duty for duty in self.duties if duty.code == code), None)


@dataclass(frozen=True)
class RegulationText:
    """One version. ``effective`` None means from its activation. Order of clauses is the text's."""

    title: str
    version: str
    clauses: tuple[Clause, ...]
    effective: date | None = None

    def clauses_for(self, code: str) -> Iterator[Clause]:
        """Clauses that ask for ``code``, in order. ``moderation.*``-like prefixes are not expanded."""
        return (clause for clause in self.clauses if clause.duty(code) is not None)

    def clause_for(self, code: str) -> Clause | None:
        """The first clause that asks for ``code``, or None: then nothing may be done for it."""
        return next(self.clauses_for(code), None)

    def forbids(self) -> frozenset[str]:
        """Codes of content that must not be posted: the last part of every ``moderation.*`` duty."""
        return frozenset(
            duty.code.partition(".")[2]
            for clause in self.clauses
            for duty in clause.duties
            if duty.code.startswith("moderation.")
        )

    def parameter(self, code: str, name: str, default: str = "") -> str:
        """A parameter of the first clause that asks for ``code`` and states it, else the default."""
        for clause in self.clauses_for(code):
            duty = clause.duty(code)
            if duty is not None and name in duty.parameters:
                return duty.parameters[name]
        return default

    def title_of(self, clause: Clause) -> str:
        """The title of the document that the clause stands in."""
        return clause.origin[0] if clause.origin is not None else self.title

    def version_of(self, clause: Clause) -> str:
        return clause.origin[1] if clause.origin is not None else self.version

    def worded_as(self, clause: Clause) -> Clause | None:
        """The clause that says the same, whatever its number, or None."""
        wanted = wording(clause.text)
        return next((one for one in self.clauses if wording(one.text) == wanted), None)

    def find(self, spoken: str) -> Clause | None:
        """The clause that ``第五条``, ``第5条``, ``5`` or a full path names, or None."""
        wanted = _SUPPLEMENTED.sub(f"{SUPPLEMENT}/", spoken.strip())
        for clause in self.clauses:
            if clause.path == wanted:
                return clause
        number = _article_number(wanted)
        if number is None:
            return None
        return next((c for c in self.clauses if _article_number(c.path.rsplit("/", 1)[-1]) == number), None)


def wording(text: str) -> str:
    """What two texts have in common that members would read as the same clause: blanks do not count."""
    return _BLANK.sub("", text)


def _article_number(text: str) -> int | None:
    match = _ARTICLE.fullmatch(text)
    return han_number(match[1]) if match else None


def clauses_to_json(clauses: tuple[Clause, ...]) -> list[dict[str, Any]]:
    """Plain lists and dictionaries, ready for a JSON column; order kept. What is empty is left out."""
    return [
        {
            "path": clause.path,
            "text": clause.text,
            "duties": [{"code": d.code, "via": d.via, "parameters": dict(d.parameters)} for d in clause.duties],
            **({"origin": list(clause.origin)} if clause.origin is not None else {}),
            **({"replaces": clause.replaces} if clause.replaces else {}),
            **({"suspends": clause.suspends} if clause.suspends else {}),
        }
        for clause in clauses
    ]


def clauses_from_json(data: list[dict[str, Any]]) -> tuple[Clause, ...]:
    """The inverse of ``clauses_to_json``. Raises KeyError on a foreign shape."""
    return tuple(_clause(row) for row in data)


def _clause(row: dict[str, Any]) -> Clause:
    origin = row.get("origin")
    return Clause(
        row["path"],
        row["text"],
        tuple(Duty(d["code"], d.get("via", "auto"), dict(d.get("parameters", {}))) for d in row["duties"]),
        (str(origin[0]), str(origin[1])) if origin else None,
        row.get("replaces", ""),
        row.get("suspends", ""),
    )
