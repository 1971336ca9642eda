"""What all areas declare to serve, found by their folders: no area is known here by name."""

from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from bot.domain.duties import DutyServed

from .domain.learned import unpack
from .domain.match import Vocabulary

AREAS = Path(__file__).resolve().parent.parent
OWN = Path(__file__).resolve().parent.name
WEIGHTS = Path(__file__).resolve().parent / "weights" / "clauses.bin"


def declared(area: Path) -> tuple[DutyServed, ...]:
    """The ``DUTIES`` of one area's ``duties.py``; the area itself is not loaded. Raises ImportError."""
    file = area / "duties.py"
    spec = spec_from_file_location(f"_duties_of_{area.name}", file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} cannot be loaded")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    duties: tuple[DutyServed, ...] = module.DUTIES
    return duties


def served(root: Path = AREAS) -> dict[str, DutyServed]:
    """By code. What the charter declares for areas that do not exist gives way to the area once it does."""
    areas = sorted((file.parent for file in root.glob("*/duties.py")), key=lambda area: (area.name != OWN, area.name))
    found: dict[str, DutyServed] = {}
    for area in areas:
        for duty in declared(area):
            known = found.get(duty.code)
            phrases = (*(known.phrases if known is not None else ()), *duty.phrases)
            found[duty.code] = DutyServed(duty.code, duty.via, tuple(dict.fromkeys(phrases)), duty.parameters)
    return found


@cache
def vocabulary() -> Vocabulary:
    """Read once: areas do not change while the process runs."""
    return Vocabulary(served(), unpack(WEIGHTS.read_bytes()) if WEIGHTS.exists() else None)
