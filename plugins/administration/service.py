"""Use cases of the group's administration that are not the kernel's own."""

from bot.domain.errors import Refusal
from bot.domain.ids import LONGEST_ID, ChatRef, MemberId
from bot.domain.members import Role
from bot.domain.ports import Ability
from bot.effects.accounts import accounts
from bot.governance import permissions
from bot.governance.directory import GroupState, directory

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


async def console_name(group: GroupState, number: str, owner: MemberId) -> str | None:
    """The name of the group with this number, or None where it cannot be an administration group of ``owner``.

    The bot must be in it, and ``owner`` must have power there: a foreign group shall not be told
    the names and appeals of this one.
    """
    platform = accounts.get(group.account) if group.account is not None else None
    if platform is None or number == group.chat.group or len(number) > LONGEST_ID:
        return None
    chat = ChatRef(group.chat.platform, number)
    name = await platform.group_name(chat)
    if name is None or Ability.ROLES not in platform.capabilities:
        return name if permissions.standing().is_superuser(owner) else None
    role = await permissions.standing().role(directory.find(chat), chat, platform.account, owner)
    return name if role is not None and role >= Role.ADMIN else None
