"""The bot's calls and their outcomes in plain Chinese."""

import re
from collections.abc import Callable
from typing import Any

from .calls import Call
from .harness import Wire
from .onebot11 import QQLink
from .world import Message

EMOJI = {"76": "👍", "124": "👌", "66": "❤️", "99": "👏", "144": "🎉", "178": "😏", "289": "👀", "9": "😭"}
LONG_NUMBER = re.compile(r"(?<=\d{3})\d{5,}[\dXx]")
"""What is left out of a number when it is told: it may be somebody's identity card."""
QUERY_PREFIXES = ("get_", "_get_", "can_", "mark_", "clean_", "wx.get_", "wx.clean", "wx.set_remark", "ocr_")


def is_query(action: str) -> bool:
    return action.startswith(QUERY_PREFIXES)


def person(wire: Wire, user: str, group: str = "") -> str:
    if user == wire.account.id:
        return "机器人"
    return wire.world.name_of(user, group) if user else "系统"


def _short(words: str, limit: int = 42) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def _said(message: Any) -> str:
    if isinstance(message, str):
        return message
    parts = message if isinstance(message, list) else [message]
    return "".join(str(part.get("data", {}).get("text", "")) for part in parts if isinstance(part, dict))


def _length(seconds: int) -> str:
    for unit, name in ((86_400, "天"), (3_600, "小时"), (60, "分钟")):
        if seconds >= unit and seconds % unit == 0:
            return f"{seconds // unit} {name}"
    return f"{seconds} 秒"


def _who(wire: Wire, call: Call) -> str:
    return person(wire, str(call.params.get("user_id", "")), str(call.params.get("group_id", "")))


def _speak(wire: Wire, call: Call) -> str:
    words = _short(_said(call.params.get("message")))
    user = str(call.params.get("user_id", ""))
    is_group = bool(call.params.get("group_id")) and call.params.get("detail_type") != "private"
    return f"发言：{words}" if is_group else f"私信 {person(wire, user)}：{words}"


def about(wire: Wire, call: Call) -> Message | None:
    """The message that a call names, where it names one."""
    number = wire.link.frames.number(call.params.get("message_id")) if isinstance(wire.link, QQLink) else None
    return wire.world.messages.get(number) if number is not None else None


def _recall(wire: Wire, call: Call) -> str:
    message = about(wire, call)
    if message is None:
        return "撤回一条消息"
    return f"撤回 {message.author_name} 的消息「{_short(LONG_NUMBER.sub('…', message.text), 24)}」"


def _mute(wire: Wire, call: Call) -> str:
    seconds = int(call.params.get("duration") or 0)
    return f"禁言 {_who(wire, call)} {_length(seconds)}" if seconds else f"解除 {_who(wire, call)} 的禁言"


def _kick(wire: Wire, call: Call) -> str:
    for_good = "，并拒绝再次加入" if call.params.get("reject_add_request") else ""
    return f"把 {_who(wire, call)} 移出群聊{for_good}"


def _kick_many(wire: Wire, call: Call) -> str:
    users = call.params.get("user_list") or []
    names = "、".join(person(wire, str(user), str(call.params.get("group_id", ""))) for user in users)
    return f"把 {names} 移出群聊"


def _settle(wire: Wire, call: Call) -> str:
    flag = str(call.params.get("flag"))
    request = wire.world.requests.get(wire.link.frames.request_flag(flag) if isinstance(wire.link, QQLink) else flag)
    name = request.nickname if request else "某人"
    reason = str(call.params.get("reason") or "")
    if call.params.get("approve", True):
        return f"通过 {name} 的入群申请"
    return f"拒绝 {name} 的入群申请" + (f"：{_short(reason, 24)}" if reason else "")


def _react(wire: Wire, call: Call) -> str:
    message = about(wire, call)
    whose = f"{message.author_name} 的" if message else ""
    glyph = EMOJI.get(str(call.params.get("emoji_id")), "表情")
    return f"给{whose}消息点了 {glyph}" if call.params.get("set", True) else f"收回{whose}消息上的 {glyph}"


WORDS: dict[str, Callable[[Wire, Call], str]] = {
    "send_msg": _speak,
    "send_group_msg": _speak,
    "send_private_msg": _speak,
    "send_message": _speak,
    "delete_msg": _recall,
    "set_group_ban": _mute,
    "set_group_whole_ban": lambda wire, call: "开启全员禁言" if call.params.get("enable", True) else "关闭全员禁言",
    "set_group_kick": _kick,
    "wx.delete_groupmember": _kick_many,
    "wx.kick_groupmember": _kick_many,
    "set_group_card": lambda wire, call: f"把 {_who(wire, call)} 的名片改为「{call.params.get('card', '')}」",
    "set_group_add_request": _settle,
    "set_msg_emoji_like": _react,
    "_send_group_notice": lambda wire, call: f"发布群公告：{_short(str(call.params.get('content', '')))}",
    "wx.set_group_announcement": lambda wire, call: f"发布群公告：{_short(str(call.params.get('announcement', '')))}",
    "set_group_name": lambda wire, call: f"把群名改为「{call.params.get('group_name', '')}」",
    "set_essence_msg": lambda wire, call: "把消息设为精华",
    "delete_essence_msg": lambda wire, call: "取消精华",
    "upload_group_file": lambda wire, call: f"上传群文件「{call.params.get('name', '')}」",
    "upload_file": lambda wire, call: f"上传文件「{call.params.get('name', '')}」",
    "set_group_leave": lambda wire, call: "退出群聊",
}


def deed_words(wire: Wire, call: Call) -> str:
    """What a call is about; ask before it takes effect."""
    words = WORDS.get(call.action)
    try:
        return words(wire, call) if words else f"调用 {call.action}"
    except (TypeError, ValueError, AttributeError):
        return f"调用 {call.action}"


FAULT_WORDS = {
    "no_effect": "平台说成功，其实没有生效",
    "unknown": "其实已生效，平台却报超时",
    "limited": "平台限流",
    "lost_answer": "已生效，应答丢失",
    "lost_call": "请求丢失",
    "duplicate_answer": "成功（应答重复）",
    "malformed": "已生效，应答损坏",
    "disconnect": "已生效，连接断开",
    "disconnect_before": "连接断开，未生效",
    "held": "等待放行",
}


def outcome_words(call: Call) -> tuple[str, str]:
    """The outcome for people, and its tone: ok, bad, odd or wait."""
    if not call.is_over:
        return "进行中…", "wait"
    if call.fault in FAULT_WORDS:
        return FAULT_WORDS[call.fault], "odd"
    if call.answer is None:
        return "没有应答", "odd"
    if call.notes.get("ignored"):
        return "平台说成功，其实没有生效（权限不足）", "odd"
    if call.is_ok:
        return "成功", "ok"
    return f"失败：{_reason(str(call.answer.get('message', '')))}", "bad"


def _reason(words: str) -> str:
    known = {
        "ERR_NOT_GROUP_ADMIN": "不是管理员",
        "Recall failed": "撤回失败",
        "cannot ban owner": "不能禁言群主",
        "cannot ban admin": "不能禁言管理员",
        "No such request": "申请已失效",
        "操作失败": "没有权限（不是群主或管理员）",
    }
    return known.get(words, _short(words, 60))
