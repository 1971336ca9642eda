"""The chat entrance: the regulation, and what a case stands on."""

import re

from bot.chat.commands import Call, Reply, reply
from bot.domain.members import Role
from bot.governance.directory import GroupState
from plugins.charter.service import citing as service

from .area import area

_ARTICLE = re.compile(r"第\s*\S{1,6}\s*[条條]")


@area.command(
    "rules",
    "群规",
    role=Role.MEMBER,
    usage="[第N条 或 词语]",
    summary="查看现行群规、某一条，或含有某词的条款，可私聊",
    private=True,
)
async def rules(call: Call) -> Reply:
    wanted = call.arguments.optional_text(limit=60)
    if call.group is not None:
        return _rules(call.group, wanted)
    groups = await service.groups_of_asker(call.sender, call.message.chat.platform)
    if len(groups) == 1:
        return _rules(groups[0], wanted)
    found = [(group, service.clauses_with(group, wanted) if wanted else []) for group in groups if group.regulation]
    return reply("charter/rules_of_groups", groups=found, word=wanted)


def _rules(group: GroupState, wanted: str) -> Reply:
    regulation = service.rules_of(group)
    if not wanted:
        return reply("charter/rules", text=regulation.text, clauses=regulation.text.clauses, word="")
    if _ARTICLE.fullmatch(wanted):
        clauses = [service.clause_of(group, re.sub(r"\s", "", wanted))]
    else:
        named = regulation.text.find(wanted)
        clauses = [named] if named is not None else service.clauses_with(group, wanted)
    return reply("charter/rules", text=regulation.text, clauses=clauses, word=wanted)


@area.command(
    "why",
    "依据",
    role=Role.MEMBER,
    usage="案件号",
    summary="一件案件依据的条款原文（成员只能查自己的），可私聊",
    private=True,
)
async def why(call: Call) -> Reply:
    number = call.arguments.number()
    call.arguments.end()
    if call.group is not None:
        grounds = await service.grounds_of(call.group, number, await call.standing())
    else:
        groups = await service.groups_of_asker(call.sender, call.message.chat.platform)
        grounds = await service.own_grounds(call.actor, groups, number)
    return reply("charter/why", grounds=grounds)
