"""What ``/notice N`` and ``/show N`` answer: names for administrators and the publisher, counts for others."""

from bot.domain.errors import NoSuchNumber
from bot.domain.members import Actor, Role
from bot.governance import numbered
from bot.governance.directory import GroupState
from plugins.notices.domain.tally import Asked, by_department
from plugins.notices.models import NoticeVersion

from .files import UNPUBLISHED, NoticeFile, find_notice
from .handouts import shown_name
from .places import targets
from .repeating import find_plan, plan_file
from .tallying import tally_of


async def show_notice(group: GroupState, number: int, actor: Actor) -> tuple[str, dict[str, object]]:
    """A template's key and its fields. Raises NoSuchNumber, also where the notice is not public yet.

    A draft is shown to its author only.
    """
    manages = actor.role >= Role.ADMIN
    plan = await find_plan(group.id, number)
    if plan is not None:
        return "notices/plan_status", {"plan": plan_file(plan), "manages": manages}
    notice = await find_notice(group.id, number)
    with_names = manages or actor.id == notice.publisher
    if (notice.state in UNPUBLISHED and not with_names) or (notice.state == "draft" and actor.id != notice.publisher):
        raise NoSuchNumber(number=number)
    result = await tally_of(group, notice)
    departments = {person.member: person.department for person in result.asked}
    answered = [Asked(a.member, shown_name(a), departments.get(a.member, "")) for a in result.answers]
    return "notices/status", {
        "notice": notice,
        "groups": [each.name for each in targets(group, notice.groups)] if len(notice.groups) > 1 else [],
        "edited_by": await _edited_by(notice),
        "tally": result,
        "with_names": with_names,
        "manages": manages,
        "missing": by_department(result.missing),
        "answered": by_department(answered),
        "mine": next((a for a in result.answers if a.member == actor.id), None),
        "asked_me": any(p.member == actor.id for p in result.missing),
    }


async def _edited_by(notice: NoticeFile) -> str:
    """Who wrote the present version, "" for the first."""
    if notice.version == 1:
        return ""
    row = await NoticeVersion.get_or_none(notice_id=notice.id, version=notice.version)
    return row.edited_name if row is not None else ""


numbered.register("notice", show_notice)
