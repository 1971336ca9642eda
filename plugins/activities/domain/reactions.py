"""Emoji reactions to an announcement, as the platforms name them: QQ's face ids, code points, characters."""

from .poll import MAYBE, NO, YES

_YES = ("124", "76", "201", "78", "66", "118", "282", "128076", "128077", "127383", "9989", "10004", "128591",
        "👌", "👍", "🆗", "✅", "✔", "✔️", "🙏", "🙋", "128587")  # fmt: skip
_NO = ("77", "265", "128078", "10060", "10062", "👎", "❌", "❎")
_MAYBE = ("32", "10067", "10068", "129300", "❓", "❔", "🤔")
_ANSWERS = {
    emoji: answer for answer, emojis in ((YES, _YES), (NO, _NO), (MAYBE, _MAYBE)) for emoji in emojis
}  # fmt: skip


def read_reaction(emoji: str) -> str | None:
    """What this reaction to an announcement answers: yes, maybe, no; None for any other."""
    return _ANSWERS.get(emoji)
