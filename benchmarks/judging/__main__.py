"""``python -m benchmarks.judging [--data FOLDER] [--write FILE]``: prints the tables, and writes docs/judging.md."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from .data import Public, read_hard_negatives, read_offences, read_public
from .measuring import measure
from .report import Run, document, tables
from .speed import costs, memory
from .systems import systems

DOCUMENT = Path(__file__).parents[2] / "docs" / "judging.md"
VARIABLE = "QUNGUI_BENCH_DATA"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judging", description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=os.environ.get(VARIABLE) or None, help="folder of labelled messages"
    )
    parser.add_argument("--write", type=Path, default=DOCUMENT, help="where the document is written")
    options = parser.parse_args()
    public, said = _public(Path(options.data) if options.data else None)
    if public is None:
        print(said, flush=True)
    innocent, offences, found = read_hard_negatives(), read_offences(), systems()
    figures = measure(found, public, innocent, offences)
    timed = [*(public.normal + public.ham if public is not None else ()), *(line.text for line in innocent)]
    run = Run(datetime.now(UTC), said, found, figures, costs(timed, found), memory())
    print(tables(run))
    options.write.parent.mkdir(parents=True, exist_ok=True)
    options.write.write_text(document(run), "utf-8")
    print(f"written to {options.write}")


def _public(folder: Path | None) -> tuple[Public | None, str]:
    if folder is None:
        return None, f"left out: no folder of labelled messages (DATA=folder, or {VARIABLE})"
    try:
        public = read_public(folder)
    except (OSError, ValueError) as error:
        return None, f"left out: {error}"
    held = len(public.ham) + len(public.spam) + len(public.abuse)
    return (
        public,
        f"{public.trained_on:,} on the training side, {held:,} held out, {len(public.normal):,} of normal talk",
    )


if __name__ == "__main__":
    main()
