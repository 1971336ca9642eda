"""After the deadline: the superior of those who have not answered is told, where the roster knows one who is here."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.domain.ids import ChatRef, MemberId
from bot.domain.messages import Mention
from bot.domain.people import Person, name_key
from bot.governance import voice
from bot.governance.directory import GroupState
from bot.governance.standings import Standing, standings
from plugins.notices.domain.tally import MOST_MENTIONS
from plugins.notices.models import Notice, Nudge
from plugins.notices.service.files import NoticeFile, filed

from .planning import pace_of

OWNER = "notices.remind"
LASTS = timedelta(hours=6)

Lines = list[tuple[NoticeFile, list[str]]]


def superior_of(person: Person | None, here: Sequence[Standing]) -> Standing | None:
    """The one member here who is that person's superior: by name, of namesakes the one in the same department."""
    if person is None or person.superior is None:
        return None
    wanted = name_key(person.superior)
    found = [s for s in here if s.person is not None and name_key(s.person.name) == wanted and _in_post(s.person)]
    if len({s.row for s in found}) > 1:
        found = [s for s in found if s.person is not None and s.person.department == person.department]
    return found[0] if len({s.row for s in found}) == 1 else None


def _in_post(person: Person) -> bool:
    return person.state == "in_post"


async def tell_superiors(group: GroupState, nudges: Sequence[Nudge], now: datetime) -> None:
    """One message for all superiors concerned, or one to each in private; those without one are let be."""
    here = await standings(group)
    by_member = {standing.member: standing for standing in here}
    rows = await Notice.filter(id__in=[nudge.notice_id for nudge in nudges])
    files = {row.id: (await filed(row)).in_place(group.id) for row in rows}
    of: dict[MemberId, list[Nudge]] = {}
    for nudge in nudges:
        member = by_member.get(MemberId(nudge.member_id))
        superior = superior_of(member.person if member is not None else None, here)
        if superior is None or superior.member in (nudge.member_id, files[nudge.notice_id].publisher):
            await Nudge.filter(id=nudge.id).update(state="void")
        else:
            of.setdefault(superior.member, []).append(nudge)
    pace = pace_of(group.regulation)
    privately = pace is not None and pace.private
    together: list[MemberId] = []
    for member, mine in of.items():
        if privately and all(nudge.tries == 0 for nudge in mine):
            await _put(group, [by_member[member]], mine, files, by_member, now, private=True)
        else:
            together.append(member)
    for start in range(0, len(together), MOST_MENTIONS):
        chosen = together[start : start + MOST_MENTIONS]
        mine = [nudge for member in chosen for nudge in of[member]]
        await _put(group, [by_member[m] for m in chosen], mine, files, by_member, now, of=of)


async def _put(
    group: GroupState,
    superiors: Sequence[Standing],
    nudges: Sequence[Nudge],
    files: dict[int, NoticeFile],
    here: dict[MemberId, Standing],
    now: datetime,
    *,
    private: bool = False,
    of: dict[MemberId, list[Nudge]] | None = None,
) -> None:
    first = nudges[0]
    key = f"notices:remind:{group.id}:{first.id}:{first.tries}"
    numbers = "、".join(f"#{number}" for number in sorted({files[n.notice_id].number for n in nudges})[:10])
    sign = f"通知 {numbers}·请督促"
    people = [("" if private else s.name, _lines((of or {}).get(s.member, nudges), files, here)) for s in superiors]
    chat = ChatRef(group.chat.platform, user=superiors[0].member) if private else group.chat
    await voice.say(
        chat,
        group.account,
        "notices/superior",
        key=key,
        now=now,
        mention=[] if private else [Mention(s.member, s.name) for s in superiors],
        marker=f"【{sign}】",
        group_id=group.id,
        valid_for=LASTS,
        owner=OWNER,
        about={"what": "superior", "notices": sorted({n.notice_id for n in nudges}), "batch": 1, "way": "superior"},
        fields={"sign": sign, "people": people},
    )
    await Nudge.filter(id__in=[nudge.id for nudge in nudges]).update(
        state="put", batch=key, told_at=now, tries=max(nudge.tries for nudge in nudges) + 1
    )


def _lines(nudges: Iterable[Nudge], files: dict[int, NoticeFile], here: dict[MemberId, Standing]) -> Lines:
    named: dict[int, list[str]] = {}
    for nudge in nudges:
        standing = here.get(MemberId(nudge.member_id))
        person = standing.person if standing is not None else None
        name = person.name if person is not None else nudge.member_id
        named.setdefault(nudge.notice_id, []).append(name)
    return [(files[notice], names) for notice, names in sorted(named.items())]
