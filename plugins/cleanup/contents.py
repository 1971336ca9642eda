"""``/清理 内容``: look at what lies about, take it away, leave it, say that it was looked through by hand."""

from bot.chat.commands import Call, Reply, reply
from bot.domain.errors import WrongUsage

from .service import content

_VERBS = {
    **dict.fromkeys(("preview", "预览", "名单"), "preview"),
    **dict.fromkeys(("run", "执行", "确认"), "run"),
    **dict.fromkeys(("keep", "保留", "留"), "keep"),
    **dict.fromkeys(("done", "完成", "已处理"), "done"),
}


async def answer(call: Call) -> Reply:
    """Raises WrongUsage, NoClause and the refusals of each use case."""
    verb = call.arguments.choice(_VERBS) or "preview"
    number = call.arguments.optional_number()
    places: set[int] = set()
    while (place := call.arguments.optional_number()) is not None:
        places.add(place)
    call.arguments.end()
    if verb == "preview":
        return await _preview(call)
    if number is None:
        raise WrongUsage()
    if verb == "run":
        done = await content.confirm_content(call.place, number, places, by=call.actor, now=call.now)
        count = sum(thing.state == "removing" for thing in done.things)
        return reply("cleanup/content_confirmed", number=number, count=count)
    if verb == "keep":
        titles = await content.leave_content(call.place, number, places, by=call.actor, now=call.now)
        return reply("cleanup/content_kept", number=number, titles=titles)
    await content.report_looked(call.place, number, by=call.actor, now=call.now)
    return reply("cleanup/content_looked", number=number)


async def _preview(call: Call) -> Reply:
    made, unlisted = await content.look_at_content(call.place, by=call.actor, now=call.now)
    if made is None:
        return reply("cleanup/content_none", unlisted=unlisted)
    return reply("cleanup/content", round=made, unlisted=unlisted)
