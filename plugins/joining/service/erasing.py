"""A person is erased: what they wrote when they asked, name and account go; that somebody was let in or left stays."""

from collections.abc import Sequence
from typing import Any

from bot.domain.ids import GroupId, MemberId
from bot.governance import groups
from bot.governance.signals import PersonErased
from bot.store.transaction import transaction
from plugins.joining.domain.asking import OPEN
from plugins.joining.models import Arrival, Asking, Departure, Move


@transaction
async def erase(signal: PersonErased) -> None:
    """Part of the erasing transaction. An open request keeps flag and account: it still wants an answer."""
    nameless: dict[str, Any] = {"text": "", "said": None, "member_name": "", "decision": "", "person_id": None}
    without: dict[str, Any] = {"member_id": signal.alias, "flag": "", "flag_key": None}
    theirs = Asking.filter(person_id=signal.person)
    rows = [row.id for row in await theirs]
    await Asking.filter(id__in=rows).update(**nameless)
    await Asking.filter(id__in=rows).exclude(state=OPEN).update(**without)
    for platform, member in signal.accounts:
        places = await groups.ids_on(signal.organisation_id, platform)
        asked = Asking.filter(group_id__in=places, member_id=member)
        await asked.update(**nameless)
        await asked.exclude(state=OPEN).update(**without)
        await Asking.filter(group_id__in=places, inviter_id=member).update(inviter_id=None)
        await Asking.filter(group_id__in=places, decided_by=member).update(decided_name="")
        await Arrival.filter(group_id__in=places, member_id=member).delete()
        await Arrival.filter(group_id__in=places, by_id=member).update(by_id=None)
        gone = Departure.filter(group_id__in=places, member_id=member)
        await gone.update(member_name="", person_id=None, member_id=signal.alias)
        await _erase_moves(places, signal, member)
    await Departure.filter(person_id=signal.person).update(member_name="", person_id=None)


async def _erase_moves(places: Sequence[GroupId], signal: PersonErased, member: MemberId) -> None:
    """Out of an open proposal altogether; a decided one keeps how many it was about."""
    for move in await Move.filter(group_id__in=places):
        if not any(_is_theirs(each, signal.person, member) for each in move.people):
            continue
        if move.state == "open":
            move.people = [each for each in move.people if not _is_theirs(each, signal.person, member)]
            move.state = "open" if move.people else "expired"
        else:
            nobody = {"member": signal.alias, "name": "", "person": None}
            move.people = [nobody if _is_theirs(each, signal.person, member) else each for each in move.people]
        await move.save(update_fields=["people", "state"])


def _is_theirs(entry: dict[str, Any], person: int, member: MemberId) -> bool:
    return entry.get("person") == person or entry.get("member") == member
