"""A hundred thousand people and what they do about one notice: when, how and how often is decided beforehand."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.ids import MemberId

WAYS = (("word", 58), ("reply", 20), ("reaction", 12), ("command", 6), ("private", 4))
"""How answers are given, in hundredths."""
WORDS = ("收到", "好的，收到", "已收到", "OK", "收到，马上落实", "马上执行", "收到，谢谢领导")
NO_ANSWERS = ("没收到", "收到了吗", "谁收到了？", "大家收到请回复", "还有人没收到吗")
"""What is said about answering, and is none."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that somebody does in a group; ``way`` "none" is talk that is no answer."""

    group: str
    member: MemberId
    way: str
    words: str


@dataclass
class Crowd:
    """``early`` is done before the first reminder, ``reminded`` after it, ``late`` after the deadline.

    ``asked`` are the people, each with the groups they are in.
    """

    asked: dict[MemberId, tuple[str, ...]]
    early: list[Said] = field(default_factory=list[Said])
    reminded: list[Said] = field(default_factory=list[Said])
    late: list[Said] = field(default_factory=list[Said])

    def answered(self, *parts: Sequence[Said]) -> set[MemberId]:
        """Who has answered by what was done in these parts, whatever their order."""
        return {said.member for part in parts for said in part if said.way != "none"}


def gather(members: Mapping[str, Sequence[MemberId]], chance: random.Random, answers: int) -> Crowd:
    """Decide everything. ``early`` holds ``answers`` answers, about a seventh of them given before by the same
    person, in random order; on top of them comes talk that is none.
    """
    places: dict[MemberId, list[str]] = {}
    for number, people in members.items():
        for member in people:
            places.setdefault(member, []).append(number)
    crowd = Crowd({member: tuple(found) for member, found in places.items()})
    everybody = list(crowd.asked)
    chance.shuffle(everybody)
    prompt = everybody[: min(round(answers * 0.87), round(len(everybody) * 0.92))]
    rest = everybody[len(prompt) :]
    again = [chance.choice(prompt) for _ in range(answers - len(prompt))]
    crowd.early = [_answer(member, crowd, chance) for member in (*prompt, *again)]
    crowd.early += [_talk(member, crowd, chance) for member in rest[: len(rest) // 3]]
    crowd.reminded = [_answer(member, crowd, chance) for member in rest[: len(rest) // 2] for _ in range(2)]
    crowd.late = [_answer(member, crowd, chance) for member in rest[len(rest) // 2 : len(rest) * 3 // 4]]
    for part in (crowd.early, crowd.reminded, crowd.late):
        chance.shuffle(part)
    return crowd


def _answer(member: MemberId, crowd: Crowd, chance: random.Random) -> Said:
    (way,) = chance.choices([name for name, _ in WAYS], [share for _, share in WAYS])
    return Said(chance.choice(crowd.asked[member]), member, way, chance.choice(WORDS))


def _talk(member: MemberId, crowd: Crowd, chance: random.Random) -> Said:
    return Said(chance.choice(crowd.asked[member]), member, "none", chance.choice(NO_ANSWERS))
