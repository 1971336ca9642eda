"""The WeChat-like implementation: its line and its answers."""

from typing import Any

from websockets.typing import Subprotocol

from sandbox.calls import Call, Frame
from sandbox.faults import Fault, Kind, Switch
from sandbox.link import Link
from sandbox.world import Account, Group, Refused, World
from sandbox.world.changes import Change

from .actions import supported
from .events import Frames
from .sending import Problem

REFUSED_AS = {"duration": 34001, "unsupported": 34001}


class WeChatLink(Link):
    """``older`` takes the action names of older builds; ``impl`` is the name it goes by."""

    path = "/onebot/v12/ws"
    is_serial = True

    def __init__(self, url: str, token: str, world: World, account: Account, **options: Any) -> None:
        self.impl = options.pop("impl", "ComWechat")
        self.actions = supported(is_older=options.pop("older", False))
        for name in options.pop("without", ()):
            del self.actions[name]
        self.frames = Frames(world, account.id, self.impl)
        self.file_base = ""
        self.member_cache: dict[str, list[dict[str, Any]]] = {}
        options.setdefault("heartbeat", 5.0)
        super().__init__(url, token, world, account, **options)

    def version(self) -> Frame:
        return {"impl": self.impl, "version": "v1.0", "onebot_version": "12"}

    def status(self) -> Frame:
        return self.frames.status(self.account.online)

    def headers(self) -> dict[str, str]:
        return {}

    def user_agent(self) -> str:
        return f"OneBot/12 ({self.impl})"

    def subprotocols(self) -> Any:
        return [Subprotocol(f"12.{self.impl}")]

    def greeting(self) -> list[Frame]:
        return [
            self.frames.base("meta", "connect", version=self.version()),
            self.frames.base("meta", "status_update", status=self.status()),
        ]

    def heartbeat_frame(self) -> Frame:
        return self.frames.base("meta", "heartbeat", interval=int((self.heartbeat or 5) * 1000))

    def events_for(self, change: Change) -> list[Frame]:
        return self.frames.of(change)

    def remember_members(self) -> None:
        self.member_cache = {group.id: _members(group) for group in self.world.groups.values()}

    def members_of(self, group: Group) -> list[dict[str, Any]]:
        if self.faults.is_on(Switch.STALE_MEMBERS) and group.id in self.member_cache:
            return self.member_cache[group.id]
        return _members(group)

    def perform(self, call: Call) -> Frame:
        action = self.actions.get(call.action)
        if action is None:
            return self.failure(10002, f"未实现的action:{call.action}")
        missing = [name for name in action.required if name not in call.params]
        strange = [name for name in call.params if name not in action.required + action.optional]
        if missing:
            return self.failure(10003, f"{missing[0]} field required")
        if strange:
            return self.failure(10003, f"{strange[0]} extra fields not permitted")
        try:
            return {"status": "ok", "retcode": 0, "data": action.perform(self, call.params), "message": ""}
        except Problem as error:
            return self.failure(error.retcode, str(error))
        except Refused as error:
            return self.failure(REFUSED_AS.get(error.code, 35000), "操作失败")

    def bad_call(self, words: str) -> Frame:
        return self.failure(10003, words)

    def failure(self, retcode: int, words: str) -> Frame:
        return {"status": "failed", "retcode": retcode, "data": None, "message": words}

    def pretend(self, call: Call, fault: Fault) -> Frame:
        if fault.kind is Kind.NO_EFFECT:
            return {"status": "ok", "retcode": 0, "data": None, "message": ""}
        if fault.kind is Kind.LIMITED:
            return self.failure(36000, "操作过于频繁")
        if fault.kind is Kind.FAIL:
            return self.failure(fault.retcode if fault.retcode != 1200 else 35000, fault.message or "操作失败")
        return self.failure(34000, "执行超时")


def _members(group: Group) -> list[dict[str, Any]]:
    return [
        {"user_id": member.id, "user_name": member.person.nickname, "user_displayname": ""}
        for member in group.members.values()
    ]
