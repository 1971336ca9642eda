"""``/notices``: what is open, planned, repeating, waiting for review, and one's own drafts."""

from dataclasses import dataclass

from bot.domain.members import Actor, Role
from bot.governance.directory import GroupState
from plugins.notices.models import Notice, NoticePlace, NoticePlan

from .files import ANSWERABLE, NoticeFile, filed
from .repeating import PlanFile, plan_file

MOST_LISTED = 15
"""Of each kind, the newest."""


@dataclass(frozen=True, slots=True)
class Notices:
    """Each newest first; ``waiting`` is filled for administrators and for one's own, ``drafts`` are one's own."""

    open: list[NoticeFile]
    planned: list[NoticeFile]
    repeating: list[PlanFile]
    waiting: list[NoticeFile]
    drafts: list[NoticeFile]

    def __bool__(self) -> bool:
        return bool(self.open or self.planned or self.repeating or self.waiting or self.drafts)


async def list_notices(group: GroupState, actor: Actor) -> Notices:
    """Members see what is public, and their own."""
    manages = actor.role >= Role.ADMIN
    own = Notice.filter(group_id=group.id, publisher_id=actor.id)
    seen = Notice.filter(group_id=group.id) if manages else own
    plans = NoticePlan.filter(group_id=group.id, ended_at=None).order_by("next_at").limit(MOST_LISTED)
    return Notices(
        await _open(group),
        [await filed(row) for row in await seen.filter(state="planned").order_by("planned_at").limit(MOST_LISTED)],
        [plan_file(row) for row in await plans],
        [await filed(row) for row in await seen.filter(state="review").order_by("id").limit(MOST_LISTED)],
        [await filed(row) for row in await own.filter(state="draft").order_by("-id").limit(MOST_LISTED)],
    )


async def _open(group: GroupState) -> list[NoticeFile]:
    """Also those of other groups that came here, under the number they have here."""
    here = await NoticePlace.filter(group_id=group.id).order_by("-id").limit(200).values_list("notice_id", flat=True)
    own = await Notice.filter(group_id=group.id, state__in=ANSWERABLE).order_by("-id").limit(MOST_LISTED)
    others = (
        await Notice.filter(id__in=[int(str(n)) for n in here], state__in=ANSWERABLE).order_by("-id").limit(MOST_LISTED)
    )
    found = [(await filed(row)).in_place(group.id) for row in (*own, *others)]
    return sorted(found, key=lambda n: n.number, reverse=True)[:MOST_LISTED]
