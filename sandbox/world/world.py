"""The world and everything that can happen in it."""

from datetime import datetime

from .changes import Announced, CardSet, Dissolved, OnlineSet, Poked, Renamed, RoleSet, TitleSet
from .model import Account, Announcement, Chat, Group, Member, Platform, Role
from .refusals import Refused
from .speech import Speech
from .sway import Sway


class World(Speech, Sway):
    """One platform with its people and groups.

    Every operation is synchronous, checks the platform's rules (raises Refused) and then tells the
    subscribers what changed. ``operator`` is always the id of who does it.
    """

    def add_account(self, user: str, nickname: str) -> Account:
        account = Account(user, nickname)
        self.people[user] = account
        return account

    def add_group(self, group: str, name: str, *, max_members: int = 500) -> Group:
        self.groups[group] = Group(group, name, self.platform, max_members=max_members)
        return self.groups[group]

    def settle_in(
        self, group: str, user: str, *, role: Role = Role.MEMBER, card: str = "", joined_at: datetime | None = None
    ) -> Member:
        """Make a person a member without telling anybody: how a world is furnished."""
        member = Member(self.people[user], joined_at or self.clock(), role, card)
        self.group(group).members[user] = member
        return member

    def set_card(self, group: str, user: str, card: str, operator: str) -> None:
        member = self.member(group, user)
        if user != operator:
            self.require_power(group, operator, over=user)
        old, member.card = member.card, card
        self.tell(CardSet(group, user, old, card))

    def set_title(self, group: str, user: str, title: str, operator: str) -> None:
        if self.member(group, operator).role is not Role.OWNER:
            raise Refused("not_admin")
        self.member(group, user).title = title
        self.tell(TitleSet(group, user, title))

    def set_admin(self, group: str, user: str, is_admin: bool, operator: str) -> None:
        if self.member(group, operator).role is not Role.OWNER:
            raise Refused("not_admin")
        self.member(group, user).role = Role.ADMIN if is_admin else Role.MEMBER
        self.tell(RoleSet(group, user, is_admin))

    def hand_over(self, group: str, user: str, operator: str) -> None:
        """Give the group to another owner; neither protocol has an event for it."""
        if self.member(group, operator).role is not Role.OWNER:
            raise Refused("not_admin")
        self.member(group, operator).role = Role.MEMBER
        self.member(group, user).role = Role.OWNER

    def rename(self, group: str, name: str, operator: str) -> None:
        if self.platform is Platform.QQ:
            self.require_power(group, operator)
        self.group(group).name = name
        self.tell(Renamed(group, operator, name))

    def announce(self, group: str, operator: str, words: str) -> Announcement:
        self.require_power(group, operator)
        shown = self.group(group).announcements
        shown.append(Announcement(f"notice-{group}-{len(shown) + 1}", operator, words, self.clock()))
        self.tell(Announced(group, shown[-1]))
        return shown[-1]

    def take_down(self, group: str, announcement: str, operator: str) -> None:
        """Remove an announcement; neither protocol has an event for it."""
        self.require_power(group, operator)
        shown = self.group(group).announcements
        found = [each for each in shown if each.id == announcement]
        if not found:
            raise Refused("unknown_announcement")
        shown.remove(found[0])

    def delete_file(self, group: str, file: str, operator: str) -> None:
        """One's own, or with power."""
        if file not in self.group(group).files:
            raise Refused("unknown_file")
        if self.files[file].uploader != operator:
            self.require_power(group, operator)
        self.group(group).files.remove(file)

    def poke(self, chat: Chat, user: str, target: str) -> None:
        self.tell(Poked(chat.id if chat.is_group else "", chat, user, target))

    def dissolve(self, group: str, operator: str) -> None:
        if self.member(group, operator).role is not Role.OWNER:
            raise Refused("not_admin")
        self.tell(Dissolved(group, operator))
        del self.groups[group]

    def set_online(self, account: str, online: bool, reason: str = "") -> None:
        person = self.people[account]
        if isinstance(person, Account):
            person.online = online
        self.tell(OnlineSet("", account, online, reason))
