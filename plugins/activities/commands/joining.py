"""The chat entrance for whoever comes: sign up, withdraw."""

from bot.chat.arguments import Arguments
from bot.chat.commands import Call, Reply, reply
from bot.domain.errors import WrongUsage
from bot.domain.members import Role
from plugins.activities import service
from plugins.activities.domain.words import read_guests

from .area import area


@area.command("join", "报名", role=Role.MEMBER, usage="[编号] [+同行人数]", summary="报名参加活动，名额满了进候补")
async def join(call: Call) -> Reply:
    number, guests = _number_and_guests(call.arguments)
    if number is None:
        number = await service.choose_open(call.place.id, now=call.now)
    joined = await service.join(
        call.place, number, member=call.sender, name=call.actor.name, guests=guests, now=call.now
    )
    return reply("activities/joined", joined=joined)


def _number_and_guests(arguments: Arguments) -> tuple[int | None, int | None]:
    number = arguments.optional_number()
    if not arguments.rest:
        return number, None
    guests = read_guests(arguments.text())
    if guests is None:
        raise WrongUsage()
    return number, guests


@area.command("quit", "取消报名", role=Role.MEMBER, usage="[编号]", summary="取消报名，空出的名额给候补")
async def withdraw(call: Call) -> Reply:
    number = call.arguments.optional_number()
    call.arguments.end()
    if number is None:
        number = await service.choose_joined(call.place.id, call.sender, now=call.now)
    activity = await service.withdraw(call.place, number, member=call.sender, now=call.now)
    return reply("activities/withdrawn", activity=activity)
