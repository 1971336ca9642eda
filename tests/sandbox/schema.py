"""Whether a frame fits the OneBot specifications' tables, or the recorded shape of an extension."""

import json
from pathlib import Path
from typing import Any

TABLES = json.loads((Path(__file__).parent / "data" / "onebot.json").read_text("utf-8"))
JSON_TYPES: dict[str, type | tuple[type, ...]] = {
    "number": int,
    "int64": int,
    "string": str,
    "object": (dict, type(None)),
    "message": (list, str),
    "boolean": bool,
    "int": int,
    "str": str,
    "float": (int, float),
    "dict": dict,
    "list": list,
    "bool": bool,
}
V11_NOTICES = {
    "group_upload": "群文件上传",
    "group_admin": "群管理员变动",
    "group_decrease": "群成员减少",
    "group_increase": "群成员增加",
    "group_ban": "群禁言",
    "friend_add": "好友添加",
    "group_recall": "群消息撤回",
    "friend_recall": "好友消息撤回",
}


def _table(version: str, frame: dict[str, Any]) -> dict[str, Any] | None:
    events = TABLES[version]["events"]
    if version == "v12":
        return events.get(f"{frame['type']}.{frame['detail_type']}")
    if frame["post_type"] == "message":
        return events["群消息" if frame["message_type"] == "group" else "私聊消息"]
    if frame["post_type"] == "request":
        return events["加好友请求" if frame["request_type"] == "friend" else "加群请求／邀请"]
    if frame.get("sub_type") == "disband":
        return None
    return events.get(V11_NOTICES.get(str(frame.get("notice_type")), ""))


def _extension(version: str, frame: dict[str, Any]) -> dict[str, str]:
    shapes = TABLES["extensions"][version]
    if version == "v12":
        return shapes[f"{frame['type']}.{frame['detail_type']}"]
    if frame["post_type"] == "message_sent":
        return shapes["message_sent"]
    name = ".".join(part for part in (frame["notice_type"], frame.get("sub_type")) if part)
    name = "essence.add" if name == "essence.delete" else name
    return shapes[f"{name}.private" if name == "notify.poke" and "group_id" not in frame else name]


def _check(frame: dict[str, Any], name: str, kind: str, values: list[str]) -> None:
    assert name in frame, f"{name} is missing in {frame}"
    if kind in JSON_TYPES:
        is_right = isinstance(frame[name], JSON_TYPES[kind]) and (kind == "bool" or not isinstance(frame[name], bool))
        assert is_right, f"{name} is no {kind} in {frame}"
    if values and kind == "string" and name.endswith("_type"):
        assert frame[name] in [*values, ""], f"{name} is {frame[name]}"


def check_segments(message: Any) -> None:
    for segment in message:
        assert isinstance(segment["type"], str)
        assert isinstance(segment["data"], dict)


def check_v11_event(frame: dict[str, Any]) -> None:
    assert isinstance(frame["time"], int)
    assert isinstance(frame["self_id"], int)
    if frame["post_type"] == "meta_event":
        assert frame["meta_event_type"] in ("lifecycle", "heartbeat")
        return
    table = _table("v11", frame)
    if table is None:
        for name, kind in _extension("v11", frame).items():
            _check(frame, name, kind, [])
    else:
        for name, field in table.items():
            _check(frame, name, field["type"], field["values"])
    if "message" in frame and frame["post_type"] != "notice":
        check_segments(frame["message"])


def check_v12_event(frame: dict[str, Any]) -> None:
    for name, kind in (("id", "str"), ("time", "float"), ("type", "str"), ("detail_type", "str"), ("sub_type", "str")):
        _check(frame, name, kind, [])
    if frame["type"] != "meta":
        assert set(frame["self"]) == {"platform", "user_id"}
    table = _table("v12", frame)
    if table is None:
        for name, kind in _extension("v12", frame).items():
            _check(frame, name, kind, [])
    else:
        for name, field in table.items():
            _check(frame, name, field["type"], field["values"])
    if "message" in frame:
        check_segments(frame["message"])


def check_response(version: str, answer: dict[str, Any]) -> None:
    assert answer["status"] in ("ok", "failed")
    assert isinstance(answer["retcode"], int)
    assert (answer["retcode"] == 0) is (answer["status"] == "ok")
    assert "data" in answer
    assert isinstance(answer["message"], str)
    assert "echo" in answer
    if version == "v11":
        assert isinstance(answer["wording"], str)


def check_frame(version: str, frame: dict[str, Any]) -> None:
    if "retcode" in frame:
        check_response(version, frame)
    elif version == "v11":
        check_v11_event(frame)
    else:
        check_v12_event(frame)
