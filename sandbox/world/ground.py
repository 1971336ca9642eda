"""What the world keeps, and how it is looked up."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from .changes import Change
from .model import File, Group, JoinRequest, Member, Message, Person, Platform
from .refusals import Refused

Clock = Callable[[], datetime]
Subscriber = Callable[[Sequence[Change]], None]


def system_clock() -> datetime:
    return datetime.now(UTC)


class Ground:
    """People, groups and messages, and who wants to be told of changes."""

    def __init__(self, platform: Platform, clock: Clock = system_clock) -> None:
        self.platform = platform
        self.clock = clock
        self.people: dict[str, Person] = {}
        self.groups: dict[str, Group] = {}
        self.messages: dict[int, Message] = {}
        self.chats: dict[str, list[Message]] = {}
        self.requests: dict[str, JoinRequest] = {}
        self.files: dict[str, File] = {}
        self._subscribers: list[Subscriber] = []

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Tell ``subscriber`` every change from now on; the result ends that."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def tell(self, *changes: Change) -> None:
        for subscriber in tuple(self._subscribers):
            subscriber(changes)

    def add_person(self, user: str, nickname: str, *, is_friend: bool = True) -> Person:
        person = Person(user, nickname, is_friend)
        self.people[user] = person
        return person

    def group(self, group: str) -> Group:
        found = self.groups.get(group)
        if found is None:
            raise Refused("unknown_group")
        return found

    def member(self, group: str, user: str) -> Member:
        found = self.group(group).members.get(user)
        if found is None:
            raise Refused("not_a_member")
        return found

    def groups_of(self, user: str) -> list[Group]:
        return [group for group in self.groups.values() if user in group.members]

    def name_of(self, user: str, group: str = "") -> str:
        """What people call this user in that group, also after they left; else the id."""
        if group in self.groups:
            found = self.groups[group].members.get(user)
            if found is not None:
                return found.name
            if user in self.groups[group].left:
                return self.groups[group].left[user].name
        person = self.people.get(user)
        return person.nickname if person else user

    def require_power(self, group: str, operator: str, over: str | None = None) -> None:
        """The operator must be owner or admin, and of higher rank than ``over``."""
        rank = self.member(group, operator).role.rank
        if rank == 0:
            raise Refused("not_admin")
        if over is not None and over != operator and rank <= self.member(group, over).role.rank:
            raise Refused("target_protected")
