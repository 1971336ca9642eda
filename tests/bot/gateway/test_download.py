import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from bot.gateway.download import fetch, from_base64

Address = Callable[[str], str]


@pytest.fixture
async def served() -> AsyncIterator[tuple[Address, list[str]]]:
    """A server on the loopback interface, and the paths it was asked for."""
    asked: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        asked.append(head.split(" ")[1])
        body = b"x" * 1000
        if asked[-1] == "/moved":
            writer.write(b"HTTP/1.1 302 Found\r\nLocation: /file\r\nContent-Length: 0\r\n\r\n")
        else:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n" + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        yield lambda path: f"http://127.0.0.1:{port}{path}", asked


async def test_the_implementations_own_machine_may_serve_files(served: tuple[Address, list[str]]) -> None:
    address, _ = served
    assert await fetch(address("/file"), 1000, trusted_host="127.0.0.1") == b"x" * 1000
    assert await fetch(address("/file"), 999, trusted_host="127.0.0.1") is None
    assert await fetch(address("/moved"), 5000, trusted_host="127.0.0.1") is None


async def test_nobody_is_led_into_an_inner_network(served: tuple[Address, list[str]]) -> None:
    address, asked = served
    port = address("").rsplit(":", 1)[1]
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1"):
        assert await fetch(f"http://{host}:{port}/file", 5000) is None, host
    for url in ("file:///etc/passwd", "ftp://x/y", "http://", "//x", "", "http://[", "http://169.254.169.254/latest"):
        assert await fetch(url, 5000, trusted_host="127.0.0.1") is None, url
    assert asked == []


def test_what_an_answer_carries_as_text() -> None:
    assert from_base64("aGVsbG8=", 5) == b"hello"
    assert from_base64("aGVsbG8=", 4) is None
    assert from_base64("not base64!", 100) is None
    assert from_base64("", 100) is None
    assert from_base64("é", 100) is None
