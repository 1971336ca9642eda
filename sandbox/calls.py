"""What the bot called, and what it was answered."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Frame = dict[str, Any]


@dataclass(slots=True)
class Call:
    """One action call. ``answer`` is None while (or where for ever) there is none.

    ``is_executed`` says whether it took effect, whatever the answer claims; ``fault`` names what
    was made to go wrong; ``is_over`` is set when nothing more will be answered.
    """

    number: int
    action: str
    params: dict[str, Any]
    at: datetime
    echo: Any = None
    answer: Frame | None = None
    is_executed: bool = False
    fault: str = ""
    is_over: bool = False
    notes: dict[str, Any] = field(default_factory=dict[str, Any])
    """What it was about, noted before it took effect: names and texts that may be gone later."""

    @property
    def is_ok(self) -> bool:
        return self.answer is not None and self.answer.get("status") == "ok"

    def __getitem__(self, name: str) -> Any:
        return self.params[name]
