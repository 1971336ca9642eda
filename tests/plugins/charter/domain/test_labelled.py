"""Paths, codes and parameters against labelled regulations."""

from pathlib import Path

import pytest

from tests.plugins.charter.labelled import OWN, SHARED, Label, f1, labels, read

OWN_LABELS = labels(OWN / "labels.tsv")
ABSENT = pytest.mark.skipif(not (SHARED / "clauses.tsv").exists(), reason="the shared regulations are not here")


def _pairs(file: Path, wanted: list[Label]) -> list[tuple[frozenset[str], frozenset[str]]]:
    found = read(file)
    return [(label.codes, frozenset(found[label.path].codes)) for label in wanted if label.path in found]


@pytest.mark.parametrize("document", OWN_LABELS)
def test_every_clause_is_found_under_its_path(document: str) -> None:
    assert list(read(OWN / document)) == [label.path for label in OWN_LABELS[document]]


def test_codes_are_found_in_own_regulations() -> None:
    pairs = [pair for document, wanted in OWN_LABELS.items() for pair in _pairs(OWN / document, wanted)]
    assert f1(pairs) > 0.9


@pytest.mark.parametrize("document", OWN_LABELS)
def test_parameters_are_read_from_the_words(document: str) -> None:
    found = read(OWN / document)
    for label in OWN_LABELS[document]:
        stated = {f"{name}={value}" for name, value in found[label.path].parameters.items()}
        assert stated == label.parameters, label.path


@ABSENT
def test_shared_paths_are_all_found_and_hardly_others() -> None:
    wanted = labels(SHARED / "clauses.tsv")
    found = {document: set(read(SHARED / f"{document}.txt")) for document in wanted}
    labelled = {document: {label.path for label in rows} for document, rows in wanted.items()}
    assert {d: labelled[d] - found[d] for d in wanted if labelled[d] - found[d]} == {}
    assert sum(len(found[d] - labelled[d]) for d in wanted) <= 2


@ABSENT
def test_shared_codes_are_found() -> None:
    wanted = labels(SHARED / "clauses.tsv")
    pairs = [pair for document, rows in wanted.items() for pair in _pairs(SHARED / f"{document}.txt", rows)]
    assert f1(pairs) > 0.95
