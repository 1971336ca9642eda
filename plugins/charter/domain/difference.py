"""What a revision changes, clause by clause: added, changed, removed, moved."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.domain.regulation import Clause, wording

ADDED, CHANGED, REMOVED, MOVED, SERVED = "added", "changed", "removed", "moved", "served"
_SAME_PLACE = 0.35
_ELSEWHERE = 0.6
"""How alike two texts must be to be the same clause, in the same place or under another number."""


@dataclass(frozen=True, slots=True)
class Change:
    """``kind``: added, changed, removed, moved (the words are the same), or served (only what the bot does differs).

    ``old`` is None for what was added, ``new`` for what was removed.
    """

    kind: str
    old: Clause | None
    new: Clause | None

    @property
    def path(self) -> str:
        return (self.new or self.old).path  # type: ignore[union-attr]

    @property
    def from_path(self) -> str:
        """The old number where it was another one, else ""."""
        return self.old.path if self.old and self.new and self.old.path != self.new.path else ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a changed text: ``kind`` is same, out or in."""

    kind: str
    text: str


def differences(old: Sequence[Clause], new: Sequence[Clause]) -> list[Change]:
    """In the order of the new text; what was removed stands where it stood in the old one."""
    pairs = _pairs(old, new)
    partner = {id(b): a for a, b in pairs}
    kept = {id(a) for a, _ in pairs}
    changes: list[Change] = []
    removed = [clause for clause in old if id(clause) not in kept]
    position = {id(clause): place for place, clause in enumerate(old)}
    for clause in new:
        before = partner.get(id(clause))
        while removed and before is not None and position[id(removed[0])] < position[id(before)]:
            changes.append(Change(REMOVED, removed.pop(0), None))
        change = _change(before, clause)
        if change is not None:
            changes.append(change)
    return [*changes, *(Change(REMOVED, clause, None) for clause in removed)]


def to_be_accepted(changes: Sequence[Change]) -> list[Clause]:
    """The clauses whose words are new: only these are asked of members."""
    return [change.new for change in changes if change.kind in (ADDED, CHANGED) and change.new is not None]


def pieces(old: str, new: str) -> list[Piece]:
    """One text turned into the other, in order, for marking what goes and what comes."""
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", old[a:b]))
            continue
        if b > a:
            found.append(Piece("out", old[a:b]))
        if d > c:
            found.append(Piece("in", new[c:d]))
    return found


def marked(old: str, new: str) -> str:
    """A changed text on one line: what goes in 〔－…〕, what comes in 〔＋…〕."""
    signs = {"same": ("", ""), "out": ("〔－", "〕"), "in": ("〔＋", "〕")}
    return "".join(piece.text.join(signs[piece.kind]) for piece in pieces(old, new))


def _change(before: Clause | None, after: Clause) -> Change | None:
    if before is None:
        return Change(ADDED, None, after)
    if wording(before.text) != wording(after.text):
        return Change(CHANGED, before, after)
    if before.path != after.path:
        return Change(MOVED, before, after)
    same = before.duties == after.duties and (before.replaces, before.suspends) == (after.replaces, after.suspends)
    return None if same else Change(SERVED, before, after)


def _pairs(old: Sequence[Clause], new: Sequence[Clause]) -> list[tuple[Clause, Clause]]:
    """The same words first, the same number before another; then what is alike, the most alike first."""
    pairs: list[tuple[Clause, Clause]] = []
    left, right = list(old), list(new)

    def take(a: Clause, b: Clause) -> None:
        pairs.append((a, b))
        left[:] = [one for one in left if one is not a]
        right[:] = [one for one in right if one is not b]

    for same_place in (True, False):
        for b in list(right):
            a = next(
                (a for a in left if wording(a.text) == wording(b.text) and (a.path == b.path or not same_place)), None
            )
            if a is not None:
                take(a, b)
    grams = {id(clause): _grams(clause.text) for clause in (*left, *right)}
    scored = [
        (alike, place, a, b)
        for a in left
        for place, b in enumerate(right)
        if (alike := _alike(grams[id(a)], grams[id(b)])) >= (_SAME_PLACE if a.path == b.path else _ELSEWHERE)
    ]
    for _, _, a, b in sorted(scored, key=lambda each: (-each[0], each[1])):
        if any(a is one for one in left) and any(b is one for one in right):
            take(a, b)
    return pairs


def _grams(text: str) -> Counter[str]:
    plain = wording(text)
    return Counter(plain[i : i + 2] for i in range(max(len(plain) - 1, 1)))


def _alike(a: Counter[str], b: Counter[str]) -> float:
    """From 0 to 1: the share of two-character sequences in common."""
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 1.0
