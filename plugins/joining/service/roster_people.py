"""``/roster`` about one person, and the whole of it as a file: for administrators, where the group does not read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor
from bot.domain.people import Person, PersonState
from bot.domain.ports import Ability
from bot.effects import enclosures, outbox
from bot.effects.accounts import accounts
from bot.effects.actions import SendFile
from bot.effects.enclosures import Handout
from bot.effects.outbox import Effect
from bot.governance import people, zone
from bot.governance.directory import GroupState, directory
from bot.governance.people import Remembered
from bot.papers.tables import Table, to_csv, to_xlsx
from bot.store import audit
from bot.store.transaction import transaction
from plugins.joining.domain.asking import NoConsole, NoFiles, NoRoster
from plugins.joining.domain.masking import mask

TABLE = "joining.roster"
EXPORT_LASTS = timedelta(minutes=30)
HEAD = ("姓名", "部门", "职务", "手机", "工号", "上级", "状态")
_STATES = {"in_post": "在职", "on_leave": "休假", "departed": "离职"}


@dataclass(frozen=True, slots=True)
class Known:
    """A person as the group may see them: the phone without its middle, the accounts counted."""

    person: Person
    phone: str
    accounts: int
    state: str


async def look_up(group: GroupState, text: str) -> Known:
    """Raises NoSuchPerson, SeveralPeople."""
    row, person = await people.find_person(group.organisation_id, text)
    return Known(person, mask(person.phone or ""), len(await people.accounts_of(row)), _STATES[person.state])


async def history(group: GroupState, text: str) -> tuple[Person, list[Remembered]]:
    """Raises NoSuchPerson, SeveralPeople."""
    row, person = await people.find_person(group.organisation_id, text)
    return person, await people.history_of(group.organisation_id, row, most=15)


@transaction
async def set_state(
    group: GroupState, text: str, state: PersonState, *, actor: Actor, now: datetime
) -> tuple[Person, bool]:
    """Whether that is new. Raises NoSuchPerson, SeveralPeople."""
    row, person = await people.find_person(group.organisation_id, text)
    return person, await people.set_state(group.organisation_id, row, state, actor=actor, now=now)


@transaction
async def release(group: GroupState, account: MemberId, *, actor: Actor, now: datetime) -> Person | None:
    """The account is nobody's any more, here and in every group; whose it was, None where it was nobody's."""
    organisation = group.organisation_id
    row: int | None = None
    for platform in await people.platforms_of(organisation, account):
        row = await people.unlink_account(organisation, platform, account, actor=actor, now=now)
    return (await people.roster_of(organisation)).by_row(row)


@transaction
async def erase(group: GroupState, text: str, *, actor: Actor, now: datetime) -> None:
    """Out of everything, for good. Raises NoSuchPerson, SeveralPeople."""
    row, _ = await people.find_person(group.organisation_id, text)
    await people.erase_person(group.organisation_id, row, actor=actor, now=now, reason="asked")


@transaction
async def export(group: GroupState, form: str, *, actor: Actor, key: str, now: datetime) -> None:
    """As a file to the administration group; ``form`` is ``xlsx`` or ``csv``.

    Raises NoRoster, NoConsole where none is bound (the group itself must not read it), NoFiles.
    """
    if not await people.roster_of(group.organisation_id):
        raise NoRoster()
    if group.console is None:
        raise NoConsole()
    platform = accounts.get(group.account) if group.account is not None else None
    if platform is not None and Ability.FILES not in platform.capabilities:
        raise NoFiles()
    effect = Effect(
        key=f"joining:roster:{key}",
        action=SendFile(group.console, TABLE, {"group": group.id, "form": form}),
        account=group.account,
        group_id=group.id,
        valid_until=now + EXPORT_LASTS,
    )
    await outbox.put(effect, now=now)
    await audit.record(people.chain(group.organisation_id), at=now, actor=actor.id, action="roster.exported", form=form)


async def table_of(organisation_id: int) -> Table:
    """Everybody, as an import reads it back. Phones are whole."""
    rows = [
        (p.name, p.department, p.position, p.phone, p.staff_number, p.superior, _STATES[p.state])
        for p in (await people.roster_of(organisation_id)).people
    ]
    return Table("花名册", HEAD, rows)


async def make_table(about: Mapping[str, Any], now: datetime) -> Handout | None:
    group = directory.get(GroupId(int(about["group"])))
    if group is None:
        return None
    table = await table_of(group.organisation_id)
    name = f"花名册-{now.astimezone(zone.zone()).date()}.{about['form']}"
    return Handout(name, to_csv(table) if about["form"] == "csv" else to_xlsx([table]))


enclosures.register(TABLE, make_table)
