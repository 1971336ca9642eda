"""A person is erased: off every list, their keep and signs gone; past rounds keep why somebody went, and no name."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.ids import GroupId, MemberId
from bot.effects import outbox
from bot.governance import groups, people
from bot.governance.signals import PersonErased
from bot.store.transaction import transaction
from plugins.cleanup.models import Check, Item, Keep, Round, Sign

from .files import STAGED


@transaction
async def erase(signal: PersonErased, now: datetime) -> None:
    """Part of the erasing transaction. A removal that runs, or was asked of a person, ends with it."""
    for platform, member in signal.accounts:
        places = await groups.ids_on(signal.organisation_id, platform)
        await Keep.filter(group_id__in=places, member_id=member).delete()
        await Sign.filter(group_id__in=places, member_id=member).delete()
        for name, shown in (("made_by", "made_name"), ("first_by", "first_name"), ("confirmed_by", "confirmed_name")):
            await Round.filter(group_id__in=places, **{name: member}).update(**{shown: ""})
        await _erase_listed(places, member, signal.alias, now)
        await Check.filter(account=member).exclude(state="asked").update(account=None)
    for name in signal.known[:1]:
        for check in await Check.filter(superior=name).exclude(state="asked"):
            await Check.filter(id=check.id).update(superior=f"{people.NAMELESS}{check.id}")


async def _erase_listed(places: Sequence[GroupId], member: MemberId, alias: str, now: datetime) -> None:
    """Reasons keep their codes; what was written for a person goes with the evidence."""
    rounds = [row.id for row in await Round.filter(group_id__in=places)]
    for item in await Item.filter(round_id__in=rounds, member_id=member):
        if item.state in (*STAGED, "removing", "ordered"):
            item.state, item.note = "kept", "changed"  # steps that are planned find it dealt with
            if item.case_id is not None:  # what was decided and not done yet names them
                await outbox.cancel(f"case:{item.case_id}:", now=now)
        item.reasons = [{"code": each["code"], "evidence": {}} for each in item.reasons]
        item.member_name, item.answer_reason, item.member_id = "", None, alias
        await item.save()
