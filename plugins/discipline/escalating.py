"""The chat entrance for telling whoever is above: reporting a case, and the contacts it goes to."""

import re

from bot.chat.commands import Area, Call, Reply, reply
from bot.domain.errors import WrongUsage
from bot.domain.ids import MemberId
from bot.domain.mailing import is_address
from bot.domain.members import Role
from bot.governance import contacts
from bot.governance.contacts import Contact

from . import service

area = Area("discipline")
_ACTIONS = {"add": "add", "del": "del", "list": "list"}
_SPOKEN = {"添加": "add", "登记": "add", "删除": "del", "列表": "list", "查看": "list"}
_ACCOUNT = re.compile(r"\d{5,20}|wxid_[A-Za-z0-9_-]{4,40}")
LONGEST_NAME = 40


@area.command("escalate", "上报", role=Role.ADMIN, usage="编号 [联系人或职责] [说明]", summary="把一件案件连同案卷上报")
async def escalate(call: Call) -> Reply | None:
    number = call.arguments.number()
    to = await _named(call)
    reason = call.arguments.optional_text()
    sent = await service.escalate(call.place, number, to, reason, actor=call.actor, now=call.now)
    if not sent and call.message.chat == (call.place.console or call.place.chat):
        return None  # what is to be done by hand was just said here
    return reply("discipline/escalated", number=number, sent=sent)


async def _named(call: Call) -> str | None:
    """The next word where it is a contact's name or duty; any other begins the words of the report."""
    word = call.arguments.peek()
    known = await contacts.contacts_of(call.place)
    if word is None or not any(word in (contact.name, contact.duty) for contact in known):
        return None
    return call.arguments.word()


@area.command(
    "contact",
    "联系人",
    role=Role.OWNER,
    usage="add 姓名 职责 邮箱或账号|del 姓名|list（添加|删除|列表）",
    summary="上报的联系人：上级、人力资源等；职责写“群主”的，逾期未办的事也告诉他",
)
async def contact(call: Call) -> Reply:
    action = call.arguments.choice(_ACTIONS, _SPOKEN)
    if action == "add":
        added = _read(call)
        await contacts.add_contact(call.place, added, actor=call.actor, now=call.now)
        return reply("discipline/contact_added", contact=added)
    if action == "del":
        name = call.arguments.text(limit=LONGEST_NAME)
        await contacts.remove_contact(call.place, name, actor=call.actor, now=call.now)
        return reply("discipline/contact_removed", name=name)
    call.arguments.end()
    return reply("discipline/contacts", contacts=await contacts.contacts_of(call.place))


def _read(call: Call) -> Contact:
    """``姓名 职责`` and then at least one of an address and an account, in any order. Raises WrongUsage."""
    name, duty = call.arguments.word(), call.arguments.word()
    mentioned = [member for member in call.message.mentions if member != call.message.account]
    account: str | None = mentioned[0] if len(mentioned) == 1 else None
    email: str | None = None
    while (word := call.arguments.word()) is not None:
        if is_address(word) and email is None:
            email = word
        elif _ACCOUNT.fullmatch(word) and account is None:
            account = word
        elif not (mentioned and word.startswith(("@", "＠"))):
            raise WrongUsage()
    if not name or not duty or len(name) > LONGEST_NAME or len(duty) > LONGEST_NAME or not (email or account):
        raise WrongUsage()
    platform = call.place.chat.platform if account is not None else None
    return Contact(name, duty, email, platform, MemberId(account) if account is not None else None)
