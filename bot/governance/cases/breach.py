"""What a case is opened for: who did what, against which clause."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.ids import MemberId, MessageId
from bot.domain.regulation import Clause
from bot.governance.cases.rungs import Also


@dataclass(frozen=True, slots=True)
class Accused:
    """The member a case is about, with the name they had at the time."""

    id: MemberId
    name: str


@dataclass(frozen=True, slots=True)
class Breach:
    """What was done against which clause.

    ``code`` is the capability's full code; ``evidence`` is JSON with at least ``masked`` (the text
    that may be told) and ``checks``, and ``reported`` where the area itself reports who could not be
    told; ``message`` is recalled where given; ``source_key`` makes a second opening for the same fact
    return the first case. ``also`` are the other breaches of the same message: one case, answered by the
    severest step that any of its clauses asks for. ``acted_at``: when it was done, where that is not now:
    it is judged by what was in force then.
    """

    code: str
    clause: Clause
    reason: str
    evidence: dict[str, Any] = field(default_factory=dict[str, Any])
    message: MessageId | None = None
    source_key: str | None = None
    also: tuple[Also, ...] = ()
    acted_at: datetime | None = None
