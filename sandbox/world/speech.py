"""What can be said and what can happen to what was said."""

from collections.abc import Sequence

from .changes import EssenceSet, Reacted, Recalled, Said, Uploaded
from .ground import Ground
from .model import Chat, File, Message, Segment, text
from .refusals import Refused


def as_segments(content: str | Sequence[Segment]) -> list[Segment]:
    return [text(content)] if isinstance(content, str) else list(content)


class Speech(Ground):
    """The part of the world that speaks."""

    def say(self, group: str, user: str, content: str | Sequence[Segment], *, quote: int | None = None) -> Message:
        member = self.member(group, user)
        now = self.clock()
        if member.is_muted(now):
            raise Refused("muted")
        if self.group(group).is_whole_muted and member.role.rank == 0:
            raise Refused("whole_muted")
        member.last_sent_at = now
        return self._add(Chat("group", group), user, as_segments(content), quote)

    def say_private(
        self, account: str, peer: str, author: str, content: str | Sequence[Segment], *, quote: int | None = None
    ) -> Message:
        """``author`` is the account or the peer."""
        if peer not in self.people:
            raise Refused("not_a_member")
        return self._add(Chat("private", peer, account), author, as_segments(content), quote)

    def _add(self, chat: Chat, author: str, segments: list[Segment], quote: int | None) -> Message:
        group = chat.id if chat.is_group else ""
        log = self.chats.setdefault(chat.key, [])
        message = Message(
            number=len(self.messages) + 1,
            chat=chat,
            seq=len(log) + 1,
            author=author,
            author_name=self.name_of(author, group),
            segments=segments,
            at=self.clock(),
            quote=quote,
        )
        log.append(message)
        self.messages[message.number] = message
        self.tell(Said(group, message))
        return message

    def history(self, chat: Chat) -> list[Message]:
        """Oldest first, recalled ones included."""
        return self.chats.get(chat.key, [])

    def message(self, number: int) -> Message:
        found = self.messages.get(number)
        if found is None:
            raise Refused("unknown_message")
        return found

    def recall(self, number: int, operator: str) -> None:
        """One's own always; another's with power over its author (who may have left)."""
        message = self.message(number)
        if message.recalled_by is not None:
            raise Refused("already_recalled")
        if operator != message.author:
            if not message.chat.is_group:
                raise Refused("not_admin")
            group = message.chat.id
            still_there = message.author in self.group(group).members
            self.require_power(group, operator, over=message.author if still_there else None)
        message.recalled_by, message.recalled_at = operator, self.clock()
        self.tell(Recalled(message.chat.id if message.chat.is_group else "", message, operator))

    def react(self, number: int, user: str, emoji: str, *, added: bool = True) -> bool:
        """Whether anything changed: a second equal reaction does nothing."""
        message = self.message(number)
        users = message.reactions.setdefault(emoji, [])
        if (user in users) is added:
            return False
        if added:
            users.append(user)
        else:
            users.remove(user)
        if not users:
            del message.reactions[emoji]
        group = message.chat.id if message.chat.is_group else ""
        self.tell(Reacted(group, message, user, emoji, added))
        return True

    def set_essence(self, number: int, operator: str, *, added: bool = True) -> None:
        message = self.message(number)
        self.require_power(message.chat.id, operator)
        message.is_essence = added
        self.tell(EssenceSet(message.chat.id, message, operator, added))

    def add_file(self, name: str, content: bytes, media_type: str = "application/octet-stream") -> File:
        file = File(f"{self.platform.value[0]}{len(self.files) + 1:06d}", name, content, media_type)
        self.files[file.id] = file
        return file

    def file(self, file: str) -> File:
        found = self.files.get(file)
        if found is None:
            raise Refused("unknown_file")
        return found

    def upload(self, group: str, user: str, name: str, content: bytes) -> Message:
        """A group file: told as a message and as an upload, the way the platforms do."""
        self.member(group, user)
        file = self.add_file(name, content)
        file.at, file.uploader = self.clock(), user
        message = self.say(group, user, [{"type": "file", "data": {"file": file.id}}])
        self.group(group).files.append(file.id)
        self.tell(Uploaded(group, user, file))
        return message
