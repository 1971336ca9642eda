"""Whom a command means: a mention, a user id, a name after ``@``, or the author of the quoted message."""

import re

from bot.chat.archive import Archive
from bot.chat.arguments import Arguments
from bot.domain.errors import NoSuchMember, Refusal
from bot.domain.ids import MemberId
from bot.domain.messages import IncomingMessage, Mention
from bot.governance import roster
from bot.governance.directory import GroupState

_AT = ("@", "＠")
_ID = re.compile(r"[@＠]?(\d{5,20}|wxid_[A-Za-z0-9_-]{4,40})")


class OneMember(Refusal):
    """The command acts on exactly one member and several were mentioned."""

    code = "chat.one_member"


class WhoIsMeant(Refusal):
    """The command needs a member and none was named."""

    code = "chat.who_is_meant"


async def find_target(
    message: IncomingMessage,
    arguments: Arguments,
    group: GroupState | None,
    archive: Archive,
    *,
    optional: bool = False,
) -> Mention | None:
    """The member meant, taken off the arguments where it stood there.

    Mentions of the bot itself at the head (``@bot /warn …``) do not count. Raises OneMember,
    WhoIsMeant, NoSuchMember. Somebody who is not in the group may be named by id.
    """
    mentioned = list(dict.fromkeys(m for m in message.mentions if m != message.account))
    if len(mentioned) > 1:
        raise OneMember()
    if mentioned:
        if (arguments.peek() or "").startswith(_AT):
            arguments.word()  # some clients write the name into the text as well
        return await _named(group, mentioned[0])
    word = arguments.peek() or ""
    match = _ID.fullmatch(word)
    if match is not None and (message.quoted is None or await _is_meant(group, word, MemberId(match[1]))):
        arguments.word()
        return await _named(group, MemberId(match[1]))
    if group is not None and word.startswith(_AT) and len(word) > 1:
        arguments.word()
        found = await roster.find_by_name(group.id, word[1:])
        return Mention(found.id, found.name)
    if group is not None and word and await roster.member_of(group.id, MemberId(word)) is not None:
        arguments.word()
        return await _named(group, MemberId(word))
    if group is not None and message.quoted is not None:
        quoted = message.quoted
        author = quoted.user
        if author is None and message.chat.key == group.chat.key:
            author = await archive.author(group.id, message.account, quoted.message)
        if author is None:
            raise NoSuchMember(name="")
        return await _named(group, author)
    if optional:
        return None
    raise WhoIsMeant()


async def _is_meant(group: GroupState | None, word: str, member: MemberId) -> bool:
    """In a reply a bare number that is nobody's id belongs to the reason: a date, an amount."""
    return word.startswith(_AT) or (group is not None and await roster.member_of(group.id, member) is not None)


async def _named(group: GroupState | None, member: MemberId) -> Mention:
    name = await roster.name_of(group.id, member) if group is not None else member
    return Mention(member, name)
