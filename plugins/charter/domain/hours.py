"""Quiet hours and working hours in a clause's words, as the texts that the hours of a group are read from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .values import CLOCK, time_of_day

_RANGE = re.compile(
    rf"{CLOCK}\s*(?:(?:(?:以|之)?后)?\s*(?:至|到|-|—+|–|~|～|、|和|及|以及)+|(?:以|之)后[,，]?)\s*(?:次日|翌日|第二天)?\s*{CLOCK}"
)
_WORK = "(?:工作|上班|办公|营业|作息|带班|上课)时间"
_WORK_AFTER = re.compile(rf"\s*(?:为|是|属于?|系)?{_WORK}(?!之?外|以外)")
_WORK_BEFORE = re.compile(
    rf"{_WORK}(?:为|是|[:：(（])?(?![^。；;\d]{{0,8}}(?:午间|午休|休息|夜|晚))[^。；;\d]{{0,12}}$"
)
_DAY = "(?:周|星期|礼拜)[一二三四五六日天]"
_TO = "(?:至|到|-|—|~|～)"
_DAYS_BEFORE = re.compile(rf"({_DAY}(?:{_TO}(?:{_DAY}|[一二三四五六日]))?|工作日)的?[上下]?午?\s*$")
_OPEN = re.compile(
    rf"(?:须|应|需|要|只能|仅|限|请|宜)当?(?:[^。；;,，\d不避]{{0,8}}){CLOCK}[^。；;\d]{{1,6}}{CLOCK}(?:之间|期间|之内|内|时段)?[^。；;,，不]{{0,3}}(?:发布|发送|发出|发|进行)"
)
"""``应在 8:00-22:00 内发布``: the hours named are those in which messages are wanted."""
_SECOND_HALF = re.compile(r"[\s,，、和及与]*(?:[上下]午)?")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """``days`` as written, "" where none are; ``works``: the words say that these are working hours."""

    start: str
    end: str
    days: str
    works: bool


def quiet(text: str) -> str | None:
    """``22:30-06:30``, several joined by ``|``; what is around working hours where only those are stated."""
    found = list(_stretches(text))
    resting = [stretch for stretch in found if not stretch.works]
    if len(resting) == 1 and _OPEN.search(text) is not None:
        return f"{resting[0].end}-{resting[0].start}"
    if resting:
        return "|".join(f"{s.start}-{s.end}" for s in resting)
    around = bool(found) and not found[0].days and "非工作时间" not in text
    return f"{found[-1].end}-{found[0].start}" if around else None


def work(text: str) -> str | None:
    """``周一至周五 09:00-12:00|14:00-18:00``: the working hours a clause states."""
    found = [stretch for stretch in _stretches(text) if stretch.works]
    hours = "|".join(f"{s.days} {s.start}-{s.end}".strip() for s in found)
    return hours or None


def _same_part(first: re.Match[str] | None, second: re.Match[str] | None, start: str, end: str) -> str:
    """``晚上八点到十点`` ends in the same evening: 22:00, not 10:00."""
    if first is None or second is None or not first[1] or second[1] or int(end[:2]) >= 12:
        return end
    later = f"{int(end[:2]) + 12:02d}{end[2:]}"
    return later if int(start[:2]) >= 12 and later > start else end


def _stretches(text: str) -> Iterator[_Stretch]:
    goes_on, last, end_before = False, "", 0
    for match in _RANGE.finditer(text):
        first = re.match(CLOCK, text[match.start() :])
        second = re.search(CLOCK, text[match.start() + first.end() : match.end()]) if first else None
        start, end = time_of_day(first) if first else None, time_of_day(second) if second else None
        if not start or not end:
            continue
        end = _same_part(first, second, start, end)
        before, between = text[: match.start()], text[end_before : match.start()]
        days = _DAYS_BEFORE.search(before)
        # The second half of a working day stands right behind the first, and is later.
        goes_on = goes_on and _SECOND_HALF.fullmatch(between) is not None and last <= start < end
        works = goes_on or bool(_WORK_BEFORE.search(before) or _WORK_AFTER.match(text[match.end() :]))
        yield _Stretch(start, end, days[1] if days else "", works)
        goes_on, last, end_before = works, end, match.end()
