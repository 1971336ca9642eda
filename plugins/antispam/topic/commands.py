"""``/topic``: an administrator lets an untimely topic rest."""

from datetime import timedelta

from bot.chat.arguments import Arguments
from bot.chat.commands import Area, Call, Reply, reply
from bot.domain.durations import parse_duration
from bot.domain.members import Role

from . import service
from .memory import topics

area = Area("antispam")
_DO = {
    "stop": "stop", "停止": "stop", "停": "stop",
    "resume": "resume", "恢复": "resume", "继续": "resume", "放开": "resume",
    "list": "list", "列表": "list",
}  # fmt: skip
LONGEST_NAME = 40


@area.command(
    "topic",
    "停止话题",
    role=Role.ADMIN,
    usage="[stop|resume|list] [时长] [话题]（可引用一条消息）",
    summary="停止不合时宜的话题",
)
async def topic(call: Call) -> Reply | None:
    doing = call.arguments.choice(_DO) or "stop"
    if doing == "list":
        call.arguments.end()
        return reply("antispam/topics", resting=topics.stopped(call.place.id, call.now))
    if doing == "resume":
        about = call.arguments.optional_text(limit=LONGEST_NAME)
        freed = await service.resume_topic(call.place, about, actor=call.actor, now=call.now)
        return reply("antispam/topic_resumed", freed=freed)
    length = _length(call.arguments)
    about = call.arguments.optional_text(limit=LONGEST_NAME)
    quoted = call.message.quoted
    stopped = await service.stop_topic(
        call.place,
        about=about,
        quoted=quoted.message if quoted is not None else None,
        length=length,
        actor=call.actor,
        now=call.now,
    )
    # In the group itself the announcement is the answer.
    if call.message.chat.key == call.place.chat.key:
        return None
    return reply("antispam/topic_stop_done", topic=stopped)


def _length(arguments: Arguments) -> timedelta:
    """A duration, or a bare number of minutes, if one comes next; half an hour otherwise."""
    word = arguments.peek() or ""
    if word.isdecimal() and word.isascii() and 0 < int(word[:6]) < 100_000:
        arguments.word()
        return timedelta(minutes=int(word[:6]))
    length = parse_duration(word)
    if length is None:
        return service.DEFAULT_LENGTH
    arguments.word()
    return length
