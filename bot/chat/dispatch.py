"""From a command's words to its answer: group, power, target, handler, reply."""

from datetime import datetime

from loguru import logger

from bot.chat.archive import Archive
from bot.chat.arguments import Arguments
from bot.chat.commands import Call, Command, Reply
from bot.chat.targets import find_target
from bot.domain.errors import NotAllowed, Refusal, WrongUsage
from bot.domain.ids import AccountId, ChatRef
from bot.domain.members import Actor, Role
from bot.domain.messages import IncomingMessage, Mention
from bot.domain.ports import Ability, Clock
from bot.effects.accounts import accounts
from bot.governance import roster, voice
from bot.governance.directory import Directory, GroupState
from bot.governance.permissions import Standing, Target, authorize
from bot.store.transaction import transaction


class Dispatcher:
    """Runs one command at a time per lane. A Refusal is answered; anything else is a bug and raised."""

    def __init__(self, *, clock: Clock, directory: Directory, standing: Standing, archive: Archive) -> None:
        self._clock = clock
        self._directory = directory
        self._standing = standing
        self._archive = archive

    async def run(self, command: Command, words: str, message: IncomingMessage) -> None:
        """Answer the command, or stay silent where it has no place here.

        The group is looked up now: what stood before it in the lane may have changed or disabled it.
        """
        group = self._place_of(command, message)
        if not self._has_place(command, message, group):
            return
        now = self._clock.now()
        try:
            call = await self._prepare(command, words, message, group, now)
            answer = await command.handler(call)
        except WrongUsage as refusal:
            answer = Reply(refusal.template, {"command": command, **refusal.fields})
        except Refusal as refusal:
            logger.info("refused {} to {}: {}", command.name, message.sender, refusal.code)
            answer = Reply(refusal.template, refusal.fields)
        if answer is not None:
            await self._answer(answer, message, group, now)

    def would_answer(self, command: Command, message: IncomingMessage) -> bool:
        """Whether the command has a place where it was given, as things are now."""
        return not message.anonymous and self._has_place(command, message, self._place_of(command, message))

    async def slow_down(self, message: IncomingMessage) -> None:
        """Say that commands came too fast, and that the latest was not carried out."""
        await self._answer(Reply("chat/too_fast", {}), message, self._directory.find(message.chat), self._clock.now())

    def _place_of(self, command: Command, message: IncomingMessage) -> GroupState | None:
        return self._directory.find(message.chat) or (None if command.anywhere else self._governed(message))

    def _governed(self, message: IncomingMessage) -> GroupState | None:
        """In an administration group that governs exactly one group, commands reach that one."""
        if not message.is_group:
            return None
        governed = self._directory.governed_by(message.chat)
        return governed[0] if len(governed) == 1 else None

    @staticmethod
    def _has_place(command: Command, message: IncomingMessage, group: GroupState | None) -> bool:
        if not message.is_group:
            return command.private
        return not command.private_only and (group is not None or command.anywhere)

    async def _prepare(
        self, command: Command, words: str, message: IncomingMessage, group: GroupState | None, now: datetime
    ) -> Call:
        role = Role.MEMBER
        needs = command.role
        if group is not None and message.is_group and group.chat.key != message.chat.key:
            needs = max(needs, Role.ADMIN)  # through the administration group nobody but administrators speaks
        if needs > Role.MEMBER or command.acts_on:
            known = await self._role(message, group)
            refusal = authorize(message.sender, known, needs=needs, anonymous=message.anonymous)
            if refusal is not None:
                raise refusal
            role = known or Role.MEMBER
        elif message.anonymous:
            raise NotAllowed()
        name = message.sender_name or await self._known_name(message, group)
        actor = Actor(message.sender, name, role)

        async def ask_standing() -> Actor:
            now_held = await self._role(message, group)
            return Actor(message.sender, name, now_held or Role.MEMBER)

        arguments = Arguments(words)
        target, target_role = None, None
        if command.acts_on:
            target = await find_target(message, arguments, group, self._archive, optional=command.target_optional)
        if target is not None and not command.target_unchecked:
            facts = await self._target_facts(target, message, group)
            refusal = authorize(message.sender, role, needs=command.role, target=facts)
            if refusal is not None:
                raise refusal
            target_role = facts.role
        return Call(message, group, actor, arguments, now, target, target_role, ask_standing)

    @staticmethod
    async def _known_name(message: IncomingMessage, group: GroupState | None) -> str:
        """The store's name for somebody whose platform tells none with the message."""
        return await roster.name_of(group.id, message.sender) if group is not None else message.sender

    async def _role(self, message: IncomingMessage, group: GroupState | None) -> Role | None:
        if group is None and not message.is_group:
            return Role.SUPERUSER if self._standing.is_superuser(message.sender) else Role.MEMBER
        chat, account = self._asked_of(message, group)
        claim = message.role_claim if chat.key == message.chat.key else None
        return await self._standing.role(group, chat, account, message.sender, claim)

    async def _target_facts(self, target: Mention, message: IncomingMessage, group: GroupState | None) -> Target:
        chat, account = self._asked_of(message, group)
        return await self._standing.target(group, chat, account, target.user)

    @staticmethod
    def _asked_of(message: IncomingMessage, group: GroupState | None) -> tuple[ChatRef, AccountId]:
        """Where roles hold, and the account that can ask there: in an administration group another one may hear."""
        if group is None or group.chat.key == message.chat.key:
            return message.chat, message.account
        return group.chat, group.account or message.account

    @transaction
    async def _answer(self, answer: Reply, message: IncomingMessage, group: GroupState | None, now: datetime) -> None:
        platform = accounts.get(message.account)
        can_quote = platform is not None and Ability.QUOTE in platform.capabilities
        mention = answer.mention
        if not can_quote and message.is_group and not mention:
            mention = (Mention(message.sender, message.sender_name or await self._known_name(message, group)),)
        await voice.say(
            message.chat,
            message.account,
            answer.template,
            key=f"reply:{message.account}:{message.chat.key}:{message.id}:{message.sent_at.timestamp():.0f}",
            now=now,
            mention=mention,
            quote=message.id if can_quote and message.is_group else None,
            marker=answer.marker,
            enclosed=answer.enclosed,
            group_id=group.id if group is not None else None,
            fields=answer.fields,
        )
