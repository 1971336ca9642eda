"""What happened to a person's entry: from the audit chain, which keeps no personal data."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.governance.people.roster import chain
from bot.store import models

MOST = 50


@dataclass(frozen=True, slots=True)
class Remembered:
    """``values``: of department, position and state what they were and are; ``fields``: what else changed too."""

    at: datetime
    actor: str
    action: str
    fields: tuple[str, ...] = ()
    values: dict[str, tuple[str | None, str | None]] = field(default_factory=dict[str, tuple[str | None, str | None]])
    platform: str = ""


async def history_of(organisation_id: int, row: int, *, most: int = MOST) -> list[Remembered]:
    """Who changed what and when, newest first."""
    entries = models.AuditEntry.filter(chain=chain(organisation_id), subject=f"person:{row}")
    return [
        Remembered(
            each.at,
            each.actor_id,
            each.action,
            tuple(each.details.get("fields", ())),
            {name: (pair[0], pair[1]) for name, pair in each.details.get("values", {}).items()},
            each.details.get("platform", ""),
        )
        for each in await entries.order_by("-position").limit(most)
    ]
