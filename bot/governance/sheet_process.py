"""Tables that people send are read in a process of their own, with bounds on memory and time.

A workbook can be made to cost any amount of both; what it then ends is that process, not the bot.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

import orjson

from bot.domain.people import Person, RosterSheet, RowError
from bot.governance.sheet_errors import MAX_BYTES, SheetError

SECONDS = 60
_ROOT = Path(__file__).resolve().parent.parent.parent


async def read_roster(data: bytes, filename: str, *, seconds: float = SECONDS) -> RosterSheet:
    """The people of a CSV or XLSX file. Raises SheetError, ``too_heavy`` where the bounds were met."""
    if len(data) > MAX_BYTES:
        raise SheetError("too_large", size=len(data), limit=MAX_BYTES)
    words = [sys.executable, "-m", "bot.governance.sheet_child", filename[-100:].lstrip("-") or "file"]
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(
        *words, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL, cwd=_ROOT
    )
    try:
        answer, _ = await asyncio.wait_for(child.communicate(data), seconds)
    except TimeoutError:
        raise SheetError("too_heavy") from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode != 0:
        raise SheetError("too_heavy")
    return _sheet(orjson.loads(answer))


def _sheet(answer: dict[str, Any]) -> RosterSheet:
    if "error" in answer:
        raise SheetError(answer["error"], **answer["fields"])
    return RosterSheet(
        tuple(Person(**row) for row in answer["people"]),
        tuple(RowError(**row) for row in answer["errors"]),
        frozenset(answer["columns"]),
    )
