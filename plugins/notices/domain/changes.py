"""What an edit changed, so that only that is announced."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

_SENTENCE = re.compile(r"[^。；;！!？?\n]+[。；;！!？?]*")
_MOST_SHOWN = 3
"""More changed sentences than these are read faster as the new text."""
_LONGEST_SHOWN = 300
_NOT_AGAIN = re.compile(
    r"(?:^|(?<=[\s,，。;；]))(?:不再确认|不用再确认|无需再次?确认|不必再回复|无需再回复)(?=[\s,，。;；]|$)"
)
_EDIT = re.compile(r"^[#＃]?\s*\d{1,9}\s*(?:号)?\s*(?:修?改)(?:为|成|一下)?(?:[\s:：]+|(?=截止|定时|来源))", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """``replaced`` are pairs (old, new) of sentences; an empty old one is new, an empty new one is gone.

    ``whole`` True: so much is new that the whole text is shown.
    """

    replaced: tuple[tuple[str, str], ...] = ()
    whole: bool = False
    old_deadline: datetime | None = None
    new_deadline: datetime | None = None
    moved: bool = False

    def __bool__(self) -> bool:
        return bool(self.replaced) or self.whole or self.moved


def after_edit_word(words: str) -> str | None:
    """``12 改 明天停电``: the words after 改, or None where this is no edit."""
    found = _EDIT.match(words)
    return words[found.end() :].strip() if found is not None else None


def take_not_again(words: str) -> tuple[str, bool]:
    """``不再确认`` out of the words, and whether it stood there."""
    left, found = _NOT_AGAIN.subn(" ", words)
    return left.strip(" \t\n,，;；"), found > 0


def compare(old: str, new: str | None, old_deadline: datetime | None, new_deadline: datetime | None) -> Change:
    """``new`` or ``new_deadline`` None: that was not edited."""
    moved = new_deadline is not None and new_deadline != old_deadline
    replaced = _replaced(old, new) if new is not None and new != old else ()
    whole = new is not None and new != old and _is_other(old, new, replaced)
    return Change(() if whole else replaced, whole, old_deadline, new_deadline, moved)


def _replaced(old: str, new: str) -> tuple[tuple[str, str], ...]:
    before, after = _sentences(old), _sentences(new)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(
        ("".join(before[a:b]).strip(), "".join(after[c:d]).strip()) for kind, a, b, c, d in steps if kind != "equal"
    )


def _sentences(text: str) -> list[str]:
    return [found[0].strip() for found in _SENTENCE.finditer(text) if found[0].strip()]


def _is_other(old: str, new: str, replaced: Sequence[tuple[str, str]]) -> bool:
    changed = sum(len(after) for _, after in replaced)
    long = any(len(after) > _LONGEST_SHOWN for _, after in replaced)
    mostly = changed * 4 > len(new) * 3 and len(_sentences(old)) > 1
    return not replaced or long or mostly or len(replaced) > _MOST_SHOWN
