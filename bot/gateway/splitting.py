"""Long texts in pieces a platform takes: broken where a reader would pause."""

LIMIT = 1500
"""Characters a piece may have; platforms begin to fail somewhere above 4,000."""

_PAUSES = ("\n\n", "\n", "。！？!?…", "；;", "，,、 ")


def split_text(text: str, limit: int = LIMIT, first: int | None = None) -> list[str]:
    """Pieces of at most ``limit`` characters (the first at most ``first``), in order.

    Nothing but line breaks at the borders is lost. A piece is cut at a paragraph, else a line, else
    a sentence, else a comma, and only in a text without any of these in the middle of a word.
    """
    pieces: list[str] = []
    room = limit if first is None else first
    while len(text) > room:
        cut = _cut(text, room)
        if piece := text[:cut].rstrip("\n"):
            pieces.append(piece)
        text = text[cut:].lstrip("\n")
        room = limit
    if text:
        pieces.append(text)
    return pieces


def _cut(text: str, room: int) -> int:
    head, least = text[:room], room // 3
    for marks in _PAUSES:
        ends = [head.rfind(mark) + len(mark) for mark in ((marks,) if "\n" in marks else marks)]
        if max(ends) > least:
            return max(ends)
    # Never between a base and what modifies it: a joiner, a variation selector, a combining mark.
    cut = room
    while cut > room - 16 and cut > 1 and _clings(text, cut):
        cut -= 1
    return cut


def _clings(text: str, at: int) -> bool:
    return text[at] in "\u200d\ufe0f\ufe0e" or text[at - 1] == "\u200d" or "\u0300" <= text[at] <= "\u036f"
