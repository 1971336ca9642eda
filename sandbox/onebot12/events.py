"""The world's changes as V12 event frames, as far as ComWeChat sees them."""

from hashlib import md5
from random import Random
from typing import Any
from uuid import UUID

from sandbox.calls import Frame
from sandbox.world import Message, World, changes


class Frames:
    """Makes frames for one account. Joins, leaves and roles are not among them."""

    def __init__(self, world: World, account: str, impl: str, seed: int = 0) -> None:
        self.world = world
        self.account = account
        self.impl = impl
        self._random = Random(f"{account}:{seed}")

    def message_id(self, message: Message) -> str:
        digest = md5(f"{message.chat.key}:{message.seq}".encode(), usedforsecurity=False).digest()
        return str(2_452_352_000_000 + int.from_bytes(digest[:5], "big"))

    def base(self, kind: str, detail_type: str, sub_type: str = "", **fields: Any) -> Frame:
        identity = str(UUID(int=self._random.getrandbits(128), version=4))
        frame: Frame = {"id": identity, "time": self.world.clock().timestamp(), "type": kind}
        if kind != "meta":
            frame["self"] = {"platform": "wechat", "user_id": self.account}
        return {**frame, "detail_type": detail_type, "sub_type": sub_type, **fields}

    def segments(self, message: Message) -> list[dict[str, Any]]:
        parts: list[dict[str, Any]] = []
        quoted = self.world.messages.get(message.quote) if message.quote is not None else None
        if quoted is not None:
            parts.append({"type": "reply", "data": {"message_id": self.message_id(quoted), "user_id": quoted.author}})
        for segment in message.segments:
            kind, data = segment["type"], segment["data"]
            if kind == "at" and data["user"] == "all":
                parts.append({"type": "mention_all", "data": {}})
            elif kind == "at":
                parts.append({"type": "mention", "data": {"user_id": data["user"]}})
            elif kind in ("image", "file", "voice"):
                parts.append({"type": "file" if kind == "file" else "image", "data": {"file_id": data["file"]}})
            elif kind == "face":
                parts.append({"type": "text", "data": {"text": "[表情]"}})
            else:
                parts.append({"type": kind, "data": dict(data)})
        return parts

    def message(self, message: Message) -> Frame:
        segments = self.segments(message)
        alt = "".join(str(part["data"].get("text", f"[{part['type']}]")) for part in segments)
        fields: Frame = {"group_id": message.chat.id} if message.chat.is_group else {}
        fields |= {"message_id": self.message_id(message), "message": segments, "alt_message": alt}
        return self.base("message", message.chat.kind, user_id=message.author, **fields)

    def of(self, change: changes.Change) -> list[Frame]:
        """The frames this account gets to see for a change."""
        group = self.world.groups.get(change.group)
        if group is not None and self.account not in group.members:
            return []
        match change:
            case changes.Said():
                is_mine = change.message.author == self.account
                is_elsewhere = not change.message.chat.is_group and change.message.chat.account != self.account
                return [] if is_mine or is_elsewhere else [self.message(change.message)]
            case changes.Recalled():
                return [self._recalled(change)]
            case changes.Befriending():
                return [self._friend_request(change)]
            case changes.OnlineSet() if change.account == self.account:
                return [self.base("meta", "status_update", status=self.status(change.online))]
            case _:
                return self._wechat(change)

    def status(self, online: bool) -> Frame:
        who = {"platform": "wechat", "user_id": self.account}
        return {"good": True, "bots": [{"self": who, "online": online}]}

    def _recalled(self, change: changes.Recalled) -> Frame:
        fields: Frame = {"message_id": self.message_id(change.message), "user_id": change.message.author}
        if not change.message.chat.is_group:
            return self.base("notice", "private_message_delete", **fields)
        return self.base("notice", "group_message_delete", "delete", group_id=change.group, operator_id="", **fields)

    def _friend_request(self, change: changes.Befriending) -> Frame:
        request = change.request
        return self.base(
            "request",
            "wx.friend_request",
            user_id=request.user,
            v3=f"v3_{request.flag}@stranger",
            v4=f"v4_{request.flag}@stranger",
            nickname=request.nickname,
            content=request.comment,
            country="CN",
            province="Guangdong",
            city="Shenzhen",
        )

    def _wechat(self, change: changes.Change) -> list[Frame]:
        match change:
            case changes.Uploaded():
                digest = md5(change.file.content, usedforsecurity=False).hexdigest()
                fields: Frame = {"file_name": change.file.name, "file_length": change.file.size, "md5": digest}
                return [self.base("notice", "wx.get_group_file", group_id=change.group, user_id=change.user, **fields)]
            case changes.Announced() if change.announcement.author != self.account:
                shown = change.announcement
                fields = {"group_id": change.group, "user_id": shown.author, "text": shown.text}
                return [self.base("notice", "wx.get_group_announcement", **fields)]
            case changes.Poked() if change.group:
                fields = {"group_id": change.group, "user_id": change.target, "from_user_id": change.user}
                return [self.base("notice", "wx.get_group_poke", **fields)]
            case _:
                return []
