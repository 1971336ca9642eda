"""The first look at a message: most talk at work shows nothing that any check could act upon.

It only leaves out what ``assess`` would find clean as well; the tests hold the two together. Whoever wants
to know why a message is clean asks ``assess``, which lists every check.
"""

import re

from .checks import COPIES
from .message import Authored
from .policy import Policy
from .private.keys import keys
from .private.personal import find_personal, find_secrets, may_hold
from .soft import Doubts, doubts_of, is_doubtful
from .talk.window import WindowFacts
from .text.homophones import homophones
from .text.normalise import Normalised, normalise
from .text.patterns import find_signs, is_broken

_DIGIT = re.compile("[0-9]")
_RUN = re.compile(
    r"[\da-z](?:(?<=\d)(?:[ .\-—乂]{0,2}\d){4}|(?:(?<=[0-9])|(?<=[a-z])(?=[a-z_-]{0,11}\d))[0-9a-z_-]{4}"
    r"|(?<=[a-z])(?:[ 乂]\d{3}|[a-z]{2}[ 乂]\d{2}))"
)
"""Every number, id and key that a check looks for has five digits, or stands in such a run with a digit, beside what
makes it a sign…"""
_ADDRESS = re.compile(r"\.(?:[a-z]{2}|\d{1,3}\.\d)|c[o0]m(?![a-z])")
"""…or is an address or the name of an account…"""
_TOKEN = re.compile(r"[\w-][\w-]{15}", re.ASCII)
"""…or is a long token of signs, and a key…"""
_STYLED = re.compile("[①-⓿❶-➓㈠-㊰⑴-⒇０-９𝟎-𝟿🄀-🄊ａ-ｚＡ-Ｚ𝐀-𝚣]{4}")
"""…or is spelt in numerals or in styled letters."""


_SPELT_DOT = re.compile(r"[a-z0-9-][a-z0-9-]{2}\s?(?:[｡．•·点(\[{]|dot).{0,3}[a-z]{2}")
"""…or is an address whose dot is spelt out…"""


def is_harmless(
    message: Authored, text: Normalised, window: WindowFacts, policy: Policy, doubts: Doubts | None = None
) -> bool:
    """Whether it is certain that ``assess`` would do nothing. ``text`` is the message's, normalised.

    Without a link or a handle nobody can be reached, so words of doubtful meaning only count where
    several of them make an offer. ``doubts`` are the model's, where the caller has them.
    """
    if message.urls or message.files or message.cards or _is_noisy(window, policy):
        return False
    return _says_nothing(text, policy, doubts) and (
        not window.pieces or _says_nothing(normalise(window.joined), policy, None)
    )


def _says_nothing(text: Normalised, policy: Policy, doubts: Doubts | None) -> bool:
    return not (
        is_doubtful(doubts or doubts_of(text), policy.thresholds)
        or (policy.words.may_tell(text) and not _merely_invites(text, policy))
        or _shows_a_handle(text)
        or _leaks(text, policy)
        or (policy.expressions is not None and policy.expressions.may_tell(text))
        or (policy.additions is not None and policy.additions.may_tell(text))
    )


def _merely_invites(text: Normalised, policy: Policy) -> bool:
    """Whether it asks to be called or written to, and neither offers nor promises anything by letter or by sound."""
    return text.plain and "入" not in text.folded and policy.words.only_invites(text) and not homophones(text)


def _leaks(text: Normalised, policy: Policy) -> bool:
    return may_hold(text, policy.secret_words) and bool(
        find_personal(text) or find_secrets(text, own_words=policy.secret_words)
    )


def _is_noisy(window: WindowFacts, policy: Policy) -> bool:
    limits = policy.flood
    return bool(
        window.short_count > limits.short_messages
        or window.long_count > limits.long_messages
        or window.repeats >= limits.repeats
        or window.media_count > limits.long_messages
        or window.copy_groups >= COPIES
    )


def _shows_a_handle(text: Normalised) -> bool:
    """A contact, link, number, password or marking, or what may be one."""
    folded = text.folded
    if text.spelt:
        return True
    return not text.plain and bool(
        "@" in folded
        or "://" in folded
        or _ADDRESS.search(folded)
        or (_TOKEN.search(folded) and any(keys(text)))
        or (text.original != folded and _STYLED.search(text.original))
        or _SPELT_DOT.search(folded)
        or text.once(is_broken)
        or (_DIGIT.search(folded) and _RUN.search(folded) and find_signs(text))
    )
