"""Which accounts are connected in this process, and through which port."""

from collections.abc import Callable
from typing import Any

from bot.domain.ids import AccountId
from bot.domain.ports import Platform

Watcher = Callable[[AccountId, bool], None]
"""Called with the account and whether it is up now; must neither raise nor block."""


class Accounts:
    """One port an account: a second connection of the same account replaces the first."""

    def __init__(self) -> None:
        self._ports: dict[AccountId, Platform] = {}
        self._watchers: list[Watcher] = []

    def up(self, platform: Platform) -> None:
        self._ports[platform.account] = platform
        self._tell(platform.account, True)

    def down(self, account: AccountId, platform: Platform | None = None) -> None:
        """Forget the account; with ``platform`` only if that is still its port."""
        if platform is not None and self._ports.get(account) is not platform:
            return
        if self._ports.pop(account, None) is not None:
            self._tell(account, False)

    def get(self, account: AccountId) -> Platform | None:
        return self._ports.get(account)

    def all(self) -> list[Platform]:
        return list(self._ports.values())

    def ids(self) -> list[AccountId]:
        return list(self._ports)

    def for_group(self, group: Any) -> Platform | None:
        """The port of a group (a row with ``primary_account``), of an account id, or None.

        A group without a primary account is served where its platform has one account only.
        """
        if group is None or isinstance(group, str):
            return self._ports.get(AccountId(group)) if group else None
        account = getattr(group, "primary_account", None) or getattr(group, "account", None)
        if account:
            return self._ports.get(AccountId(account))
        return self.only(str(getattr(group, "platform", "")))

    def only(self, platform: str) -> Platform | None:
        """The one account of this platform, or None where there are none or several."""
        found = [port for port in self._ports.values() if port.platform == platform]
        return found[0] if len(found) == 1 else None

    def watch(self, watcher: Watcher) -> None:
        self._watchers.append(watcher)

    def unwatch(self, watcher: Watcher) -> None:
        if watcher in self._watchers:
            self._watchers.remove(watcher)

    def clear(self) -> None:
        """Forget everything, watchers too: for tests."""
        self._ports.clear()
        self._watchers.clear()

    def _tell(self, account: AccountId, is_up: bool) -> None:
        for watcher in list(self._watchers):
            watcher(account, is_up)


accounts = Accounts()
