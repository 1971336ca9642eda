"""Use cases of the group's administration that are not the kernel's own."""

from bot.domain.errors import Refusal
from bot.domain.ids import ChatRef
from bot.effects.accounts import accounts
from bot.governance.directory import GroupState

_default_mode = "observe"


class ConsoleUnreachable(Refusal):
    """The bot is not in the group that was named as administration group."""

    code = "groups.console_unreachable"


def use_default_mode(mode: str) -> None:
    """The mode of newly enabled groups: the setting DEFAULT_MODE."""
    global _default_mode
    _default_mode = mode


def default_mode() -> str:
    return _default_mode


async def console_name(group: GroupState, number: str) -> str | None:
    """The name of the group with this number on the same platform, or None where the bot is no member."""
    platform = accounts.get(group.account) if group.account is not None else None
    if platform is None or number == group.chat.group:
        return None
    return await platform.group_name(ChatRef(group.chat.platform, number))
