"""Spans, times, forms and names in a clause's words, as the texts that the areas read.

Every function takes the clause's words and answers a text, or None where the clause does not say.
"""

import re
from collections.abc import Callable
from datetime import date

from bot.domain.durations import han_number

_NUMBER = r"(\d{1,4}|[零〇一二两三四五六七八九十百]{1,4}|半)"
_UNIT = r"\s*个?(秒钟?|分钟?|小时|钟头|工作日|天|日|周|星期|月)"
_UNITS = {
    "秒": "s", "秒钟": "s", "分": "m", "分钟": "m", "小时": "h", "钟头": "h", "天": "d", "日": "d", "工作日": "d",
    "周": "w", "星期": "w",
}  # fmt: skip
_DURATION = _NUMBER + _UNIT
_DAYS = dict(
    zip(
        "一二三四五六日天",
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "sunday"],
        strict=True,
    )
)
CLOCK = (
    r"(凌晨|早上?|上午|中午|下午|傍晚|晚上?|夜间|当晚|次日)?\s*"
    r"(\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[:：](\d{2})|[点时](?!间|段|长|效|期)(半|\d{1,2}分?)?)"
)
_QUOTED = r"[“\"「『']([^”\"」』']{2,30})[”\"」』']"
_FIELD_WORDS = (
    "姓名|职务|职位|联系方式|联系电话|电话|手机号?|部门|单位|工号|学号|班级|房号|楼栋|身份|岗位|"
    "时间|地点|内容|名额|名称|目的|参与人员|来意|学生姓名|项目"
)
_PERIODS = (
    ("每(?:周|星期)", "weekly"),
    ("每月", "monthly"),
    ("每季度?", "quarterly"),
    ("每(?:日|天)", "daily"),
    ("每年", "yearly"),
)
_EXTENSION = re.compile(
    r"(?<![A-Za-z])\.?(exe|apk|bat|cmd|com|scr|msi|js|vbs|ps1|jar|lnk|iso|hta|zip|rar)(?![A-Za-z])", re.IGNORECASE
)
_RECIPIENT = re.compile(
    "上级领导|上级部门|上级主管|人力资源部门?|纪检(?:监察)?部门?|公安机关|主管领导|主管部门|业主委员会|居委会|学校|安全部门?|保卫处"
)


def duration(number: str, unit: str) -> str:
    """``两``, ``小时`` → ``2h``; months are 30 days."""
    amount = "0.5" if number == "半" else str(han_number(number) or 0)
    if unit == "月":
        return f"{(han_number(number) or 0) * 30}d"
    if amount == "0.5":
        return {"小时": "30m", "天": "12h", "日": "12h"}.get(unit, "")
    return amount + _UNITS[unit]


def span(pattern: str) -> Callable[[str], str | None]:
    compiled = re.compile(pattern.replace("DURATION", _DURATION))

    def read(text: str) -> str | None:
        match = compiled.search(text)
        return duration(match[1], match[2]) or None if match else None

    return read


def days(pattern: str) -> Callable[[str], str | None]:
    """A span as a bare number of days."""
    read = span(pattern)

    def whole(text: str) -> str | None:
        value = read(text)
        factor = {"d": 1, "w": 7}.get(value[-1]) if value else None
        return str(int(value[:-1]) * factor) if value and factor else None

    return whole


def said(pattern: str, value: str = "yes") -> Callable[[str], str | None]:
    compiled = re.compile(pattern)
    return lambda text: value if compiled.search(text) else None


def count(pattern: str) -> Callable[[str], str | None]:
    compiled = re.compile(pattern.replace("NUMBER", _NUMBER))

    def read(text: str) -> str | None:
        match = compiled.search(text)
        number = han_number(match[1]) if match else None
        return str(number) if number else None

    return read


def clock(text: str) -> str | None:
    """The first time of day, as ``20:00``."""
    match = re.search(CLOCK, text)
    return time_of_day(match) if match else None


def time_of_day(match: re.Match[str]) -> str | None:
    """A match of CLOCK as ``20:00``."""
    part, hour_text, minute, half = match[1] or "", match[2], match[3], match[4] or ""
    hour = han_number(hour_text)
    if hour is None or hour > 24:
        return None
    if part in ("下午", "傍晚", "晚", "晚上", "夜间", "当晚") and hour < 12:
        hour += 12
    minutes = int(minute) if minute else 30 if half == "半" else int(half.rstrip("分") or 0)
    return f"{hour % 24:02d}:{minutes:02d}" if minutes < 60 else None


def due(text: str) -> str | None:
    """The time of day before which an answer or a report is wanted."""
    match = re.search(rf"{CLOCK}\s*(?:之|以)?前.{{0,10}}(?:回复|确认|答复|响应|提交|报送|完成|汇报|上报|发到)", text)
    return time_of_day(match) if match else None


def schedule(text: str) -> str | None:
    """``weekly:friday@10:00``, ``monthly:1``, ``weekly``, ``daily`` …: how often, as far as it is said."""
    at = clock(text)
    tail = f"@{at}" if at else ""
    if match := re.search(r"每(?:周|星期)\s*([一二三四五六日天])", text):
        return f"weekly:{_DAYS[match[1]]}{tail}"
    if match := re.search(r"每月\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]", text):
        return f"monthly:{han_number(match[1])}{tail}"
    for words, name in _PERIODS:
        if re.search(words, text):
            return name + tail
    return None


def effective(text: str) -> str | None:
    """A date, or ``publication`` where the text takes effect when it is published."""
    match = re.search(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?", text)
    if match and re.search("起|施行|实施|执行|生效", text[match.end() : match.end() + 12]):
        try:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        except ValueError:
            return None
    return "publication" if re.search(r"(?:发布|印发|公布|下发|通过|签发)之?日起", text) else None


def pattern(text: str) -> str | None:
    """Quoted forms of a name, such as ``部门-姓名``."""
    quoted = [q for q in re.findall(_QUOTED, text) if re.search(r"[-—_+＋·/]|名", q)]
    if quoted:
        return "|".join(q.replace("—", "-").replace("＋", "+") for q in quoted)
    match = re.search(
        r"(?:格式|统一)(?:为|改为|设为|是)?[:：]?\s*([^\s，,。；;“”]{1,12}[-—_+＋][^\s，,。；;“”]{1,20})", text
    )
    return match[1].replace("—", "-").replace("＋", "+") if match else None


def fields(text: str) -> str | None:
    """What must be stated, in the words of the clause: ``姓名|部门|电话``."""
    match = re.search(r"(?:包括|写明|注明|填写|提供|提交|登记|备注|说明)[^。；;]{0,60}", text)
    names = re.findall(_FIELD_WORDS, match[0]) if match else []
    return "|".join(dict.fromkeys(names)) if len(names) > 1 else None


def ack_words(text: str) -> str | None:
    """The words to answer with: after 如, or quoted after 回复."""
    match = re.search(r"[(（](?:如|例如)([^)）]{2,40})[)）]", text)
    if match:
        words = [w for w in re.split(r"[、，,/或]", re.sub(r"(?:之类|等)[的]?$", "", match[1])) if w]
        return "|".join(words)
    match = re.search(rf"(?:回复|答复)[^。；]{{0,4}}((?:{_QUOTED}[、或，,/]?\s*){{1,6}})", text)
    return "|".join(re.findall(_QUOTED, match[1])) if match else None


def extensions(text: str) -> str | None:
    found = _EXTENSION.findall(text)
    return "|".join(dict.fromkeys(word.lower() for word in found)) or None


def recipients(text: str) -> str | None:
    """To whom is escalated: ``上级领导|人力资源部门``."""
    found = _RECIPIENT.findall(text)
    return "|".join(dict.fromkeys(found)) or None
