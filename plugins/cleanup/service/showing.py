"""A round as ``/show N`` answers it: for administrators only, for it names people and reasons."""

from bot.domain.errors import NotAllowed
from bot.domain.members import Actor, Role
from bot.governance import numbered
from bot.governance.directory import GroupState

from .checking import checks_of
from .files import KIND, find_round, round_file


async def show_round(group: GroupState, number: int, actor: Actor) -> tuple[str, dict[str, object]]:
    """A template's key and its fields. Raises NoSuchNumber, NotAllowed."""
    if actor.role < Role.ADMIN:
        raise NotAllowed()
    row = await find_round(group.id, number)
    return "cleanup/show", {"round": await round_file(row), "checks": await checks_of(row.id)}


numbered.register(KIND, show_round)
