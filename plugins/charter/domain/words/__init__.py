"""How regulations say it: what clauses of work groups write, by capability code.

Each entry is a regular expression without unbounded repeats. What the areas declare as phrases is read
besides these; which of them serves a code is theirs to say, not said here.
"""

from collections.abc import Mapping
from types import MappingProxyType

from .content import CONTENT, FORBIDDING_HEADING, FORBIDS, KINDNESS
from .duties import DUTIES
from .sanctions import BREACH, PENAL_HEADING, SANCTIONS

__all__ = [
    "BREACH",
    "FORBIDDING_HEADING",
    "FORBIDS",
    "IDIOMS",
    "KINDNESS",
    "PENAL_HEADING",
    "WEAK_IDIOMS",
    "WEAK_PHRASES",
]

_ALL = {**CONTENT, **SANCTIONS, **DUTIES}
IDIOMS: Mapping[str, tuple[str, ...]] = MappingProxyType({c: e for c, e in _ALL.items() if not c.endswith("?")})
WEAK_IDIOMS: Mapping[str, tuple[str, ...]] = MappingProxyType({c[:-1]: e for c, e in _ALL.items() if c.endswith("?")})
"""Those that count only in a clause that asks for nothing else; written with ``?`` behind their code."""

WEAK_PHRASES = frozenset(
    {
        "信息发布",
        "发布信息",
        "工作通知",
        "群公告",
        "记录",
        "报告",
        "追究",
        "纠正",
        "及时发布",
        "通报",
        "及时更新",
        "及时传达",
        "准出",
        "跟进落实",
        "发布活动",
        "提醒",
        "教育",
        "工作时间",
        "夜间",
    }
)
"""Phrases the areas declare that stand in many clauses: they count where nothing else was found."""
