"""Long texts made of a regular expression's own alphabet, which nearly match it at every place."""

import random
import re
import sre_parse
from collections.abc import Iterator
from typing import Any

LENGTH = 20_000


def sample(parsed: Any, chance: random.Random, groups: dict[int, str]) -> str:
    """A text that the parsed pattern goes through, repeats taken several times."""
    words: list[str] = []
    for operation, argument in parsed:
        name = str(operation)
        if name == "LITERAL":
            words.append(chr(argument))
        elif name == "NOT_LITERAL":
            words.append("x" if chr(argument) != "x" else "y")
        elif name == "ANY":
            words.append(chance.choice("a1 甲"))
        elif name == "IN":
            words.append(member(argument, chance))
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            low, high, inner = argument
            times = min(int(high), max(int(low), chance.choice((1, 2, 4))))
            words.extend(sample(inner, chance, groups) for _ in range(times))
        elif name == "SUBPATTERN":
            text = sample(argument[3], chance, groups)
            groups[argument[0] or 0] = text
            words.append(text)
        elif name == "BRANCH":
            words.append(sample(chance.choice(argument[1]), chance, groups))
        elif name == "GROUPREF":
            words.append(groups.get(argument, ""))
    return "".join(words)


def member(options: list[Any], chance: random.Random) -> str:
    if str(options[0][0]) == "NEGATE":
        return next(c for c in "aZ0 甲_-%~" if re.match(_class(options), c)) if _class(options) else "a"
    operation, argument = chance.choice(options)
    name = str(operation)
    if name == "LITERAL":
        return chr(argument)
    if name == "RANGE":
        return chr(chance.randint(*argument))
    return {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "w", "CATEGORY_NOT_WORD": "-"}.get(
        str(argument), "甲"
    )


def _class(options: list[Any]) -> str:
    kinds = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W",
             "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_NOT_SPACE": r"\S"}  # fmt: skip
    words = ["[^"]
    for operation, argument in options[1:]:
        name = str(operation)
        if name == "LITERAL":
            words.append(re.escape(chr(argument)))
        elif name == "RANGE":
            words.append(f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}")
        elif name == "CATEGORY":
            words.append(kinds[str(argument)])
    return "".join([*words, "]"])


def hostile(pattern: re.Pattern[str], chance: random.Random) -> Iterator[str]:
    """Long texts of the pattern's own alphabet that nearly match at every place."""
    parsed = sre_parse.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    whole = [sample(parsed, chance, {}) for _ in range(6)]
    letters = sorted(set("".join(whole))) or ["a"]
    for text in whole[:1]:
        if text:
            yield (text * (LENGTH // len(text) + 1))[:LENGTH]
            cut = text[:-1] or text
            yield (cut * (LENGTH // len(cut) + 1))[: LENGTH - 1] + "\x01"
    for letter in letters[:3]:
        yield letter * (LENGTH - 1) + "\x01"
    yield "".join(chance.choice(letters) for _ in range(LENGTH))
