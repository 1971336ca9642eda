"""The world's changes as V11 event frames."""

from hashlib import md5
from typing import Any

from sandbox.calls import Frame
from sandbox.world import Chat, JoinRequest, Message, Role, World, changes

from . import cq
from .profiles import Profile


def integer(user: str) -> int:
    """QQ's ids are integers; somebody unnamed is 0."""
    return int(user) if user else 0


class Frames:
    """Makes frames for one account. Message ids are local to the account, positive and 31 bits."""

    def __init__(self, world: World, account: str, profile: Profile) -> None:
        self.world = world
        self.account = account
        self.profile = profile
        self.reports_self = False
        self.file_base = ""
        self._numbers: dict[int, int] = {}
        self._flags: dict[str, str] = {}
        self._cards: dict[tuple[str, str], str] = {}

    def handle(self, message: Message) -> int:
        """The message id of this account for a message."""
        words = f"{self.account}:{message.chat.key}:{message.seq}".encode()
        handle = int.from_bytes(md5(words, usedforsecurity=False).digest()[:4], "big", signed=True)
        handle = handle if self.profile.has_signed_ids else handle & 0x7FFFFFFF
        self._numbers[handle] = message.number
        return handle

    def number(self, handle: Any) -> int | None:
        """The world's number of a message id; None for one never handed out."""
        try:
            return self._numbers.get(int(handle))
        except (TypeError, ValueError):
            return None

    def flag(self, request: JoinRequest) -> str:
        """The flag as this implementation writes it."""
        flag = self.profile.flag_form.format(flag=request.flag, group=request.group, doubt=int(request.is_filtered))
        self._flags[flag] = request.flag
        return flag

    def request_flag(self, flag: str) -> str:
        """The world's flag of one handed out; any other stays as it is."""
        return self._flags.get(flag, flag)

    def forget_handles(self) -> None:
        """What a restart of the implementation does: old message ids mean nothing any more."""
        self._numbers.clear()

    def base(self, post_type: str, **fields: Any) -> Frame:
        now = int(self.world.clock().timestamp())
        return {"time": now, "self_id": int(self.account), "post_type": post_type, **fields}

    def notice(self, notice_type: str, **fields: Any) -> Frame:
        return self.base("notice", notice_type=notice_type, **fields)

    def status(self, online: bool | None) -> Frame:
        return {"online": online, "good": True}

    def segments(self, message: Message) -> list[dict[str, Any]]:
        quoted = self.handle(self.world.messages[message.quote]) if message.quote in self.world.messages else None
        return cq.outward(self.world, message.segments, quoted, self.file_base)

    def sender(self, message: Message) -> Frame:
        person = self.world.people.get(message.author)
        sender: Frame = {"user_id": integer(message.author), "nickname": person.nickname if person else ""}
        group = self.world.groups.get(message.chat.id) if message.chat.is_group else None
        member = group.members.get(message.author) if group else None
        if member is None:
            return {**sender, "card": "", "role": "member"} if group else {**sender, "sex": "unknown", "age": 0}
        sender |= {"card": member.card, "role": member.role.value}
        if not self.profile.has_role_only:
            sender |= {"sex": "unknown", "age": 0, "area": "", "level": "12", "title": member.title}
        return sender

    def message(self, message: Message) -> Frame:
        """The frame of a message, also as ``get_msg`` and the history give it."""
        handle, segments = self.handle(message), self.segments(message)
        is_own = message.author == self.account
        frame = self.base(
            "message_sent" if is_own else "message",
            message_type=message.chat.kind,
            sub_type="normal" if message.chat.is_group else self._relation(message.chat),
            message_id=handle,
            user_id=integer(message.author),
            message=segments,
            raw_message=cq.as_cq(segments),
            font=14,
            sender=self.sender(message),
            message_seq=handle,
            real_id=handle,
            real_seq=str(message.seq),
            message_format="array",
        )
        frame["time"] = int(message.at.timestamp())
        if message.chat.is_group:
            group = self.world.groups.get(message.chat.id)
            frame |= {"group_id": int(message.chat.id), "group_name": group.name if group else "", "anonymous": None}
        if is_own:
            frame |= {"message_sent_type": "self", "target_id": int(message.chat.id)}
        return frame

    def _relation(self, chat: Chat) -> str:
        person = self.world.people.get(chat.id)
        return "friend" if person is None or person.is_friend else "group"

    def of(self, change: changes.Change) -> list[Frame]:
        """The frames this account gets to see for a change."""
        if change.group and change.group in self.world.groups and not self._sees(change):
            return []
        match change:
            case changes.Said():
                return self._said(change)
            case changes.Joined() | changes.Left() | changes.Muted() | changes.RoleSet() | changes.Dissolved():
                return [self._membership(change)]
            case changes.Requested() | changes.Befriending():
                return self._request(change.request)
            case changes.OnlineSet() if change.account == self.account and not change.online:
                reason = change.reason or "你的帐号当前登录已失效"
                return [self.notice("bot_offline", user_id=int(self.account), tag="下线通知", message=reason)]
            case _:
                return self._notices(change)

    def _sees(self, change: changes.Change) -> bool:
        if self.account in self.world.groups[change.group].members:
            return True
        is_own = isinstance(change, changes.Left) and change.user == self.account
        return is_own or (isinstance(change, changes.Requested) and change.request.sub_type == "invite")

    def _said(self, change: changes.Said) -> list[Frame]:
        message = change.message
        if not message.chat.is_group and message.chat.account != self.account:
            return []
        if message.author == self.account:
            return [self.message(message)] if self.reports_self else []
        return [*self._late_card(message), self.message(message)]

    def _late_card(self, message: Message) -> list[Frame]:
        """A changed card is noticed when its bearer next speaks, not before."""
        key = (message.chat.id, message.author)
        old = self._cards.pop(key, None)
        if old is None:
            return []
        new = self.world.member(*key).card
        return [self.notice("group_card", group_id=int(key[0]), user_id=int(key[1]), card_new=new, card_old=old)]

    def _membership(self, change: changes.Change) -> Frame:
        group = int(change.group)
        match change:
            case changes.Joined():
                sub_type = "invite" if change.invited else "approve"
                fields = {"operator_id": integer(change.operator), "user_id": int(change.user)}
                return self.notice("group_increase", sub_type=sub_type, group_id=group, **fields)
            case changes.Left():
                is_me = change.user == self.account
                sub_type = ("kick_me" if is_me else "kick") if change.kicked else "leave"
                operator = integer(change.operator) if change.kicked else self._leaver(change)
                fields = {"operator_id": operator, "user_id": int(change.user)}
                return self.notice("group_decrease", sub_type=sub_type, group_id=group, **fields)
            case changes.Muted():
                sub_type = "ban" if change.seconds else "lift_ban"
                fields = {"operator_id": integer(change.operator), "user_id": integer(change.user)}
                return self.notice("group_ban", sub_type=sub_type, group_id=group, **fields, duration=change.seconds)
            case changes.RoleSet():
                sub_type = "set" if change.is_admin else "unset"
                return self.notice("group_admin", sub_type=sub_type, group_id=group, user_id=int(change.user))
            case _:
                operator = integer(getattr(change, "operator", ""))
                fields = {"operator_id": operator, "user_id": operator}
                return self.notice("group_decrease", sub_type="disband", group_id=group, **fields)

    def _leaver(self, change: changes.Left) -> int:
        """Who is named as operator of a leave: nobody, as NapCat has it."""
        return 0 if self.profile.app_name == "NapCat.Onebot" else int(change.user)

    def _request(self, request: JoinRequest) -> list[Frame]:
        fields: Frame = {"user_id": int(request.user), "comment": request.comment, "flag": self.flag(request)}
        if request.sub_type == "friend":
            return [self.base("request", request_type="friend", **fields)]
        if request.sub_type == "add" and self.world.member(request.group, self.account).role is Role.MEMBER:
            return []
        if request.inviter and self.profile.app_name != "NapCat.Onebot":
            fields["invitor_id"] = int(request.inviter)
        sub_type, group = request.sub_type, int(request.group)
        return [self.base("request", request_type="group", sub_type=sub_type, group_id=group, **fields)]

    def _notices(self, change: changes.Change) -> list[Frame]:
        match change:
            case changes.Recalled():
                return [self._recalled(change)]
            case changes.Reacted():
                fields = {"group_id": integer(change.group), "user_id": int(change.user)}
                likes = [{"emoji_id": change.emoji, "count": len(change.message.reactions.get(change.emoji, []))}]
                handle = self.handle(change.message)
                return [
                    self.notice("group_msg_emoji_like", **fields, message_id=handle, likes=likes, is_add=change.added)
                ]
            case changes.CardSet():
                self._cards.setdefault((change.group, change.user), change.old)
                return []
            case changes.EssenceSet():
                fields = {"sender_id": int(change.message.author), "operator_id": int(change.operator)}
                sub_type, handle = "add" if change.added else "delete", self.handle(change.message)
                return [
                    self.notice("essence", sub_type=sub_type, group_id=int(change.group), message_id=handle, **fields)
                ]
            case changes.Uploaded():
                file = {"id": f"/{change.file.id}", "name": change.file.name, "size": change.file.size, "busid": 102}
                return [self.notice("group_upload", group_id=int(change.group), user_id=int(change.user), file=file)]
            case _:
                return self._notify(change)

    def _recalled(self, change: changes.Recalled) -> Frame:
        author, handle = int(change.message.author), self.handle(change.message)
        if not change.message.chat.is_group:
            return self.notice("friend_recall", user_id=author, message_id=handle)
        fields = {"user_id": author, "operator_id": int(change.operator), "message_id": handle}
        return self.notice("group_recall", group_id=int(change.group), **fields)

    def _notify(self, change: changes.Change) -> list[Frame]:
        match change:
            case changes.Renamed():
                fields: Frame = {"sub_type": "group_name", "user_id": int(change.operator), "name_new": change.name}
            case changes.TitleSet():
                fields = {"sub_type": "title", "user_id": int(change.user), "title": change.title}
            case changes.Poked():
                fields = {"sub_type": "poke", "user_id": int(change.user), "target_id": int(change.target)}
                if not change.group:
                    return [self.notice("notify", **fields, sender_id=int(change.user))]
            case _:
                return []
        return [self.notice("notify", group_id=int(change.group), **fields)]
