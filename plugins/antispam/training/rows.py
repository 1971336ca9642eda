"""Labelled messages, as they lie in files."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

LABELS = frozenset({"ham", "spam", "abuse"})


class Row(NamedTuple):
    """``label`` is ham, spam or abuse; ``source`` names the set, for the model card and for weights."""

    text: str
    label: str
    source: str


class BadData(ValueError):
    """A file that is not lines of ``{"text", "label", "source"}``; the text is one line for a person."""


def read_rows(path: Path | str) -> list[Row]:
    """The rows of a ``.jsonl`` or ``.jsonl.gz`` file in their order; empty lines are skipped. Raises BadData."""
    path = Path(path)
    try:
        return list(_rows(path))
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise BadData(f"{path}: {error}") from error


def _rows(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
                text, label, source = entry["text"], entry["label"], entry.get("source", path.name)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise BadData(f"{path}:{number}: {error}") from error
            if not isinstance(text, str) or not isinstance(source, str) or label not in LABELS:
                raise BadData(f"{path}:{number}: text, label ({', '.join(sorted(LABELS))}) and source are needed")
            yield Row(text, label, source)
