"""What labelled regulations taught: a small linear model over character n-grams, beside the rules.

It tells what a sentence asks for though nobody wrote down its words, and which of its words tell so.
``benchmarks/charter/learning.py`` makes the weights; nothing beyond the standard library reads them.
"""

import json
import math
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

SCHEME = "3"
"""Changes whenever the same clause would give other n-grams, or the file is laid out otherwise: weights of another
scheme mean nothing."""
_DIGITS = re.compile("[0-9０-９]+")
_BLANK = re.compile(r"\s+")
_PIECES = re.compile("[。；;，,、:：]")
_LENGTHS, _LEAD_LENGTHS = (1, 2, 3), (2, 3)
_LEAD_MARK, _LEAD_WEIGHT, _LONGEST_LEAD = "L", 0.6, 16
_LONGEST = 600
"""Characters of a sentence that are read."""
_COMMAS = re.compile("[，,]")
_PIECE_COUNTS, _SHORTEST_PIECE = 0.8, 5
"""What a piece between commas says counts less than a sentence; chosen on texts before they were tuned on."""
_SHORT = 12
_TOLD = 3
"""Pieces of words told at most, of at least two characters each."""
_HAN_ONLY = re.compile("[^一-龥]+")
_TALK = 4
TALK_BITS = 1 << 19
"""The sequences of four characters that rules were written looking at are kept as bits of this many."""


def talk(text: str) -> set[int]:
    """Where the four-character sequences of a text stand among the bits."""
    han = _HAN_ONLY.sub("", text)
    return {zlib.crc32(han[i : i + _TALK].encode()) % TALK_BITS for i in range(len(han) - _TALK + 1)}


def ngrams(text: str, lead: Sequence[str]) -> dict[str, float]:
    """The n-grams of a sentence or clause and of the heading it stands under, each with its weight."""
    found: dict[str, float] = {}
    for piece in _PIECES.split(_plain(text[:_LONGEST])):
        framed = f"^{piece}$"
        for length in _LENGTHS:
            for at in range(len(framed) - length + 1):
                found[framed[at : at + length]] = 1.0
    if lead:
        heading = _plain(lead[-1])[:_LONGEST_LEAD]
        for length in _LEAD_LENGTHS:
            for at in range(len(heading) - length + 1):
                found[_LEAD_MARK + heading[at : at + length]] = _LEAD_WEIGHT
    return found


def _plain(text: str) -> str:
    return _BLANK.sub("", _DIGITS.sub("0", text))


@dataclass(frozen=True, slots=True)
class Told:
    """``score`` is about 1 where a sentence asks for the code, about 0 where not; ``sentence`` said so.

    ``whole`` is the score of the clause's words taken together.
    """

    score: float
    sentence: str
    whole: float = 0.0


class Rivals(NamedTuple):
    """What is made of one code's odds where other codes are voted for too: ``slope`` of the odds, a constant, and a
    weight of each vote that tells."""

    slope: float = 1.0
    constant: float = 0.0
    votes: Mapping[str, float] = MappingProxyType[str, float]({})

    def weigh(self, odds: float, told: Mapping[str, Told]) -> float:
        """The odds, as logits, with the votes for a whole clause's words counted."""
        return self.slope * odds + self.constant + sum(told[code].whole * each for code, each in self.votes.items())


_ALONE = Rivals()


@dataclass(frozen=True)
class Beside:
    """What is known beside the n-grams.

    ``trust`` and ``trust_in_place`` weigh what ``evidence.py`` names; ``rivals``: by code; ``common``: how often a code
    is asked for, as a logarithm; ``known_talk``: the bits of ``talk`` that rules were written looking at.
    """

    trust: Mapping[str, float] = field(default_factory=dict[str, float])
    rivals: Mapping[str, Rivals] = field(default_factory=dict[str, Rivals])
    trust_in_place: Mapping[str, float] = field(default_factory=dict[str, float])
    common: Mapping[str, float] = field(default_factory=dict[str, float])
    known_talk: bytes = b""

    def refined(self, code: str, odds: float, told: Mapping[str, Told]) -> float:
        return self.rivals.get(code, _ALONE).weigh(odds, told)


@dataclass(frozen=True)
class Learned:
    """``grams``: n-gram → its rarity and where its weights begin and end in ``columns`` and ``weights``."""

    codes: tuple[str, ...]
    grams: Mapping[str, tuple[float, int, int]]
    columns: bytes
    weights: memoryview
    scale: float
    beside: Beside

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(self.codes)

    def familiar(self, text: str) -> float:
        """The share of a text's talk that rules were written looking at."""
        places = talk(text)
        bits = self.beside.known_talk
        known = sum(1 for at in places if bits and bits[at >> 3] >> (at & 7) & 1)
        return known / len(places) if places else 0.0

    def read(self, sentences: Sequence[str], lead: Sequence[str], text: str = "") -> dict[str, Told]:
        """By code, how much the surest of a clause's sentences asks for it, or of their pieces between commas.

        ``text`` is the whole clause, which is read besides.
        """
        best: dict[str, Told] = {}
        for sentence in sentences:
            pieces = [piece for piece in _COMMAS.split(sentence) if len(piece) >= _SHORTEST_PIECE]
            said = [(sentence, 1.0), *((p, _PIECE_COUNTS) for p in pieces if p != sentence)]
            for words, counts in said:
                scores, _ = self._scores(words, lead)
                for code, score in zip(self.codes, scores, strict=True):
                    if code not in best or best[code].score < score * counts:
                        best[code] = Told(score * counts, words)
        whole, _ = self._scores(text or "。".join(sentences), lead)
        return {
            code: replace(best.get(code) or Told(score, text), whole=score)
            for code, score in zip(self.codes, whole, strict=True)
        }

    def words(self, code: str, sentence: str) -> tuple[str, ...]:
        """The pieces of the sentence that spoke most for a code; never none."""
        _, present = self._scores(sentence, ())
        return self._spoken(sentence, self.codes.index(code), present) or (sentence[:_SHORT],)

    def _scores(self, sentence: str, lead: Sequence[str]) -> tuple[list[float], dict[str, float]]:
        scores = [0.0] * len(self.codes)
        present: dict[str, float] = {}
        square = 0.0
        for gram, weight in ngrams(sentence, lead).items():
            known = self.grams.get(gram)
            if known is None:
                continue
            value = weight * known[0]
            present[gram] = value
            square += value * value
            for column, weight in zip(
                self.columns[known[1] : known[2]], self.weights[known[1] : known[2]], strict=True
            ):
                scores[column] += value * weight
        factor = self.scale / math.sqrt(square) if square else 0.0
        return [score * factor for score in scores], present

    def _spoken(self, sentence: str, column: int, present: Mapping[str, float]) -> tuple[str, ...]:
        """The n-grams that spoke most for a code, as they stand in the sentence; what overlaps is told once."""
        spoke: list[tuple[float, str]] = []
        for gram, value in present.items():
            _, begin, end = self.grams[gram]
            word = gram.strip("^$")
            if len(word) > 1 and not gram.startswith(_LEAD_MARK) and word in sentence:
                at = self.columns.find(column, begin, end)
                if at >= 0 and self.weights[at] > 0:
                    spoke.append((value * self.weights[at], word))
        told: list[str] = []
        for _, word in sorted(spoke, key=lambda pair: (-pair[0], pair[1])):
            if not any(word in other or other in word for other in told):
                told.append(word)
        return tuple(told[:_TOLD])


Rows = Mapping[str, tuple[float, Sequence[tuple[int, int]]]]


def pack(codes: Sequence[str], rows: Rows, scale: float, beside: Beside | None = None) -> bytes:
    """A file of weights: by n-gram its rarity and (code's place, whole number from -127 to 127) pairs."""
    beside = beside or Beside()
    columns, weights = bytearray(), bytearray()
    for _, pairs in (row for _, row in sorted(rows.items())):
        columns += bytes(column for column, _ in pairs)
        weights += bytes(weight & 0xFF for _, weight in pairs)
    ordered = sorted(rows)
    head = {
        "scheme": SCHEME,
        "codes": list(codes),
        "scale": scale,
        "grams": ordered,
        "rarity": [round(rows[gram][0], 3) for gram in ordered],
        "counts": [len(rows[gram][1]) for gram in ordered],
        "trust": dict(beside.trust),
        "rivals": {code: [each.slope, each.constant, dict(each.votes)] for code, each in beside.rivals.items()},
        "trust_in_place": dict(beside.trust_in_place),
        "common": dict(beside.common),
    }
    told = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(len(told).to_bytes(4, "big") + told + bytes(columns + weights) + beside.known_talk, 9)


def unpack(data: bytes) -> Learned:
    """Raises ValueError where the weights are of another scheme."""
    raw = zlib.decompress(data)
    length = int.from_bytes(raw[:4], "big")
    head = json.loads(raw[4 : 4 + length])
    if head["scheme"] != SCHEME:
        raise ValueError(f"weights of scheme {head['scheme']}, this is {SCHEME}")
    grams: dict[str, tuple[float, int, int]] = {}
    at = 0
    for gram, rarity, count in zip(head["grams"], head["rarity"], head["counts"], strict=True):
        grams[gram] = (rarity, at, at + count)
        at += count
    body = raw[4 + length :]
    return Learned(
        tuple(head["codes"]),
        grams,
        body[:at],
        memoryview(body[at : 2 * at]).cast("b"),
        head["scale"],
        Beside(
            trust=head["trust"],
            rivals={code: Rivals(*each) for code, each in head["rivals"].items()},
            trust_in_place=head["trust_in_place"],
            common=head["common"],
            known_talk=body[2 * at :],
        ),
    )
