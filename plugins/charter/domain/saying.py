"""Values of parameters as people say them: ``3d`` → 3天, ``weekly:monday@10:00`` → 每周一 10:00."""

import re

_UNITS = {"s": "秒", "m": "分钟", "h": "小时", "d": "天", "w": "周"}
_OFTEN = {"daily": "每天", "weekly": "每周", "monthly": "每月", "quarterly": "每季度", "half-yearly": "每半年", "yearly": "每年"}  # fmt: skip
_DAYS = {"monday": "一", "tuesday": "二", "wednesday": "三", "thursday": "四", "friday": "五", "saturday": "六",
         "sunday": "日"}  # fmt: skip
_WORDS = {"yes": "是", "no": "否", "required": "须写明", "publication": "发布之日", "delivered": "视为送达", "recorded": "登记",
          "blocked": "屏蔽"}  # fmt: skip
_STEPS = {"remind": "提醒", "recall": "撤回", "warn": "警告", "bulletin": "通报", "mute": "禁言", "kick": "移出", "ban": "拉黑",
          "escalate": "上报", "record": "记录", "revoke": "取消资格", "fine": "罚款"}  # fmt: skip
_LENGTH = re.compile(r"(\d+)([smhdw])")
_SCHEDULE = re.compile(
    r"(daily|weekly|monthly|quarterly|half-yearly|yearly)(?::([a-z,]+|\d{1,2}))?(?:@(\d{1,2}:\d{2}))?"
)
_COUNTED = {"inactive_days": "天", "grace_days": "天", "retention_days": "天", "accept_days": "天", "absences": "次",
            "messages": "条", "questions": "题", "online_hours_per_workday": "小时"}  # fmt: skip


def said(name: str, value: str) -> str:
    """What nobody has a word for stays as it is written."""
    if name in ("ladder", "action"):
        return " → ".join("并".join(_step(each) for each in rung.split("+")) for rung in value.split(">"))
    if (found := _SCHEDULE.fullmatch(value)) is not None:
        return _schedule(found)
    if value.isdecimal() and name in _COUNTED:
        return value + _COUNTED[name]
    if all(_LENGTH.fullmatch(part) for part in value.split("|")):
        return "、".join(_length(part) for part in value.split("|"))
    return _WORDS.get(value, value.replace("|", "、"))


def _length(value: str) -> str:
    return "".join(number + _UNITS[unit] for number, unit in _LENGTH.findall(value))


def _step(step: str) -> str:
    name, _, length = step.partition(":")
    return _STEPS.get(name, name) + (_length(length) or length)


def _schedule(found: re.Match[str]) -> str:
    often, on, at = found.groups()
    days = "、".join(_DAYS.get(day, day) for day in on.split(",")) if on else ""
    return _OFTEN[often] + (f"{days}日" if days.isdecimal() else days) + (f" {at}" if at else "")
