"""What the bot is compared with, each a process of its own: ``python -m benchmarks.servers NAME PORT …``."""

import sys
from pathlib import Path
from typing import Any

import nonebot
import orjson
import uvicorn
from loguru import logger
from nonebot.adapters.onebot import v11


async def bare(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """A WebSocket that parses JSON and does nothing else."""
    if scope["type"] != "websocket":
        return
    await receive()
    await send({"type": "websocket.accept"})
    while True:
        event = await receive()
        if event["type"] == "websocket.disconnect":
            return
        orjson.loads(event.get("text") or event.get("bytes"))


def serve_bare(port: int) -> None:
    uvicorn.run(bare, host="127.0.0.1", port=port, log_level="error", access_log=False)


def serve_nonebot(port: int, commands: int) -> None:
    """NoneBot as it is usually written: one matcher that does nothing, or a matcher a command."""
    logger.remove()
    nonebot.init(_env_file=Path("/dev/null"), driver="~fastapi", host="127.0.0.1", port=port, log_level="ERROR")
    nonebot.get_driver().register_adapter(v11.Adapter)
    if commands == 0:
        nonebot.on_message()
    for number in range(commands):
        nonebot.on_command(f"command{number}")
    nonebot.run(access_log=False)


def main() -> None:
    match sys.argv[1:]:
        case ["bare", port]:
            serve_bare(int(port))
        case ["nonebot", port, commands]:
            serve_nonebot(int(port), int(commands))
        case given:
            sys.exit(f"benchmarks.servers: {given}")


if __name__ == "__main__":
    main()
