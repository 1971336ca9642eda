"""The chat entrance for whoever comes: sign up, vote on the date, withdraw."""

from bot.chat.commands import Call, Reply, reply
from bot.domain.errors import WrongUsage
from bot.domain.members import Role
from plugins.activities import service
from plugins.activities.domain.poll import MOST_CHOICES, YES
from plugins.activities.domain.poll_words import read_votes
from plugins.activities.domain.refusals import NoSuchChoice, WhichOne
from plugins.activities.domain.words import LONGEST, Answer, read_answer, read_guests

from .area import area


@area.command(
    "join", "报名", role=Role.MEMBER, usage="[编号] [+同行人数]；投票定时间：[编号] A C；待定 或 不参加",
    summary="报名参加活动，名额满了进候补；投票定时间时选能来的时间",
)  # fmt: skip
async def join(call: Call) -> Reply:
    number = call.arguments.optional_number()
    words = call.arguments.optional_text(limit=LONGEST)
    choices = await service.is_poll(call.place.id, number) if number is not None else 0
    if choices and number is not None:
        return await _vote(call, number, words, choices)
    if number is None and words and (votes := read_votes(words, MOST_CHOICES)) is not None:
        number = await service.choose_poll(call.place.id, now=call.now)
        return await _keep(call, number, votes)
    answer = _answer(words)
    if number is None:
        number = await _the_open_one(call)
    if answer.kind != YES:
        said = await service.say_not_coming(
            call.place, number, answer.kind, member=call.sender, name=call.actor.name, now=call.now
        )
        return reply("activities/noted", said=said)
    joined = await service.join(
        call.place, number, member=call.sender, name=call.actor.name, guests=answer.guests, now=call.now
    )
    return reply("activities/joined", joined=joined)


async def _the_open_one(call: Call) -> int:
    try:
        return await service.choose_open(call.place.id, now=call.now)
    except WhichOne as which:
        # an offered place may still be taken after the sign-up has closed
        offered = await service.offered_to(call.place.id, call.sender, now=call.now)
        if len(offered) != 1:
            raise which from None
        return offered[0]


def _answer(words: str) -> Answer:
    """``+2``, ``带2人``, ``待定``, ``不参加``; nothing is a plain yes. Raises WrongUsage."""
    if not words:
        return Answer(YES)
    guests = read_guests(words)
    if guests is not None:
        return Answer(YES, guests)
    answer = read_answer(words)
    if answer is None:
        raise WrongUsage()
    return answer


async def _vote(call: Call, number: int, words: str, choices: int) -> Reply:
    if not words:
        raise NoSuchChoice(activity=(await service.show(call.place, number, call.actor, now=call.now))["activity"])
    votes = read_votes(words, choices)
    if votes is None:
        votes = read_votes(words, MOST_CHOICES)
        if votes is None:
            raise WrongUsage()
    return await _keep(call, number, votes)


async def _keep(call: Call, number: int, votes: dict[int, str]) -> Reply:
    voted = await service.vote(call.place, number, votes, member=call.sender, name=call.actor.name, now=call.now)
    return reply("activities/voted", voted=voted)


@area.command("quit", "取消报名", role=Role.MEMBER, usage="[编号]", summary="取消报名，空出的名额给候补")
async def withdraw(call: Call) -> Reply:
    number = call.arguments.optional_number()
    call.arguments.end()
    if number is None:
        number = await service.choose_joined(call.place.id, call.sender, now=call.now)
    activity = await service.withdraw(call.place, number, member=call.sender, now=call.now)
    return reply("activities/withdrawn", activity=activity)
