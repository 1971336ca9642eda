"""A name that passes for an administrator's or a leader's: the same to the eye, whatever it is written with."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.cards import has_real_name
from bot.domain.ids import MemberId
from bot.domain.people import plain
from bot.governance.folding import FOLDED

_LOOSE = re.compile(r"[\W_]+")
_SIGNS = str.maketrans({"0": "o", "1": "i", "l": "i", "|": "i", "5": "s"})
_HAN_TWINS = str.maketrans(
    dict(
        zip(
            "末己巳日曰土壬未戍戌汨沬夭天囗睛",
            "未已已曰曰士王未戊戊汩沫天天口晴",
            strict=True,
        )
    )
)
"""Characters that stand for each other at the size of a list of members."""
_TITLES = ("群主", "群管", "管理员", "官方客服", "官方", "系统消息", "系统通知", "腾讯客服")
_TITLE = re.compile("|".join(sorted((re.escape(word) for word in _TITLES), key=len, reverse=True)))
_LEADS = re.compile(
    r"董事|总裁|总监|总经理|经理|主任|书记|局长|院长|校长|园长|所长|处长|科长|部长|厂长|站长|行长|队长|主管|负责人|主席|会长|秘书长|班主任"
)
_SHORTEST = 2
SAME, NAME, TITLE, PICTURE = "same", "name", "title", "picture"


def skeleton(name: str) -> str:
    """What the eye sees: folded in width, case, script and look, without blanks, signs and emoji."""
    folded = "".join(FOLDED.get(ord(sign), sign) for sign in plain(name))
    return _LOOSE.sub("", folded).casefold().translate(_SIGNS).translate(_HAN_TWINS)


def leads(position: str | None) -> bool:
    """Whether a position of the roster is one whose name is worth taking."""
    return position is not None and _LEADS.search(position) is not None


@dataclass(frozen=True, slots=True)
class Guarded:
    """Somebody whose name nobody else may pass under. ``names`` as shown; ``real`` the bare name, "" if unknown.

    ``member`` None: a leader of the roster who is not in the group; whoever comes under that very name
    is taken for them. ``person``: the row of the roster.
    """

    member: MemberId | None
    names: tuple[str, ...]
    real: str = ""
    person: int | None = None
    rank: str = "管理员"


@dataclass(frozen=True, slots=True)
class Shown:
    """A member as the group sees them. ``person``: who the roster says they are, where linked with a row."""

    member: MemberId
    names: tuple[str, ...]
    person: int | None = None
    real: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """``kind``: same (the whole name), name (the real name as a part of it), title (a title of power),
    picture (the avatar; ``written`` and ``like`` are then what the two are called).
    """

    kind: str
    written: str
    like: str
    of: Guarded | None
    disguised: bool
    """Written differently from what it passes for: no chance meeting of namesakes."""


class Guard:
    """The guarded names of a group, ready for look-ups."""

    def __init__(self, guarded: Iterable[Guarded]) -> None:
        self._whole: dict[str, tuple[str, Guarded]] = {}
        self._real: dict[str, Guarded] = {}
        self._ids: set[MemberId] = set()
        for each in guarded:
            if each.member is not None:
                self._ids.add(each.member)
            for name in each.names:
                key = skeleton(name)
                if len(key) >= _SHORTEST:
                    self._whole.setdefault(key, (name, each))
            if len(skeleton(each.real)) >= _SHORTEST and has_real_name(each.real):
                self._real.setdefault(skeleton(each.real), each)

    def likeness(self, shown: Shown) -> Likeness | None:
        """Whose name this member passes under, or None. Guarded people pass under nobody's."""
        if shown.member in self._ids:
            return None
        found = (self._of(name, shown) for name in shown.names if name)
        return next((each for each in found if each is not None and _counts(each)), None)

    def _of(self, name: str, shown: Shown) -> Likeness | None:
        key = skeleton(name)
        whole = self._whole.get(key)
        if whole is not None and not _is_their_own(shown, whole[1], name):
            return Likeness(SAME, name, whole[0], whole[1], name != whole[0])
        for piece in _pieces(name):
            of = self._real.get(skeleton(piece))
            if of is not None and not _is_their_own(shown, of, piece):
                return Likeness(NAME, name, of.real, of, of.real not in name)
        title = _TITLE.search(key)
        if title is not None and shown.person is None:
            return Likeness(TITLE, name, title[0], None, title[0] not in name)
        return None


def _counts(likeness: Likeness) -> bool:
    return likeness.of is None or likeness.of.member is not None or likeness.disguised


def _is_their_own(shown: Shown, of: Guarded, written: str) -> bool:
    """The same person with another account, or somebody whom the roster knows under the very name that is ``written``.

    Whether the guarded one is really called so does not matter: an administrator may go by anybody's name.
    """
    if shown.person is None:
        return False
    real = skeleton(shown.real)
    return shown.person == of.person or (
        len(real) >= _SHORTEST and any(skeleton(piece) == real for piece in _pieces(written))
    )


_BLANKS = re.compile(r"(?<=[㐀-䶿一-鿿])[\s\u200b-\u200f\u2060\ufeff]+(?=[㐀-䶿一-鿿])")


def _pieces(name: str) -> Sequence[str]:
    """Parts between signs; blanks between single hanzi are a disguise, not a sign: ``林 静``."""
    parts = [part for part in re.split(r"[\W_]+", plain(name)) if part]
    closed = [part for part in re.split(r"[\W_]+", _BLANKS.sub("", plain(name))) if part]
    return list(dict.fromkeys([*parts, *closed, skeleton(name)]))
