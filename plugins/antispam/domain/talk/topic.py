"""What a topic is made of, and whether a message goes on with it.

No words are cut apart: a topic is known by the pairs of characters that its messages share, and by the words that
whoever stopped it gave for it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..text.normalise import compact
from ..verdict import CLEAN, Check, Evidence

NAME = "topic"
PAIRS = 80
KEYWORDS = 10
_NUMBERS = "零〇一二三四五六七八九十百千万两几多些每各"
_GRAMMAR = (
    "的了吗呢吧啊呀哦嗯哈嘛么是我你他她它们这那哪在有和与及就不没也都要会能可以还再很太又"
    "被把给让对从到去来上下里个只得着过为什怎样谁请好大家"
)
_COMMON = frozenset(_GRAMMAR + _NUMBERS)
_LATIN = re.compile(r"[a-z][a-z0-9]{2,}")
_SPLIT = re.compile(r"[\s,，、;；/|]+")
_SHARED_PAIRS, _SHARE = 3, 0.3
_FEW_PAIRS, _FEW_SHARE = 2, 0.6
_SHORT = 5
"""Texts with fewer pairs of their own need more of them."""


@dataclass(frozen=True, slots=True)
class Topic:
    keywords: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not self.keywords and not self.pairs


def find_topic(about: str, quoted: str, recent: Sequence[str]) -> Topic:
    """The topic named by ``about``, or else of the quoted message, or else of what was said last.

    ``recent`` is oldest first. Of several messages only what two of them share counts.
    """
    keywords = frozenset(word for part in _SPLIT.split(about) if len(word := compact(part)) >= 2)
    if quoted:
        core = pairs_of(quoted)
        near = {pair for text in recent if len(core & (own := pairs_of(text))) >= 2 for pair in own & _shared(recent)}
        return Topic(frozenset(sorted(keywords)[:KEYWORDS]), _most(core | near, recent))
    if keywords:
        return Topic(frozenset(sorted(keywords)[:KEYWORDS]))
    return Topic(pairs=_most(_shared(recent), recent))


def pairs_of(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters that carry meaning, and Latin words."""
    form = compact(text)
    latin = _LATIN.findall(form)
    pairs = (form[i : i + 2] for i in range(len(form) - 1))
    kept = (p for p in pairs if not (_COMMON & set(p)) and not p.isascii())
    return frozenset([*kept, *latin])


def check_topic(text: str, topic: Topic) -> Check:
    """``verdict`` is ``offtopic`` where the message goes on with the topic."""
    form = compact(text)
    keyword = next((word for word in topic.keywords if word in form), None)
    if keyword is not None:
        return Check(NAME, "offtopic", 0.9, evidence=(Evidence("keyword", keyword),))
    own = pairs_of(text)
    shared = own & topic.pairs
    few = len(own) < _SHORT
    if len(shared) < (_FEW_PAIRS if few else _SHARED_PAIRS) or len(shared) < len(own) * (_FEW_SHARE if few else _SHARE):
        return Check(NAME)
    score = min(0.5 + len(shared) / len(own) / 2, 0.95)
    return Check(NAME, "offtopic", round(score, 3), evidence=(Evidence("overlap", " ".join(sorted(shared)[:5])),))


def goes_on(check: Check) -> bool:
    return check.verdict != CLEAN


def _shared(texts: Sequence[str]) -> set[str]:
    counted = Counter(pair for text in texts for pair in pairs_of(text))
    return {pair for pair, count in counted.items() if count >= 2}


def _most(pairs: set[str] | frozenset[str], texts: Sequence[str]) -> frozenset[str]:
    """At most 80 of them, those said most often first."""
    counted = Counter(pair for text in texts for pair in pairs_of(text))
    return frozenset(sorted(pairs, key=lambda pair: (-counted[pair], pair))[:PAIRS])
