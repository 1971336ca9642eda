"""A person is erased: sign-ups, votes and attendance go; activities stay, without the name of who organised them."""

from bot.domain.ids import GroupId, MemberId
from bot.governance import groups, people
from bot.governance.directory import directory
from bot.governance.signals import Context, PersonErased
from bot.store.transaction import transaction
from plugins.activities.models import (
    ActivityRow,
    Attendance,
    AttendanceList,
    CalendarFeed,
    DateVote,
    Programme,
    SignUp,
)

from .leaving import leave_all

_NAME = people.NAMELESS
_CHUNK = 500
_OVER = ("rejected", "cancelled", "over")


@transaction
async def erase(signal: PersonErased, context: Context) -> None:
    """Part of the erasing transaction. Places they held are given back first; who still has to organise stays known
    by their account until the activity is over.
    """
    for platform, member in signal.accounts:
        places = await groups.ids_on(signal.organisation_id, platform)
        for place in places:
            group = directory.get(place)
            if group is not None:
                await leave_all(group, member, now=context.now)
        await _erase(places, member)


async def _erase(places: list[GroupId], member: MemberId) -> None:
    here = ActivityRow.filter(group_id__in=places)
    activities = [int(str(each)) for each in await here.values_list("id", flat=True)]
    for start in range(0, len(activities), _CHUNK):
        some = activities[start : start + _CHUNK]
        for model in (SignUp, DateVote, Attendance):
            await model.filter(activity_id__in=some, member_id=member).delete()
        await Attendance.filter(activity_id__in=some, noted_by=member).update(noted_by="")
        await Attendance.filter(activity_id__in=some, excused_by=member).update(excused_by=_NAME)
        await AttendanceList.filter(activity_id__in=some, settled_by=member).update(settled_by="")
    await here.filter(organiser_id=member).update(organiser_name=_NAME)
    await here.filter(organiser_id=member, state__in=_OVER).update(organiser_id="")
    await here.filter(decided_by=member).update(decided_by="")
    programmes = Programme.filter(group_id__in=places)
    await programmes.filter(organiser_id=member).update(organiser_name=_NAME)
    await programmes.filter(organiser_id=member, state__in=("stopped", "rejected")).update(organiser_id="")
    await programmes.filter(decided_by=member).update(decided_by="")
    await CalendarFeed.filter(group_id__in=places, made_by=member).update(made_by="")
