"""Reads the rows, trains, and writes the model and its card."""

from collections.abc import Sequence
from pathlib import Path

from bot.commandline.errors import WrongUse

from ..domain.model import file
from .card import write_card
from .rows import BadData, Row, read_rows
from .train import train


def train_and_write(
    data: Sequence[Path], apart: Sequence[Path], out: Path, card: Path, *, holdout: float, seed: int
) -> None:
    """Raises WrongUse for files that cannot be read, trained on or written."""
    try:
        result = train(_read(data), holdout=holdout, seed=seed, apart=_read(apart))
        file.write(result.model, out)
        write_card(result.model, out.stat().st_size, card)
    except BadData as error:
        raise WrongUse(f"数据不能用：{error}") from error
    except OSError as error:
        raise WrongUse(f"不能写入：{error}") from error
    for part in ("held_out", "out_of_fold"):
        for name, value in result.model.facts[part].items():
            print(f"{part} {name} {value}")
    for name, value in result.model.thresholds.items():
        print(f"threshold {name} {value:.4f}")
    right, wrong = result.model.facts["record"]
    print(f"held-out messages at the threshold of recall: {right} spam, {wrong} others")
    print(f"{out}: {out.stat().st_size} bytes; {card}")


def _read(paths: Sequence[Path]) -> list[Row]:
    return [row for path in paths for row in read_rows(path)]
