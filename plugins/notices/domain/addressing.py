"""Whom a notice is for: the words after ``给``, and whether somebody is meant by them."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from bot.domain.ids import MemberId
from bot.domain.messages import Mention

OPEN, CLOSE = "\ue000", "\ue001"
"""A mention stands in the words as OPEN number CLOSE."""
HERE, EVERYWHERE = "here", "everywhere"
ADMINISTRATORS = "管理员"
_TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")
_EVERYBODY = frozenset({"全体", "全体成员", "全员", "所有人", "大家", "@全体成员", "@所有人"})
_PLACES = {"本群": HERE, "全部群": EVERYWHERE, "所有群": EVERYWHERE, "各群": EVERYWHERE, "每个群": EVERYWHERE}
_TO = re.compile(rf"(?:^|(?<=[\s,，.。;；、!！（(]))给(?=[\s:：{OPEN}]|[名群]单?[“\"「『]|$)[\s:：]*")
_BETWEEN = re.compile(r"[\s、,，和]*")
_WORD = re.compile(rf"[^\s、,，{OPEN}]+")
_QUOTED = re.compile(r"(?P<what>名单|群)\s*[“\"「『](?P<name>[^”\"」』\n]{1,60})[”\"」』]")
_EACH = re.compile(r"^(?:全体|所有的?|各位|各个?|每位)")


class UnknownAudience(ValueError):
    """``给`` is followed by something that is neither a department nor somebody; the word is the argument."""


def _nobody(word: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Known:
    """What words after ``给`` can mean; each answers the name it is kept under, or None.

    ``group`` answers the group's id as text.
    """

    department: Callable[[str], str | None] = _nobody
    role: Callable[[str], str | None] = _nobody
    saved: Callable[[str], str | None] = _nobody
    group: Callable[[str], str | None] = _nobody
    person: Callable[[str], Mention | None] = field(default=lambda name: None)


@dataclass
class Audience:
    """As it was named; all empty is the whole group. ``groups`` hold ids as text, HERE or EVERYWHERE."""

    departments: list[str] = field(default_factory=list[str])
    members: list[Mention] = field(default_factory=list[Mention])
    roles: list[str] = field(default_factory=list[str])
    lists: list[str] = field(default_factory=list[str])
    groups: list[str] = field(default_factory=list[str])


def take_audience(words: str, mentions: Sequence[Mention], known: Known) -> tuple[str, Audience]:
    """Every ``给 …`` out of ``words``. Raises UnknownAudience where the first word after one means nobody."""
    audience, at = Audience(), 0
    while option := _TO.search(words, at):
        end, found = option.end(), 0
        while (after := _next(words, _skip(words, end) if found else end, mentions, known, audience)) is not None:
            end, found = after, found + 1
        if not found:
            word = _WORD.match(words, end)
            raise UnknownAudience(word[0] if word else "")
        words, at = words[: option.start()] + " " + words[end:], option.start()
    return words, audience


def _next(words: str, start: int, mentions: Sequence[Mention], known: Known, into: Audience) -> int | None:
    """Read one name; where it ends, or None where none stands there."""
    if token := _TOKEN.match(words, start):
        into.members.append(mentions[int(token[1])])
        return token.end()
    if quoted := _QUOTED.match(words, start):
        resolve, names = (known.saved, into.lists) if quoted["what"] == "名单" else (known.group, into.groups)
        name = resolve(quoted["name"].strip())
        if name is None:
            raise UnknownAudience(quoted[0])
        names.append(name)
        return quoted.end()
    word = _WORD.match(words, start)
    return word.end() if word is not None and read_name(word[0], known, into) else None


def read_name(word: str, known: Known, into: Audience) -> bool:
    """A word that stands alone; False, and nothing noted, where it means nobody."""
    if word in _EVERYBODY:
        return True
    if word in _PLACES:
        into.groups.append(_PLACES[word])
        return True
    if word[0] in "@＠":
        person = known.person(word[1:])
        into.members.extend([person] if person is not None else [])
        return person is not None
    plain = word.removeprefix("名单")
    choices = ((known.department, word, into.departments), (known.role, word, into.roles))
    for resolve, name, names in (*choices, (known.saved, plain, into.lists), (known.group, word, into.groups)):
        if name and (meant := resolve(name)) is not None:
            names.append(meant)
            return True
    return False


def _skip(words: str, start: int) -> int:
    match = _BETWEEN.match(words, start)
    return match.end() if match else start


def plain_role(word: str) -> str:
    """``各班组长``, ``班组长们``: 班组长."""
    return _EACH.sub("", word).removesuffix("们") or word


def holds(role: str, position: str | None) -> bool:
    """Whether somebody of this position is meant by the role: ``负责人`` is a 部门负责人, ``经理`` no 副经理."""
    if not position:
        return False
    held = position.strip()
    return held == role or (len(role) >= 2 and held.endswith(role) and not held[: -len(role)].endswith("副"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in a group as the roster knows them; ``person`` is their row there, or None."""

    member: MemberId
    department: str = ""
    position: str = ""
    person: int | None = None
    administers: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """The audience, looked up: whoever fits one of these is asked."""

    departments: frozenset[str] = frozenset()
    members: frozenset[MemberId] = frozenset()
    people: frozenset[int] = frozenset()
    roles: frozenset[str] = frozenset()

    @property
    def everybody(self) -> bool:
        return not (self.departments or self.members or self.people or self.roles)

    def fits(self, someone: Candidate) -> bool:
        """Departments and roles are those of people in post."""
        return (
            self.everybody
            or someone.member in self.members
            or (someone.person is not None and someone.person in self.people)
            or (someone.department != "" and someone.department in self.departments)
            or any(holds(role, someone.position) for role in self.roles)
            or (ADMINISTRATORS in self.roles and someone.administers)
        )


def role_among(word: str, positions: Collection[str]) -> str | None:
    """The role that ``word`` names among the positions of the roster, or None."""
    role = plain_role(word)
    if role in (ADMINISTRATORS, "群管理员", "管理"):
        return ADMINISTRATORS
    return role if any(holds(role, position) for position in positions) else None


def unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
