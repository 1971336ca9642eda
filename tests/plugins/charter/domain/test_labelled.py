"""Paths, codes and parameters against labelled regulations; ``make bench-charter`` tells the figures."""

from pathlib import Path

import pytest

from tests.plugins.charter.labelled import HELD_OUT, LATER, SHARED, TUNED, Label, f1, labels, read

ABSENT = pytest.mark.skipif(
    not (SHARED / "clauses.tsv").exists(), reason="QUNGUI_REGULATIONS names no folder with labelled regulations"
)
FOLDERS = [TUNED, LATER, HELD_OUT, pytest.param(SHARED, marks=ABSENT)]
EACH = {LATER: 24}
"""Of a folder with hundreds of texts one in so many is read here, of the others all."""


def _documents(folder: Path) -> dict[str, list[Label]]:
    return dict(list(labels(folder).items())[:: EACH.get(folder, 1)])


def _figures(folder: Path) -> tuple[float, float]:
    """F1 of codes and of parameters."""
    codes: list[tuple[frozenset[str], frozenset[str]]] = []
    parameters: list[tuple[frozenset[str], frozenset[str]]] = []
    for document, wanted in _documents(folder).items():
        found = read(folder, document)
        for label in wanted:
            clause = found[label.path]
            codes.append((label.codes, frozenset(clause.capabilities)))
            stated = frozenset(f"{name}={value}" for name, value in clause.parameters.items())
            parameters.append((label.parameters, stated))
    return f1(codes), f1(parameters)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_clause_is_found_under_its_path_and_hardly_others(folder: Path) -> None:
    strange = 0
    for document, wanted in _documents(folder).items():
        found, labelled = list(read(folder, document)), [label.path for label in wanted]
        assert [path for path in found if path in labelled] == labelled, document
        strange += len(found) - len(labelled)
    assert strange <= 1


@pytest.mark.parametrize(
    ("folder", "codes", "parameters"),
    [(TUNED, 0.97, 0.95), (LATER, 0.95, 0.6), (HELD_OUT, 0.91, 0.85), pytest.param(SHARED, 0.97, 0.95, marks=ABSENT)],
    ids=["tuned", "later", "held_out", "shared"],
)
def test_codes_and_parameters_are_found(folder: Path, codes: float, parameters: float) -> None:
    found = _figures(folder)
    assert found[0] >= codes
    assert found[1] >= parameters


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_clause_that_asks_for_something_tells_by_whom_and_why(folder: Path) -> None:
    for document in _documents(folder):
        for path, clause in read(folder, document).items():
            for duty in clause.duties if clause.asks else ():
                assert duty.via in ("auto", "assist", "show"), path
                assert duty.words, path
                assert 0 < duty.confidence < 1, path
