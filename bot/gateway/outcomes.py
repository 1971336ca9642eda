"""How a call ended, read from (return code, wording): the code alone says too little.

NapCat and LLOneBot answer 1200 for every failure of business, Lagrange 200, go-cqhttp 100; and
``ok`` proves nothing where an implementation throws the platform's result away.
"""

import re
from enum import Enum, auto
from typing import Any

from bot.domain.ids import MessageId
from bot.domain.ports import Outcome, Result
from bot.gateway.fields import Frame, dict_of, first_text, number_of, text_of
from bot.gateway.link import NoAnswer


class Kind(Enum):
    """What a call is for, which decides what its ``ok`` is worth."""

    SEND = auto()
    EFFECT = auto()
    QUERY = auto()


_UNSUPPORTED = re.compile(
    r"不支持的\s*(api|action|动作|接口)|未实现的\s*(api|action|动作|接口)|unsupported action|unknown action"
    r"|action not found|api not found|API_NOT_FOUND|not implemented",
    re.IGNORECASE,
)
_TIMED_OUT = re.compile(r"time[d ]*-?out|超时|NTEvent|SEND_MSG_API_ERROR|blocked by server|风控|未生效", re.IGNORECASE)
_LIMITED = re.compile(
    r"频繁|频率|太快|稍后再试|次数(已|不足|用|达)|上限|too (fast|many|frequent)|rate.?limit|quota|limit exceeded",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"NOT_GROUP_ADMIN|PERMISSION|no permission|权限|not.{0,12}(admin|owner)|不是(管理|群主)|cannot ban|cant ban"
    r"|不能(禁言|踢|撤回)|不在群|不存在|没有该|未找到|找不到|not (exist|found|in group)|no such|does not exist"
    r"|被移出该群|DURATION_IS_NOT_IN_RANGE|FLAG_(NOT_FOUND|HAS_BEEN_CHECKED)|_NOT_FOUND|NoThisUserInGroup"
    r"|Recall failed",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"不存在|没有该|未找到|找不到|不在群|not (exist|found|in group)|no such|does not exist|_NOT_FOUND|NoThisUser",
    re.IGNORECASE,
)
_WECHAT_NOBODY = "35001"
_UNKNOWN_ACTION = frozenset({404, 1404, 10002})
_REFUSED = frozenset({-1, 400, 401, 403, 1400, 1401, 1403, 10001, 10003, 10004, 10005, 10006, 10007, 10101, 10102})


def wording_of(answer: Frame) -> str:
    """Everything the implementation said about it, for the record and for a person to read."""
    parts = dict.fromkeys(text_of(answer.get(name)).strip() for name in ("message", "msg", "wording"))
    return " / ".join(part for part in parts if part)[:500]


def retcode_of(answer: Frame) -> int | None:
    number = number_of(answer.get("retcode"))
    return int(number) if number is not None else None


def classify(answer: Frame, kind: Kind, *, action: str = "") -> Result:
    """The outcome of an answered call, with the platform's own words."""
    detail, code, data = wording_of(answer), retcode_of(answer), answer.get("data")
    status = text_of(answer.get("status"))
    if status == "async" or (status != "failed" and code == 1):
        # No result will ever follow.
        return Result(Outcome.UNVERIFIED, detail or "async", data=data)
    if status != "failed" and code in (0, None):
        return _accepted(kind, data, detail) if status == "ok" or code == 0 else Result(Outcome.UNKNOWN, detail)
    return Result(_failure(code, detail, kind, action), _told(code, detail), data=data)


def unanswered(silence: NoAnswer) -> Result:
    """A call that never left is certainly not done; one that left may have been."""
    return Result(Outcome.UNKNOWN if silence.sent else Outcome.LIMITED, silence.reason)


def is_gone(result: Result) -> bool:
    """The platform says that what was asked about is not there."""
    if result.outcome is not Outcome.DENIED:
        return False
    return result.detail.startswith(_WECHAT_NOBODY) or _GONE.search(result.detail) is not None


def _accepted(kind: Kind, data: Any, detail: str) -> Result:
    if kind is Kind.QUERY:
        return Result(Outcome.DONE, detail, data=data)
    if kind is Kind.SEND and (message := first_text(dict_of(data), "message_id")):
        return Result(Outcome.DONE, detail, message=MessageId(message), data=data)
    return Result(Outcome.UNVERIFIED, detail, data=data)


def _told(code: int | None, detail: str) -> str:
    return f"{code}: {detail}" if detail else str(code)


def _failure(code: int | None, detail: str, kind: Kind, action: str) -> Outcome:
    if _UNSUPPORTED.search(detail):
        return Outcome.UNSUPPORTED
    if code == 10002 and action == "send_message":
        # ComWeChat sends each segment by itself and fails the whole when one of them does.
        return Outcome.UNKNOWN
    if code in _UNKNOWN_ACTION and not (code == 404 and _GONE.search(detail)):
        return Outcome.UNSUPPORTED
    # NapCat wraps what the platform said into "Timeout: NTEvent …": a clear word in it counts.
    if _LIMITED.search(detail) or (code is not None and code // 1000 == 36):
        return Outcome.LIMITED
    if _TIMED_OUT.search(detail):
        return Outcome.UNKNOWN
    if _DENIED.search(detail) or code in _REFUSED or (code is not None and code // 1000 == 35):
        return Outcome.DENIED
    return Outcome.UNKNOWN
