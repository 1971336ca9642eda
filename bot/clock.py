"""The real clock; tests bring their own."""

from datetime import UTC, datetime
from time import monotonic


class SystemClock:
    """The machine's time, in UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return monotonic()
