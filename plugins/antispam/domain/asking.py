"""What the model alone may ask for: of what it takes for spam, which texts say enough to be taken at their word."""

import re
from collections.abc import Sequence

from .combine import Tally
from .media.links import Link, LinkKind
from .policy import Policy
from .scores import ACTING, SHOWN, logit
from .text.normalise import Normalised, compact
from .verdict import Action

_ORDINARY_LINKS = frozenset({LinkKind.KNOWN, LinkKind.UNKNOWN, LinkKind.ODD})
_SENTENCE = 8
"""Hanzi from which a text says enough to be taken at its word."""
_SHORTEST, _WORD = 3, 4
"""Characters from which a text says anything to the model, and hanzi from which it is more than a number."""
_WATCHED, _HIDDEN = 0.55, 0.65
"""Scores from where so few hanzi are shown, and from where a text acts whose characters were put apart."""
_BEYOND, _BEYOND_UNNAMED, _BEYOND_PAY = 0.5, 2.0, 4.0
"""Logits past the acting limit that excuse a plain way to make contact, one without an account, and wages or prices,
as notices have them."""
_ODD, _LONG_ENOUGH, _LONG = 0.4, 10, 12
"""Oddness of a text of so many hanzi from which it acts earlier, and hanzi from which much earlier: trade names and
jargon are odd in a short one."""
NEARLY_SURE, _NAMED = 0.8, 0.58
"""Probability of spam from which words are looked for whose characters were exchanged, and the score from which a text
with one acts."""
_EXCHANGED, _PER_ODD, _LEAST_ACTING, _LEAST_OF_SHORTER = 0.9, 0.8, 0.55, 0.62
"""The score from which it acts, less so much for all of its characters; and the least, of a long and a shorter one."""
_LIKE_OTHERS = 0.85
"""What the model has to think of a bare link to a host that is letters and digits by chance."""
_RANDOM = re.compile(
    r"(?:^|[/.])(?=[a-z]*\d)(?=[0-9a-z]{0,20}[a-z]{2})[0-9a-z]{5,20}\.(?:com|cn|net|top|vip|xyz|cc|info|club|site|fun|shop)$"
)
_LONE = re.compile("(?<![a-z0-9])[a-z]{1,2}(?![a-z0-9])")
_HANZI = re.compile("[一-鿿]+")
_FEW_INITIALS = 2
_BY_PROGRAMS = (
    compact("请使用最新版手机QQ体验新功能"),
    compact("请使用最新版本手机QQ查看"),
    compact("当前版本不支持查看此消息"),
    compact("请升级到最新版本查看"),
)
_LINE = 24
"""What a client writes in place of something that it cannot show; with more characters somebody wrote beside it."""


def asked_for(text: Normalised, spam: float, score: float, odd: float, tally: Tally, policy: Policy) -> Action:
    """The action, of a text whose ``score`` is that of something shown.

    Numbers to call, groups to join, wages and prices stand in every notice, and a few words beside a number
    are no text: there, with nothing that tells of spam, it asks for less. Of what
    the group allows it asks nothing. ``odd`` is the share of its characters that nobody writes side by side.
    """
    acting = min(_acting(text, odd), _NAMED) if tally.exchanged else _acting(text, odd)
    if tally.broken:
        return Action.RECALL if score >= _HIDDEN else Action.REVIEW
    if tally.telling:
        return Action.RECALL if score >= acting else Action.REVIEW
    if _is_allowed(text, tally, policy):
        return Action.NONE
    if len(text.compact) < _SHORTEST and not tally.signs:
        return Action.NONE  # of two characters the words know more
    if not _is_wordy(text):
        if spam < policy.thresholds.model_recall and tally.links and not tally.signs and _are_ordinary(tally.links):
            # unless it is sure, whose link that is the check of links asks
            return Action.REVIEW if spam >= _LIKE_OTHERS and _are_random(tally.links) else Action.NONE
        if tally.signs and not tally.offers and all(sign.kind == "mobile" for sign in tally.signs):
            return Action.NONE  # a name and whose number it is
        limit = _WATCHED if len(text.compact) < _SENTENCE or _hanzi(text) < _WORD else SHOWN
        return Action.REVIEW if score >= limit else Action.NONE
    if not tally.businesslike:
        return Action.RECALL if score >= acting else Action.REVIEW
    named = tally.signs or tally.links or tally.cards  # else whoever reads it has to know the writer
    beyond = _BEYOND_PAY if tally.pays else _BEYOND if named else _BEYOND_UNNAMED
    if logit(spam) >= logit(policy.thresholds.model_recall) + beyond:
        return Action.RECALL
    return Action.REVIEW


def _acting(text: Normalised, odd: float) -> float:
    """The score from which a text acts: lower where hanzi were exchanged for others, which nobody does by chance."""
    hanzi = _hanzi(text)
    if odd < _ODD or hanzi < _LONG_ENOUGH:
        return ACTING
    return max(_LEAST_ACTING if hanzi >= _LONG else _LEAST_OF_SHORTER, _EXCHANGED - _PER_ODD * odd)


def _is_allowed(text: Normalised, tally: Tally, policy: Policy) -> bool:
    """Whether the group allows the sites that a message leads to, or a phrase in it; or no person wrote it."""
    if text.compact.endswith(_BY_PROGRAMS) and len(text.compact) < _LINE:
        return True
    if policy.allowed_domains and tally.links and all(link.kind is LinkKind.KNOWN for link in tally.links):
        return True
    return any(form in text.compact for form in map(compact, policy.allow) if form)


def _are_ordinary(links: Sequence[Link]) -> bool:
    return all(link.kind in _ORDINARY_LINKS for link in links)


def _are_random(links: Sequence[Link]) -> bool:
    """Whether all lead to hosts that nobody knows and whose names are letters and digits by chance (439vl.com)."""
    return all(link.kind is LinkKind.UNKNOWN and _RANDOM.search(link.text) for link in links)


def _is_wordy(text: Normalised) -> bool:
    """Whether it is a sentence in hanzi, or would be one with its lone letters read as hanzi."""
    hanzi = _hanzi(text)
    if hanzi <= _WORD:
        return False
    read = hanzi + _initials(text)
    return read >= _SENTENCE and read * 2 >= len(text.compact)


def _initials(text: Normalised) -> int:
    """Letters that may stand for hanzi: alone or by twos, and several of them."""
    count = sum(map(len, _LONE.findall(text.compact)))
    return count if count >= _FEW_INITIALS else 0


def _hanzi(text: Normalised) -> int:
    return sum(map(len, _HANZI.findall(text.compact)))
