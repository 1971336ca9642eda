"""An account of ours was removed from a group: another one of ours goes on, else the group is left alone."""

from datetime import datetime, timedelta

from bot.domain.events import GroupGone
from bot.domain.ids import MemberId
from bot.domain.members import SYSTEM, MemberInfo
from bot.effects.accounts import accounts
from bot.governance import groups
from bot.governance.directory import GroupState, directory


async def lose_group(group: GroupState, event: GroupGone, *, now: datetime) -> None:
    """Not inside a transaction. What happens to an account that does not serve the group changes nothing."""
    if not event.dissolved:
        if group.account not in (None, event.account):
            return
        for platform in accounts.all():
            if platform.platform != group.chat.platform or platform.account == event.account:
                continue
            if isinstance(await platform.member(group.chat, MemberId(platform.account)), MemberInfo):
                later = now + timedelta(seconds=1)
                if await groups.take_over(group.id, platform.account, now=now, unless_seen_since=later):
                    directory.set_account(group.id, platform.account)
                    return
    await groups.disable_group(group, actor=SYSTEM, now=now)
