"""``demo``: the bot on a fresh SQLite file, together with the sandbox and its chat page."""

import argparse
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from bot.commandline.errors import WrongUse
from bot.commandline.running import serve
from bot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent.parent
WECHAT_OWNER = "wxid_owner"
"""On WeChat nobody can be seen to own a group: in the demonstration this account is a superuser."""


def declare(words: "argparse._SubParsersAction[Any]") -> None:  # pyright: ignore[reportPrivateUsage]
    parser = words.add_parser("demo", help="连同模拟的 QQ 与微信一起启动，打开网页即可试用")
    parser.add_argument("--port", type=int, default=0, metavar="端口", help="网页的端口，默认 8090 或任一空闲端口")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    folder = ROOT / "data" / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    bot_port = free_port(8080)
    settings = Settings(
        _env_file=None,  # pyright: ignore[reportCallIssue]
        host="127.0.0.1",
        port=bot_port,
        onebot_access_token="",
        onebot_secret="",
        database_url=f"sqlite://{folder / 'qungui.db'}",
        data_dir=folder,
        superusers=[WECHAT_OWNER],
        log_level="WARNING",
    )
    page_port = options.port or free_port(8090, but_not=bot_port)
    words = [sys.executable, "-m", "sandbox", "--bot", f"ws://127.0.0.1:{bot_port}", "--port", str(page_port)]
    print("正在启动，约十秒后给出网址……", flush=True)
    try:
        sandbox = subprocess.Popen(words, cwd=ROOT)
    except OSError as error:
        raise WrongUse(f"沙盒无法启动：{error}") from error
    # The server hands SIGTERM on when it is through: it must not end this process before the sandbox.
    signal.signal(signal.SIGTERM, _end)
    try:
        return serve(settings)
    finally:
        sandbox.terminate()
        sandbox.wait(timeout=5)


def _end(number: int, frame: FrameType | None) -> None:
    sys.exit(0)


def free_port(wanted: int, *, but_not: int = 0) -> int:
    """``wanted`` where nobody listens on it, else any free port of the loopback interface."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            chosen = int(probe.getsockname()[1])
            if chosen != but_not:
                return chosen
    return free_port(0, but_not=but_not)
