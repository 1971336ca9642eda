"""Labelled regulations: those that come with the benchmark, and others where the environment names them."""

import os
from pathlib import Path

from benchmarks.charter.labels import Label, f1, file_of, labels, read

TUNED = Path(__file__).resolve().parents[3] / "benchmarks" / "charter" / "tuned"
LATER = TUNED.with_name("later")
HELD_OUT = TUNED.with_name("held_out")
SHARED = Path(os.environ.get("QUNGUI_REGULATIONS", TUNED.with_name("absent")))
"""A folder with ``clauses.tsv`` and the texts it labels."""

__all__ = ["HELD_OUT", "LATER", "SHARED", "TUNED", "Label", "f1", "file_of", "labels", "read"]
