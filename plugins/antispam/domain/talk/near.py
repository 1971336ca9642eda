"""When two texts are the same but for some inserted characters. Texts are compact forms."""

NEARLY = 0.8
SHORTEST = 8
"""Shorter ones are the same only when they are equal."""
_DIFFERENCE = 8
_ANCHORED = 32


def may_be_near(one: str, other: str) -> bool:
    """Whether comparing them is worth it: two that are nearly the same have four fifths of ``other``'s pairs in common.

    Of others that is known after a few pairs.
    """
    length, others = len(one), len(other)
    if length < SHORTEST or others < SHORTEST or not -_DIFFERENCE <= length - others <= _DIFFERENCE:
        return False
    missing = 0
    for i in range(others - 1):
        if other[i : i + 2] not in one:
            missing += 5
            if missing >= others:
                return False
    return True


def pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def nearly_same(left: set[str], right: set[str]) -> bool:
    """By their pairs of neighbouring characters."""
    common = len(left & right)
    return common >= NEARLY * (len(left) + len(right) - common)


def anchors(form: str) -> tuple[str, ...]:
    """A few places of a text that a near-same one shares: what stands around its highest character, how it begins
    and how it ends. Whatever is inserted changes some of them, hardly all."""
    if len(form) < SHORTEST:
        return ()
    at = form.index(max(form[:_ANCHORED]))
    return form[max(at - 1, 0) : at + 3], form[:6], form[-6:]
