"""What a run of Chinese characters says about a name, without and with a roster."""

from dataclasses import dataclass
from typing import Literal

from bot.domain.applicants.lexer import FUNCTION_CHARS, Lexicon
from bot.domain.applicants.words import (
    COMMON_SURNAMES,
    COMPOUND_SURNAMES,
    NOT_NAMES,
    SURNAMES,
    TITLES_AFTER,
    TITLES_BEFORE,
)
from bot.domain.people.normal import name_key, normal_name

_TAIL = "在是我都嘅的啊呀哦哈吧呢了哟喔嘛啦"
_ROLES = frozenset("人员户客生工者商")
_POLITE = frozenset(
    {
        "先生",
        "女士",
        "小姐",
        "同志",
        "师傅",
        "老师",
        "同学",
        "老板",
        "大哥",
        "大姐",
        "大夫",
        "医生",
        "大爷",
        "大妈",
        "阿姨",
        "管家",
        "总厨",
        "队长",
    }
)
_SMALL_WORDS = "".join(sign for sign in FUNCTION_CHARS if sign not in SURNAMES)
_LONGEST = 24
LONGEST_NAME = 4
"""Characters of a name without a dot: a longer run that holds a known name is no other name."""
_PARTICLES = frozenset("的了着过呢吧啊吗")
"""A surname followed by nothing but one of these (来的, 过了) is a piece of a sentence."""


@dataclass(frozen=True, slots=True)
class NameGuess:
    """``labelled`` and ``known`` (on the roster) are sure, ``shape`` only looks like a name.

    ``title`` is a form of address (老张, 王总) and ``part`` a run that holds a known name among
    other characters: neither is sure, and of a part the name may be empty.
    """

    name: str
    kind: Literal["labelled", "known", "shape", "title", "part"]


def guess_name(run: str, lexicon: Lexicon) -> list[NameGuess]:
    """The names a run holds: mostly none or one, two where known names stand without a gap."""
    for candidate in _trimmed(run[:_LONGEST]):
        if (known := _known(candidate, lexicon)) is not None:
            return [NameGuess(known, "known")]
    if len(run) > _LONGEST:
        return _inside(run[: 10 * _LONGEST], lexicon)
    split = _two_known(run, lexicon)
    if split:
        return split
    for candidate in _trimmed(run):
        if _is_title(candidate):
            return [NameGuess(candidate, "title")]
        if looks_like_name(candidate):
            return [NameGuess(normal_name(candidate), "shape")]
    return _behind_role(run, lexicon) or _inside(run, lexicon)


def _behind_role(run: str, lexicon: Lexicon) -> list[NameGuess]:
    """A name behind what somebody is: 当事人李大力, 业委会委员王芳."""
    for length in (3, 2, 4):
        name, role = run[-length:], run[:-length]
        if len(role) >= 2 and role[-1] in _ROLES and role[0] not in COMMON_SURNAMES:
            if (known := _known(name, lexicon)) is not None:
                return [NameGuess(known, "known")]
            if looks_like_name(name) and is_common(name):
                return [NameGuess(normal_name(name), "shape")]
    return []


def looks_like_name(text: str) -> bool:
    """A surname and one or two characters more, or parts joined by the dot."""
    if "·" in text:
        return all(len(part) >= 1 for part in text.split("·")) and 4 <= len(text) <= 20
    if text[:2] in COMPOUND_SURNAMES and 3 <= len(text) <= 4:
        return True
    if not text or text in NOT_NAMES or text[0] not in SURNAMES or (len(text) == 2 and text[1] in _PARTICLES):
        return False
    double_surname = len(text) == 4 and text[1] in COMMON_SURNAMES and text[0] in COMMON_SURNAMES
    return 2 <= len(text) <= 3 or double_surname


def is_common(text: str) -> bool:
    return text[0] in COMMON_SURNAMES or text[:2] in COMPOUND_SURNAMES or "·" in text


def _trimmed(run: str) -> list[str]:
    """The run itself, then without the small words around it."""
    forms: list[str] = []
    for text in (run, run.rstrip(_TAIL)):
        head = text.lstrip(_SMALL_WORDS)
        forms += [text, head, head.lstrip(FUNCTION_CHARS)]
    return [form for form in dict.fromkeys(forms) if form]


def _known(text: str, lexicon: Lexicon) -> str | None:
    return lexicon.names.get(name_key(text)) if len(text) >= 2 else None


def _two_known(run: str, lexicon: Lexicon) -> list[NameGuess]:
    for at in range(2, len(run) - 1):
        first, second = _known(run[:at], lexicon), _known(run[at:].lstrip("和与及"), lexicon)
        if first is not None and second is not None:
            return [NameGuess(first, "known"), NameGuess(second, "known")]
    return []


def _is_title(text: str) -> bool:
    if text in COMPOUND_SURNAMES:
        return True
    surname = 2 if text[:2] in COMPOUND_SURNAMES else 1
    if text[surname:] in _POLITE:
        return text[0] in SURNAMES
    if len(text) == 1:
        return text in COMMON_SURNAMES
    if len(text) == 2:
        return (text[0] in TITLES_BEFORE and text[1] in SURNAMES) or (
            text[0] in (SURNAMES if text[1] == "总" else COMMON_SURNAMES) and text[1] in TITLES_AFTER
        )
    return len(text) == 3 and text[0] in TITLES_BEFORE and text[1] in SURNAMES and text[2] in TITLES_AFTER


def _inside(run: str, lexicon: Lexicon) -> list[NameGuess]:
    """A known name among unread characters is told, not trusted."""
    if len(run) < 4:
        return []
    for length in (4, 3, 2):
        for at in range(len(run) - length + 1):
            known = _known(run[at : at + length], lexicon)
            if known is not None:
                return [NameGuess(known if len(run) > LONGEST_NAME and "·" not in run else "", "part")]
    return []
