"""The arrangements that are compared, each a process of its own: ``python -m benchmarks.servers NAME PORT …``."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import nonebot
import orjson
import uvicorn
from loguru import logger
from nonebot.adapters.onebot import v11

from benchmarks.talk import BOT


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


def serve_qungui(port: int, folder: Path, commands: int, words: int, groups: int) -> None:
    """The whole bot, with as many commands, words and enabled groups as asked for."""
    from benchmarks import furnish
    from bot.commandline import running
    from bot.settings import Settings

    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        host="127.0.0.1",
        port=port,
        database_url=f"sqlite://{folder / 'bench.db'}",
        data_dir=folder,
        log_level="ERROR",
    )
    asyncio.run(furnish.enable_groups(settings, groups, account=str(BOT)))
    furnish.add_when_loaded(commands, words)
    running.serve(settings)


def main() -> None:
    name, port, *more = sys.argv[1:]
    if name == "bare":
        serve_bare(int(port))
    elif name == "qungui":
        folder, commands, words, groups = more
        serve_qungui(int(port), Path(folder), int(commands), int(words), int(groups))
    else:
        serve_nonebot(int(port), int(more[0]))


if __name__ == "__main__":
    main()
