"""The chat entrance for whoever is asked: acknowledge, for oneself or a report, and take it back."""

from bot.chat.commands import Call, Reply, reply
from bot.domain.errors import WrongUsage
from bot.domain.ids import MemberId
from bot.domain.members import Role
from bot.domain.messages import Mention
from plugins.notices import service
from plugins.notices.domain.wishes import Wish, read_wish
from plugins.notices.service import acknowledging, behalf, hearing, private, undoing
from plugins.notices.service.entries import answering

from .area import area


@area.command(
    "ack",
    "收到",
    role=Role.MEMBER,
    usage="[编号] [@成员，代其回复] [撤回，5分钟内]",
    summary="确认收到通知；私聊也可以",
    private=True,
)
async def acknowledge(call: Call) -> Reply | None:
    wish = read_wish(call.arguments.rest)
    if not call.message.is_group:
        return await _in_private(call)
    if wish is None:
        raise WrongUsage()
    others = await behalf.named_people(call.place, wish.names) or await _mentioned(call)
    if wish.takes_back:
        return await _take_back(call, wish, others)
    if others:
        return await _for_others(call, wish, others)
    if wish.numbers:
        by = answering(call.message, "command", wish.remark)
        for number in wish.numbers:
            await acknowledging.acknowledge_number(call.place, number, by, now=call.now)
        return None
    waiting = await acknowledging.acknowledge_latest(call.place, call.message, now=call.now)
    if waiting is None:
        return None
    return reply("notices/which_one", notices=waiting) if waiting else reply("notices/nothing_open")


async def _mentioned(call: Call) -> list[Mention]:
    """Members mentioned but the publisher, to whom one may speak while answering."""
    publishers = {notice.publisher for notice in service.board.open_in(call.place.id).values()}
    people = [member for member in hearing.others_mentioned(call.message) if member not in publishers]
    return await behalf.mentions_of(call.place, people)


async def _take_back(call: Call, wish: Wish, others: list[Mention]) -> Reply:
    number = wish.numbers[0] if wish.numbers else None
    member = MemberId(others[0].user) if others else call.sender
    notice = await undoing.take_back(call.place, number, member, by=call.sender, now=call.now)
    return reply("notices/taken_back", notice=notice, name=others[0].name if others else "")


async def _for_others(call: Call, wish: Wish, others: list[Mention]) -> Reply:
    number = wish.numbers[0] if wish.numbers else behalf.the_one_open(call.place, others)
    by = answering(call.message, "behalf", wish.remark)
    recorded = await behalf.answer_for(call.place, number, others, by, now=call.now)
    return reply("notices/answered_for", number=number, people=recorded, by=call.actor.name)


async def _in_private(call: Call) -> Reply:
    head, _, where = call.arguments.rest.partition(" ")
    wish = read_wish(call.arguments.rest)
    if wish is None:
        wish = read_wish(head)  # the group's name stands behind the number
    else:
        where = ""
    if wish is None or wish.takes_back or wish.names:
        raise WrongUsage()
    recorded, waiting = await private.acknowledge_in_private(
        call.message, wish.numbers, where.strip(), wish.remark, now=call.now
    )
    if recorded:
        return reply("notices/private_recorded", recorded=recorded)
    return reply("notices/private_which_one", waiting=waiting) if waiting else reply("notices/nothing_open")
