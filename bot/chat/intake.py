"""The one way in of every message and event.

Nothing here awaits or writes: doubles and echoes are dropped, the message goes to the archive's
buffer and past the listeners, and only what somebody wants to act on enters the group's lane.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from loguru import logger

from bot.chat import eventing
from bot.chat.archive import Archive
from bot.chat.commands import PREFIXES, CommandTable
from bot.chat.dispatch import Dispatcher
from bot.chat.lanes import Lanes
from bot.chat.listeners import listening, listening_in_private
from bot.chat.pace import CommandPace
from bot.domain.events import Event, OwnMessage
from bot.domain.ids import AccountId
from bot.domain.messages import IncomingMessage
from bot.domain.ports import Clock
from bot.effects import evidence
from bot.effects.accounts import accounts
from bot.governance import groups, workorders
from bot.governance.directory import Directory, GroupState

REMEMBERED = 8192
PRIMARY_SILENT = timedelta(seconds=60)


@dataclass
class IntakeCounters:
    messages: int = 0
    doubles: int = 0
    echoes: int = 0
    commands: int = 0
    too_fast: int = 0
    silenced: int = 0
    listener_failures: int = 0


class Intake:
    """The gateway's EventSink."""

    def __init__(
        self,
        *,
        clock: Clock,
        directory: Directory,
        archive: Archive,
        commands: CommandTable,
        dispatcher: Dispatcher,
        lanes: Lanes,
    ) -> None:
        self._clock = clock
        self._directory = directory
        self._archive = archive
        self._commands = commands
        self._dispatcher = dispatcher
        self._lanes = lanes
        self._seen: OrderedDict[tuple[str, str, str], None] = OrderedDict()
        self._pace = CommandPace(clock)
        self._takeover_asked: dict[int, float] = {}
        self.counters = IntakeCounters()

    def message(self, message: IncomingMessage) -> None:
        """Take one message, in the order the platform sent it."""
        counters = self.counters
        counters.messages += 1
        if message.sender == message.account:
            counters.echoes += 1
            evidence.note_own_message(message.account, message.chat, message.text, message.id)
            return
        if self._is_double(message):
            counters.doubles += 1
            return
        group = self._directory.find(message.chat)
        if group is not None:
            if not self._is_ours(group, message):
                return
            self._archive.keep(group, message)
            if accounts.get(AccountId(message.sender)) is None:
                self._listen(message, group)
        elif not message.is_group and accounts.get(AccountId(message.sender)) is None:
            self._listen_in_private(message)
        if message.text.startswith(PREFIXES) and accounts.get(AccountId(message.sender)) is None:
            self._command(message, group)

    def event(self, event: Event) -> None:
        """Take anything else that happened; it is handled in the lane of its chat."""
        if isinstance(event, OwnMessage):
            evidence.note_own_message(event.account, event.chat, event.text, event.message)
            return
        group = self._directory.find(event.chat)
        if group is not None and group.account not in (None, event.account) and accounts.get(group.account):
            return
        handle = eventing.prepare(event, group, self._clock.now())
        if handle is not None:
            self._lanes.put(event.chat.key, handle)

    def _is_double(self, message: IncomingMessage) -> bool:
        key = (message.account, message.chat.key, message.id)
        if key in self._seen:
            return True
        self._remember(key)
        return False

    def _remember(self, key: tuple[str, str, str]) -> None:
        self._seen[key] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)

    def _is_told_twice(self, message: IncomingMessage) -> bool:
        """In a group without a primary account yet, two accounts of ours hear the same words of one person."""
        key = (message.chat.key, message.sender, f"{hash(message.text)}@{message.sent_at.timestamp():.0f}")
        if key in self._seen:
            return True
        self._remember(key)
        return False

    def _is_ours(self, group: GroupState, message: IncomingMessage) -> bool:
        """Only the group's primary account acts; another takes over when it has been silent for a minute."""
        if group.account is None or group.account == message.account:
            return True
        if accounts.get(group.account) is not None:
            return False
        now = self._clock.monotonic()
        if now - self._takeover_asked.get(group.id, -1e9) > PRIMARY_SILENT.total_seconds() / 4:
            self._takeover_asked[group.id] = now
            self._lanes.put(message.chat.key, partial(self._take_over, group, message.account))
        return False

    async def _take_over(self, group: GroupState, account: AccountId) -> None:
        now = self._clock.now()
        if await groups.take_over(group.id, account, now=now, unless_seen_since=now - PRIMARY_SILENT):
            self._directory.set_account(group.id, account)

    def _listen(self, message: IncomingMessage, group: GroupState) -> None:
        for one in listening():
            try:
                work = one.listen(message, group)
            except Exception:  # outermost loop of the listeners: one that fails must not silence the rest
                self.counters.listener_failures += 1
                logger.exception("listener {} failed", one.name)
                continue
            if work is not None:
                self._lanes.put(message.chat.key, work)

    def _listen_in_private(self, message: IncomingMessage) -> None:
        """Strangers are heard too: what is to be done about it comes at the pace of commands."""
        for name, listen in listening_in_private().items():
            try:
                work = listen(message)
            except Exception:  # outermost loop of the listeners: one that fails must not silence the rest
                self.counters.listener_failures += 1
                logger.exception("private listener {} failed", name)
                continue
            if work is not None and self._pace.allows(message.sender):
                self._lanes.put(message.chat.key, work)

    def _command(self, message: IncomingMessage, group: GroupState | None) -> None:
        found = self._commands.find(message.text)
        if found is None:
            return
        if group is None and message.is_group and self._is_told_twice(message):
            self.counters.doubles += 1
            return
        now = message.received_at
        if group is not None and not found[0].always_heard and workorders.is_silenced(group.id, message.sender, now):
            self.counters.silenced += 1
            return
        if not self._pace.allows(message.sender):
            self.counters.too_fast += 1
            if self._dispatcher.would_answer(found[0], message) and self._pace.may_tell(message.sender):
                self._lanes.put(message.chat.key, partial(self._dispatcher.slow_down, message))
            return
        self.counters.commands += 1
        self._lanes.put(message.chat.key, partial(self._dispatcher.run, found[0], found[1], message))
