"""Who comes, who goes, and who is silenced."""

from datetime import timedelta

from .changes import Befriending, Joined, Left, Muted, Requested, Settled
from .ground import Ground
from .model import Departure, JoinRequest, Member, Platform, Role
from .refusals import Refused

MUTE_LIMIT_SECONDS = 2_592_000


class Sway(Ground):
    """The part of the world that has to do with membership and power."""

    def mute(self, group: str, user: str, seconds: int, operator: str) -> None:
        """``seconds`` 0 lifts; raises Refused from 30 days on, and where the platform has no mute."""
        if self.platform is not Platform.QQ:
            raise Refused("unsupported")
        self.require_power(group, operator, over=user)
        if not 0 <= seconds < MUTE_LIMIT_SECONDS:
            raise Refused("duration")
        self.member(group, user).muted_until = self.clock() + timedelta(seconds=seconds) if seconds else None
        self.tell(Muted(group, user, operator, seconds))

    def mute_all(self, group: str, is_muted: bool, operator: str) -> None:
        self.require_power(group, operator)
        self.group(group).is_whole_muted = is_muted
        self.tell(Muted(group, "", operator, -1 if is_muted else 0))

    def kick(self, group: str, user: str, operator: str, *, for_good: bool = False) -> None:
        """``for_good`` refuses every later request of that person."""
        self.require_power(group, operator, over=user)
        if for_good:
            self.group(group).refused.add(user)
        self._depart(group, user, operator, "kick")

    def leave(self, group: str, user: str) -> None:
        self._depart(group, user, user, "leave")

    def _depart(self, group: str, user: str, operator: str, how: str) -> None:
        member = self.member(group, user)
        self.group(group).left[user] = Departure(user, member.name, self.clock(), how, operator)
        del self.group(group).members[user]
        self.tell(Left(group, user, operator, how == "kick"))

    def join(self, group: str, user: str, nickname: str = "", *, operator: str = "", invited: bool = False) -> Member:
        """Become a member and have it told; a new person is made where ``user`` is not known."""
        if user in self.group(group).members:
            raise Refused("already_member")
        if user not in self.people:
            self.add_person(user, nickname or user, is_friend=False)
        self.group(group).left.pop(user, None)
        member = Member(self.people[user], self.clock(), Role.MEMBER)
        self.group(group).members[user] = member
        self.tell(Joined(group, user, operator, invited))
        return member

    def request_join(
        self, group: str, user: str, comment: str, *, nickname: str = "", inviter: str = "", filtered: bool = False
    ) -> JoinRequest:
        """``filtered`` as QQ does with what it takes for doubtful: nobody is told."""
        if user in self.group(group).refused:
            raise Refused("refused_again")
        if user in self.group(group).members:
            raise Refused("already_member")
        if user not in self.people:
            self.add_person(user, nickname or user, is_friend=False)
        request = self._ask(group, user, comment, "add", inviter)
        request.is_filtered = filtered
        if not filtered:
            self.tell(Requested(group, request))
        return request

    def invite_account(self, group: str, inviter: str) -> JoinRequest:
        """Somebody asks the account into a group it is not in."""
        request = self._ask(group, inviter, "", "invite", inviter)
        self.tell(Requested(group, request))
        return request

    def request_friend(self, user: str, comment: str) -> JoinRequest:
        request = self._ask("", user, comment, "friend", "")
        self.tell(Befriending("", request))
        return request

    def _ask(self, group: str, user: str, comment: str, sub_type: str, inviter: str) -> JoinRequest:
        now = self.clock()
        flag = f"{int(now.timestamp() * 1_000_000)}{len(self.requests) % 1000:03d}"
        request = JoinRequest(flag, group, user, self.name_of(user), comment, now, sub_type, inviter)
        self.requests[flag] = request
        return request

    def settle_request(self, flag: str, approve: bool, operator: str, reason: str = "") -> JoinRequest:
        request = self.requests.get(flag)
        if request is None:
            raise Refused("unknown_request")
        if request.approved is not None:
            raise Refused("request_settled")
        if request.sub_type == "add":
            self.require_power(request.group, operator)
        request.approved, request.operator, request.reason = approve, operator, reason
        self.tell(Settled(request.group, request))
        if approve and request.sub_type == "friend":
            self.people[request.user].is_friend = True
        elif approve:
            joiner = operator if request.sub_type == "invite" else request.user
            self.join(request.group, joiner, operator=operator, invited=False)
        return request
