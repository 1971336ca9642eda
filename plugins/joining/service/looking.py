"""An applicant's text, read and compared with the roster."""

from dataclasses import dataclass, field

from bot.domain.applicants import explain, match, read_application
from bot.domain.ids import MemberId
from bot.domain.people import Person
from bot.governance import bans, people
from bot.governance.directory import GroupState


@dataclass(frozen=True)
class Looked:
    """``person`` is who is meant, certainly or probably; ``code`` a Match's ``why`` or one of ours:
    no_roster, already_in (that person is in the group with another account), other_person (this account
    is linked with somebody else), has_account (that person is known by another account, elsewhere)."""

    code: str
    why: str
    stated: dict[str, str] = field(default_factory=dict[str, str])
    differing: tuple[str, ...] = ()
    person: Person | None = None
    row: int | None = None

    @property
    def certain(self) -> bool:
        return self.code == "certain"


_OURS = {
    "no_roster": "还没有导入花名册",
    "already_in": "花名册中的此人已有账号在群内，请核实",
    "has_account": "花名册中的此人已有登记的账号，请核实；本人请私聊我绑定：/绑定",
    "other_person": "此账号已登记为另一人，请核实",
    "banned_person": "花名册中的此人另有账号在黑名单中，请核实",
}


async def look(group: GroupState, text: str, member: MemberId) -> Looked:
    """Read ``text`` and find who is meant. Asks the store only; the roster is in memory."""
    roster = await people.roster_of(group.organisation_id)
    application = read_application(text, lexicon=roster.index.lexicon)
    stated = dict(application.fields)
    if not roster:
        return Looked("no_roster", _OURS["no_roster"], stated)
    found = match(application, roster.index)
    row = roster.row_of(found.person) if found.person is not None else None
    code, why = found.why, explain(found)
    if code == "certain" and row is not None:
        taken = await _taken(group, member, row)
        code, why = (taken, _OURS[taken]) if taken else (code, why)
    return Looked(code, why, stated, found.differing, found.person, row)


async def _taken(group: GroupState, member: MemberId, row: int) -> str:
    linked = await people.linked_person(group.id, member)
    if linked is not None and linked != row:
        return "other_person"
    if await bans.is_person_banned(group, row):
        return "banned_person"
    others = [other for other in await people.members_linked(group.id, row) if other != member]
    if others:
        return "already_in"
    accounts = {(each.platform, each.account) for each in await people.accounts_of(row)}
    return "has_account" if accounts and (group.chat.platform, member) not in accounts else ""
