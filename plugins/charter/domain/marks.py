"""The signs that begin a clause: 第X条, 一、, （一）, 【一】, 1., 1.1, （1）, ①, a., bullets, Markdown headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.durations import han_number

_HAN = "零〇一二两三四五六七八九十百"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_RINGED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_PLAIN = str.maketrans("０１２３４５６７８９．", "0123456789.")
BULLETS = "•·●○■□◆◇▪➢➤►✓☆★※"
_NO_UNITS = "日[志常期报程]|个[人别]|月[度报]|年[度龄终级]|分[工类享组管级层两三四为成]|时[间段限]|天天"
"""Words that begin like a unit: ``4.2 日志`` is a sign, ``4.2 日`` a length."""
_COUNTED = "次|个(?![人别])|小时|分钟|天(?!天)|元|名(?![称片字单])|位(?!置)|人(?![员事力才])|度|公里|平"
"""What a number at the beginning of a wrapped line counts."""
_SIGN = re.compile(
    rf"(?P<hash>^[ \t]*\#{{1,6}}[ \t]+)(?:(?P<hashed>\d{{1,3}}|[{_HAN}]{{1,4}})(?:[、．.](?!\d)[ \t]*|[ \t]+))?"
    rf"|第[ \t]*(?P<ordinal>[{_HAN}]{{1,6}}|\d{{1,3}})[ \t]*(?P<unit>部分|[编篇章节條条])(?P<inserted>之[{_HAN}]{{1,2}})?(?:[ \t]*[:：])?"
    rf"|^[ \t]*(?P<coloned>[{_HAN}]{{1,3}}|\d{{1,2}})[:：](?!\d)"
    rf"|^[ \t]*(?P<supplement>附[ \t]*则)[ \t]*$"
    rf"|^(?P<appendix>附[ \t]*[件录表][ \t]*(?:[{_HAN}]{{1,2}}|\d{{1,2}})?)[ \t]*(?:[:：]|$)"
    rf"|(?<![第{_HAN}、])(?P<han>[{_HAN}]{{1,4}})[ \t]?[、．.](?P<listed>(?=\d|[ \t]?[{_HAN}]{{1,2}}[ \t]?[、级线类班楼层期组季]))?"
    rf"|(?P<boxed>^[ \t]*【\s*(?:[{_HAN}]{{1,4}}|\d{{1,2}})\s*】)"
    rf"|(?P<letter>^[ \t]*[a-hA-H](?:[.．、]|[)）])(?![A-Za-z]))"
    rf"|[(（]\s*(?P<hanparen>[{_HAN}]{{1,4}})\s*[)）]"
    rf"|[(（]\s*(?P<paren>\d{{1,2}})\s*[)）]"
    rf"|(?<![\d.．第])(?P<dotted>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}})(?![\d%％])[.．、]?"
    rf"(?=[ \t]*(?!小时)[^\d\s.．%％:：元个天日月年分时]|[ \t]*(?:{_NO_UNITS})|[ \t]+\.[a-z]|[ \t]+\d{{1,4}}(?:[:：]\d|[小天日分点年])|(?P<measured>[ \t]+[一-龥]))"
    rf"|(?<![\d.．第年月])(?P<number>\d{{1,3}})(?:[ \t]?、|[ \t]?[．.](?:(?!\d)|(?=\d{{1,2}}[:：]\d|\d{{4}}年))|[)）]|[,，](?=[一-龥“《@]))"
    rf"|(?P<bare>^[ \t]*\d{{1,2}}[ \t]+(?=[一-龥])(?!{_COUNTED}))"
    rf"|(?P<circled>[{_CIRCLED}])"
    rf"|(?P<ringed>[{_RINGED}])"
    rf"|(?<![\d.．第年月])(?P<glued>\d{{1,2}})[.．](?=\d)"
    rf"|(?P<bullet>^[ \t]*(?:[-*+][ \t]+|[{BULLETS}][ \t]*|[—–]{{1,2}}[ \t]+))",
    re.MULTILINE,
)
_UNITS = {
    "部分": "part",
    "编": "part",
    "篇": "part",
    "章": "chapter",
    "节": "section",
    "条": "article",
    "條": "article",
}
LOOK_BACK = 64
"""How far before a sign its surroundings are read: no document can make that costly."""
RANKS = {"appendix": 0, "part": 0, "chapter": 1, "section": 2, "article": 3}
"""Kinds whose order is the same in every regulation; the others nest as they come."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign at ``start``; its text begins at ``end``.

    ``number`` is 0 where its place among the others is meant, and of a list that begins with ``0.``. ``doubtful``: what
    follows may make it a length (``5.5 年``) or one of several (``一、二、三线``). ``glued``: a digit follows, so it may be
    the beginning of a number (``3.5岁``). ``inserted``: of two with one number the latter (``第五条之一``).
    """

    kind: str
    number: int
    label: str
    start: int
    end: int
    first_in_line: bool
    doubtful: bool = False
    glued: bool = False
    inserted: bool = False

    @property
    def series(self) -> str:
        """What it is counted in: ``2.1`` does not follow ``1.3``."""
        return self.kind + self.label.rpartition(".")[0] if self.kind.startswith("dotted") else self.kind


def signs(text: str) -> Iterator[Mark]:
    """Everything in ``text`` that looks like the sign of a clause, in order; many of them are none."""
    for found in _SIGN.finditer(text):
        line = text.rfind("\n", max(0, found.start() - LOOK_BACK), found.start()) + 1
        first = (line > 0 or found.start() < LOOK_BACK) and not text[line : found.start()].strip()
        mark = _read(found, first)
        if mark is None:
            continue
        yield mark
        if mark.kind.startswith("dotted"):  # 2.3.5米以上… may as well be the second of a list, and 3.5 metres
            stated = found["dotted"].translate(_PLAIN).partition(".")[0]
            end = found.start() + len(stated) + 1
            yield Mark("number", int(stated), stated, found.start(), end, first, glued=True)


def _read(found: re.Match[str], first: bool) -> Mark | None:
    group = found.groupdict()
    doubtful = group["listed"] is not None or group["measured"] is not None
    here = (found.start(), found.end(), first, doubtful)
    if group["hash"]:
        number = han_number(group["hashed"] or "") or 0
        return Mark(f"heading{group['hash'].count('#')}", number, group["hashed"] or "", *here)
    if group["bullet"]:
        indent = len(group["bullet"]) - len(group["bullet"].lstrip())
        return Mark("bullet" if indent < 2 else "subbullet", 0, "", *here)
    if group["ordinal"]:
        number = han_number(group["ordinal"])
        label = f"第{group['ordinal']}{group['unit']}{group['inserted'] or ''}".replace("條", "条").translate(_PLAIN)
        inserted = group["inserted"] is not None
        return Mark(_UNITS[group["unit"]], number, label, *here, inserted=inserted) if number else None
    if group["supplement"]:
        return Mark("chapter", 0, "附则", *here)
    if group["appendix"]:
        label = re.sub(r"\s", "", group["appendix"]).translate(_PLAIN)
        return Mark("appendix", han_number(label[2:]) or 1, label, *here)
    if group["bare"]:
        return Mark("number", int(group["bare"]), group["bare"].strip().translate(_PLAIN), *here)
    if group["boxed"]:
        stated = group["boxed"].strip()[1:-1].strip()
        number = han_number(stated)
        return Mark("boxed", number, stated, *here) if number else None
    if group["letter"]:
        stated = group["letter"].strip()[0]
        return Mark("letter", ord(stated.lower()) - ord("a") + 1, stated, *here)
    if group["circled"]:
        return Mark("circled", _CIRCLED.index(group["circled"]) + 1, group["circled"], *here)
    if group["ringed"]:
        place = _RINGED.index(group["ringed"]) + 1
        return Mark("paren", place, f"({place})", *here)
    if group["glued"]:
        return Mark("number", int(group["glued"]), group["glued"].translate(_PLAIN), *here, glued=True)
    if group["coloned"]:
        stated, number = group["coloned"].translate(_PLAIN), han_number(group["coloned"])
        return Mark("number" if stated.isdecimal() else "han", number, stated, *here) if number else None
    if group["dotted"]:
        label = group["dotted"].translate(_PLAIN)
        return Mark(f"dotted{label.count('.')}", int(label.rsplit(".", 1)[1]), label, *here)
    for kind, written in (("han", "{}"), ("hanparen", "({})"), ("paren", "({})"), ("number", "{}")):
        stated = group[kind]
        number = han_number(stated) if stated else None
        if not number and stated != "0":
            continue
        number = number or 0
        if kind == "number" and found[0].endswith((")", "）")):
            kind, written = "paren", "({})"
        return Mark(kind, number, written.format(stated.translate(_PLAIN)), *here)
    return None
