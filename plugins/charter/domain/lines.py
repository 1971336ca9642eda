"""A document's lines without what only its pages needed; its title, however often it stands there."""

import re
import unicodedata
from collections import Counter

from .marks import BULLETS, signs

_CHAPTER = re.compile("第.{1,4}(?:部分|[编篇章节])")
_PAGE = re.compile(r"[-—–·\s]*(?:第)?[-—–\s]*\d{1,4}[-—–\s]*(?:页)?(?:\s*[,，/共of]+\s*\d{1,4}\s*页?)?[-—–·\s]*")
_OF_PAGE = re.compile(r"第\s*\d{1,3}\s*页|共\s*\d{1,3}\s*页")
_CONTENTS = re.compile(r".{1,40}(?:[.．·…]{3,}|\t)\s*\d{1,4}\s*")
_NAME = (
    "制度|规定|办法|守则|公约|规范|细则|须知|群规(?![定则范章])|规则|章程|准则|条例|管理方案|约定|指引|承诺书|倡议书"
)
TITLE = re.compile(rf"[^\s，,。；;：:、]{{0,40}}?(?:{_NAME})(?:范文|范本|模板)?(?:[(（][^)）]{{1,12}}[)）])?")
_LETTER = re.compile(r"关于[^\n。]{2,60}的(?:通知|意见|公告|通告|函)(?=\s|$)")
"""The title of a letter, which may name that of the regulation it hands out."""
LISTED = 3
"""Lines that begin alike make a list."""
_SHORT = 10
_TITLE_PAGE = 12
"""Lines of a title page that are looked through for the title."""
_EMPHASIS = re.compile(r"(\*\*|__)(.+?)\1")
_VERSION = re.compile(
    r"[(（]?\s*((?:[vV]\s?\d{1,3}(?:\.\d{1,3}){0,2})|试行|暂行|征求意见稿|\d{4}年?(?:修订)?版|修订版|第[一二三四五六七八九十\d]{1,3}版)\s*[)）]?"
)


_OWN_LINE = re.compile(r"\S{0,10}(?:则|管理|规定|办法|制度|要求|职责|说明|范围|纪律|处罚|目的|宗旨|流程|规范|事项)")
"""A heading on a line of its own, not a wrapped line."""
_SPACED = re.compile("第[ \t]*(?:[零一二三四五六七八九十百][ \t]*){2,5}[章节条]")
"""``第 十 一 条``"""
_CUT = re.compile(
    "第[ \t]*[零一二三四五六七八九十百\\d]{0,4}\n+[ \t]*[零一二三四五六七八九十百\\d]{0,4}[ \t]*[章节条]"
    "|(?<![\\d一二三四五六七八九十])(?:[一二三四五六七八九十]{1,3}\n+[ \t]*[一二三四五六七八九]?、|\\d{1,2}\n[ \t]*[.．、](?!\\d))"
)
"""``第二`` at the end of a line and ``条`` on the next; ``3`` and ``.``, ``十`` and ``一、``."""
_KEYCAP = re.compile("((?:[0-9]\ufe0f?\u20e3)+)[ \t]*[、.．:：]?")
"""``1️⃣`` is a number like ``1、``, and ``1️⃣2️⃣`` like ``12、``."""
_EMOJI = re.compile(
    "^[ \t]*((?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u203c\u2049][\ufe0e\ufe0f\u200d]?){1,4})[ \t]*"
)


_ORNAMENT = re.compile("[ \t]*[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff][\ufe0e\ufe0f]?$")
"""A title between two pictures."""


def _without_emoji(lines: list[str]) -> list[str]:
    """A line's leading emoji: nothing before a number, a bullet where three lines and more begin so.

    Short lines are headings, unless many begin alike; a title's own emoji is none of the list's.
    """
    found = [_EMOJI.match(line) for line in lines]
    head = next((i for i, line in enumerate(lines) if line.strip()), 0)
    begun = Counter(
        match[1] for line, match in zip(lines, found, strict=True) if match and not _numbered(line[match.end() :])
    )
    many = begun.total() >= LISTED
    alike = {emoji for emoji, count in begun.items() if count >= LISTED}
    kept: list[str] = []
    for i, (line, match) in enumerate(zip(lines, found, strict=True)):
        if match is None or match[1][0] in BULLETS:
            kept.append(line)
            continue
        rest = line[match.end() :]
        if i == head and (_ORNAMENT.search(rest) or (alike and match[1] not in alike)):
            kept.append(_ORNAMENT.sub("", rest))
            continue
        listed = many and (match[1] in alike or len(rest) > _SHORT)
        bullet = listed and not _numbered(rest) and not rest.endswith((":", "："))
        kept.append(f"• {rest}" if bullet else rest)
    return kept


def clean(text: str) -> list[str]:
    """Lines without control characters, page numbers, contents lists, rules and repeated page headers."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n")
    text = _CUT.sub(lambda sign: "".join(sign[0].split()), text)
    text = _SPACED.sub(lambda sign: "".join(sign[0].split()), text)
    text = _KEYCAP.sub(lambda keys: re.sub("[^0-9]", "", keys[1]) + "、", text).replace("\U0001f51f", "10、")
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs"))
    lines = [_EMPHASIS.sub(r"\2", line.replace("\u3000", " ").rstrip()) for line in text.split("\n")]
    lines = _without_contents(_without_emoji(lines))
    headers = _page_headers(lines)
    kept: list[str] = []
    for line in lines:
        bare = line.strip()
        if (header := _of_page(bare)) in headers:
            if bare != header or bare in kept:
                continue
        elif bare and (_PAGE.fullmatch(bare) or _CONTENTS.fullmatch(bare) or not bare.strip("-=_*—~|: ")):
            continue
        kept.append(bare if header in headers else line)
    return kept


def _without_contents(lines: list[str]) -> list[str]:
    """A table of contents without pages: several chapters in a row, all of which come again."""
    said = [(i, "".join(line.split())) for i, line in enumerate(lines) if line.strip()]
    listed: dict[str, int] = {}
    for at, (_, line) in enumerate(said):
        if _CHAPTER.match(line) and line not in listed:
            listed[line] = at
        elif listed:
            break
    first, last = min(listed.values(), default=0), max(listed.values(), default=0)
    if len(listed) < LISTED or not listed.keys() <= {line for _, line in said[last + 1 :]}:
        return lines
    first -= first > 0 and said[first - 1][1] == "目录"
    left_out = {said[at][0] for at in range(first, last + 1)}
    return [line for i, line in enumerate(lines) if i not in left_out]


def _of_page(line: str) -> str:
    """A line without the number of its page, for pages' headers are the same but for that."""
    return " ".join(_OF_PAGE.sub("", line).split())


def _page_headers(lines: list[str]) -> set[str]:
    """Short lines that stand there three times and more: they belong to the page, not to the text."""
    counts = Counter(header for line in lines if 2 < len(header := _of_page(line)) <= 40)
    title = next((_of_page(line) for line in lines if line.strip()), "")
    return {
        line
        for line, count in counts.items()
        if (count >= 3 or (count == 2 and line == title))
        and not line.endswith(("。", "；", ";", "：", ":"))
        and not _numbered(line)
    }


def _numbered(line: str) -> bool:
    """``第一条`` alone on its line stands once in every chapter, and is no page header."""
    sign = next(signs(line), None)
    return sign is not None and sign.start == 0


def split_title(head: str) -> tuple[str, str]:
    """The title at the beginning of what stands before the first clause, and the rest of that.

    A title written twice is taken once; without one the first is empty.
    """
    rest, title = _from_title(head.strip().lstrip("# ")), ""
    if (letter := _LETTER.match(rest)) is not None:
        return letter[0], rest[letter.end() :].lstrip()
    while (found := TITLE.match(rest)) is not None and (not title or found[0] == title or title in found[0]):
        title = title or found[0]
        rest = rest[found.end() :].lstrip()
    half = len(title) // 2
    if title and title[:half] == title[half:]:
        title = title[:half]
    if not title:
        line, _, after = rest.partition("\n")
        if 2 <= len(line) <= 40 and not line.endswith(("。", "，", ",", "：", ":", "；", ";")):
            return line, after.strip()
    return title, rest


def _from_title(head: str) -> str:
    """Without the lines of a title page that stand before the title: who issued it, a number, a date."""
    lines = head.split("\n")
    if TITLE.match(lines[0]):
        return head
    for at, line in enumerate(lines[1:_TITLE_PAGE], 1):
        if TITLE.fullmatch(line.strip().lstrip("# ")):
            return "\n".join([line.strip().lstrip("# "), *lines[at + 1 :]])
    return head


def read_version(head: str) -> str:
    """``V1.2``, ``试行``, ``2024年修订版`` of the lines before the first clause, else empty."""
    found = _VERSION.search(head[:300])
    return found[1] if found else ""


def flow(text: str) -> str:
    """Wrapped lines joined: a space only between Latin words, never within a number."""
    pieces = [line.strip() for line in text.strip().split("\n") if line.strip()]
    joined = ""
    if len(pieces) > 1 and _OWN_LINE.fullmatch(pieces[0]):
        joined, pieces = f"{pieces[0]} ", pieces[1:]
    for piece in pieces:
        last, first = joined[-1:], piece[:1]
        apart = last.isascii() and last.isalnum() and first.isascii() and (last.isalpha() or first.isalpha())
        joined += f" {piece}" if apart else piece
    return joined
