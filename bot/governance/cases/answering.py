"""What every decision on a case leaves behind: the audit entry, the signal, and words to the member."""

from datetime import datetime
from typing import Any

from bot.domain.ids import ChatRef
from bot.domain.members import Actor
from bot.domain.messages import Mention
from bot.effects import outbox
from bot.governance import roster, signals, voice
from bot.governance.cases.queries import CaseFile
from bot.governance.directory import GroupState
from bot.store import audit

OWNER = "cases.private"


async def recorded(group: GroupState, case: CaseFile, verdict: str, actor: Actor, now: datetime, **more: Any) -> None:
    """Write it down and tell whoever keeps account of what the bot got right."""
    await audit.record(
        f"group:{group.id}", at=now, actor=actor.id, action=f"case.{verdict}", subject=f"case:{case.number}", **more
    )
    signal = signals.CaseDecided(group.id, case.id, verdict, actor.id)
    await signals.emit(signal, signals.Context(group.id, now))


async def tell_member(
    group: GroupState, case: CaseFile, template: str, key: str, now: datetime, *, aloud: bool = True, **fields: Any
) -> None:
    """Tell the member in the group, or not ``aloud`` where the group never read of it; in private whoever has left.

    A private message may not arrive where the platform lets strangers not be written to: it is recorded only.
    """
    said: dict[str, Any] = {"marker": f"案件 #{case.number}", "fields": {"case": case, **fields}}
    if aloud:
        mention = [Mention(case.member, case.member_name)]
        await voice.say_in(group, template, key=key, now=now, mention=mention, **said)
    member = await roster.member_of(group.id, case.member)
    if not aloud or (member is not None and member.left_at is not None):
        chat = ChatRef(group.chat.platform, user=case.member)
        await voice.say(
            chat, group.account, template, key=f"{key}:private", now=now, group_id=group.id, owner=OWNER, **said
        )


outbox.register(OWNER)
