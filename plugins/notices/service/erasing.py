"""A person is erased: their answers and what they were asked go; what they wrote for all stays, without their name."""

from collections.abc import Collection
from typing import Any

from tortoise.queryset import QuerySet

from bot.domain.ids import GroupId, MemberId
from bot.governance import groups, people
from bot.governance.signals import PersonErased
from bot.store.transaction import transaction
from plugins.notices.models import (
    Addressed,
    Notice,
    NoticePlan,
    NoticeVersion,
    Nudge,
    Receipt,
    Recipient,
    Reminder,
    SavedList,
)

_CHUNK = 500
_NAME = people.NAMELESS
_UNSEEN = ("draft", "rejected")
_OVER = ("closed", "withdrawn", "published")


@transaction
async def erase(signal: PersonErased) -> None:
    """Part of the erasing transaction. While a notice of theirs is open, their account stays its publisher's."""
    await Recipient.filter(person_id=signal.person).delete()
    for platform, member in signal.accounts:
        places = await groups.ids_on(signal.organisation_id, platform)
        if places:
            await _erase_asked(places, member)
            await _erase_written(places, member)
    await _erase_from_lists(signal)


async def _erase_asked(places: Collection[GroupId], member: MemberId) -> None:
    for model in (Recipient, Receipt):
        for ids in await _rows(model.filter(notice__group_id__in=places, member_id=member)):
            await model.filter(id__in=ids).delete()
    await Nudge.filter(place_id__in=places, member_id=member).delete()
    await Addressed.filter(group_id__in=places, member_id=member).delete()
    await Addressed.filter(group_id__in=places, asker_id=member).update(asker_id="", asker_name=_NAME, excerpt="")
    for ids in await _rows(Receipt.filter(notice__group_id__in=places, by_id=member)):
        await Receipt.filter(id__in=ids).update(by_id=_NAME, by_name=_NAME)
    for ids in await _rows(Reminder.filter(notice__group_id__in=places, by=member)):
        await Reminder.filter(id__in=ids).update(by="")


async def _erase_written(places: Collection[GroupId], member: MemberId) -> None:
    here = Notice.filter(group_id__in=places)
    await here.filter(publisher_id=member, state__in=_UNSEEN).delete()
    await here.filter(publisher_id=member).update(publisher_name=_NAME, source="")
    await here.filter(publisher_id=member, state__in=_OVER).update(publisher_id="", written_message="")
    await here.filter(decided_by=member).update(decided_by="", decided_name=_NAME)
    await here.filter(closed_by=member).update(closed_by="")
    for notice, mentioned in await here.values_list("id", "mentioned"):
        if member in [str(each) for each in mentioned]:
            # not left out: a notice that names nobody is one to everybody
            named = [_NAME if str(each) == member else each for each in mentioned]
            await Notice.filter(id=notice).update(mentioned=named)
    for ids in await _rows(NoticeVersion.filter(notice__group_id__in=places, edited_by=member)):
        await NoticeVersion.filter(id__in=ids).update(edited_by="", edited_name=_NAME)
    plans = NoticePlan.filter(group_id__in=places)
    await plans.filter(publisher_id=member).update(publisher_name=_NAME)
    await plans.filter(publisher_id=member, ended_at__not_isnull=True).update(publisher_id="")
    await plans.filter(ended_by=member).update(ended_by="")


async def _rows(found: QuerySet[Any]) -> list[list[int]]:
    """Ids in parts that fit into a statement: a join cannot stand in one that changes rows."""
    ids = [int(str(each)) for each in await found.values_list("id", flat=True)]
    return [ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK)]


async def _erase_from_lists(signal: PersonErased) -> None:
    accounts = {str(account) for _, account in signal.accounts}

    def is_theirs(entry: dict[str, Any]) -> bool:
        return entry.get("person") == signal.person or str(entry.get("id")) in accounts

    for row in await SavedList.filter(organisation_id=signal.organisation_id):
        kept = [entry for entry in row.members if not is_theirs(entry)]
        if len(kept) < len(row.members):
            row.members = kept
            await row.save(update_fields=["members"])
    for account in accounts:
        await SavedList.filter(organisation_id=signal.organisation_id, made_by=account).update(made_by="")
