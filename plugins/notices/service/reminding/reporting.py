"""What the administrators and the publisher are told: at the deadline, and when the superiors have been told."""

from datetime import datetime

from bot.domain.ids import ChatRef
from bot.domain.messages import Mention
from bot.effects import schedule
from bot.governance import hours, voice
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.notices.domain.tally import Tally, by_department
from plugins.notices.models import Notice
from plugins.notices.service.files import NoticeFile, filed
from plugins.notices.service.handouts import picture_of
from plugins.notices.service.names import LASTS
from plugins.notices.service.tallying import tally_of

from .planning import asked_since


async def report(
    group: GroupState, notice: NoticeFile, result: Tally, now: datetime, *, key: str, marker: str, template: str
) -> None:
    """To the administrators with the publisher mentioned; where they have a group of their own, to the publisher too.

    Names go with a picture, where they are many.
    """
    fields = {"notice": notice, "tally": result, "missing": by_department(result.missing)}
    publisher = Mention(notice.publisher, notice.publisher_name)
    enclosed = picture_of(notice, result)
    await voice.tell_administrators(
        group,
        template,
        key=key,
        now=now,
        mention=[publisher],
        marker=marker,
        enclosed=enclosed,
        valid_for=LASTS,
        fields=fields,
    )
    if group.console is not None:
        await voice.say(
            ChatRef(group.chat.platform, user=notice.publisher),
            group.account,
            template,
            key=f"{key}:publisher",
            now=now,
            marker=marker,
            enclosed=enclosed,
            group_id=group.id,
            valid_for=LASTS,
            fields=fields,
        )


@transaction
async def at_deadline(group: GroupState, notice_id: int, *, now: datetime) -> None:
    """The report; in quiet hours when they end. A deadline that was moved meanwhile has a look of its own."""
    row = await Notice.get_or_none(id=notice_id, state="open")
    if row is None or row.deadline is None or row.deadline > now:
        return
    version, _ = await asked_since(row)
    suffix = "report" if version == 1 else f"v{version}:report"
    loud = hours.next_loud(group, now)
    if loud > now and not row.urgent:
        key = f"notice:{row.id}:{suffix}:loud:{loud:%Y%m%d%H%M}"
        await schedule.at("notices.deadline", key, loud, {"notice": row.id}, group_id=group.id)
        return
    notice = await filed(row)
    await report(
        group,
        notice,
        await tally_of(group, notice),
        now,
        key=f"notice:{row.id}:{suffix}",
        marker=f"通知 #{notice.number} 已到截止时间",
        template="notices/report",
    )


async def report_followed_up(group: GroupState, notice: NoticeFile, result: Tally, name: str, now: datetime) -> None:
    """The superiors are being told: once for each group and occasion."""
    await report(
        group,
        notice,
        result,
        now,
        key=f"notice:{notice.id}:{name}:{group.id}:report",
        marker=f"通知 #{notice.number} 截止后仍有人未回复",
        template="notices/followed_up",
    )
