"""The parts of a publication to very many people: how large they are, and the row that says what is still to do.

One transaction for a hundred thousand people would hold up every other write of the process for many seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.ids import GroupId
from bot.effects import schedule
from bot.governance import whereabouts
from bot.governance.directory import GroupState

from .names import SPREAD

MOST_PEOPLE = 3_000
"""Members of its groups: at most so many are looked at, and written, in one transaction; a group is never divided."""
MOST_GROUPS = 50
"""Groups in which it is said by one transaction."""


async def are_too_many(groups: Sequence[GroupState]) -> bool:
    """Whether a notice to these groups is more than one part."""
    if len(groups) > MOST_GROUPS:
        return True
    return sum((await whereabouts.sizes_of([group.id for group in groups])).values()) > MOST_PEOPLE


@dataclass(frozen=True, slots=True)
class Progress:
    """What is still to do of a notice, in this order: first who is asked in all ``groups``, then saying it in them.

    ``reached`` are the groups in which somebody is asked, so far; ``asked`` is how many persons that is in all, None
    until it is known.
    """

    notice: int
    groups: tuple[GroupId, ...]
    reached: tuple[GroupId, ...] = ()
    asked: int | None = None

    @property
    def key(self) -> str:
        """Another one for each part, under the notice's own: what ends the notice cancels it."""
        return f"notice:{self.notice}:spread:{'ask' if self.asked is None else 'say'}:{len(self.groups)}"


async def plan(progress: Progress, home: GroupId, now: datetime) -> None:
    """Have the next part done at once, in the transaction that did the one before."""
    payload: dict[str, Any] = {
        "notice": progress.notice,
        "groups": list(progress.groups),
        "reached": list(progress.reached),
        "asked": progress.asked,
    }
    await schedule.at(SPREAD, progress.key, now, payload, group_id=home)


def planned(payload: dict[str, Any]) -> Progress:
    """What ``plan`` wrote."""
    return Progress(
        int(payload["notice"]),
        tuple(GroupId(int(group)) for group in payload["groups"]),
        tuple(GroupId(int(group)) for group in payload["reached"]),
        payload["asked"],
    )


async def cut(groups: Sequence[GroupId]) -> tuple[list[GroupId], tuple[GroupId, ...]]:
    """The groups of the next part, at least one, and those after it."""
    sizes = await whereabouts.sizes_of(groups[:MOST_GROUPS])
    chosen: list[GroupId] = []
    people = 0
    for group in groups[:MOST_GROUPS]:
        people += sizes.get(group, 0)
        if chosen and people > MOST_PEOPLE:
            break
        chosen.append(group)
    return chosen, tuple(groups[len(chosen) :])
