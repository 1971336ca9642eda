"""Identifiers. Every id is text; only the gateway knows that QQ's are integers."""

from dataclasses import dataclass
from typing import NewType

AccountId = NewType("AccountId", str)
"""The bot's own user id on a platform (V11 ``self_id``, V12 ``self.user_id``)."""

MemberId = NewType("MemberId", str)
"""A person's user id on a platform."""

MessageId = NewType("MessageId", str)
"""A platform's handle of one message: local to (account, group), short-lived, may be negative."""

LONGEST_ID = 64
"""Characters of an account's, member's or group's id; nothing longer is one."""

GroupId = NewType("GroupId", int)
"""The primary key of an enabled group in our store."""


@dataclass(frozen=True, slots=True)
class ChatRef:
    """Where a message was said or shall be said, as the platform names it.

    ``platform`` is ``qq`` or ``wechat`` (V12 gives its own name); ``group`` is None for a
    private chat with ``user``. For a group chat ``user`` is None.
    """

    platform: str
    group: str | None = None
    user: MemberId | None = None

    @property
    def is_group(self) -> bool:
        return self.group is not None

    @property
    def key(self) -> str:
        """A text that is equal for equal chats: a dictionary or pacing key."""
        return f"{self.platform}:g:{self.group}" if self.group is not None else f"{self.platform}:u:{self.user}"
