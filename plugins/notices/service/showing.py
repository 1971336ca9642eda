"""What ``/notice N`` and ``/show N`` answer: names for administrators and the publisher, counts for others."""

from bot.domain.errors import NoSuchNumber
from bot.domain.members import Actor, Role
from bot.governance import numbered
from bot.governance.directory import GroupState
from plugins.notices.domain.tally import Asked, by_department

from .files import find_notice, tally_of


async def show_notice(group: GroupState, number: int, actor: Actor) -> tuple[str, dict[str, object]]:
    """A template's key and its fields. Raises NoSuchNumber, also where the notice is not public yet."""
    notice = await find_notice(group.id, number)
    manages = actor.role >= Role.ADMIN
    with_names = manages or actor.id == notice.publisher
    if notice.state in ("review", "rejected") and not with_names:
        raise NoSuchNumber(number=number)
    result = await tally_of(group, notice)
    departments = {person.member: person.department for person in result.asked}
    answered = [Asked(a.member, a.name, departments.get(a.member, "")) for a in result.answers]
    return "notices/status", {
        "notice": notice,
        "tally": result,
        "with_names": with_names,
        "manages": manages,
        "missing": by_department(result.missing),
        "answered": by_department(answered),
        "mine": next((a for a in result.answers if a.member == actor.id), None),
        "asked_me": any(p.member == actor.id for p in result.missing),
    }


numbered.register("notice", show_notice)
