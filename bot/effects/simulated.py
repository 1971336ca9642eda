"""A platform on which everything works and nothing happens: what would be done is written down.

A dry run is this port in place of a real one, so that what is tried is the code that acts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.domain.events import ListedRequest
from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.domain.members import MemberInfo
from bot.domain.messages import Forwarded, Segment
from bot.domain.ports import Ability, Capabilities, HistoryItem, Outcome, Result
from bot.domain.things import GroupThing, ThingKind

ABILITIES = frozenset(
    {Ability.RECALL, Ability.MUTE, Ability.KICK, Ability.ROLES, Ability.QUOTE, Ability.MENTION, Ability.MEMBER_LIST}
)
_DONE = Result(Outcome.DONE, "simulated")


@dataclass(frozen=True, slots=True)
class Deed:
    """What would have been done: the port's method, and whom or what it was about ("" for the group)."""

    name: str
    about: str = ""


class SimulatedPlatform:
    """The Platform port over a member list that stands still; whoever is removed stays in the list."""

    def __init__(self, account: AccountId, platform: str, members: Mapping[MemberId, MemberInfo]) -> None:
        self.account = account
        self.platform = platform
        self.capabilities = Capabilities("Simulated", ABILITIES)
        self.deeds: list[Deed] = []
        self._members = dict(members)

    async def send(self, chat: ChatRef, parts: Sequence[Segment]) -> Result:
        return self._do("send", chat.user or "")

    async def send_file(self, chat: ChatRef, name: str, content: bytes) -> Result:
        return self._do("send_file", name)

    async def recall(self, chat: ChatRef, message: MessageId) -> Result:
        return self._do("recall", message)

    async def mute(self, chat: ChatRef, member: MemberId, duration: timedelta) -> Result:
        return self._do("mute" if duration else "lift", member)

    async def kick(self, chat: ChatRef, member: MemberId, *, refuse_rejoin: bool) -> Result:
        return self._do("kick", member)

    async def set_card(self, chat: ChatRef, member: MemberId, card: str) -> Result:
        return self._do("set_card", member)

    async def join_requests(self) -> list[ListedRequest] | None:
        return None

    async def things(self, chat: ChatRef, kind: ThingKind) -> list[GroupThing] | None:
        return None

    async def remove_thing(self, chat: ChatRef, thing: GroupThing) -> Result:
        return self._do("remove_thing", thing.id)

    async def answer_request(self, flag: str, sub_type: str, *, approve: bool, reason: str) -> Result:
        return self._do("answer_request", flag)

    async def announce(self, chat: ChatRef, text: str) -> Result:
        return self._do("announce")

    async def react(self, chat: ChatRef, message: MessageId, emoji: str) -> Result:
        return self._do("react", message)

    async def member(self, chat: ChatRef, member: MemberId) -> MemberInfo | Outcome:
        return self._members.get(member, Outcome.DENIED)

    async def members(self, chat: ChatRef) -> list[MemberInfo] | None:
        return list(self._members.values())

    async def history(self, chat: ChatRef, count: int) -> list[HistoryItem] | None:
        return None

    async def message_exists(self, chat: ChatRef, message: MessageId) -> bool | None:
        return None

    async def group_name(self, chat: ChatRef) -> str | None:
        return None

    async def mentions_of_all_left(self, chat: ChatRef) -> int | None:
        return None

    async def download(self, file: str, url: str, limit_bytes: int) -> bytes | None:
        return None

    async def forwarded(self, forward: str, *, most: int) -> list[Forwarded] | None:
        return None

    def _do(self, name: str, about: Any = "") -> Result:
        self.deeds.append(Deed(name, str(about)))
        return _DONE
