"""A platform in memory: groups with members, a history, and faults that a test scripts."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from typing import Any

from bot.domain.events import ListedRequest
from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.domain.members import MemberInfo, Role
from bot.domain.messages import Forwarded, Mention, MentionAll, Quote, Segment, Text
from bot.domain.ports import Ability, Capabilities, Clock, HistoryItem, Outcome, Result
from bot.domain.things import GroupThing, ThingKind
from tests.support.clock import FakeClock

ALL = frozenset(Ability)


@dataclass
class Call:
    """One call as it came: ``name`` of the port's method and its arguments by name."""

    name: str
    arguments: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.arguments[key]


@dataclass
class FakeGroup:
    name: str = "测试群"
    members: dict[MemberId, MemberInfo] = field(default_factory=dict)
    history: list[HistoryItem] = field(default_factory=list)
    recalled: set[MessageId] = field(default_factory=set)
    announcements: list[str] = field(default_factory=list)
    reactions: list[tuple[MessageId, str]] = field(default_factory=list)
    kicked: list[MemberId] = field(default_factory=list)
    things: list[GroupThing] = field(default_factory=list)


@dataclass
class Fault:
    """What happens to one coming call: the answer, and whether the effect happens nevertheless."""

    result: Result
    effect: bool


def plain(parts: Sequence[Segment]) -> str:
    """The text of an outgoing message as people see it; a mention is ``@id``."""
    words: list[str] = []
    for part in parts:
        match part:
            case Text(text):
                words.append(text)
            case Mention(user, name):
                words.append(f"@{name or user}")
            case MentionAll():
                words.append("@全体成员")
            case Quote():
                pass
            case other:
                words.append(f"[{type(other).__name__}]")
    return "".join(words)


class FakePlatform:
    """The Platform port. Give faults with ``script``; look at ``calls``, ``sent()`` and ``group()``."""

    def __init__(
        self,
        account: str = "10001",
        platform: str = "qq",
        *,
        abilities: frozenset[Ability] = ALL,
        clock: Clock | None = None,
    ) -> None:
        self.account = AccountId(account)
        self.listed_requests: list[ListedRequest] | None = None
        self.platform = platform
        self.capabilities = Capabilities("Fake", abilities)
        self.clock: Clock = clock or FakeClock()
        self.calls: list[Call] = []
        self.groups: dict[str, FakeGroup] = {}
        self.private: dict[MemberId, list[HistoryItem]] = {}
        self.requests: dict[str, tuple[bool, str] | None] = {}
        self.files: dict[str, bytes] = {}
        self.forwards: dict[str, list[Forwarded]] = {}
        self.all_mentions_left: int | None = None
        self.lists = frozenset(ThingKind)
        self._faults: dict[str, deque[Fault]] = {}
        self._ids = count(1)

    # what a test prepares and reads

    def group(self, external_id: str = "900") -> FakeGroup:
        return self.groups.setdefault(external_id, FakeGroup())

    def chat(self, external_id: str = "900") -> ChatRef:
        self.group(external_id)
        return ChatRef(self.platform, external_id)

    def add_member(self, member: str, role: Role = Role.MEMBER, *, group: str = "900", **about: Any) -> MemberInfo:
        about.setdefault("nickname", f"成员{member}")
        about.setdefault("joined_at", self.clock.now() - timedelta(days=30))
        info = MemberInfo(MemberId(member), role=role, **about)
        self.group(group).members[info.id] = info
        return info

    def add_message(self, text: str, sender: str, *, group: str = "900") -> MessageId:
        """A member's message into the history, as if it had been said now."""
        item = HistoryItem(self._new_id(), MemberId(sender), text, self.clock.now())
        self.group(group).history.append(item)
        return item.id

    def script(self, name: str, outcome: Outcome, *, effect: bool = False, times: int = 1, detail: str = "") -> None:
        """The next ``times`` calls of ``name`` answer this; with ``effect`` they happen all the same."""
        fault = Fault(Result(outcome, detail), effect)
        self._faults.setdefault(name, deque()).extend([fault] * times)

    def called(self, name: str) -> list[Call]:
        return [call for call in self.calls if call.name == name]

    def sent(self, group: str = "900") -> list[str]:
        """Our own messages that are in the group, recalled ones left out."""
        place = self.group(group)
        return [m.text for m in place.history if m.sender == self.account and m.id not in place.recalled]

    def sent_privately(self, member: str) -> list[str]:
        return [m.text for m in self.private.get(MemberId(member), [])]

    # the port

    async def send(self, chat: ChatRef, parts: Sequence[Segment]) -> Result:
        result, happens = self._begin("send", Ability.MESSAGE_IDS, chat=chat, parts=tuple(parts), text=plain(parts))
        if not happens:
            return result
        item = HistoryItem(self._new_id(), MemberId(self.account), plain(parts), self.clock.now())
        if chat.group is not None:
            self.group(chat.group).history.append(item)
        else:
            self.private.setdefault(chat.user or MemberId(""), []).append(item)
        told = Ability.MESSAGE_IDS in self.capabilities and result.accepted
        return replace(result, message=item.id if told else None)

    async def send_file(self, chat: ChatRef, name: str, content: bytes) -> Result:
        result, happens = self._begin("send_file", Ability.FILES, chat=chat, file=name, content=content)
        if happens:
            self.files[name] = content
        return result

    async def recall(self, chat: ChatRef, message: MessageId) -> Result:
        result, happens = self._begin("recall", Ability.RECALL, chat=chat, message=message)
        if happens:
            self._place(chat).recalled.add(message)
        return result

    async def mute(self, chat: ChatRef, member: MemberId, duration: timedelta) -> Result:
        result, happens = self._begin("mute", Ability.MUTE, chat=chat, member=member, duration=duration)
        members = self._place(chat).members
        if happens and member in members:
            until = self.clock.now() + duration if duration else None
            members[member] = replace(members[member], muted_until=until)
        return result

    async def kick(self, chat: ChatRef, member: MemberId, *, refuse_rejoin: bool) -> Result:
        result, happens = self._begin("kick", Ability.KICK, chat=chat, member=member, refuse_rejoin=refuse_rejoin)
        place = self._place(chat)
        if happens and place.members.pop(member, None):
            place.kicked.append(member)
        return result

    async def set_card(self, chat: ChatRef, member: MemberId, card: str) -> Result:
        result, happens = self._begin("set_card", Ability.SET_CARD, chat=chat, member=member, card=card)
        members = self._place(chat).members
        if happens and member in members:
            members[member] = replace(members[member], card=card)
        return result

    async def answer_request(self, flag: str, sub_type: str, *, approve: bool, reason: str) -> Result:
        result, happens = self._begin(
            "answer_request", Ability.JOIN_REQUESTS, flag=flag, sub_type=sub_type, approve=approve, reason=reason
        )
        if happens:
            if self.requests.get(flag) is not None:
                return Result(Outcome.DENIED, "no such request")
            self.requests[flag] = (approve, reason)
        return result

    async def announce(self, chat: ChatRef, text: str) -> Result:
        result, happens = self._begin("announce", Ability.ANNOUNCE, chat=chat, text=text)
        if happens:
            self._place(chat).announcements.append(text)
        return result

    async def react(self, chat: ChatRef, message: MessageId, emoji: str) -> Result:
        result, happens = self._begin("react", Ability.REACT, chat=chat, message=message, emoji=emoji)
        if happens:
            self._place(chat).reactions.append((message, emoji))
        return result

    async def member(self, chat: ChatRef, member: MemberId) -> MemberInfo | Outcome:
        result, _ = self._begin("member", Ability.MEMBER_LIST, chat=chat, member=member)
        if not result.accepted:
            return result.outcome
        return self._place(chat).members.get(member, Outcome.DENIED)

    async def members(self, chat: ChatRef) -> list[MemberInfo] | None:
        result, _ = self._begin("members", Ability.MEMBER_LIST, chat=chat)
        return list(self._place(chat).members.values()) if result.accepted else None

    async def history(self, chat: ChatRef, count: int) -> list[HistoryItem] | None:
        result, _ = self._begin("history", Ability.HISTORY, chat=chat, count=count)
        if not result.accepted:
            return None
        place = self._place(chat)
        items = place.history if chat.group is not None else self.private.get(chat.user or MemberId(""), [])
        return [m for m in items if m.id not in place.recalled][-count:]

    async def message_exists(self, chat: ChatRef, message: MessageId) -> bool | None:
        result, _ = self._begin("message_exists", Ability.HISTORY, chat=chat, message=message)
        return message not in self._place(chat).recalled if result.accepted else None

    async def group_name(self, chat: ChatRef) -> str | None:
        result, _ = self._begin("group_name", None, chat=chat)
        return self._place(chat).name if result.accepted else None

    async def mentions_of_all_left(self, chat: ChatRef) -> int | None:
        result, _ = self._begin("mentions_of_all_left", Ability.MENTION_ALL, chat=chat)
        return self.all_mentions_left if result.accepted else None

    async def download(self, file: str, url: str, limit_bytes: int) -> bytes | None:
        result, _ = self._begin("download", None, file=file, url=url, limit_bytes=limit_bytes)
        content = self.files.get(file) or self.files.get(url)
        return content if result.accepted and content is not None and len(content) <= limit_bytes else None

    async def join_requests(self) -> list[ListedRequest] | None:
        result, _ = self._begin("join_requests", None)
        return list(self.listed_requests) if result.accepted and self.listed_requests is not None else None

    async def things(self, chat: ChatRef, kind: ThingKind) -> list[GroupThing] | None:
        result, _ = self._begin("things", None, chat=chat, kind=kind)
        if not result.accepted or kind not in self.lists:
            return None
        return [thing for thing in self._place(chat).things if thing.kind is kind]

    async def remove_thing(self, chat: ChatRef, thing: GroupThing) -> Result:
        result, happens = self._begin("remove_thing", None, chat=chat, thing=thing.id)
        if happens:
            place = self._place(chat)
            place.things = [each for each in place.things if (each.kind, each.id) != (thing.kind, thing.id)]
        return result

    async def forwarded(self, forward: str, *, most: int) -> list[Forwarded] | None:
        result, _ = self._begin("forwarded", None, forward=forward, most=most)
        found = self.forwards.get(forward)
        return found[:most] if result.accepted and found is not None else None

    # inside

    def _begin(self, name: str, ability: Ability | None, **arguments: Any) -> tuple[Result, bool]:
        self.calls.append(Call(name, arguments))
        waiting = self._faults.get(name)
        if waiting:
            fault = waiting.popleft()
            return fault.result, fault.effect
        sends_without = name == "send"
        if ability is not None and ability not in self.capabilities and not sends_without:
            return Result(Outcome.UNSUPPORTED, f"{name}: unknown action"), False
        return Result(Outcome.UNVERIFIED), True

    def _place(self, chat: ChatRef) -> FakeGroup:
        return self.group(chat.group or "")

    def _new_id(self) -> MessageId:
        return MessageId(str(next(self._ids)))
