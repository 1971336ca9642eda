"""Headings that have no number, written as Markdown headings, so that the outline has one kind of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .lines import TITLE
from .marks import BULLETS, RANKS, Mark, signs

_BOXED = re.compile(r"\s*【([^】]{1,20})】\s*")
_STOPS = re.compile(r"[。；;，,！!？?]")
_ENDS = ("。", "；", ";", "！", "!", "：", ":", "”")
_LONGEST = 14
_SEVERAL = 2
"""One such line alone may be anything."""
_ABOVE_LISTS = re.compile("[ \\t]*(?:第.{1,6}(?:部分|[编篇章节条條])|[一二三四五六七八九十]{1,3}[ \\t]?[、．.：:]|【)")
"""Of a text whose lists stand under numbered headings."""
_FIRST_AGAIN = re.compile("[ \\t]*第[一1][章条]")


def with_headings(lines: Sequence[str]) -> list[str]:
    """The lines, those of them that are headings as ``## …``.

    A Markdown heading that has a number of its own goes by that; a single first-level one is the title.
    """
    single = sum(1 for line in lines if re.match(r"#\s", line)) == 1
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    found = [_marked(line, at_first=i == first, single=single) for i, line in enumerate(lines)]
    for at, heading in (*_titles(found, first), *_unnumbered(found, first)):
        found[at] = f"## {heading}"
    return found


def _marked(line: str, *, at_first: bool, single: bool) -> str:
    if boxed := _BOXED.fullmatch(line):
        return boxed[1] if at_first else f"## {boxed[1]}"
    if not line.startswith("#"):
        return line
    bare = line.lstrip("# ")
    if single and len(line) - len(line.lstrip("#")) == 1:
        return bare
    sign = _sign(bare)
    own = sign is not None and (sign.kind in RANKS or sign.kind.startswith(("dotted", "paren")))
    return bare if own else line


def _titles(lines: Sequence[str], first: int) -> Iterator[tuple[int, str]]:
    """The titles of further regulations in one document, each above an article or chapter that is the first again."""
    said = [i for i, line in enumerate(lines) if line.strip() and i > first]
    begun = False
    for at, after in pairwise(said):
        title = lines[at].strip()
        begun = begun or title.startswith("第")
        if begun and TITLE.fullmatch(title) and _FIRST_AGAIN.match(lines[after]):
            yield at, title


def _unnumbered(lines: Sequence[str], first: int) -> Iterator[tuple[int, str]]:
    """Short lines above lists that begin anew, in a text with nothing else above its lists."""
    said = [i for i, line in enumerate(lines) if line.strip() and i >= first]
    if any(_ABOVE_LISTS.match(lines[i]) for i in said):
        return
    bare: list[tuple[int, str]] = []
    pointed: dict[str, list[tuple[int, str]]] = {}
    for before, at, after in zip(said, said[1:], said[2:], strict=False):
        line = lines[at].strip()
        if not (line[0].isalpha() or line[0] in BULLETS) or _STOPS.search(line) or len(line) > _LONGEST:
            continue
        if not _begins_list(lines[after].strip()):
            continue
        if line[0] in BULLETS:
            pointed.setdefault(line[0], []).append((at, line[1:].strip()))
        elif before < at - 1 or before == first or lines[before].rstrip().endswith(_ENDS):
            bare.append((at, line.rstrip(":：")))
    if len(bare) >= _SEVERAL:
        yield from bare
    for sign, headings in pointed.items():
        if len(headings) >= _SEVERAL and len(headings) == sum(lines[i].strip()[0] == sign for i in said):
            yield from headings


def _sign(line: str) -> Mark | None:
    """The sign that a line begins with."""
    sign = next(signs(line), None)
    return sign if sign is not None and sign.start == 0 else None


def _begins_list(line: str) -> bool:
    """Bullets are counted through a whole text: nothing begins anew there."""
    sign = _sign(line)
    return sign is not None and sign.number == 1
