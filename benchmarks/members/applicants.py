"""How many fields of applicants' texts are read right, against examples labelled by hand.

``measure()`` is for the bench; ``python -m benchmarks.members.applicants`` prints every text that is read otherwise.
A line of ``applicants.jsonl``: ``{"text", "roster", "fields", "decision"}``, with ``roster`` naming the people of
``applicants_roster.jsonl`` it is compared with. A field counts where it was stated or read; it is right where
both say the same.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import orjson

from bot.domain.applicants import FIELDS, RosterIndex, match, read_application
from bot.domain.people import Person

FOLDER = Path(__file__).parent
EXTRA = ("child", "relation", "class")
GOAL = 0.97


@dataclass(slots=True)
class Measured:
    examples: int = 0
    stated: int = 0
    right: int = 0
    decisions_right: int = 0
    wrongly_approved: int = 0
    misread: list[str] = field(default_factory=list[str])

    @property
    def accuracy(self) -> float:
        return self.right / self.stated

    @property
    def reached(self) -> bool:
        return self.accuracy >= GOAL and self.wrongly_approved == 0


def measure() -> Measured:
    rosters = _rosters()
    done = Measured()
    for example in _lines("applicants.jsonl"):
        index = rosters[example["roster"]]
        read = read_application(example["text"], lexicon=index.lexicon)
        decision = match(read, index).decision
        wanted: dict[str, str] = example["fields"]
        wrong = {
            name: (wanted.get(name), read.fields.get(name))
            for name in (*FIELDS, *EXTRA)
            if wanted.get(name) != read.fields.get(name)
        }
        stated = wanted.keys() | read.fields.keys()
        done.examples += 1
        done.stated += len(stated)
        done.right += len(stated) - len(wrong)
        done.decisions_right += decision == example["decision"]
        done.wrongly_approved += decision == "approve" != example["decision"]
        if wrong or decision != example["decision"]:
            done.misread.append(f"{example['text']!r}: {wrong or ''} {decision} {read.doubts or ''}")
    return done


def report() -> str:
    done = measure()
    return (
        f"applicants: {done.examples} texts, {done.right} of {done.stated} fields right ({done.accuracy:.1%}, goal "
        f"{GOAL:.0%}); {done.decisions_right} decisions right, {done.wrongly_approved} wrongly approved"
    )


def _rosters() -> dict[str, RosterIndex]:
    people: dict[str, list[Person]] = defaultdict(list)
    columns = [each.name for each in fields(Person)]
    for line in _lines("applicants_roster.jsonl"):
        people[line["roster"]].append(Person(**{name: line[name] for name in columns if name in line}))
    return {name: RosterIndex(those) for name, those in people.items()}


def _lines(name: str) -> Iterator[dict[str, Any]]:
    yield from (orjson.loads(line) for line in (FOLDER / name).read_bytes().splitlines() if line.strip())


if __name__ == "__main__":
    print("\n".join(measure().misread))
    print(report())
