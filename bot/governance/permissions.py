"""Who may do what to whom: one pure rule, default deny, and the fresh facts it is fed with.

Asked when a command comes and again when its effect is delivered: somebody may have been demoted
in between.
"""

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass

from bot.domain.errors import NotAllowed, Refusal, RoleUnknown, TargetProtected
from bot.domain.ids import AccountId, ChatRef, MemberId
from bot.domain.members import MemberInfo, Role
from bot.domain.ports import Ability, Clock, Outcome
from bot.effects.accounts import accounts
from bot.governance.directory import GroupState

FRESH_SECONDS = 60.0
"""A role older than this is asked again before power is used."""
REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a command acts on; ``role`` None when the platform did not say."""

    id: MemberId
    role: Role | None
    is_bot: bool = False


def authorize(
    actor: MemberId,
    role: Role | None,
    *,
    needs: Role,
    target: Target | None = None,
    anonymous: bool = False,
    same_group: bool = True,
) -> Refusal | None:
    """The refusal, or None when allowed. Nothing is allowed that is not allowed here.

    ``role`` is what the actor holds in the group that the command reaches; ``same_group`` is False
    when the command was spoken elsewhere than where it would act.
    """
    if anonymous or not same_group:
        return NotAllowed()
    if role is None:
        return None if needs is Role.MEMBER and target is None else RoleUnknown()
    if role < needs:
        return NotAllowed()
    if target is not None:
        if target.is_bot or target.id == actor:
            return TargetProtected()
        if target.role is None or target.role >= role:
            return TargetProtected()
    return None


class Standing:
    """The role of a member now: superusers by setting, owner and admin by the platform, the rest by grant."""

    def __init__(self, clock: Clock, superusers: Collection[str]) -> None:
        self._clock = clock
        self._superusers = frozenset(superusers)
        self._asked: OrderedDict[tuple[str, MemberId], tuple[float, MemberInfo | Outcome]] = OrderedDict()

    def is_superuser(self, member: MemberId) -> bool:
        return member in self._superusers

    @property
    def superusers(self) -> frozenset[str]:
        """The ids the setting names, on whichever platform they are."""
        return self._superusers

    def forget(self, chat: ChatRef, member: MemberId) -> None:
        """Ask again next time: an event said that something about this member changed."""
        self._asked.pop((chat.key, member), None)

    async def info(self, chat: ChatRef, account: AccountId | None, member: MemberId) -> MemberInfo | Outcome:
        """The member as the platform tells now, at most 60 s old. DENIED means no such member."""
        key, now = (chat.key, member), self._clock.monotonic()
        known = self._asked.get(key)
        if known is not None and now - known[0] <= FRESH_SECONDS:
            return known[1]
        platform = accounts.get(account) if account is not None else None
        if platform is None:
            return Outcome.UNKNOWN
        answer = await platform.member(chat, member)
        if isinstance(answer, MemberInfo):
            self._asked.pop(key, None)
            self._asked[key] = (now, answer)
            if len(self._asked) > REMEMBERED:
                self._asked.popitem(last=False)
        return answer

    async def role(self, group: GroupState | None, chat: ChatRef, account: AccountId | None, member: MemberId,
                   claim: Role | None = None) -> Role | None:  # fmt: skip
        """The role this member holds in the group now, or None when it cannot be known.

        ``claim`` is the frame's own word: where it is lower than the platform's answer, it counts.
        """
        if self.is_superuser(member):
            return Role.SUPERUSER
        granted = group.grants.get(member, Role.MEMBER) if group is not None else Role.MEMBER
        platform = accounts.get(account) if account is not None else None
        if platform is None:
            return granted or None
        if Ability.ROLES not in platform.capabilities:
            return granted
        answer = await self.info(chat, account, member)
        if isinstance(answer, Outcome):
            if answer is Outcome.DENIED:
                return Role.MEMBER
            return granted if granted > Role.MEMBER else None
        told = answer.role if answer.role is not None else Role.MEMBER
        if claim is not None and claim < told:
            told = claim
        return max(told, granted)

    async def target(self, group: GroupState | None, chat: ChatRef, account: AccountId | None,
                     member: MemberId) -> Target:  # fmt: skip
        """Facts about whom a command acts on; somebody who is not in the group counts as a member."""
        role = await self.role(group, chat, account, member)
        return Target(member, role, is_bot=member == account or accounts.get(AccountId(member)) is not None)


_current: Standing | None = None


def use(standing: Standing) -> None:
    """Make this the process's ``standing``; wiring calls it once."""
    global _current
    _current = standing


def standing() -> Standing:
    """The process's Standing. Raises RuntimeError before wiring."""
    if _current is None:
        raise RuntimeError("permissions.use was not called")
    return _current
