"""What is judged: labelled public messages where a folder of them is given, and our own lines."""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.antispam.training.split import Row, read_rows, split

from .fakes import fill

HERE = Path(__file__).parent
HARD_NEGATIVES = HERE / "hard_negatives.txt"
OFFENCES = HERE / "offences.txt"
PUBLIC, NORMAL = "public_train.jsonl.gz", "normal.jsonl.gz"
CHAT_SPAM = ("tgspam", "addet_qq")
ABUSE = frozenset({"abuse", "discrimination"})
HURTING = ABUSE | {"violence"}
_UNSEEN = "# unseen"


@dataclass(frozen=True, slots=True)
class Line:
    """``kind`` is the field of work of an innocent line, the code of an offence. ``unseen``: nobody tuned on it."""

    text: str
    kind: str
    unseen: bool


@dataclass(frozen=True, slots=True)
class Public:
    """The held-out rows by what they are asked for, and the normal talk."""

    ham: tuple[str, ...]
    chat_spam: tuple[str, ...]
    sms_spam: tuple[str, ...]
    abuse: tuple[str, ...]
    normal: tuple[str, ...]
    trained_on: int
    ham_sources: tuple[str, ...] = ()
    """Of each ham, the set it is from; what follows a colon in its name is left out."""

    @property
    def spam(self) -> tuple[str, ...]:
        return self.chat_spam + self.sms_spam


def read_public(folder: Path) -> Public:
    """Raises FileNotFoundError where one of the two files is missing."""
    train, held = split(read_rows(folder / PUBLIC))

    def texts(label: str, chat: bool | None = None) -> tuple[str, ...]:
        rows: Sequence[Row] = [row for row in held if row.label == label]
        return tuple(row.text for row in rows if chat is None or (row.source in CHAT_SPAM) == chat)

    with gzip.open(folder / NORMAL, "rt", encoding="utf-8") as file:
        normal = tuple(str(json.loads(line)["text"]) for line in file if line.strip())
    sources = tuple(row.source.partition(":")[0] for row in held if row.label == "ham")
    spam = texts("spam", True), texts("spam", False)
    return Public(texts("ham"), *spam, texts("abuse"), normal, len(train), sources)


def read_hard_negatives(path: Path = HARD_NEGATIVES) -> list[Line]:
    """Innocent lines; ``[field]`` heads a field of work."""
    field, lines = "", list[Line]()
    for text, unseen in _lines(path):
        if text.startswith("[") and text.endswith("]"):
            field = text.strip("[]")
        else:
            lines.append(Line(_filled(text), field, unseen))
    return lines


def read_offences(path: Path = OFFENCES) -> list[Line]:
    """Lines of ``code<TAB>text``. Raises ValueError where the tab is missing."""
    lines: list[Line] = []
    for raw, unseen in _lines(path):
        code, tab, text = raw.partition("\t")
        if not tab or not text.strip():
            raise ValueError(f"{path.name}: {raw}")
        lines.append(Line(_filled(text), code, unseen))
    return lines


def _lines(path: Path) -> Iterator[tuple[str, bool]]:
    unseen = False
    for raw in path.read_text("utf-8").splitlines():
        line = raw.strip()
        unseen = unseen or line == _UNSEEN
        if line and not line.startswith("#"):
            yield line, unseen


def _filled(text: str) -> str:
    return fill(text, random.Random(text))
