"""Requests that no event told: filtered by the platform, or made while the account was away."""

from datetime import datetime

from bot.domain.ids import AccountId
from bot.effects.accounts import accounts
from bot.governance import signals
from bot.governance.directory import directory


async def look_for_requests(account: AccountId, *, now: datetime) -> None:
    """Ask the platform what waits in the account's groups, and tell the areas. Not inside a transaction."""
    groups = [group for group in directory.enabled() if group.account == account]
    platform = accounts.get(account) if groups else None
    listed = await platform.join_requests() if platform is not None else None
    for group in groups if listed else ():
        ours = tuple(each for each in listed or () if each.event.chat == group.chat)
        if ours:
            await signals.emit(signals.RequestsListed(group.id, ours), signals.Context(group.id, now))
