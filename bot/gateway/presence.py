"""Whether an account is online, told once when it changes and not with every heartbeat."""

from collections.abc import Callable

from bot.domain.events import AccountState
from bot.domain.ids import AccountId


class Presence:
    """Outlives connections: an account that comes back after a stall is told to be back."""

    def __init__(self, tell: Callable[[AccountState], None]) -> None:
        self._tell = tell
        self._offline: dict[AccountId, str] = {}

    def heard(self, state: AccountState) -> None:
        """Pass ``state`` on where it is news. An account is taken to be online until told otherwise."""
        account = state.account
        if state.online is None or state.online == (account not in self._offline):
            return
        if state.online:
            self._offline.pop(account, None)
        else:
            self._offline[account] = state.reason
        self._tell(state)

    def reason(self, account: AccountId) -> str | None:
        """Why the account is offline; None while it is not."""
        return self._offline.get(account)
