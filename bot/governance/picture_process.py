"""Pictures are opened in a process of their own, kept while there is something to read."""

import asyncio
import struct
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from loguru import logger

PICTURE_BYTES = 5 * 1024 * 1024
"""Beyond that a picture is left unread."""
READ_SECONDS = 6.0
TEXT_SECONDS = 30.0
"""For one picture, without and with its text."""
IDLE_SECONDS = 60.0
"""After that without a picture the reading process ends."""
_CHILD = Path(__file__).with_name("picture_child.py")
_HEADER = struct.Struct(">IB")
_LENGTH = struct.Struct(">I")
_LONGEST_ANSWER = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Reading:
    """What a picture shows. ``print`` is its fingerprint, "" where it has none worth comparing.

    ``small``: the picture in 9 columns and 8 rows, row by row, a byte each for red, green and blue.
    """

    codes: tuple[str, ...] = ()
    text: str = ""
    print: str = ""
    small: bytes = b""


class PictureReader:
    """One picture at a time; a process that fails or takes too long is ended, and the next picture gets a new one."""

    def __init__(self, *, with_text: bool = False, seconds: float | None = None) -> None:
        self.with_text = with_text
        self.failures = 0
        self._seconds = seconds or (TEXT_SECONDS if with_text else READ_SECONDS)
        self._child: asyncio.subprocess.Process | None = None
        self._turn: asyncio.Lock | None = None
        self._idle: asyncio.TimerHandle | None = None

    async def read(self, data: bytes) -> Reading | None:
        """What the picture shows, or None: too large, not a picture, or the process met its bounds."""
        if not data or len(data) > PICTURE_BYTES:
            return None
        self._turn = self._turn or asyncio.Lock()
        async with self._turn:
            if self._idle is not None:
                self._idle.cancel()
            try:
                answer = await asyncio.wait_for(self._ask(data), self._seconds)
            except (TimeoutError, OSError, EOFError, orjson.JSONDecodeError) as error:
                self.failures += 1
                logger.warning("a picture of {} bytes could not be read: {}", len(data), type(error).__name__)
                await self.close()
                return None
            except asyncio.CancelledError:
                # Half an answer would be taken for the next picture's.
                self.end()
                raise
            self._idle = asyncio.get_running_loop().call_later(IDLE_SECONDS, self.end)
        if "error" in answer:
            return None
        return Reading(tuple(answer["codes"]), answer["text"], answer["print"], bytes.fromhex(answer["small"]))

    def end(self) -> None:
        """End the process at once, without waiting for it."""
        if self._idle is not None:
            self._idle.cancel()
        child, self._child = self._child, None
        if child is not None and child.returncode is None:
            child.kill()

    async def close(self) -> None:
        """End the process and wait until it is gone."""
        child = self._child
        self.end()
        if child is not None:
            await child.wait()

    async def _ask(self, data: bytes) -> dict[str, Any]:
        child = self._child
        if child is None or child.returncode is not None:
            child = self._child = await self._start()
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(_HEADER.pack(len(data), self.with_text) + data)
        await child.stdin.drain()
        (length,) = _LENGTH.unpack(await child.stdout.readexactly(_LENGTH.size))
        if length > _LONGEST_ANSWER:
            raise EOFError
        return orjson.loads(await child.stdout.readexactly(length))

    async def _start(self) -> asyncio.subprocess.Process:
        pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
        words = [sys.executable, "-I", str(_CHILD), *(["--text"] if self.with_text else [])]
        return await asyncio.create_subprocess_exec(*words, stdin=pipe, stdout=pipe, stderr=nothing)
