"""Emoji reactions that say yes, as the platforms name them: QQ's face ids, code points, characters."""

ACKNOWLEDGING = frozenset(
    {
        "124",  # OK
        "76",  # 赞
        "201",  # 点赞
        "78",  # 握手
        "66",  # 爱心
        "118",  # 抱拳
        "282",  # 敬礼
        "128076", "128077", "127383", "9989", "10004", "128591",
        "👌", "👍", "🆗", "✅", "✔", "✔️", "🙏",
    }
)  # fmt: skip

ANSWER = "124"
"""What the bot answers an acknowledgement with: OK."""


def says_yes(emoji: str) -> bool:
    """Whether this reaction to a notice acknowledges it."""
    return emoji in ACKNOWLEDGING
