"""Who is told when the administrators leave something undone: the owner, their deputy, the superusers."""

from datetime import datetime, timedelta
from typing import Any

from bot.domain.ids import ChatRef, MemberId
from bot.domain.members import Role
from bot.domain.messages import Mention
from bot.effects import mail, outbox
from bot.effects.mail import Mail
from bot.governance import contacts, permissions, voice
from bot.governance.contacts import OWNERS_DEPUTY
from bot.governance.directory import GroupState
from bot.store import models
from bot.texts import render

OWNER = "superiors"
LASTS = timedelta(hours=24)


async def owners_of(group: GroupState) -> list[Mention]:
    """The group's owner, where the platform has told who that is."""
    rows = await models.Membership.filter(group_id=group.id, role=Role.OWNER.value, left_at=None)
    return [Mention(MemberId(row.member_id), row.card or row.nickname) for row in rows[:1]]


async def tell_superiors(
    group: GroupState, template: str, *, key: str, now: datetime, marker: str, fields: dict[str, Any]
) -> None:
    """Say it where the administrators are, to the owner by name; to superusers and deputies in private.

    A superuser who is in no group of this platform cannot be written to there and is left out. A
    private message that does not arrive is not told again: the one to the administrators stands.
    """
    mention = await owners_of(group) if group.console is None else []
    options: dict[str, Any] = {"marker": marker, "valid_for": LASTS, "fields": fields}
    await voice.tell_administrators(group, template, key=key, now=now, mention=mention, **options)
    for person in await _in_private(group):
        chat = ChatRef(group.chat.platform, user=person)
        private = f"{key}:{person}"
        await voice.say(chat, group.account, template, key=private, now=now, group_id=group.id, owner=OWNER, **options)
    if mail.is_set_up():
        text = render(template, **fields)
        for deputy in await _deputies(group):
            if deputy.email:
                subject = text.splitlines()[0]
                await mail.put(Mail(f"{key}:mail:{deputy.email}", deputy.email, subject, text, group.id), now=now)


async def _deputies(group: GroupState) -> list[contacts.Contact]:
    return [contact for contact in await contacts.contacts_of(group) if contact.duty == OWNERS_DEPUTY]


async def _in_private(group: GroupState) -> list[MemberId]:
    superusers = list(permissions.standing().superusers)
    here = await models.Group.filter(platform=group.chat.platform)
    rows = models.Membership.filter(
        member_id__in=superusers, group_id__in=[each.id for each in here], left_at=None
    ).order_by("id")
    found = [MemberId(row.member_id) for row in await rows]
    found += [d.account for d in await _deputies(group) if d.account and d.platform == group.chat.platform]
    return list(dict.fromkeys(found))


outbox.register(OWNER)
