"""``/show N``: one number of a group names one thing; its area knows how to show it."""

from collections.abc import Awaitable, Callable

from bot.domain.errors import NoSuchNumber
from bot.domain.members import Actor
from bot.governance.directory import GroupState
from bot.store.numbers import kind_of

Show = Callable[[GroupState, int, Actor], Awaitable[tuple[str, dict[str, object]]]]
_shows: dict[str, Show] = {}


def register(kind: str, show: Show) -> None:
    """Declare how things numbered as ``kind`` are shown: a template's key and its fields.

    ``show`` raises a Refusal where this actor may not see it.
    """
    _shows[kind] = show


async def show(group: GroupState, number: int, actor: Actor) -> tuple[str, dict[str, object]]:
    """What ``/show N`` answers. Raises NoSuchNumber."""
    found = _shows.get(await kind_of(group.id, number) or "")
    if found is None:
        raise NoSuchNumber(number=number)
    return await found(group, number, actor)
