"""The hands of everybody in a world: speaking, reacting, coming and going by name."""

from collections.abc import Sequence

from .world import Account, Chat, JoinRequest, Message, Refused, Segment, World, text


class Hands:
    """Groups and members are named by id (text or number); members also by nickname, card, or the
    part of the card after the last ``-``.
    """

    def __init__(self, world: World, account: Account) -> None:
        self.world = world
        self.account = account

    def user(self, group: str | int, who: str | int) -> str:
        """The id of somebody in a group, or who was in it; raises Refused."""
        wanted = str(who)
        members = self.world.group(str(group)).members
        if wanted in members or wanted in self.world.people:
            return wanted
        for member in members.values():
            if wanted in (member.card, member.person.nickname, member.card.rsplit("-", 1)[-1]):
                return member.id
        for departure in self.world.group(str(group)).left.values():
            if wanted in (departure.name, departure.name.rsplit("-", 1)[-1]):
                return departure.id
        raise Refused("not_a_member", f"群里没有「{wanted}」")

    def say(
        self,
        group: str | int,
        who: str | int,
        content: str | Sequence[Segment] = "",
        *,
        quote: Message | None = None,
        mention: Sequence[str | int] = (),
    ) -> Message:
        """Speak in a group; raises Refused where the member may not. Mentions come first."""
        ats: list[Segment] = [
            {"type": "at", "data": {"user": "all" if name == "all" else self.user(group, name)}} for name in mention
        ]
        parts = [text(content)] if isinstance(content, str) else list(content)
        if ats and isinstance(content, str):
            parts = [text(f" {content}")]
        return self.world.say(
            str(group), self.user(group, who), [*ats, *parts], quote=quote.number if quote is not None else None
        )

    def mentioned(self, group: str, words: str, users: Sequence[str]) -> list[Segment]:
        """The text with each ``@名字`` of ``users`` (ids, or all) turned into a mention; else it comes first."""
        parts: list[Segment] = [text(words)]
        for user in users:
            name = "全体成员" if user == "all" else self.world.name_of(user, group)
            at: Segment = {"type": "at", "data": {"user": user}}
            for index, part in enumerate(parts):
                if part["type"] == "text" and f"@{name}" in part["data"]["text"]:
                    before, after = part["data"]["text"].split(f"@{name}", 1)
                    parts[index : index + 1] = [*([text(before)] if before else []), at, text(after)]
                    break
            else:
                parts.insert(0, at)
        return [part for part in parts if part["type"] != "text" or part["data"]["text"]]

    def new_id(self) -> str:
        """An id of the platform's kind that nobody has yet."""
        count = len(self.world.people)
        return f"1000{9000 + count}" if self.account.id.isdigit() else f"wxid_new{count}"

    def whisper(self, who: str | int, content: str | Sequence[Segment], *, quote: Message | None = None) -> Message:
        """Speak to the account in private."""
        number = quote.number if quote is not None else None
        return self.world.say_private(self.account.id, str(who), str(who), content, quote=number)

    def request_join(
        self,
        group: str | int,
        user: str | int,
        comment: str = "",
        *,
        nickname: str = "",
        inviter: str | int = "",
        filtered: bool = False,
    ) -> JoinRequest:
        """``filtered``: kept from the account by QQ, to be found in its lists."""
        return self.world.request_join(
            str(group), str(user), comment, nickname=nickname, inviter=str(inviter), filtered=filtered
        )

    def join(self, group: str | int, user: str | int, nickname: str = "", *, inviter: str | int = "") -> None:
        """Come in without a request: by invitation where ``inviter`` is named."""
        operator = self.user(group, inviter) if inviter != "" else ""
        self.world.join(str(group), str(user), nickname, operator=operator, invited=bool(operator))

    def leave(self, group: str | int, who: str | int) -> None:
        self.world.leave(str(group), self.user(group, who))

    def react(self, message: Message, who: str | int, emoji: str = "76", *, added: bool = True) -> None:
        """Emoji ids are QQ's: 76 赞, 124 OK."""
        group = message.chat.id if message.chat.is_group else ""
        self.world.react(message.number, self.user(group, who) if group else str(who), emoji, added=added)

    def upload(self, group: str | int, who: str | int, name: str, content: bytes) -> Message:
        return self.world.upload(str(group), self.user(group, who), name, content)

    def recall(self, message: Message, who: str | int) -> None:
        self.world.recall(message.number, self.user(message.chat.id, who))

    def texts(self, group: str | int) -> list[str]:
        """What the bot said in a group, oldest first, recalled ones included."""
        log = self.world.history(Chat("group", str(group)))
        return [message.text for message in log if message.author == self.account.id]

    def private_texts(self, who: str | int) -> list[str]:
        """What the bot said to somebody in private."""
        log = self.world.history(Chat("private", str(who), self.account.id))
        return [message.text for message in log if message.author == self.account.id]

    def said(self, group: str | int) -> list[Message]:
        """The bot's own messages in a group."""
        log = self.world.history(Chat("group", str(group)))
        return [message for message in log if message.author == self.account.id]
