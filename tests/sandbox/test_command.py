"""``python -m sandbox`` from the outside."""

import asyncio
import contextlib
import socket
import sys

import pytest

from sandbox.__main__ import main
from sandbox.web import serve

from .clerk import clerk


def test_a_taken_port_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = str(holder.getsockname()[1])
        monkeypatch.setattr(sys, "argv", ["sandbox", "--port", port])
        assert main() == 2
        error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert port in error


async def test_the_address_is_told_once_the_bot_is_on_both_lines_and_not_before() -> None:
    with socket.socket() as holder:  # nobody listens there until the bot comes
        holder.bind(("127.0.0.1", 0))
        absent = f"ws://127.0.0.1:{holder.getsockname()[1]}"
        told: list[str] = []
        serving = asyncio.create_task(serve(absent, "", 0, on_ready=told.append))
        for _ in range(50):
            await asyncio.sleep(0)
        assert not told
        await _end(serving)
    async with clerk() as bot:
        ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        serving = asyncio.create_task(serve(bot.url, "", 0, on_ready=ready.set_result))
        assert (await ready).startswith("http://127.0.0.1:")
        await _end(serving)


async def _end(serving: asyncio.Task[None]) -> None:
    serving.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await serving
