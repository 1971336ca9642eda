"""``/show N`` for what was asked: administrators see all of it, others what they asked themselves."""

from bot.domain.errors import NotAllowed
from bot.domain.members import Actor, Role
from bot.governance import numbered, people
from bot.governance.directory import GroupState
from plugins.joining.domain.asking import EXIT, REGISTRATION, REQUEST

from .records import asked_of, find
from .telling import shown


async def _show(group: GroupState, kind: str, number: int, actor: Actor) -> tuple[str, dict[str, object]]:
    asked = asked_of(await find(group.id, kind, number))
    if actor.role < Role.ADMIN and asked.member != actor.id:
        raise NotAllowed()
    roster = await people.roster_of(group.organisation_id)
    person = roster.by_row(asked.person_id) if actor.role >= Role.ADMIN else None
    return "joining/show", {**shown(asked), "person": person}


async def show_request(group: GroupState, number: int, actor: Actor) -> tuple[str, dict[str, object]]:
    return await _show(group, REQUEST, number, actor)


async def show_registration(group: GroupState, number: int, actor: Actor) -> tuple[str, dict[str, object]]:
    return await _show(group, REGISTRATION, number, actor)


async def show_exit(group: GroupState, number: int, actor: Actor) -> tuple[str, dict[str, object]]:
    return await _show(group, EXIT, number, actor)


numbered.register(REQUEST, show_request)
numbered.register(REGISTRATION, show_registration)
numbered.register(EXIT, show_exit)
