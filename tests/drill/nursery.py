"""Brings forth bots to be killed: everything is loaded once, each life is a fork of it.

Each line on standard input begins a life, whose process id is answered on standard output. A life
is the whole bot on the same port and store; only its patience is shorter, so that a drill of a
hundred lives is a matter of minutes.
"""

import os
import signal
import sys
from datetime import timedelta

import nonebot

from bot import settings as deploy
from bot.commandline.logs import set_up_logging
from bot.commandline.running import PLUGINS
from bot.effects.deliver import Patience
from bot.gateway import account

PATIENCE = Patience(grace=timedelta(seconds=0.6), verify_after=timedelta(seconds=0.2), sends=6, calls=6)
CALLS_LAST = 0.5


def load() -> None:
    settings = deploy.load(None)
    deploy.choose(settings)
    set_up_logging(settings)
    nonebot.init(
        _env_file=None, driver="~fastapi", host=settings.host, port=settings.port, log_level=settings.log_level
    )
    nonebot.load_plugin("bot.plugin")
    nonebot.load_plugins(PLUGINS)


def hasten() -> None:
    """Shorter waits. The sandbox does at once what it does, so what is not there after them never comes."""
    from bot.plugin import house

    account.SEND_SECONDS = account.CALL_SECONDS = CALLS_LAST
    house.worker.patience = PATIENCE
    house.worker.lease_length = timedelta(seconds=1.5)
    house.worker.__post_init__()


def main() -> None:
    load()
    hasten()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.close(0)
            os.close(1)
            nonebot.run(access_log=False, timeout_graceful_shutdown=1)
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    main()
