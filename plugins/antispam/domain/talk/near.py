"""When two texts are the same but for some inserted characters. Texts are compact forms."""

NEARLY = 0.8
SHORTEST = 8
"""Shorter ones are the same only when they are equal."""
_DIFFERENCE = 8


def may_be_near(one: str, other: str, characters: set[str]) -> bool:
    """Whether comparing them is worth it. ``characters`` are those of ``other``.

    A character that ``one`` lacks stands in a pair that it lacks, and a pair holds two at most: more of
    them than half of ``one``'s pairs, and the two cannot have four fifths of their pairs in common.
    """
    length = len(one)
    if min(length, len(other)) < SHORTEST or abs(length - len(other)) > _DIFFERENCE:
        return False
    return len(characters.difference(one)) * 2 <= length


def pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def nearly_same(left: set[str], right: set[str]) -> bool:
    """By their pairs of neighbouring characters."""
    common = len(left & right)
    return common >= NEARLY * (len(left) + len(right) - common)


def anchors(form: str) -> tuple[str, ...]:
    """A few places of a text that a near-same one shares: what stands around its highest and its lowest
    character, how it begins and how it ends. Whatever is inserted changes some of them, hardly all."""
    if len(form) < SHORTEST:
        return ()
    high, low = form.index(max(form)), form.index(min(form))
    return form[max(high - 1, 0) : high + 2], form[max(low - 1, 0) : low + 2], form[:5], form[-5:]
