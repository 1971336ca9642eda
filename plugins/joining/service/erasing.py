"""A person is erased: what they wrote when they asked, and their name, go; that somebody was let in stays."""

from typing import Any

from bot.governance import groups
from bot.governance.signals import PersonErased
from bot.store.transaction import transaction
from plugins.joining.models import Arrival, Asking, Move


@transaction
async def erase(signal: PersonErased) -> None:
    """Part of the erasing transaction."""
    nameless: dict[str, Any] = {"text": "", "said": None, "member_name": "", "decision": ""}
    await Asking.filter(person_id=signal.person).update(**nameless)
    for platform, member in signal.accounts:
        places = await groups.ids_on(signal.organisation_id, platform)
        await Asking.filter(group_id__in=places, member_id=member).update(**nameless)
        await Arrival.filter(group_id__in=places, member_id=member).update(member_name="")
        for move in await Move.filter(group_id__in=places):
            if any(each.get("person") == signal.person for each in move.people):
                move.people = [{**e, "name": ""} if e.get("person") == signal.person else e for e in move.people]
                await move.save(update_fields=["people"])
