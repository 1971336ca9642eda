"""Whether an applicant is somebody of the roster, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.domain.applicants.reading import Application, read_application
from bot.domain.applicants.roster_index import KEYS, PERSONAL, RosterIndex
from bot.domain.applicants.settling import FIELDS
from bot.domain.people.departments import department_key, department_levels
from bot.domain.people.person import Person

Decision = Literal["approve", "ask", "refuse"]
_ENOUGH = 2
_WEIGHTS = {"staff_number": 3.0, "phone": 3.0, "name": 2.0, "department": 1.0, "position": 0.5}


@dataclass(frozen=True, slots=True)
class Match:
    """``person`` is who was certainly, or else most probably, meant; ``differing`` are fields not as on the roster.

    ``why``: certain, blacklisted, speaks_for_other, doubtful, nothing_stated, departed, several, differs,
    conflict (several people, none of them wholly), too_little, unknown. ``doubts`` are those of the application.
    """

    person: Person | None
    decision: Decision
    why: str
    differing: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def match(application: Application, roster: Sequence[Person] | RosterIndex, *, blacklisted: bool = False) -> Match:
    """Approves only who is certain: one person in post or on leave fits all, and two things were stated.

    What no line of the roster has (a column left out) is no statement to compare; what only this
    person lacks does not fit. A department with a position that one person holds is enough.
    """
    index = roster if isinstance(roster, RosterIndex) else RosterIndex(roster)
    stated = {column: value for column, value in application.fields.items() if column in index.columns}
    candidates = index.named_by(stated)
    fitting = [person for person in candidates if not _differing(person, stated)]
    person = fitting[0] if len(fitting) == 1 else _probable(candidates, stated)
    why = "blacklisted" if blacklisted else _why(application, stated, candidates, person)
    decision: Decision = "approve" if why == "certain" else "refuse" if blacklisted else "ask"
    differing = _differing(person, stated) if person is not None else ()
    return Match(person, decision, why, differing, application.doubts)


def _why(application: Application, stated: dict[str, str], candidates: list[Person], person: Person | None) -> str:
    fitting = [found for found in candidates if not _differing(found, stated)]
    if application.speaks_for_other:
        return "speaks_for_other"
    if application.doubts:
        return "doubtful"
    if not stated:
        return "unknown" if application.fields else "nothing_stated"
    if any(found.state == "departed" for found in fitting) or (person is not None and person.state == "departed"):
        return "departed"
    if len(fitting) > 1:
        return "several" if len(stated) >= _ENOUGH else "too_little"
    if len(fitting) == 1:
        return "certain" if len(stated) >= _ENOUGH else "too_little"
    if person is not None:
        return "differs"
    if len(stated) < _ENOUGH and not set(stated) & set(PERSONAL):
        return "too_little"
    return "conflict" if candidates else "unknown"


def _differing(person: Person, stated: dict[str, str]) -> tuple[str, ...]:
    return tuple(column for column, value in stated.items() if not _equal(column, getattr(person, column), value))


def _equal(column: str, known: str | None, value: str) -> bool:
    """A level above the roster's department fits as well: 技术中心 of 技术中心/电控室."""
    if known is None:
        return False
    fits = KEYS[column](known) == KEYS[column](value)
    return fits or (column == "department" and department_key(value) in department_levels(known))


def _probable(candidates: list[Person], stated: dict[str, str]) -> Person | None:
    """The one whom most of what was stated points at; None where two are equally likely."""
    scored = sorted(
        ((sum(_WEIGHTS[c] for c in stated if c not in _differing(p, stated)), p) for p in candidates),
        key=lambda pair: -pair[0],
    )
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return scored[0][1]


_FIELD_NAMES = {"name": "姓名", "department": "部门", "phone": "电话", "staff_number": "工号", "position": "职务"}
_SENTENCES = {
    "certain": "与花名册一致",
    "blacklisted": "在黑名单中",
    "speaks_for_other": "似在替他人申请，请核实",
    "nothing_stated": "未写明姓名等信息",
    "departed": "花名册中此人已离职，请核实",
    "several": "花名册中有多人符合，请补充信息",
    "too_little": "信息不足，请至少写明两项",
    "conflict": "与花名册中几个人部分相符，请核实",
    "unknown": "花名册中查无此人",
}
_DOUBTS = {
    "bad_phone": "电话号码不完整",
    "masked_phone": "电话号码不完整",
    "honorific": "未写全名",
    "left": "提到离职",
    "other_account": "可能是小号",
    "outsider": "可能不是本单位人员",
    "related": "只写了与他人的关系",
    "two_departments": "写了不止一个部门",
    "two_names": "写了不止一个姓名",
    "two_phones": "写了不止一个电话",
    "two_staff_numbers": "写了不止一个工号",
    "unclear_name": "姓名不清楚",
    "unsure": "本人不确定",
}


def explain(match: Match) -> str:
    """One short Chinese sentence for the administrators."""
    if match.why == "differs":
        return "、".join(_FIELD_NAMES[column] for column in match.differing) + "与花名册不符"
    if match.why == "doubtful":
        return "，".join(dict.fromkeys(_DOUBTS[code] for code in match.doubts)) + "，请核实"
    return _SENTENCES[match.why]


def match_line(text: str, roster: Sequence[Person] | RosterIndex) -> dict[str, object]:
    """The object that ``roster match`` prints for one applicant; give a RosterIndex for many lines."""
    index = roster if isinstance(roster, RosterIndex) else RosterIndex(roster)
    application = read_application(text, lexicon=index.lexicon)
    found = match(application, index)
    return {
        "fields": {column: application.fields[column] for column in FIELDS if column in application.fields},
        "match": found.person.staff_number if found.person is not None else None,
        "decision": found.decision,
        "why": explain(found),
    }
