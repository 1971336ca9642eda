"""Words that accept a revision, said as an answer to its announcement."""

import re

_ACCEPTING = frozenset(
    {
        "收到",
        "已收到",
        "同意",
        "知悉",
        "已知悉",
        "已阅",
        "已读",
        "阅",
        "好的",
        "好",
        "明白",
        "了解",
        "ok",
        "知道了",
        "遵守",
        "照办",
    }
)
_TRIMMED = re.compile(r"[\s。．.!！~～，,、👌🙏👍]+")
LONGEST = 12


def accepts(text: str) -> bool:
    """Whether these words alone accept; ``没收到`` and whole sentences do not."""
    return len(text) <= LONGEST and _TRIMMED.sub("", text).lower() in _ACCEPTING
