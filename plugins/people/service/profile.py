"""``/profile``: what the roster has about oneself, masked; a new phone at once, the rest by an administrator."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import MemberId
from bot.domain.members import Actor
from bot.domain.people import Person, normal_phone
from bot.governance import people
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.people.domain.masking import masked_account, masked_number, masked_phone
from plugins.people.domain.refusals import NotAPhone, NothingChanged, NotRegistered

from .changes import ask_for_change


@dataclass(frozen=True, slots=True)
class Profile:
    """Numbers are masked; ``accounts`` as (platform, masked account)."""

    name: str
    department: str | None
    position: str | None
    superior: str | None
    phone: str | None
    staff_number: str | None
    state: str
    accounts: tuple[tuple[str, str], ...]


async def person_of(group: GroupState, member: MemberId) -> tuple[int, Person]:
    """Raises NotRegistered."""
    row = await people.account_person(group.organisation_id, group.chat.platform, member)
    person = (await people.roster_of(group.organisation_id)).by_row(row)
    if row is None or person is None:
        raise NotRegistered()
    return row, person


async def own(group: GroupState, member: MemberId) -> Profile:
    """Raises NotRegistered."""
    row, person = await person_of(group, member)
    accounts = tuple((each.platform, masked_account(each.account)) for each in await people.accounts_of(row))
    return Profile(
        person.name,
        person.department,
        person.position,
        person.superior,
        masked_phone(person.phone),
        masked_number(person.staff_number),
        person.state,
        accounts,
    )


@transaction
async def confirm(group: GroupState, member: MemberId, *, actor: Actor, now: datetime) -> None:
    """All of it is right. Raises NotRegistered."""
    row, _ = await person_of(group, member)
    await people.confirm_details(group.organisation_id, row, actor=actor, now=now)


@transaction
async def change_phone(group: GroupState, member: MemberId, text: str, *, actor: Actor, now: datetime) -> int | None:
    """At once; where the roster has it as somebody else's an administrator decides, and the number is answered.

    Raises NotRegistered, NotAPhone, NothingChanged.
    """
    row, person = await person_of(group, member)
    phone = normal_phone(text)
    if phone is None:
        raise NotAPhone()
    if person.phone == phone:
        raise NothingChanged()
    if await people.phone_holder(group.organisation_id, phone, but=row) is not None:
        return await ask_for_change(group, member, row, "phone", phone, why="taken", now=now)
    await people.correct_person(group.organisation_id, row, {"phone": phone}, actor=actor, now=now)
    await people.confirm_details(group.organisation_id, row, actor=actor, now=now)
    return None


@transaction
async def change(group: GroupState, member: MemberId, column: str, value: str, *, now: datetime) -> int:
    """The number under which administrators decide it. Raises NotRegistered, NothingChanged, AlreadyAsked."""
    row, person = await person_of(group, member)
    if getattr(person, column) == value:
        raise NothingChanged()
    return await ask_for_change(group, member, row, column, value, why="", now=now)
