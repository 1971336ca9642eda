"""A bot small enough for one file that does a little of everything: the page's other side in tests."""

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

SPAM = re.compile("日结|加微信|加薇信")
ABUSE = re.compile("脑残|废物")
ID_CARD = re.compile(r"\d{17}[\dX]")


class Clerk:
    """Answers both protocols on one port; queries are asked once at the start and never waited for."""

    def __init__(self) -> None:
        self.url = ""
        self._numbers = count(1)
        self._strikes: dict[str, int] = {}
        self._notices: set[str] = set()

    async def serve(self, socket: ServerConnection) -> None:
        is_v12 = bool(socket.request and "v12" in socket.request.path)
        with contextlib.suppress(ConnectionClosed):
            async for words in socket:
                frame = json.loads(words)
                kind = frame.get("post_type") or frame.get("type")
                if kind == "message":
                    await self._hear(socket, frame, is_v12)
                elif kind == "request":
                    await self._requested(socket, frame)

    async def _call(self, socket: ServerConnection, action: str, **params: Any) -> None:
        await socket.send(json.dumps({"action": action, "params": params, "echo": str(next(self._numbers) + 10_000)}))

    async def _say(self, socket: ServerConnection, frame: dict[str, Any], words: str, is_v12: bool) -> None:
        message: list[dict[str, Any]] = [{"type": "text", "data": {"text": words}}]
        if is_v12:
            chat = {"detail_type": "group", "group_id": frame.get("group_id"), "message": message}
            await self._call(socket, "send_message", **chat)
        else:
            message.insert(0, {"type": "reply", "data": {"id": str(frame["message_id"])}})
            await self._call(socket, "send_group_msg", group_id=frame["group_id"], message=message)

    async def _hear(self, socket: ServerConnection, frame: dict[str, Any], is_v12: bool) -> None:
        if "group_id" not in frame:
            return
        words = "".join(part["data"].get("text", "") for part in frame["message"]).strip()
        answer = self._answer(words)
        if SPAM.search(words) or ABUSE.search(words) or ID_CARD.search(words):
            await self._punish(socket, frame, is_v12)
        elif words in ("收到", "好的") or words.startswith("/收到"):
            if not is_v12:
                await self._call(socket, "set_msg_emoji_like", message_id=frame["message_id"], emoji_id="124", set=True)
        elif answer:
            await self._say(socket, frame, answer, is_v12)

    def _answer(self, words: str) -> str:
        name = words.split(" ", 1)[0]
        match name:
            case "/enable":
                return (
                    "本群已启用《基本群规》（25 条），当前模式：观察。\n全文：/群规　命令：/帮助　更改模式：/模式 执行"
                )
            case "/mode":
                return "模式已改为：执行。"
            case "/通知" if words[4:].strip().isdigit():
                return f"通知 #{words[4:].strip()}：已收到 5 人，未收到 23 人\n未收到：许静怡、杨娜、邓刚……"
            case "/通知":
                return f"【通知 #{next(self._numbers)}】{words[3:]}\n请回复“收到”，或点一个赞。"
            case "/踢":
                return f"【工单】请群主处理——案件 #{next(self._numbers)}\n操作：右上角 … → 移出成员 → 勾选 → 确定"
            case _ if words.startswith("/"):
                return f"#{next(self._numbers)} 已记录：{words}\n签到码 4821"
            case _:
                return ""

    async def _punish(self, socket: ServerConnection, frame: dict[str, Any], is_v12: bool) -> None:
        user = str(frame["user_id"])
        strikes = self._strikes[user] = self._strikes.get(user, 0) + 1
        number = next(self._numbers)
        if not is_v12:
            await self._call(socket, "delete_msg", message_id=frame["message_id"])
            if strikes > 1:
                group = frame["group_id"]
                await self._call(socket, "set_group_ban", group_id=group, user_id=frame["user_id"], duration=600)
        words = (
            f"警告：违反《基本群规》第8条（案件 #{number}，30 天内第 {strikes} 次）。\n如有异议：/申诉 {number} 理由"
        )
        await self._say(socket, frame, words, is_v12)

    async def _requested(self, socket: ServerConnection, frame: dict[str, Any]) -> None:
        if "研发部" in frame["comment"]:
            fields = {"flag": frame["flag"], "sub_type": "add", "approve": True, "reason": ""}
            await self._call(socket, "set_group_add_request", **fields)
        else:
            message = f"#{next(self._numbers)} 入群申请待审核：{frame['comment']}"
            await self._call(socket, "send_group_msg", group_id=frame["group_id"], message=message)


@asynccontextmanager
async def clerk(port: int = 0) -> AsyncIterator[Clerk]:
    bot = Clerk()
    async with serve(bot.serve, "127.0.0.1", port) as server:
        bot.url = f"ws://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"
        yield bot


async def _main() -> None:
    async with clerk(18081) as bot:
        print(bot.url, flush=True)
        await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    asyncio.run(_main())
