"""A process whose clock a test moves, so that days of grace and weekly rounds come on the wire too."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.wire.process import Process, started
from tests.wire.room import SUPERUSERS

TUESDAY = datetime(2026, 12, 1, 10, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
"""Where every such process begins: a working day, with no holiday for a month."""


class Times:
    """The bot's clock and the sandbox's: the machine's and a file's seconds."""

    def __init__(self, file: Path, begin: datetime = TUESDAY) -> None:
        self.file = file
        self._write(begin.astimezone(UTC) - datetime.now(UTC))

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def on(self, by: timedelta) -> None:
        """Time goes on in one step."""
        self._write(self._ahead + by)

    def to(self, moment: datetime) -> None:
        """Only ever forward."""
        assert moment > self.now()
        self._write(moment.astimezone(UTC) - datetime.now(UTC))

    def _write(self, ahead: timedelta) -> None:
        self._ahead = ahead
        fresh = self.file.with_suffix(".new")
        fresh.write_text(str(ahead.total_seconds()))
        fresh.replace(self.file)


@asynccontextmanager
async def started_at(
    folder: Path, token: str, *, times: Times | None = None, port: int | None = None
) -> AsyncIterator[tuple[Process, Times]]:
    """A bot that listens, with its clock in ``folder``; ``times`` and ``port`` of one before go on."""
    times = times or Times(folder / "ahead")
    settings = {
        "ONEBOT_ACCESS_TOKEN": token,
        "SUPERUSERS": json.dumps(SUPERUSERS),
        "TEST_CLOCK": str(times.file),
    }
    async with started(settings, folder=folder, port=port, program=("-m", "tests.wire.later", "run")) as process:
        yield process, times
