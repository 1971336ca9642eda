"""Whom an organisation tells when something is to be escalated: superiors, personnel, security."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.members import Actor
from bot.governance.directory import GroupState
from bot.store import audit, models
from bot.store.transaction import transaction

MOST = 50
OWNERS_DEPUTY = "群主"
"""The duty of whoever is told beside the owner of what stays undone."""
_ENDINGS = re.compile(r"(?:部门|部|处|科|室|办公室|中心|机关|门)$")


class TooManyContacts(Refusal):
    """The organisation has as many contacts as it may have."""

    code = "discipline.too_many_contacts"


class NoSuchContact(Refusal):
    """Nobody of this name is a contact."""

    code = "discipline.no_such_contact"


@dataclass(frozen=True, slots=True)
class Contact:
    """``account`` is on ``platform``; at least one of ``email`` and ``account`` is there."""

    name: str
    duty: str
    email: str | None
    platform: str | None
    account: MemberId | None

    @property
    def shown_email(self) -> str:
        """The address as a group may see it: ``h***@example.com``."""
        name, _, host = (self.email or "").partition("@")
        return f"{name[:1]}***@{host}" if host else ""


async def contacts_of(group: GroupState) -> list[Contact]:
    """The organisation's contacts, in the order they were added."""
    rows = await models.Contact.filter(organisation_id=group.organisation_id).order_by("id")
    return [
        Contact(row.name, row.duty, row.email, row.platform, MemberId(row.account) if row.account else None)
        for row in rows
    ]


@transaction
async def add_contact(group: GroupState, contact: Contact, *, actor: Actor, now: datetime) -> None:
    """Add somebody; the same name replaces. Raises TooManyContacts."""
    known = await models.Contact.filter(organisation_id=group.organisation_id).exclude(name=contact.name).count()
    if known >= MOST:
        raise TooManyContacts(most=MOST)
    await models.Contact.update_or_create(  # pyright: ignore[reportUnknownMemberType]
        defaults={
            "duty": contact.duty,
            "email": contact.email,
            "platform": contact.platform,
            "account": contact.account,
            "added_by": actor.id,
            "added_at": now,
        },
        organisation_id=group.organisation_id,
        name=contact.name,
    )
    await _audit(group, "contact.added", contact.name, actor, now, duty=contact.duty)


@transaction
async def remove_contact(group: GroupState, name: str, *, actor: Actor, now: datetime) -> None:
    """Raises NoSuchContact."""
    if not await models.Contact.filter(organisation_id=group.organisation_id, name=name[:100]).delete():
        raise NoSuchContact(name=name)
    await _audit(group, "contact.removed", name, actor, now)


def named(contacts: list[Contact], word: str) -> list[Contact]:
    """Those a regulation means by ``人力资源部门``, or a person by a name or a duty."""
    exact = [contact for contact in contacts if word in (contact.name, contact.duty)]
    return exact or [contact for contact in contacts if _same_duty(contact.duty, word)]


def _same_duty(duty: str, word: str) -> bool:
    ours, theirs = _ENDINGS.sub("", duty), _ENDINGS.sub("", word)
    return len(ours) > 1 and len(theirs) > 1 and (ours in theirs or theirs in ours)


async def _audit(group: GroupState, action: str, name: str, actor: Actor, now: datetime, **more: str) -> None:
    await audit.record(
        f"group:{group.id}", at=now, actor=actor.id, action=action, subject=f"contact:{name}"[:100], **more
    )
