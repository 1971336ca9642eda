"""``/register``: a member says who they are."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import MemberId
from bot.domain.members import SYSTEM, Actor, Role
from bot.domain.people import Person
from bot.governance import people
from bot.governance.directory import GroupState, directory
from bot.governance.roster import groups_of
from bot.store.transaction import transaction
from plugins.joining.domain.asking import APPROVED, REGISTRATION, NotInAGroup, TooLittle
from plugins.joining.models import Asking

from .cards import CardAnswer, put_card
from .looking import Looked, look
from .records import asked_of, decide, note, open_asking, write_down
from .telling import plan, tell_asked

_CORRECTABLE = frozenset({"department", "phone", "position"})


@dataclass(frozen=True, slots=True)
class Registered:
    """``number`` of the registration; ``person`` None where administrators are asked first."""

    number: int
    person: Person | None
    card: CardAnswer
    why: str
    has_phone: bool


async def groups_for(platform: str, member: MemberId) -> list[GroupState]:
    """The enabled groups of this platform that somebody speaking in private is a member of. Raises NotInAGroup."""
    found = [group for each in await groups_of(member) if (group := directory.get(each)) is not None]
    found = [group for group in found if group.chat.platform == platform]
    if not found:
        raise NotInAGroup()
    return [group for group in found if group.organisation_id == found[0].organisation_id]


@transaction
async def register(
    groups: list[GroupState], member: MemberId, text: str, *, name: str, key: str, now: datetime
) -> Registered:
    """Link the member with the person of the roster, or ask the administrators of the first group.

    One that waits is settled where the roster, or better words, make it certain by now. Raises TooLittle
    where less than two things were said, AlreadyAsked while an earlier one waits.
    """
    group = groups[0]
    looked = await look(group, text, member)
    if looked.code in ("too_little", "nothing_stated") or (looked.code == "no_roster" and len(looked.stated) < 2):
        raise TooLittle()
    waiting = await open_asking(group, REGISTRATION, member) if looked.certain else None
    row = waiting or await write_down(
        group,
        REGISTRATION,
        member,
        name=name,
        text=text,
        now=now,
        said=looked.stated,
        person_id=looked.row,
        why=looked.why,
    )
    has_phone = "phone" in looked.stated
    if not looked.certain or looked.person is None or looked.row is None:
        asked = asked_of(row)
        await tell_asked(group, asked, now=now)
        await plan(group, asked, now)
        return Registered(row.number, None, CardAnswer(None, "right"), looked.why, has_phone)
    await decide(group, row, APPROVED, actor=None, now=now)
    card = await _settle_in(groups, row, looked.person, looked.row, actor=_self(member, name), key=key, now=now)
    return Registered(row.number, looked.person, card, looked.why, has_phone)


@transaction
async def accept(group: GroupState, row: Asking, *, actor: Actor, now: datetime) -> tuple[str, ...]:
    """An administrator knows who it is: linked, and what differs goes into the roster. The fields corrected.

    Who was not found at the time may be in the roster by now.
    """
    roster = await people.roster_of(group.organisation_id)
    member = MemberId(row.member_id)
    looked: Looked = await look(group, row.text, member)
    row_id: int | None = getattr(row, "person_id", None) or (looked.row if looked.certain else None)
    person = roster.by_row(row_id)
    if person is None or row_id is None or person.state == "departed":
        return ()
    differing = tuple(column for column in looked.differing if column in _CORRECTABLE and column in looked.stated)
    if looked.row == row_id and differing and looked.code == "differs":
        values = {column: looked.stated[column] for column in differing}
        await people.correct_person(group.organisation_id, row_id, values, actor=actor, now=now)
        person = (await people.roster_of(group.organisation_id)).by_row(row_id) or person
    else:
        differing = ()
    await _settle_in([group], row, person, row_id, actor=actor, key=str(row.number), now=now)
    return differing


async def _settle_in(
    groups: list[GroupState], row: Asking, person: Person, row_id: int, *, actor: Actor, key: str, now: datetime
) -> CardAnswer:
    member = MemberId(row.member_id)
    answers: list[CardAnswer] = []
    for group in groups:
        if await people.linked_person(group.id, member) != row_id:
            await people.link_member(group, member, row_id, actor=actor, now=now)
        answers.append(await put_card(group, member, person, key=key, now=now))
    await note(groups[0], row, "linked", actor.id, now)
    return next((answer for answer in answers if answer.state != "right"), answers[0])


def _self(member: MemberId, name: str) -> Actor:
    return Actor(member, name, Role.MEMBER) if member else SYSTEM
