"""Questions and remarks that come with an answer, passed on to the publisher: once, not into the group's talk."""

from datetime import datetime, timedelta

from bot.domain.ids import ChatRef
from bot.domain.messages import Mention
from bot.effects import outbox
from bot.governance import voice
from bot.governance.directory import GroupState

from .board import OpenNotice
from .entries import Answering

OWNER = "notices.questions"
LASTS = timedelta(hours=24)


async def pass_on(
    group: GroupState, notice: OpenNotice, by: Answering, name: str, *, version: int, now: datetime
) -> None:
    """Tell it in the administration group, the publisher by name, else to the publisher in private.

    Where a private message does not arrive nothing more is said: the question stands in the group, in
    the status of the notice and in its report.
    """
    if by.remark is None:
        return
    private = ChatRef(group.chat.platform, user=notice.publisher)
    await voice.say(
        group.console or private,
        group.account,
        "notices/question",
        key=f"notice:{notice.id}:question:{by.member}:{version}",
        now=now,
        mention=[Mention(notice.publisher)] if group.console is not None else [],
        marker=f"【通知 #{notice.number}】",
        group_id=group.id,
        valid_for=LASTS,
        owner=OWNER,
        fields={
            "notice": notice,
            "group": group,
            "name": name,
            "by_name": by.by_name,
            "kind": by.remark.kind,
            "remark": by.remark.text,
        },
    )


outbox.register(OWNER)
