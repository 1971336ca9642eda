"""How a notice stands: its audience against the answers that count, by people."""

from bot.domain.ids import GroupId, MemberId
from bot.governance import whereabouts
from bot.governance.directory import GroupState
from plugins.notices.domain.tally import Answer, Asked, Tally, tally
from plugins.notices.models import Notice, Receipt, Recipient

from .files import NoticeFile


async def tally_of(group: GroupState, notice: NoticeFile) -> Tally:
    """Names are the groups' of today; who left all of them is not missing, who is on leave is counted apart.

    Answers to an earlier version than the one that was asked for last do not count.
    """
    recipients = await Recipient.filter(notice_id=notice.id).order_by("id").values_list(
        "member_id", "member_name", "department", "person_id", "place_id"
    )  # fmt: skip
    places = {GroupId(int(place)) for *_, place in recipients if place is not None} | {notice.group_id, group.id}
    here = await whereabouts.names_in(places)
    leave = await whereabouts.persons_on_leave(group.organisation_id)
    resting = await whereabouts.members_of_persons(leave)
    asked = [
        Asked(
            MemberId(member),
            here.get(MemberId(member), str(name)),
            department,
            not here or member in here,
            person,
            GroupId(place) if place is not None else None,
            person in leave or member in resting,
        )
        for member, name, department, person, place in recipients
    ]
    return tally(asked, await _answers(notice.id))


async def _answers(notice_id: int) -> list[Answer]:
    """Those that count, in the order they were given."""
    wanted = await Notice.filter(id=notice_id).values_list("asked_version", flat=True)
    rows = Receipt.filter(notice_id=notice_id, version__gte=int(str(wanted[0])) if wanted else 1)
    told = await rows.order_by("answered_at", "id").values_list(
        "member_id", "member_name", "answered_at", "late", "by_name", "question", "version"
    )
    return [
        Answer(MemberId(member), name, at, late, by, question or "", version)
        for member, name, at, late, by, question, version in told
    ]
