"""Spans, times, forms and names in a clause's words, as the texts that the areas read.

Every function takes the clause's words and answers a text, or None where the clause does not say.
"""

import re
from collections.abc import Callable
from datetime import date

from bot.domain.durations import han_number, parse_duration

_NUMBER = r"(\d{1,4}|[零〇一二两三四五六七八九十百]{1,4}|半)"
_UNIT = r"\s*个?(秒钟?|分钟?|小时|钟头|工作日|天|日|周|星期|礼拜|月|年)"
_UNITS = {
    "秒": "s", "秒钟": "s", "分": "m", "分钟": "m", "小时": "h", "钟头": "h", "天": "d", "日": "d", "工作日": "d",
}  # fmt: skip
_DAYS_OF = {"周": 7, "星期": 7, "礼拜": 7, "月": 30, "年": 365}
"""Longer units are told in days: a length has one way to be written."""
_HALVES = {"小时": "30m", "钟头": "30m", "天": "12h", "日": "12h", "工作日": "4h", "月": "15d", "年": "180d"}
_DURATION = _NUMBER + _UNIT
CLOCK = (
    r"(凌晨|清晨|清早|早[上晨]?|晨|上午|中午|下午|傍晚|晚[上间]?|夜间|夜里|夜深|深夜|半夜|当晚|次日)?\s*"
    r"(?<![统有差逐])(\d{1,2}|[零一二两三四五六七八九十]{1,3})\s*(?:[:：](\d{2})|[点时](?!间|段|长|效|期|评|名|赞|击)(半|\d{1,2}分?|[一二三四五六七八九十]{1,3}分)?)"
)


def duration(number: str, unit: str) -> str:
    """``两``, ``小时`` → ``2h``; a week is 7 days and a month 30; "" for what is no length."""
    if number == "半":
        return _HALVES.get(unit, "")
    # ``一两天``: the longer of the two, as nobody is held to the shorter.
    amount = han_number(number) or (han_number(number[-1]) if re.fullmatch("[一二三四五六七八两]{2}", number) else None)
    if not amount:
        return ""
    return f"{amount * _DAYS_OF[unit]}d" if unit in _DAYS_OF else f"{amount}{_UNITS[unit]}"


def span(pattern: str) -> Callable[[str], str | None]:
    compiled = re.compile(pattern.replace("DURATION", _DURATION))

    def read(text: str) -> str | None:
        match = compiled.search(text)
        stated = [group for group in match.groups() if group] if match else []
        return duration(*stated[:2]) or None if stated else None

    return read


def days(pattern: str) -> Callable[[str], str | None]:
    """A span as a bare number of days."""
    read = span(pattern)

    def whole(text: str) -> str | None:
        length = parse_duration(read(text) or "")
        return str(length.days) if length is not None and length.days else None

    return whole


def longest_days(pattern: str) -> Callable[[str], str | None]:
    """The longest of the spans a clause states, as a bare number of days."""
    compiled = re.compile(pattern.replace("DURATION", _DURATION))

    def read(text: str) -> str | None:
        lengths = [parse_duration(duration(match[1], match[2])) for match in compiled.finditer(text)]
        found = max((length.days for length in lengths if length is not None), default=0)
        return str(found) if found else None

    return read


def said(pattern: str, value: str = "yes") -> Callable[[str], str | None]:
    compiled = re.compile(pattern)
    return lambda text: value if compiled.search(text) else None


def count(pattern: str, least: int = 1) -> Callable[[str], str | None]:
    """A bare number; one below ``least`` says something else."""
    compiled = re.compile(pattern.replace("NUMBER", _NUMBER))

    def read(text: str) -> str | None:
        for match in compiled.finditer(text):
            number = han_number(next((group for group in match.groups() if group), ""))
            if number and number >= least:
                return str(number)
        return None

    return read


def clock(text: str) -> str | None:
    """The first time of day, as ``20:00``."""
    match = re.search(CLOCK, text)
    return time_of_day(match) if match else None


_EVENING = ("下午", "傍晚", "晚", "晚上", "晚间", "夜间", "当晚", "夜里", "夜深", "深夜", "半夜")
_LEAST_OF_EVENING = {"晚": 4, "晚上": 4, "晚间": 4, "夜里": 6, "夜深": 6, "深夜": 6, "半夜": 6}
"""``晚两点`` and ``半夜三点`` are after midnight."""


def time_of_day(match: re.Match[str]) -> str | None:
    """A match of CLOCK as ``20:00``."""
    part, hour_text, minute, half = match[1] or "", match[2], match[3], match[4] or ""
    hour = han_number(hour_text)
    if hour is None or hour > 24:
        return None
    if part in _EVENING and ((hour == 12 and part != "下午") or _LEAST_OF_EVENING.get(part, 1) <= hour < 12):
        hour += 12
    minutes = int(minute) if minute else 30 if half == "半" else han_number(half.rstrip("分")) or 0
    return f"{hour % 24:02d}:{minutes:02d}" if minutes < 60 else None


def due(text: str) -> str | None:
    """The time of day before which an answer or a report is wanted."""
    match = re.search(
        rf"{CLOCK}\s*(?:之|以)?前(?:.{{0,10}}|[^,，。；;]{{0,16}}?)(?:回复|回|打|扣|确认|答复|响应|提交|交|报|完成|汇报|汇总|更新|发(?!布)|接龙|上传|完毕|签[收到字]|填|上群|推送|同步|丢|整改|提出|给出)|截[止至].{{0,12}}?{CLOCK}"
        rf"|{CLOCK}\s*(?:截止|为止|封单|截单|关门|为准)|{CLOCK}\s*(?:之|以)?前(?:[。；;]|$)|(?:不得?|别)(?:超|晚)?过(?:当[天日晚])?{CLOCK}|前[(（]{CLOCK}[)）]",
        text,
    )
    return time_of_day(re.search(CLOCK, match[0]) or match) if match else None


_DATE = re.compile(
    r"(\d{4})\s*[年./-]\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[月./-]\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]?(?=(.{0,12}))"
)
_HAN_YEAR = re.compile("[二一][零〇一二三四五六七八九]{3}(?=年)")


def _in_digits(year: re.Match[str]) -> str:
    """``二〇二五`` → ``2025``."""
    return "".join(str("零一二三四五六七八九".find(digit.replace("〇", "零"))) for digit in year[0])


def effective(text: str) -> str | None:
    """A date, or ``publication`` where the text takes effect when it is published."""
    for match in _DATE.finditer(_HAN_YEAR.sub(_in_digits, text)):
        if re.match("[^。；;,，]{0,8}?(?:起|施行|实施|实行|执行|生效|启用|开始|以后)", match[4]):
            try:
                return date(int(match[1]), han_number(match[2]) or 0, han_number(match[3]) or 0).isoformat()
            except ValueError:
                return None
    return (
        "publication"
        if re.search(
            r"(?:发布|印发|公布|下发|通过|签发)(?:之?日|当[天日])起(?=[^。；;,，]{0,4}(?:施|实|执行|生效|试行|启用|正式|开始|算|取代)|[。；;]|$)",
            text,
        )
        else None
    )
