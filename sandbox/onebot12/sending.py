"""How ComWeChat sends: each segment as a message of its own, and what it does with the others."""

from typing import TYPE_CHECKING, Any

from sandbox.world import Member, Role, Segment, text

if TYPE_CHECKING:
    from .implementation import WeChatLink

SENDABLE = ("text", "mention", "mention_all", "image", "video", "file", "wx.emoji", "wx.link")


class Problem(Exception):
    """A failure with its V12 code."""

    def __init__(self, retcode: int, words: str) -> None:
        super().__init__(words)
        self.retcode = retcode


def send_message(link: "WeChatLink", params: dict[str, Any]) -> None:
    """Answers no id. Raises Problem 10002 where some segments could not be sent, though others were."""
    kind = params["detail_type"]
    if kind not in ("group", "private"):
        raise Problem(10004, f"不支持的detail_type:{kind}")
    target = "group_id" if kind == "group" else "user_id"
    if not params.get(target):
        raise Problem(10003, f"{target} field required")
    segments = _listed(params["message"])
    members = _members(link, str(params[target])) if kind == "group" else {}
    _require_members(segments, members)
    everyone = any(segment["type"] == "mention_all" for segment in segments)
    if everyone and (not members or members[link.account.id].role is not Role.OWNER):
        raise Problem(35000, "操作失败")
    troubles: list[str] = []
    for parts in _messages(link, segments, troubles):
        if kind == "group":
            link.world.say(str(params[target]), link.account.id, parts)
        else:
            link.world.say_private(link.account.id, str(params[target]), link.account.id, parts)
    if troubles:
        raise Problem(10002, "发送消息时出现以下错误:\n" + "\n".join(troubles))


def _listed(message: Any) -> list[Segment]:
    if isinstance(message, str):
        return [text(message)]
    if isinstance(message, dict):
        message = [message]
    if not isinstance(message, list) or not message:
        raise Problem(10003, "message value is not a valid list")
    for part in message:
        if not isinstance(part, dict) or "type" not in part or not isinstance(part.get("data"), dict):
            raise Problem(10006, "message value is not a valid dict")
    return message


def _members(link: "WeChatLink", group: str) -> dict[str, Member]:
    found = link.world.groups.get(group)
    if found is None or link.account.id not in found.members:
        raise Problem(35000, "NoThisGroup")
    return found.members


def _require_members(segments: list[Segment], members: dict[str, Member]) -> None:
    for segment in segments:
        if segment["type"] == "mention" and segment["data"].get("user_id") not in members:
            raise Problem(10006, "NoThisUserInGroup")


def _messages(link: "WeChatLink", segments: list[Segment], troubles: list[str]) -> list[list[Segment]]:
    """What becomes of the segments: a mention goes with the text after it, all else goes alone."""
    messages: list[list[Segment]] = []
    mentions: list[Segment] = []
    for segment in segments:
        kind, data = segment["type"], segment["data"]
        if kind not in SENDABLE:
            troubles.append(f"不支持的消息段:{kind}")
        elif kind == "mention":
            mentions.append({"type": "at", "data": {"user": data["user_id"]}})
        elif kind == "mention_all":
            mentions.append({"type": "at", "data": {"user": "all"}})
        elif kind == "text":
            messages.append([*mentions, text(str(data.get("text", "")))])
            mentions = []
        elif kind in ("image", "video", "file") and data.get("file_id") not in link.world.files:
            troubles.append("文件不存在")
        elif kind in ("image", "video", "file"):
            messages.append([{"type": "image" if kind == "image" else "file", "data": {"file": data["file_id"]}}])
        else:
            messages.append([segment])
    return [*messages, mentions] if mentions else messages
