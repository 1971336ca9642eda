"""A reading as plain lists and objects, as ``regulation check --json`` writes it, and back."""

from collections.abc import Mapping
from typing import Any

from .reading import Problem, ReadClause, ReadDuty, Reading


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """The outside form. ``capabilities``, ``parameters`` and ``via`` of a clause sum up its ``duties``."""
    return {
        "title": reading.title,
        "version": reading.version,
        "effective": reading.effective,
        "clauses": [_clause_to_json(clause) for clause in reading.clauses],
        "coverage": reading.coverage(),
        "problems": [
            {"path": p.path, "kind": p.kind, "text": p.text, "severity": p.severity, "proposal": p.proposal}
            for p in reading.problems
        ],
    }


def _clause_to_json(clause: ReadClause) -> dict[str, Any]:
    return {
        "path": clause.path,
        "text": clause.text,
        "capabilities": list(clause.capabilities),
        "parameters": clause.parameters,
        "via": clause.via,
        "parent": clause.parent,
        "lead": list(clause.lead),
        "duties": [
            {
                "code": duty.code,
                "via": duty.via,
                "parameters": dict(duty.parameters),
                "confidence": round(duty.confidence, 2),
                "words": list(duty.words),
                "proposed": duty.proposed,
                "served": duty.served,
            }
            for duty in clause.duties
        ],
    }


def reading_from_json(data: Mapping[str, Any]) -> Reading:
    """The inverse of ``reading_to_json``. Raises KeyError on a foreign shape."""
    return Reading(
        data["title"],
        data["version"],
        data["effective"],
        tuple(_clause_from_json(row) for row in data["clauses"]),
        tuple(Problem(p["path"], p["kind"], p["text"], p["severity"], p["proposal"]) for p in data["problems"]),
    )


def _clause_from_json(row: Mapping[str, Any]) -> ReadClause:
    duties = tuple(
        ReadDuty(
            d["code"], d["via"], dict(d["parameters"]), d["confidence"], tuple(d["words"]), d["proposed"], d["served"]
        )
        for d in row["duties"]
    )
    return ReadClause(row["path"], row["text"], duties, row["parent"], tuple(row["lead"]))
