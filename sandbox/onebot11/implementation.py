"""The QQ-like implementation: its line, its answers, its lies."""

import base64
from hashlib import md5
from typing import Any

from sandbox.calls import Call, Frame
from sandbox.faults import Fault, Kind
from sandbox.link import Link
from sandbox.world import Account, Chat, File, Refused, World
from sandbox.world.changes import Change

from .deeds import DEEDS, SEND_TIMEOUT, WORDS
from .events import Frames
from .params import BadParams, Params
from .profiles import PROFILES
from .queries import QUERIES, Failed, member_info
from .records import RECORDS

ACTIONS = {**QUERIES, **RECORDS, **DEEDS}


class QQLink(Link):
    """``app_name`` chooses whom it resembles, see ``profiles``."""

    path = "/onebot/v11/ws"

    def __init__(self, url: str, token: str, world: World, account: Account, **options: Any) -> None:
        self.profile = PROFILES[options.pop("app_name", "NapCat.Onebot")]
        self.frames = Frames(world, account.id, self.profile)
        self.frames.reports_self = options.pop("reports_self", False)
        self.member_cache: dict[str, list[dict[str, Any]]] = {}
        super().__init__(url, token, world, account, **options)

    def headers(self) -> dict[str, str]:
        return {"X-Self-ID": self.account.id, "X-Client-Role": "Universal"}

    def user_agent(self) -> str:
        return "OneBot/11"

    def greeting(self) -> list[Frame]:
        return [self.frames.base("meta_event", meta_event_type="lifecycle", sub_type="connect")]

    def heartbeat_frame(self) -> Frame:
        status = self.frames.status(self.account.online)
        interval = int((self.heartbeat or 30) * 1000)
        return self.frames.base("meta_event", meta_event_type="heartbeat", status=status, interval=interval)

    def events_for(self, change: Change) -> list[Frame]:
        return self.frames.of(change)

    def remember_members(self) -> None:
        self.member_cache = {
            group.id: [member_info(self, group, member) for member in group.members.values()]
            for group in self.world.groups.values()
        }

    def poke(self, group: str, user: str) -> None:
        self.world.poke(Chat("group", group), self.account.id, user)

    def file_answer(self, file: File) -> Frame:
        base = self.frames.file_base
        return {
            "file": file.name,
            "url": f"{base}/files/{file.id}" if base else "",
            "file_size": str(file.size),
            "file_name": file.name,
            "base64": base64.b64encode(file.content).decode(),
        }

    def perform(self, call: Call) -> Frame:
        action = call.action.removesuffix("_async").removesuffix("_rate_limited")
        handler = ACTIONS.get(action)
        if handler is None or action in self.profile.absent:
            return self.failure(self.profile.unknown_action, f"不支持的Api {call.action}")
        if not self.account.online and action not in ("get_status", "get_version_info", "get_login_info"):
            return self.failure(self.profile.failed, "网络连接异常 (1006514)")
        try:
            return self.success(handler(self, Params(call.params)))
        except BadParams as error:
            return self.failure(self.profile.bad_params, str(error))
        except Failed as error:
            words = str(error)
        except Refused as error:
            words = WORDS.get(error.code, str(error))
        if action in self.profile.ignores_result:
            call.notes["ignored"] = words
            return self.success(None)
        return self.failure(self.profile.failed, words)

    def bad_call(self, words: str) -> Frame:
        return self.failure(self.profile.bad_params, words)

    def success(self, data: Any) -> Frame:
        return {"status": "ok", "retcode": 0, "data": data, "message": "", "wording": ""}

    def failure(self, retcode: int, words: str) -> Frame:
        if self.profile.app_name == "go-cqhttp":
            return {
                "status": "failed",
                "retcode": retcode,
                "data": None,
                "msg": words,
                "wording": words,
                "message": words,
            }
        return {"status": "failed", "retcode": retcode, "data": None, "message": words, "wording": words}

    def pretend(self, call: Call, fault: Fault) -> Frame:
        if fault.kind is Kind.NO_EFFECT:
            if call.action.startswith("send_"):
                digest = md5(f"lost:{call.number}".encode(), usedforsecurity=False).digest()
                return self.success({"message_id": int.from_bytes(digest[:4], "big") & 0x7FFFFFFF})
            return self.success(None)
        if fault.kind is Kind.LIMITED:
            return self.failure(self.profile.failed, SEND_TIMEOUT % (299, "操作过于频繁，请稍后再试"))
        if fault.kind is Kind.FAIL:
            return self.failure(fault.retcode, fault.message or "error")
        return self.failure(self.profile.failed, SEND_TIMEOUT % (0, ""))
