"""What a regulation states about cleaning up, as typed values."""

import re
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.cards import CardPattern, parse_pattern
from bot.domain.durations import parse_duration
from bot.domain.regulation import Clause, RegulationText

CODE = "cleanup.members"
USUAL_SCHEDULE = "weekly:friday@10:00"
_INACTIVE_DAYS = 60
_GRACE_DAYS = 7
_LONGEST_GRACE = 365
_OUTSIDERS = re.compile("不应(?:该)?加入|不属于|非本(?:单位|公司|校|部门|院|社区)|无关人员|外部人员|外来人员|花名册")
_UNNAMED = re.compile("未(?:按.{0,6})?实名|非实名|不实名|未改(?:群)?名片|未按.{0,8}(?:命名|修改.{0,3}名)")
_AT_ONCE = re.compile(
    r"(?:确认|核实|核查|审核|查实|发现)(?:之?后|无误后)?(?:应|将|予以)?(?:立即|即行|马上|当即|随即|当场|即刻)[^,，。；;]{0,8}(?:移|剔|清|踢|请出)"
    r"|(?:立即|当场|即刻|当即)(?:予以)?(?:移出|移除|剔除|清退|清除|清理|踢)"
    r"|直接(?:予以)?(?:移出|移除|剔除|清退|踢)|公示(?:期)?(?:为)?\s*[0零〇]\s*(?:天|日)|(?:不(?:再)?|无需|不必)(?:另行)?(?:公示|提醒|预告|通知)[^,，。；;]{0,4}(?:移|剔|清|踢)"
)
"""Nothing lies between the confirmation and the removal."""
_ZERO = re.compile(r"0+\s*(?:d|天|日|h|小时)?")
_NO = frozenset({"no", "off", "false", "0", "否"})


@dataclass(frozen=True, slots=True)
class Rules:
    """Which reasons the regulation gives; ``inactive_days`` None and False mean that it does not give that one.

    ``grace_days`` lie between the warning and the removal; ``card_days`` between coming and a proper card.
    ``verify``: the superior of whoever is proposed says first whether they may go.
    """

    clause: Clause
    inactive_days: int | None = _INACTIVE_DAYS
    departed: bool = True
    off_roster: bool = False
    real_name: bool = False
    pattern: CardPattern | None = None
    card_days: int = _GRACE_DAYS
    grace_days: int = _GRACE_DAYS
    schedule: str = USUAL_SCHEDULE
    verify: bool = False

    @property
    def grace(self) -> timedelta:
        return timedelta(days=self.grace_days)


def read_rules(text: RegulationText) -> Rules | None:
    """None where no clause asks for a clean-up: then nobody is proposed.

    A clause that names neither inactivity nor departure means both; one that names some means those.
    """
    clause = text.clause_for(CODE)
    if clause is None:
        return None
    inactive = text.parameter(CODE, "inactive_days") or text.parameter(CODE, "inactive")
    departed = text.parameter(CODE, "departed")
    unnamed = not inactive and not departed
    days = _days(inactive, _INACTIVE_DAYS) if unnamed or (inactive and inactive not in _NO) else None
    return Rules(
        clause=clause,
        inactive_days=days or None,
        departed=unnamed or (bool(departed) and departed not in _NO),
        off_roster=_stated(text, "off_roster", text.clause_for("join.roster") is not None, _OUTSIDERS),
        real_name=_stated(text, "real_name", text.clause_for("realname") is not None, _UNNAMED),
        pattern=parse_pattern(text.parameter("realname", "pattern")),
        card_days=_days(text.parameter("realname", "grace_days"), _GRACE_DAYS),
        grace_days=_grace_days(text),
        schedule=text.parameter(CODE, "schedule", USUAL_SCHEDULE),
        verify=text.parameter(CODE, "verify_with_department") not in ("", *_NO),
    )


def _stated(text: RegulationText, name: str, elsewhere: bool, words: re.Pattern[str]) -> bool:
    """A parameter decides; else another clause of the regulation, or the words of the clean-up's own."""
    said = text.parameter(CODE, name)
    if said:
        return said not in _NO
    return elsewhere or any(words.search(clause.text) for clause in text.clauses_for(CODE))


def _grace_days(text: RegulationText) -> int:
    """As stated; else none where the words say so, else the usual ones."""
    stated = text.parameter(CODE, "grace_days")
    if not stated and any(_AT_ONCE.search(clause.text) for clause in text.clauses_for(CODE)):
        return 0
    return min(_days(stated, _GRACE_DAYS), _LONGEST_GRACE)


def _days(text: str, default: int) -> int:
    """``60``, ``60d`` or ``两个月`` in whole days; what says no number is the default."""
    if text.isdecimal():
        return int(text)
    if _ZERO.fullmatch(text.strip()):
        return 0
    length = parse_duration(text)
    return max(length.days, 1) if length is not None else default
