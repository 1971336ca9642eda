"""The enabled groups in memory: what the way of every message asks, without a row read."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.ids import AccountId, ChatRef, GroupId, MemberId
from bot.domain.members import Role
from bot.governance import regulations
from bot.governance.regulations import Regulation
from bot.store import models


@dataclass(frozen=True)
class GroupState:
    """One group as it stood when it was last loaded. Replaced whole, never changed in place."""

    id: GroupId
    organisation_id: int
    chat: ChatRef
    name: str
    enabled: bool
    mode: str
    halted: bool
    console: ChatRef | None
    account: AccountId | None
    """The primary account: the one that archives and acts here when several are members."""
    regulation: Regulation | None
    archive_days: int
    enabled_at: datetime | None
    grants: dict[MemberId, Role] = field(default_factory=dict[MemberId, Role])

    @property
    def enforces(self) -> bool:
        return self.mode == "enforce" and not self.halted


class Directory:
    """Loaded at start, reloaded group by group after each change; other processes poll ``reload``."""

    def __init__(self) -> None:
        self._by_chat: dict[tuple[str, str], GroupState] = {}
        self._by_id: dict[GroupId, GroupState] = {}
        self._changes = 0
        self._changed: dict[GroupId, int] = {}

    def find(self, chat: ChatRef) -> GroupState | None:
        """The enabled group of this chat, or None."""
        return self._by_chat.get((chat.platform, chat.group)) if chat.group is not None else None

    def get(self, group_id: GroupId) -> GroupState | None:
        return self._by_id.get(group_id)

    def enabled(self) -> list[GroupState]:
        return list(self._by_id.values())

    def governed_by(self, console: ChatRef) -> list[GroupState]:
        """Groups whose administrators are told in this chat."""
        return [g for g in self._by_id.values() if g.console is not None and g.console.key == console.key]

    def of_organisation(self, organisation_id: int) -> list[GroupState]:
        return [g for g in self._by_id.values() if g.organisation_id == organisation_id]

    def set_account(self, group_id: GroupId, account: AccountId) -> None:
        """Note the primary account that the store has just recorded."""
        state = self._by_id.get(group_id)
        if state is not None:
            self._note_change(group_id)
            self._put(replace(state, account=account))

    async def load(self, *, now: datetime) -> None:
        """Read every enabled group afresh; groups no longer enabled are dropped.

        A group that was changed here while the rows were read is left as the change made it.
        """
        before = self._changes
        states = [await _state(row, now) for row in await models.Group.filter(enabled=True)]
        wanted = {state.id for state in states}
        for gone in set(self._by_id) - wanted:
            if self._changed.get(gone, 0) <= before:
                self._drop(gone)
        for state in states:
            if self._changed.get(state.id, 0) <= before:
                self._put(state)

    async def reload(self, group_id: GroupId, *, now: datetime) -> GroupState | None:
        """Read one group afresh, after a change to it. None when it is not enabled."""
        row = await models.Group.get_or_none(id=group_id)
        state = await _state(row, now) if row is not None and row.enabled else None
        self._note_change(group_id)
        if state is None:
            self._drop(group_id)
            return None
        self._put(state)
        return state

    def clear(self) -> None:
        self._by_chat.clear()
        self._by_id.clear()

    def _note_change(self, group_id: GroupId) -> None:
        self._changes += 1
        self._changed[group_id] = self._changes

    def _put(self, state: GroupState) -> None:
        self._by_id[state.id] = state
        self._by_chat[(state.chat.platform, state.chat.group or "")] = state

    def _drop(self, group_id: GroupId) -> None:
        state = self._by_id.pop(group_id, None)
        if state is not None:
            self._by_chat.pop((state.chat.platform, state.chat.group or ""), None)


async def _state(row: models.Group, now: datetime) -> GroupState:
    grants = await models.Grant.filter(group_id=row.id)
    console = row.console_external_id
    return GroupState(
        id=GroupId(row.id),
        organisation_id=row.organisation_id,
        chat=ChatRef(row.platform, row.external_id),
        name=row.name,
        enabled=row.enabled,
        mode=row.mode,
        halted=row.halted,
        console=ChatRef(row.platform, console) if console else None,
        account=AccountId(row.primary_account) if row.primary_account else None,
        regulation=await regulations.in_force(GroupId(row.id), row.organisation_id, now=now),
        archive_days=row.archive_days,
        enabled_at=row.enabled_at,
        grants={MemberId(g.member_id): Role(g.role) for g in grants},
    )


directory = Directory()
"""This process's directory."""
