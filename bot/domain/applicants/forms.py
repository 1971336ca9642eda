"""The words of the language by what they are: the table that each roster's own words are added to."""

from collections.abc import Mapping

from bot.domain.applicants.words import (
    CHATTER,
    KIN,
    LABELS,
    LATIN_NOISE,
    POSITIONS,
    REFERRER,
    RELATIONS,
    STEMS,
)


def _base() -> Mapping[str, tuple[str, str, bool]]:
    table: dict[str, tuple[str, str, bool]] = {}
    table.update({word: ("chatter", word, False) for word in CHATTER if len(word) >= 2})
    table.update({word: ("chatter", word, False) for word in LATIN_NOISE if word not in ("id", "name", "tel", "phone")})
    table.update(
        {word: ("department", word, False) for word in STEMS if word not in ("总经理", "办公", "学生", "管理")}
    )
    table.update({word: ("position", word, False) for word in POSITIONS})
    table.update({word: ("referrer", word, False) for word in REFERRER})
    table.update({word: ("kin", word, False) for word in KIN})
    table.update({word: ("relation", word, False) for word in RELATIONS})
    table.update({f"的{word}": ("relation", word, False) for word in RELATIONS})
    table.update({word: ("label", column, False) for column, words in LABELS.items() for word in words})
    return table


BASE = _base()
"""Form → kind, value, and whether the roster has it."""
