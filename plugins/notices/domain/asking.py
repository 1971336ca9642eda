"""What a notice's own text asks to be answered with: ``收到请回复1``, ``阅后回复“已知晓”``."""

import re

_MOST = 3
_ASKED = re.compile(
    r"(?:回复|回个|回一下|请回|即回|扣|打|发送|输入|留言)\s*[:：]?\s*"
    r"(?:数字)?\s*(?:[“\"'「『‘](?P<quoted>[^”\"'」』’“‘\n]{1,8})[”\"'」』’]|(?P<digit>[+＋]?[16])(?![\d.:：点号日月年个名人条位元%]))"
)


def words_asked_for(text: str) -> tuple[str, ...]:
    """At most three words; ``1`` is asked for as ``1`` and as ``+1``."""
    found: list[str] = []
    for match in _ASKED.finditer(text):
        if match["digit"] is not None:
            digit = match["digit"].lstrip("+＋")
            found += [digit, f"+{digit}"]
        else:
            found.append(match["quoted"].strip())
    return tuple(dict.fromkeys(word for word in found if word))[: 2 * _MOST]
