"""The chat entrance for the group's calendar."""

from bot.chat.commands import Call, Reply, reply
from bot.domain.errors import NotAllowed
from bot.domain.members import Role
from bot.web.routes import routes
from plugins.activities import service

from .area import area

_RENEW = {"reset": "renew", "重置": "renew", "更换": "renew"}


@area.command("calendar", "日历", role=Role.MEMBER, usage="[重置]", summary="活动日历的订阅地址；管理员可重置")
async def show_calendar(call: Call) -> Reply:
    renew = call.arguments.choice(_RENEW) is not None
    call.arguments.end()
    actor = await call.standing()
    if renew and actor.role < Role.ADMIN:
        raise NotAllowed()
    token = await service.calendar_of(call.place, actor=actor, now=call.now, renew=renew)
    return reply("activities/calendar", address=routes.address(f"/calendar/{token}.ics"), renewed=renew)
