"""Answers on behalf of others: who may give them, and who is meant by a name."""

import re
from dataclasses import replace
from datetime import datetime

from bot.domain.errors import NoSuchMember
from bot.domain.ids import MemberId
from bot.domain.members import Role
from bot.domain.messages import Mention
from bot.domain.people import Person, name_key
from bot.governance import permissions, roster
from bot.governance.directory import GroupState
from bot.governance.standings import Standing, standings

from .acknowledging import acknowledge, open_number
from .board import OpenNotice, board
from .entries import Answering, answering
from .hearing import Heard, by_word, others_mentioned, quoted_notices
from .refusals import NotAsked, NotTheirLeader, OneNotice

MOST_AT_ONCE = 10
_LEADS = re.compile(
    r"(?:负责人|主任|经理|[局处科部所院校厂站队组班]长|主管|总监|总裁|书记|主席|主委|店长|园长|行长|社长|领班|车间主任)(?!助理|秘书)"
)
_CARD_PARTS = re.compile(r"[\s\-_—–/|·•,，()（）【】\[\]]+")


async def answer_for(
    group: GroupState, number: int, people: list[Mention], by: Answering, *, now: datetime
) -> list[Mention]:
    """``/ack N @x``: record it as given by a leader of theirs; those who had not answered yet are told.

    Raises the refusals of ``/ack N``, and NotTheirLeader where somebody is no report of the one who answers:
    nothing is recorded then.
    """
    notice = await open_number(group, number)
    wanted = people[:MOST_AT_ONCE]
    for person in wanted:
        if not notice.asks(person.user) or await roster.member_of(group.id, person.user) is None:
            raise NotAsked(number=number, name=person.name or person.user)
    await _require_leader(group, by, wanted)
    return [p for p in wanted if await acknowledge(group, notice, _given_for(p, by), now=now)]


async def hear_for_others(heard: Heard) -> None:
    """``代张三收到`` in ordinary talk: recorded where it is allowed; else nothing, as with any other talk."""
    said, message, group = heard.for_others, heard.message, heard.group
    if said is None:
        return
    try:
        people = await named_people(group, said.behalf or ())
        people = people or await mentions_of(group, others_mentioned(message))
        by = replace(answering(message, "behalf"), name=message.sender_name)
        await _require_leader(group, by, people[:MOST_AT_ONCE])
    except (NoSuchMember, NotTheirLeader):
        return
    for person in people[:MOST_AT_ONCE]:
        for notice in _meant_for(heard, person.user):
            await acknowledge(group, notice, _given_for(person, by), now=message.received_at)


def _meant_for(heard: Heard, member: MemberId) -> list[OpenNotice]:
    said, group = heard.for_others, heard.group
    if said is not None and said.numbers:
        found = [board.numbered(group.id, number) for number in said.numbers]
    elif heard.message.quoted is not None:
        found = quoted_notices(heard.message, group)
    else:
        found = by_word(board.waiting(group.id, member), heard.message.received_at)
    return [notice for notice in found if notice is not None and notice.waits_for(member)]


def the_one_open(group: GroupState, people: list[Mention]) -> int:
    """The number of the only notice that waits for any of them. Raises OneNotice."""
    waiting = {notice.number for person in people for notice in board.waiting(group.id, person.user)}
    if len(waiting) != 1:
        raise OneNotice(numbers=sorted(waiting)[:10])
    return waiting.pop()


def _given_for(person: Mention, by: Answering) -> Answering:
    return replace(
        by, member=person.user, name=person.name, how="behalf", by_id=by.member, by_name=by.name or by.member
    )


async def named_people(group: GroupState, names: tuple[str, ...]) -> list[Mention]:
    """Members by their card, nickname, or the roster's name. Raises NoSuchMember for none or several."""
    found: list[Mention] = []
    for name in names:
        try:
            member = await roster.find_by_name(group.id, name)
            found.append(Mention(member.id, member.name))
        except NoSuchMember:
            known = [s for s in await standings(group) if _is_called(s, name)]
            if len(known) != 1:
                raise
            found.append(Mention(known[0].member, known[0].name))
    return found


def _is_called(standing: Standing, name: str) -> bool:
    person = standing.person
    return (person is not None and name_key(person.name) == name_key(name)) or name in _CARD_PARTS.split(standing.card)


async def _require_leader(group: GroupState, by: Answering, people: list[Mention]) -> None:
    """Raises NotTheirLeader, naming the first of whom the one who answers is no leader."""
    known = {standing.member: standing.person for standing in await standings(group)}
    led = [leads(known.get(by.member), known.get(person.user)) for person in people]
    if all(led):
        return
    role = await permissions.standing().role(group, group.chat, group.account or by.account, by.member)
    if role is None or role < Role.ADMIN:
        raise NotTheirLeader(name=next(p.name or p.user for p, is_led in zip(people, led, strict=True) if not is_led))


def leads(leader: Person | None, report: Person | None) -> bool:
    """By the roster: the superior it names, or who heads the department; nobody leads themselves."""
    if leader is None or report is None or leader is report or leader.state == "departed":
        return False
    if report.superior and name_key(report.superior) == name_key(leader.name):
        return True
    same = leader.department is not None and leader.department == report.department
    return same and leader.position is not None and _LEADS.search(leader.position) is not None


async def mentions_of(group: GroupState, people: list[MemberId]) -> list[Mention]:
    """With the names the group has for them."""
    return [Mention(member, await roster.name_of(group.id, member)) for member in people]
